import type { AttentionView } from '../../../src/contract/views.ts';
import type { CollectWay, LinkWay } from '../../../src/domain/payment.ts';
import type { RefundWay } from '../../../src/domain/refund.ts';

/**
 * An owner's books of one day. They know which code was shown, who paid it when and what went back, and nothing of
 * how the till works: what therefore is sold, numbered, raised or left to give back is worked out from that.
 */
export interface Day {
  online: boolean;
  /** How codes are made from now on. */
  collectBy: LinkWay;
  /** What the provider's rows of refunds name: where that is the code alone, nobody can tell one payment of it from another. */
  readonly refundRows: RefundRows;
  /** How far the till's clock is from the truth, in milliseconds. */
  wrongBy: number;
  /** How often the till's clock was put somewhere else: what lies before a jump may be found late. */
  jumps: number;
  receipts: number;
  readonly sales: Sale[];
  /** Open sales, the one in front last. */
  readonly open: Sale[];
  readonly codes: Code[];
  readonly payments: Payment[];
  readonly matters: Matter[];
  /** What the cashier has yet to see, oldest first. */
  readonly unseen: { readonly claimed: Code[]; readonly paid: Code[]; readonly ended: Set<Code> };
  /** The number of foreign rows on the account. */
  foreign: number;
}

export type RefundRows = 'parent' | 'link';

export interface Line {
  readonly id: string;
  readonly unitAmount: number;
  quantity: number;
}

export interface Sale {
  readonly id: string;
  readonly lines: Line[];
  state: 'open' | 'completed' | 'voided';
  receipt: number | null;
  /** Completed on the customer's word, by this code. */
  claim: { readonly code: Code; state: 'awaiting' | 'confirmed' | 'written_off' } | null;
  /** The one payment that it stands on. */
  paid: Payment | null;
  readonly codes: Code[];
}

export type CodeState = 'unknown' | 'open' | 'closing' | 'ended' | 'lost' | 'money';
export type CodeEnd = 'cancelled' | 'expired' | 'replaced';

export interface Code {
  readonly attemptId: string;
  readonly sale: Sale;
  readonly way: CollectWay;
  readonly amount: number;
  /** What is paid at the provider: the link, or the hosted payment; empty while nobody knows it. */
  payable: string;
  /** `unknown`: a hosted create without an answer. `closing`: wanted back, and not confirmed. */
  state: CodeState;
  end: CodeEnd | null;
  /** What a person wanted it taken back for; of a create that nobody answered, the till itself. */
  wish: 'cancelled' | 'replaced' | null;
  /** Another code is to follow it, unless the cashier has cancelled since. */
  anotherWanted: boolean;
  /** In true time, milliseconds. */
  expiresAt: number;
  endedAt: number | null;
  /** How often the clock had jumped when it was asked for, and when its timer was set. */
  readonly jumps: number;
  timerJumps: number;
  /** The payment that it has brought; any other is one too many. */
  money: Payment | null;
  /** When the till has learnt of it, by its own clock; empty before. */
  paidAt: string;
  readonly payments: Payment[];
  /** How much of its timeline has been read. */
  read: number;
}

/** `failed`: a hosted payment that was taken back while its payer was busy. */
export type PaymentStatus = 'processing' | 'charged' | 'rejected' | 'failed' | 'refunded' | 'reversed';

/** What a payer did on a code. */
export interface Payment {
  readonly id: string;
  readonly code: Code;
  readonly amount: number;
  readonly startedAt: number;
  /** How often the clock had jumped by then: afterwards nobody can say how long a payer has been busy. */
  readonly jumps: number;
  status: PaymentStatus;
  /** Since when it stands so, in true time. */
  changedAt: number;
  /** What the till has seen of it. */
  seen: PaymentStatus | null;
  /** The sale that it was taken for. */
  sale: Sale | null;
  readonly given: Given[];
  /** How much of what the office gave back a person was told of. */
  told: number;
}

/** Money of a payment that went back. */
export interface Given {
  /** The provider's row; null for what it never sees. */
  readonly row: string | null;
  /** `office`: by somebody in the partner's office who told no till. */
  readonly how: RefundWay | 'office';
  readonly amount: number;
  seen: boolean;
}

/** What a person is asked about. */
export interface Matter {
  readonly kind: AttentionView['kind'];
  /** A payment's id, or the sale of a claim. */
  readonly subject: string;
  readonly sale: Sale;
  readonly payment: Payment | null;
  how: NonNullable<AttentionView['resolution']>['how'] | null;
}

export function emptyDay(collectBy: LinkWay, refundRows: RefundRows): Day {
  return {
    online: true,
    collectBy,
    refundRows,
    wrongBy: 0,
    jumps: 0,
    receipts: 0,
    sales: [],
    open: [],
    codes: [],
    payments: [],
    matters: [],
    unseen: { claimed: [], paid: [], ended: new Set() },
    foreign: 0,
  };
}

export const front = (day: Day): Sale | undefined => day.open.at(-1);

export const totalOf = ({ lines }: Sale): number =>
  lines.reduce((sum, { unitAmount, quantity }) => sum + unitAmount * quantity, 0);

export const isLive = ({ state }: Code): boolean =>
  state === 'unknown' || state === 'open' || state === 'closing';

export const liveCode = ({ codes }: Sale): Code | undefined => codes.find(isLive);

export const liveCodes = ({ codes }: Day): readonly Code[] => codes.filter(isLive);

/** A payer who is busy with a code. */
export const busyOf = ({ payments }: Code): Payment | undefined =>
  payments.find(({ status }) => status === 'processing');

/** What the provider is known to have given back of a payment. */
export function shownBack({ amount, seen, given }: Payment): number {
  if (seen === 'refunded' || seen === 'reversed') return amount;
  return sumOf(given.filter(({ row, seen: known }) => row !== null && known));
}

/** What has gone back: from the drawer, and whichever is more of what we know of the rest and what the provider shows. */
export function goneBack(payment: Payment): number {
  const own = (ways: readonly Given['how'][]): number =>
    sumOf(payment.given.filter(({ how }) => ways.includes(how)));
  return own(['cash']) + Math.max(own(['provider', 'elsewhere']), shownBack(payment));
}

export const leftOf = (payment: Payment): number => Math.max(0, payment.amount - goneBack(payment));

export function sumOf(given: readonly Given[]): number {
  return given.reduce((sum, { amount }) => sum + amount, 0);
}

/** Whether the provider may have news of a payment that the till has not seen yet. */
export const hasNews = (payment: Payment): boolean =>
  payment.seen !== payment.status || payment.given.some(({ row, seen }) => row !== null && !seen);

export function raise(day: Day, kind: Matter['kind'], about: Payment | Sale): void {
  const payment = 'code' in about ? about : null;
  const sale = 'code' in about ? about.code.sale : about;
  const present = day.matters.find(
    (one) => one.kind === kind && one.subject === about.id && one.how === null,
  );
  if (!present) day.matters.push({ kind, subject: about.id, sale, payment, how: null });
}

/** Closes what stands open about something; of these kinds, or all. */
export function resolve(
  day: Day,
  subject: string,
  how: NonNullable<Matter['how']>,
  kinds?: readonly Matter['kind'][],
): void {
  for (const matter of day.matters) {
    const meant = matter.subject === subject && (kinds?.includes(matter.kind) ?? true);
    if (meant && matter.how === null) matter.how = how;
  }
}

/** A sale is completed: it leaves the counter. Its receipt is numbered by the till, and checked. */
export function complete(day: Day, sale: Sale): void {
  sale.state = 'completed';
  day.receipts += 1;
  leave(day, sale);
}

export function leave(day: Day, sale: Sale): void {
  const at = day.open.indexOf(sale);
  if (at >= 0) day.open.splice(at, 1);
}

/** A sale whose code has ended is in front again, unless a newer one was begun. */
export function bringForward(day: Day, sale: Sale): void {
  if (sale.state === 'open') clearAway(day, sale);
}

/** Empty sales beside one are gone. */
export function clearAway(day: Day, sale: Sale): void {
  for (const other of [...day.open]) {
    if (other === sale || other.lines.length > 0) continue;
    other.state = 'voided';
    leave(day, other);
  }
}

export function newSale(day: Day, id: string): Sale {
  const sale: Sale = {
    id,
    lines: [],
    state: 'open',
    receipt: null,
    claim: null,
    paid: null,
    codes: [],
  };
  day.sales.push(sale);
  day.open.push(sale);
  return sale;
}

/** One of some, by a number that chance has given. */
export function pick<T>(items: readonly T[], number: number): T | undefined {
  return items[number % Math.max(1, items.length)];
}
