import type { OperationInput } from '../../../contract/operations.ts';
import type { MoneyView, SaleView, TenderView } from '../../../contract/views.ts';

export const DAY_CHOICES = ['today', 'yesterday', 'week', 'month'] as const;
export type DayChoice = (typeof DAY_CHOICES)[number];

export const STATES = ['completed', 'open', 'voided'] as const;

/** Offered as chips; as the shop's customers pay, the commonest first. */
export const TENDER_CHOICES = [
  'cash',
  'payment_link',
  'external',
  'claimed',
] as const satisfies readonly TenderView['kind'][];

/** What the list is asked for. Days are YYYY-MM-DD of the shop. */
export interface SaleSearch {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly state: SaleView['state'] | null;
  readonly tenderKind: TenderView['kind'] | null;
  readonly staffId: string | null;
  readonly minAmount: MoneyView | null;
  readonly maxAmount: MoneyView | null;
}

export const EVERYTHING: SaleSearch = {
  text: '',
  from: null,
  to: null,
  state: null,
  tenderKind: null,
  staffId: null,
  minAmount: null,
  maxAmount: null,
};

export type SearchInput = OperationInput<'sale.search'>;

/** The same search has the same key, however it came about. */
export function searchKey(search: SaleSearch): string {
  return JSON.stringify([
    search.text.trim(),
    search.from,
    search.to,
    search.state,
    search.tenderKind,
    search.staffId,
    search.minAmount?.amountMinor ?? null,
    search.maxAmount?.amountMinor ?? null,
  ]);
}

export function isEverything(search: SaleSearch): boolean {
  return searchKey(search) === searchKey(EVERYTHING);
}

/** Whether something is asked for that no chip on the screen shows. */
export function hasMore(search: SaleSearch, nowMs: number): boolean {
  const { minAmount, maxAmount, staffId, from, to } = search;
  const days = from !== null || to !== null;
  return (
    minAmount !== null ||
    maxAmount !== null ||
    staffId !== null ||
    (days && dayChoiceOf(search, nowMs) === null)
  );
}

const DAY_MS = 24 * 3_600_000;

/** The days of a choice, both included, in the shop's zone: the one of the machine. */
export function daysOf(choice: DayChoice, nowMs: number): { readonly from: string; readonly to: string } {
  switch (choice) {
    case 'today':
      return { from: dayOf(nowMs), to: dayOf(nowMs) };
    case 'yesterday':
      return { from: daysBefore(nowMs, 1), to: daysBefore(nowMs, 1) };
    case 'week':
      return { from: daysBefore(nowMs, 6), to: dayOf(nowMs) };
    case 'month':
      return { from: daysBefore(nowMs, 29), to: dayOf(nowMs) };
  }
}

export function dayChoiceOf({ from, to }: Pick<SaleSearch, 'from' | 'to'>, nowMs: number): DayChoice | null {
  const fits = (choice: DayChoice): boolean => {
    const days = daysOf(choice, nowMs);
    return days.from === from && days.to === to;
  };
  return DAY_CHOICES.find(fits) ?? null;
}

function dayOf(atMs: number): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(atMs);
}

/** Counted on the calendar: a day may have 23 hours. */
function daysBefore(nowMs: number, days: number): string {
  const today = Date.parse(`${dayOf(nowMs)}T00:00:00Z`);
  return new Date(today - days * DAY_MS).toISOString().slice(0, 10);
}
