import { createJournal } from '../../../src/main/journal/journal-service.ts';
import type { BookedTransaction, Books } from '../../harness/sandbox-control.ts';
import { judgeRefunds } from './verdict-refunds.ts';
import type { Register } from './register.ts';
import type { Shop } from './shop.ts';

/** What a schedule came to. All but the first two have to be nothing. */
export interface Verdict {
  /** Payments that were charged on codes of ours. */
  readonly payments: number;
  /** Of these, on a sale. */
  readonly paid: number;
  readonly twoShown: number;
  readonly doubleCharges: number;
  readonly foreignAccepted: number;
  readonly lost: number;
  readonly unknown: number;
  /** Everything that is wrong, in words, these included. */
  readonly problems: readonly string[];
}

interface Accepted {
  readonly id: string;
  readonly saleId: string;
  readonly amount: number;
}

interface Raised {
  readonly kind: string;
  readonly subject: string;
  readonly open: 0 | 1;
}

const CAME: ReadonlySet<string> = new Set(['charged', 'refunded', 'reversed']);

/** Money that is nobody's yet: as long as such a matter is open, the money is on no sale. */
const UNCLAIMED: ReadonlySet<string> = new Set([
  'late_payment',
  'second_payment',
  'amount_differs',
  'unmatched',
  'possibly_ours',
]);

/** Judges by the provider's books and the files of the tills; no till is asked. */
export async function judge(shop: Shop): Promise<Verdict> {
  const books = await shop.control.books();
  const verdicts = shop.registers.map((register) => judgeRegister(shop, register, books));
  const sum = (of: (verdict: Verdict) => number): number =>
    verdicts.reduce((total, one) => total + of(one), 0);
  const everywhere = shop.registers.flatMap((register) => acceptedBy(register).map(({ id }) => id));
  const twice = everywhere.filter((id, index) => everywhere.indexOf(id) !== index);
  return {
    payments: sum(({ payments }) => payments),
    paid: sum(({ paid }) => paid),
    twoShown: shop.counts.twoShown,
    doubleCharges: sum(({ doubleCharges }) => doubleCharges) + twice.length,
    foreignAccepted: sum(({ foreignAccepted }) => foreignAccepted),
    lost: sum(({ lost }) => lost),
    unknown: sum(({ unknown }) => unknown),
    problems: [
      ...shop.sins,
      ...twice.map((id) => `Payment ${id} is on two sales`),
      ...verdicts.flatMap(({ problems }) => problems),
    ],
  };
}

function judgeRegister(shop: Shop, register: Register, books: Books): Verdict {
  const accepted = acceptedBy(register);
  const raised = register.read().all<Raised>(
    `SELECT a.kind, a.provider_transaction_id AS subject, r.at IS NULL AS open
     FROM attention a LEFT JOIN attention_resolution r ON r.attention_id = a.id`,
  );
  const ours = oursOf(register, books);
  const money = ours.filter(({ status }) => status === 'charged' || status === 'refunded');
  const doubled = accepted.filter(
    ({ saleId }, index) => accepted.findIndex((one) => one.saleId === saleId) !== index,
  );
  const lost = money.filter((row) => !isAccounted(row, accepted, raised));
  const strangers = accepted.filter(({ id }) => !ours.some((row) => row.id === id));
  const unknown = unknownIn(register);
  return {
    payments: money.length,
    paid: accepted.length,
    twoShown: 0,
    doubleCharges: doubled.length,
    foreignAccepted: strangers.length,
    lost: lost.length,
    unknown: unknown.length,
    problems: [
      ...doubled.map(({ saleId }) => `Sale ${saleId} was paid twice`),
      ...lost.map((row) => `Lost: ${JSON.stringify(row)}`),
      ...strangers.map(({ id }) => `Foreign payment ${id} was accepted`),
      ...unknown,
      ...wronglyAccepted(shop, accepted, ours),
      ...bothWays(accepted, raised),
      ...foreignRaised(shop, register, ours, raised, books),
      ...judgeSales(register, raised),
      ...judgeRefunds(shop, register, books),
      ...register.errors(),
    ].map((problem) => `${register.code()}: ${problem}`),
  };
}

function acceptedBy(register: Register): readonly Accepted[] {
  return register.read().all<Accepted>(
    `SELECT a.provider_transaction_id AS id, t.sale_id AS saleId, t.amount_minor AS amount
     FROM acceptance a JOIN tender t ON t.id = a.tender_id`,
  );
}

/** By the provider's own books, whatever its answers left out: made on our links, or under our references. */
function oursOf(register: Register, { transactions }: Books): readonly BookedTransaction[] {
  const codes = new Set(
    register
      .read()
      .all<{ code: string }>(
        'SELECT provider_payment_id AS code FROM payment_attempt WHERE provider_payment_id IS NOT NULL',
      )
      .map(({ code }) => code),
  );
  return transactions.filter(
    ({ id, link, txid, type }) =>
      type !== 'refund' &&
      type !== 'payout' &&
      (codes.has(id) || (link !== null && codes.has(link)) || txid.startsWith(`${register.code()}-`)),
  );
}

/** On a sale, or told to a person, or given back whole. */
function isAccounted(
  { id, amount, amount_refunded: refunded }: BookedTransaction,
  accepted: readonly Accepted[],
  raised: readonly Raised[],
): boolean {
  if (accepted.some((one) => one.id === id) || (refunded ?? 0) >= amount) return true;
  return raised.some(({ kind, subject }) => kind !== 'paying_long' && subject.split('#', 1)[0] === id);
}

function unknownIn(register: Register): readonly string[] {
  const attempts = register
    .read()
    .all<{ id: string; state: string; way: string }>(
      "SELECT id, state, way FROM payment_attempt WHERE state IN ('requesting', 'open', 'closing', 'unknown', 'paying')",
    );
  const refunds = register
    .read()
    .all<{ id: string; state: string }>("SELECT id, state FROM refund WHERE state = 'requested'");
  return [
    ...attempts.map(({ id, state, way }) => `Attempt ${id} (${way}) is still ${state}`),
    ...refunds.map(({ id, state }) => `Refund ${id} is still ${state}`),
  ];
}

/** What counts as money: charged, of the exact amount and currency, in the environment of the connection. */
function wronglyAccepted(
  { account }: Shop,
  accepted: readonly Accepted[],
  ours: readonly BookedTransaction[],
): readonly string[] {
  return accepted.flatMap(({ id, amount, saleId }) => {
    const row = ours.find((one) => one.id === id);
    if (!row) return [];
    const env = account.switches.env === 'absent' || row.env === 'test';
    const right = CAME.has(row.status) && row.amount === amount && row.currency === 'RUB' && env;
    return right ? [] : [`Sale ${saleId} stands on ${JSON.stringify(row)}`];
  });
}

function bothWays(accepted: readonly Accepted[], raised: readonly Raised[]): readonly string[] {
  return raised
    .filter(
      ({ kind, open, subject }) => open && UNCLAIMED.has(kind) && accepted.some(({ id }) => id === subject),
    )
    .map(({ kind, subject }) => `Payment ${subject} is on a sale, and in Attention as ${kind}`);
}

/** Nobody else's row comes before a cashier, or is kept as ours; but what may be ours where nothing else tells. */
function foreignRaised(
  { account }: Shop,
  register: Register,
  ours: readonly BookedTransaction[],
  raised: readonly Raised[],
  { transactions }: Books,
): readonly string[] {
  const own = new Set(ours.map(({ id }) => id));
  const rows = new Map(transactions.map((row) => [row.id, row]));
  const isForeign = (id: string): boolean => {
    const row = rows.get(id);
    return row !== undefined && !own.has(id) && !(row.parent !== null && own.has(row.parent));
  };
  const kept = register.read().all<{ id: string }>('SELECT id FROM provider_transaction');
  return [
    ...raised
      .filter(({ kind, subject }) => {
        const possible = account.linkless && kind === 'possibly_ours';
        return !possible && isForeign(subject.split('#', 1)[0] ?? '');
      })
      .map(({ kind, subject }) => `Foreign payment ${subject} was raised as ${kind}`),
    ...kept.filter(({ id }) => isForeign(id)).map(({ id }) => `Foreign row ${id} is kept as ours`),
  ];
}

interface SaleStanding {
  readonly id: string;
  readonly total: number;
  readonly receipt: number;
  readonly tenders: number;
  readonly tendered: number | null;
}

interface Claim {
  readonly id: string;
  readonly outcome: string | null;
  readonly accepted: 0 | 1;
}

function judgeSales(register: Register, raised: readonly Raised[]): readonly string[] {
  const read = register.read();
  const sales = read.all<SaleStanding>(
    `SELECT s.id, s.total_minor AS total, s.receipt_sequence AS receipt, count(t.id) AS tenders,
       sum(t.amount_minor) AS tendered
     FROM sale s LEFT JOIN tender t ON t.sale_id = s.id WHERE s.state = 'completed'
     GROUP BY s.id ORDER BY s.receipt_sequence`,
  );
  const claims = read.all<Claim>(
    `SELECT t.id, o.outcome, a.tender_id IS NOT NULL AS accepted FROM tender t
     LEFT JOIN claim_outcome o ON o.tender_id = t.id LEFT JOIN acceptance a ON a.tender_id = t.id
     WHERE t.kind = 'claimed'`,
  );
  const journal = createJournal(read, () => '').verify();
  return [
    ...sales
      .filter(({ receipt }, index) => receipt !== index + 1)
      .map(({ id, receipt }) => `Sale ${id} has the receipt ${receipt}`),
    ...sales
      .filter(({ total, tenders, tendered }) => tenders !== 1 || tendered !== total)
      .map(({ id }) => `Sale ${id} is not paid exactly once`),
    ...claims
      .filter(({ outcome, accepted }) => (outcome === 'confirmed') !== Boolean(accepted))
      .map(({ id }) => `Claim ${id} was confirmed without money`),
    ...claims
      .filter(
        ({ id, outcome }) =>
          outcome === null &&
          !raised.some(({ kind, subject, open }) => open && kind === 'claim_unpaid' && subject === id),
      )
      .map(({ id }) => `Claim ${id} is awaited, and nobody was told that its code has ended`),
    ...(journal === null ? [] : [`The journal does not verify: ${JSON.stringify(journal)}`]),
  ];
}
