import { inStepReasonSchema } from '../../contract/in-step.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import type { Comparison, Difference } from './comparison.ts';
import { type Field, type OurProduct, QUANTITY } from './fields.ts';
import type { ItemRow } from './run-store.ts';

export type InStepStatus = OperationOutput<'inStep.status'>;
type DifferenceView = OperationOutput<'inStep.differences'>['items'][number];
type FieldView = DifferenceView['fields'][number];
type LeftView = OperationOutput<'inStep.left'>['items'][number];

export function toComparisonView(comparison: Comparison): NonNullable<InStepStatus['comparison']> {
  const { byKind, inStep } = comparison;
  return {
    id: comparison.id,
    at: comparison.at,
    counts: {
      create: byKind.create.length,
      change: byKind.change.length,
      delete: byKind.delete.length,
      foreign: byKind.foreign.length,
      unknown: byKind.unknown.length,
      otherwise: byKind.otherwise.length,
      inStep,
    },
    changedElsewhere: comparison.changedElsewhere,
    withoutPrice: comparison.withoutPrice,
    unreadable: comparison.unreadable,
    listOffered: comparison.listOffered,
    secondsNeeded: comparison.secondsNeeded,
  };
}

export function toDifferenceView(difference: Difference, currency: CurrencyCode): DifferenceView {
  const { kind, variantId, partnerProductId, ours, theirs } = difference;
  const fields: readonly { readonly field: Field; readonly changedElsewhere: boolean }[] =
    difference.fields.length > 0
      ? difference.fields
      : WHOLE.map((field) => ({ field, changedElsewhere: false }));
  return {
    kind,
    variantId,
    partnerProductId,
    name: difference.name.slice(0, THEIR_TEXT_MAX),
    fields: fields.map(({ field, changedElsewhere }) => ({
      field,
      ours: ours === null ? NOTHING : ourValue(field, ours, currency),
      theirs: theirs === null ? NOTHING : theirValue(field, theirs),
      changedElsewhere,
    })),
  };
}

/** Of a product that stands on one side alone. */
const WHOLE = ['header', 'text', 'price', 'image'] as const;
const NOTHING: FieldView['ours'] = { kind: 'nothing' };

function ourValue(field: Field, ours: OurProduct, currency: CurrencyCode): FieldView['ours'] {
  switch (field) {
    case 'header':
      return { kind: 'text', text: ours.header };
    case 'text':
      return { kind: 'text', text: ours.text };
    case 'price':
      return { kind: 'money', amount: money(ours.priceMinor, currency) };
    case 'quantity':
      return { kind: 'text', text: QUANTITY };
    case 'image':
      return ours.image === null ? NOTHING : { kind: 'image', image: ours.image };
  }
}

/** So much of a text that somebody else has written: a page of them is a reply of less than a megabyte. */
const THEIR_TEXT_MAX = 1500;

function theirValue(field: Field, theirs: PartnerProduct): FieldView['theirs'] {
  switch (field) {
    case 'header':
      return { kind: 'text', text: theirs.header.slice(0, THEIR_TEXT_MAX) };
    case 'text':
      return { kind: 'text', text: theirs.text.slice(0, THEIR_TEXT_MAX) };
    case 'price':
      return { kind: 'money', amount: theirs.price };
    case 'quantity':
      return { kind: 'text', text: theirs.quantity.slice(0, THEIR_TEXT_MAX) };
    case 'image':
      return theirs.imageUrl === null ? NOTHING : { kind: 'image', image: null };
  }
}

export function toLeftView({ variant_id: variantId, header, act, state, ...said }: ItemRow): LeftView[] {
  if (state === 'waiting' || state === 'done') return [];
  return [
    { variantId, name: header, act, outcome: state, reason: knownReason(said.reason), words: said.words },
  ];
}

/** As it was written by this feature. */
function knownReason(text: string | null): LeftView['reason'] {
  return inStepReasonSchema.safeParse(text).data ?? null;
}
