import type { CurrencyCode } from '../../../src/domain/currency.ts';
import { type Item, type Off, plus, type Rate, reckon, type SaleSums, type TaxWay } from './reckoning.ts';

/** The owner's books of some days: what was done, by whom it was paid, and what lies in the drawer. In minor units. */

export interface Line {
  readonly id: string;
  readonly unit: number;
  /** What was asked for it before somebody changed the price. */
  readonly asked: number | null;
  readonly pieces: number;
  readonly off: Off | null;
  readonly rate: Rate | null;
  readonly note: string;
}

/** What an undo brings back. */
export interface Contents {
  readonly lines: readonly Line[];
  readonly off: Off | null;
  readonly note: string;
  readonly name: string;
}

export interface Code {
  readonly attemptId: string;
  readonly sale: Sale;
  readonly amount: number;
  /** The link's id. */
  readonly payable: string;
  state: 'live' | 'paid' | 'ended';
  /** True time from which it may have ended by itself. */
  readonly expiresAt: number;
  /** How often the till's clock had been moved when it was made. */
  readonly jumps: number;
  /** True time; null while it is alive. */
  endedAt: number | null;
  endedJumps: number;
  /** The money that came on it. */
  transaction: string | null;
}

export interface Tender {
  readonly id: string;
  readonly sale: Sale;
  readonly kind: 'cash' | 'external' | 'payment_link' | 'claimed';
  readonly method: 'card_terminal' | 'transfer' | null;
  readonly amount: number;
  readonly received: number | null;
  readonly code: Code | null;
  readonly shift: Shift;
  /** Gone back before its sale was completed. */
  back: boolean;
  claim: 'awaiting' | 'confirmed' | 'written_off' | null;
  /** Given back of it by refunds. */
  refunded: number;
}

export interface Sale {
  readonly id: string;
  way: TaxWay;
  state: 'open' | 'completed' | 'voided';
  contents: Contents;
  undo: Contents | null;
  parked: boolean;
  rounding: number;
  receipt: number | null;
  readonly tenders: Tender[];
  readonly codes: Code[];
  /** Given back by line: pieces and amount. */
  readonly given: Map<string, { pieces: number; amount: number }>;
  refunds: number;
}

/** Money that came when nobody awaited it any more. */
export interface Matter {
  readonly amount: number;
  readonly code: Code;
}

export interface Given {
  readonly way: 'cash' | 'provider' | 'elsewhere';
  readonly amount: number;
  /** What had paid. */
  readonly of: Tender | 'unsettled' | 'without_sale';
}

export interface Shift {
  opened: boolean;
  float: number;
  readonly sales: Sale[];
  readonly voids: number[];
  readonly taken: Tender[];
  readonly returned: Tender[];
  readonly given: Given[];
  readonly confirmed: Tender[];
  readonly writtenOff: Tender[];
  /** Amounts of money that a person attached. */
  readonly attached: number[];
  readonly movements: { readonly kind: 'paid_in' | 'paid_out' | 'no_sale'; readonly amount: number }[];
  count: { readonly counted: number; readonly expected: number; readonly round: number } | null;
}

export interface TaxChoice extends TaxWay {
  readonly rateId: string | null;
}

export interface Day {
  readonly currency: CurrencyCode;
  /** The smallest coin. */
  readonly coin: number;
  tax: TaxChoice;
  readonly sales: Sale[];
  /** Open sales; the last one that is not parked is in front. */
  readonly stack: Sale[];
  readonly codes: Code[];
  readonly matters: Matter[];
  /** Completed sales, by receipt. */
  readonly receipts: Sale[];
  shift: Shift;
  /** The figures of every Z. */
  readonly reports: Figures[];
  /** How often the till's clock was moved. */
  jumps: number;
  /** What has been done so far. */
  acts: number;
  /** Sales to be compared whole. */
  readonly touched: Set<Sale>;
}

/** By `section.key`: how often, how much. Figures that are nothing are left out. */
export type Figures = Readonly<Record<string, readonly [count: number, amount: number]>>;

export function newShift(): Shift {
  return {
    opened: false,
    float: 0,
    sales: [],
    voids: [],
    taken: [],
    returned: [],
    given: [],
    confirmed: [],
    writtenOff: [],
    attached: [],
    movements: [],
    count: null,
  };
}

export function newDay(currency: CurrencyCode, tax: TaxChoice): Day {
  return {
    currency,
    coin: currency === 'CHF' ? 5 : 1,
    tax,
    sales: [],
    stack: [],
    codes: [],
    matters: [],
    receipts: [],
    shift: newShift(),
    reports: [],
    jumps: 0,
    acts: 0,
    touched: new Set(),
  };
}

export const pick = <T>(all: readonly T[], number: number): T | undefined =>
  all.length === 0 ? undefined : all[number % all.length];

export const front = ({ stack }: Day): Sale | undefined => stack.filter(({ parked }) => !parked).at(-1);

export const liveCode = ({ codes }: Sale): Code | undefined => codes.find(({ state }) => state === 'live');

export const standing = ({ tenders }: Sale): readonly Tender[] => tenders.filter(({ back }) => !back);

export const sumsOf = ({ contents: { lines, off }, way }: Sale): SaleSums =>
  reckon(
    lines.map(({ unit, pieces, off: ownOff, rate }): Item => ({ unit, pieces, off: ownOff, rate })),
    off,
    way,
  );

/** What is left to be paid. */
export const leftOf = (sale: Sale): number =>
  sale.state === 'open' ? sumsOf(sale).total - plus(standing(sale).map(({ amount }) => amount)) : 0;

export const claimOf = ({ tenders }: Sale): Tender | undefined =>
  tenders.find(({ claim }) => claim === 'awaiting');

export function newSale(day: Day, id: string): Sale {
  const { mode, rounding } = day.tax;
  const sale: Sale = {
    id,
    way: { mode, rounding },
    state: 'open',
    contents: { lines: [], off: null, note: '', name: '' },
    undo: null,
    parked: false,
    rounding: 0,
    receipt: null,
    tenders: [],
    codes: [],
    given: new Map(),
    refunds: 0,
  };
  day.sales.push(sale);
  day.stack.push(sale);
  return sale;
}

/** It is not open any more. */
export function leave(day: Day, sale: Sale): void {
  const at = day.stack.indexOf(sale);
  if (at >= 0) day.stack.splice(at, 1);
  sale.undo = null;
  sale.parked = false;
}

/** A sale comes to the counter: empty ones make room. */
export function clearAway(day: Day, sale: Sale): void {
  for (const other of day.stack.filter((one) => one !== sale && one.contents.lines.length === 0)) {
    other.state = 'voided';
    leave(day, other);
  }
}

/** Takes money for a sale; the last of it completes it. */
export function take(
  day: Day,
  sale: Sale,
  tender: Pick<Tender, 'id' | 'kind' | 'amount'> & Partial<Pick<Tender, 'method' | 'received' | 'code'>>,
): Tender {
  const { shift } = day;
  const taken: Tender = {
    method: null,
    received: null,
    code: null,
    ...tender,
    sale,
    shift,
    back: false,
    claim: tender.kind === 'claimed' ? 'awaiting' : null,
    refunded: 0,
  };
  sale.tenders.push(taken);
  shift.taken.push(taken);
  sale.undo = null;
  if (leftOf(sale) + sale.rounding !== 0) return taken;
  sale.state = 'completed';
  day.receipts.push(sale);
  sale.receipt = day.receipts.length;
  shift.sales.push(sale);
  leave(day, sale);
  return taken;
}

/** A part goes back while its sale is open. */
export function takeBack({ shift }: Day, tender: Tender): void {
  tender.back = true;
  shift.returned.push(tender);
}

/** A code has ended without money. */
export function endCode(day: Day, code: Code, now: number): void {
  Object.assign(code, { state: 'ended', endedAt: now, endedJumps: day.jumps });
  if (code.sale.state === 'open') clearAway(day, code.sale);
}

export const tenderKey = ({ kind, method }: Tender): string => (method === null ? kind : `${kind}.${method}`);

/** Open sales that hold something of the counter's: the shift cannot close over them. */
export const unfinished = ({ stack, sales }: Day): readonly Sale[] =>
  sales.filter(
    (sale) =>
      stack.includes(sale) && standing(sale).some(({ kind }) => kind === 'cash' || kind === 'external'),
  );

export const liveCodes = ({ codes }: Day): readonly Code[] =>
  codes.filter(({ state, sale }) => state === 'live' && sale.state === 'open');
