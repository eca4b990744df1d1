import type { OperationParsed } from '../../contract/operations.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import type { FieldState, OurProduct } from './fields.ts';
import type { Whose } from './mapping-store.ts';

export type InStepKind = OperationParsed<'inStep.differences'>['kind'];

/** One product that is not in step, or that is theirs alone. */
export interface Difference {
  readonly kind: InStepKind;
  readonly variantId: string | null;
  readonly partnerProductId: string | null;
  readonly name: string;
  readonly ours: OurProduct | null;
  readonly theirs: PartnerProduct | null;
  /** Of those to change, and of those that the provider keeps in another form; else empty. */
  readonly fields: readonly FieldState[];
}

/** What a comparison has found: what a person sees, and what a push then sends. */
export interface Comparison {
  readonly id: string;
  readonly at: string;
  readonly whose: Whose;
  readonly listOffered: boolean;
  readonly unreadable: number;
  readonly withoutPrice: number;
  readonly inStep: number;
  readonly changedElsewhere: number;
  readonly secondsNeeded: number;
  readonly byKind: Readonly<Record<InStepKind, readonly Difference[]>>;
}
