import { AppError } from '../../contract/errors.ts';
import { toAppError } from '../connections/provider-error.ts';
import type { PartnerLinkDraft } from '../ports-shop.ts';
import { parseTextList } from '../text-list.ts';
import type { OwnLinkRow } from './link-store.ts';
import type { MadeLink } from './make-link.ts';

/** A link as it would be asked for today; of its products it says nothing. */
export function draftOf(row: OwnLinkRow): PartnerLinkDraft {
  const ask =
    row.amount_minor === null
      ? ({ amountType: 'dynamic', currency: row.currency } as const)
      : ({ amountType: 'fixed', amount: { amountMinor: row.amount_minor, currency: row.currency } } as const);
  return { ask, methods: parseTextList(row.methods), productIds: [], imageUrl: row.image_url };
}

/** @throws AppError that says what became of the wish */
export function madeOrThrow(made: MadeLink): Extract<MadeLink, { kind: 'made' }> {
  if (made.kind === 'made') return made;
  if (made.kind === 'differs') {
    throw new AppError('PROVIDER_ECHO_DIFFERS', 'The provider made a link for something else than was asked');
  }
  throw toAppError(made.problem);
}

/** @throws AppError INVALID_INPUT */
export function readCursor(cursor: string): number {
  const sequence = Number(cursor);
  if (!Number.isSafeInteger(sequence)) throw new AppError('INVALID_INPUT', 'This is no place in the list');
  return sequence;
}
