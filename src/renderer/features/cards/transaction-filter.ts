import type { CardDeskView, IssuerTransactionView, TransactionWishView } from '../../../contract/views.ts';

/** What a history is narrowed down to. Days are YYYY-MM-DD where the till stands, both included; empty: none. */
export interface TransactionFilter {
  readonly of: 'cards' | 'accounts';
  readonly from: string;
  readonly to: string;
  /** The issuer's own words. */
  readonly status: string;
  readonly kind: string;
}

export const ALL_OF_CARDS: TransactionFilter = { of: 'cards', from: '', to: '', status: '', kind: '' };

export const FILTER_WORD_MAX = 60;

export function isFiltered({ from, to, status, kind }: TransactionFilter): boolean {
  return [from, to, status, kind].some((text) => text.trim() !== '');
}

export function areDaysWrong({ from, to }: TransactionFilter): boolean {
  return from !== '' && to !== '' && from > to;
}

/** Of what the history is; what the deployment does not filter by is not asked for. */
export function wishOf(
  filter: TransactionFilter,
  place: { readonly accountId: string | null; readonly cardId: string | null },
  taken: CardDeskView['transactionFilters'],
): TransactionWishView {
  const takes = (name: (typeof taken)[number]) => taken.includes(name);
  const word = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    of: filter.of,
    accountId: takes('account') ? place.accountId : null,
    cardId: takes('card') ? place.cardId : null,
    from: takes('from') ? startOfDay(filter.from, 0) : null,
    to: takes('to') ? startOfDay(filter.to, 1) : null,
    status: takes('status') ? word(filter.status) : null,
    kind: takes('kind') ? word(filter.kind) : null,
  };
}

/** The moment when a day begins where the till stands, so many days later; null for no day. */
function startOfDay(day: string, daysLater: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [, year, month, date] = match;
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Words that rows had, to be offered where one is typed; in the order of the alphabet. */
export function seenWords(
  before: readonly string[],
  rows: readonly IssuerTransactionView[],
  of: 'status' | 'kind',
): readonly string[] {
  const words = new Set(before);
  for (const row of rows) if (row[of] !== '') words.add(row[of]);
  return words.size === before.length ? before : [...words].sort();
}
