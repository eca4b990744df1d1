import { z } from 'zod';
import type { Counter } from '../harness/counter.ts';
import { readBooks } from '../harness/selling.ts';

/** What a report has to say, by `section.key`: how often, how much. Figures that are nothing are left out. */
export type Replayed = Readonly<Record<string, readonly [count: number, amountMinor: number]>>;

const taxesSchema = z.array(z.tuple([z.string(), z.number().nullable(), z.number(), z.number()]));
const payloadSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

interface Entry {
  readonly kind: string;
  readonly subject: string;
  readonly text: (field: string) => string | null;
  readonly number: (field: string) => number;
}

/** The journal alone, in the order of its sequence: no clock is asked, no table of the books is looked at. */
async function readJournal(counter: Counter): Promise<readonly Entry[]> {
  const rows = await readBooks(counter, (read) =>
    read.all<{ kind: string; subject_id: string; payload: string }>(
      'SELECT kind, subject_id, payload FROM journal ORDER BY sequence',
    ),
  );
  return rows.map(({ kind, subject_id: subject, payload }) => {
    const fields = payloadSchema.parse(JSON.parse(payload));
    const of = (field: string): string | number | null => {
      const value = fields[field];
      if (value === undefined) throw new Error(`${kind} does not say its ${field}`);
      return value;
    };
    return {
      kind,
      subject,
      text: (field) => z.string().nullable().parse(of(field)),
      number: (field) => z.number().parse(of(field)),
    };
  });
}

interface Taken {
  readonly key: string;
  readonly saleId: string;
  readonly amount: number;
  readonly period: number;
}

const MONEY_KINDS = new Set([
  'late_payment',
  'second_payment',
  'amount_differs',
  'unmatched',
  'possibly_ours',
]);

/** What has happened so far, and what of it belongs to the shift that runs. */
class Ledger {
  period = 0;
  private sums = new Map<string, [number, number]>();
  private readonly perpetual = new Map<string, [number, number]>();
  private readonly tenders = new Map<string, Taken>();
  private readonly back = new Set<string>();
  private readonly ended = new Set<string>();
  private readonly doneSales = new Set<string>();
  private readonly codes = new Map<string, { readonly saleId: string; readonly amount: number }>();
  private readonly matters = new Map<string, number>();
  /** Transactions that a person was ever asked about. */
  private readonly raised = new Set<string>();
  private readonly refunds: {
    readonly tender: string | null;
    readonly unsettled: boolean;
    readonly amount: number;
  }[] = [];
  private float: number | null = null;
  private counted: number | null = null;

  take(entry: Entry): void {
    this.takeSale(entry);
    this.takeTender(entry);
    this.takeClaim(entry);
    this.takeMatter(entry);
    this.takeDrawer(entry);
  }

  /** The figures of the shift as it stands. */
  figures(): Replayed {
    const all = new Map([...this.sums].map(([key, sum]) => [key, [...sum] as [number, number]]));
    const put = (key: string, count: number, amount: number): void => add(all, key, count, amount);
    for (const [id, { saleId, amount }] of this.codes) {
      if (!this.doneSales.has(saleId)) put(`codes.${id}`, 1, amount);
    }
    for (const [id, { key, saleId, amount }] of this.tenders) {
      if (this.back.has(id)) continue;
      if (!this.doneSales.has(saleId)) put(`parts.${saleId}`, 1, amount);
      if (key !== 'claimed' || this.ended.has(id)) continue;
      put(`claims_standing.${id}`, 1, amount);
      put('claims.standing', 1, amount);
    }
    for (const amount of this.matters.values()) put('late.waiting', 1, amount);
    for (const { tender, unsettled, amount } of this.refunds) {
      const key = this.refundKey(tender, unsettled);
      put(`refunds_of.${key}`, 1, amount);
      if (key !== 'unsettled' && key !== 'open_sale') put('period.refunds', 1, amount);
    }
    this.putTotals(all, put);
    return Object.fromEntries([...all].filter(([, [count, amount]]) => count !== 0 || amount !== 0));
  }

  private putTotals(
    all: ReadonlyMap<string, readonly [number, number]>,
    put: (key: string, count: number, amount: number) => void,
  ): void {
    const of = (key: string): readonly [number, number] => all.get(key) ?? [0, 0];
    if (this.float !== null) {
      const given = of('returned.cash')[1] + of('refunds.cash')[1] + of('movements.paid_out')[1];
      const expected = this.float + of('tenders.cash')[1] + of('movements.paid_in')[1] - given;
      put('drawer.float', 1, this.float);
      put('drawer.expected', 1, expected);
      if (this.counted !== null) {
        put('drawer.counted', 1, this.counted);
        put('drawer.over_short', 1, this.counted - expected);
      }
    }
    put('period.sales', of('sales.total')[0], of('sales.total')[1] + of('sales.rounding')[1]);
    for (const total of ['sales', 'refunds']) {
      const [count, amount] = of(`period.${total}`);
      put(`perpetual.${total}`, count, amount);
      const [before, sum] = this.perpetual.get(total) ?? [0, 0];
      put(`perpetual.${total}`, before, sum);
    }
    for (const span of ['period', 'perpetual']) {
      const [sales, refunds] = [of(`${span}.sales`), of(`${span}.refunds`)];
      put(`${span}.net`, sales[0] + refunds[0], sales[1] - refunds[1]);
    }
  }

  private refundKey(tender: string | null, unsettled: boolean): string {
    if (tender === null) return unsettled ? 'unsettled' : 'without_sale';
    return this.back.has(tender) ? 'open_sale' : (this.tenders.get(tender)?.key ?? 'unknown');
  }

  private takeSale({ kind, subject, number, text }: Entry): void {
    if (kind === 'sale.voided') {
      this.doneSales.add(subject);
      this.put('voids.sales', 1, number('total'));
    }
    if (kind !== 'sale.completed') return;
    this.doneSales.add(subject);
    const [gross, discount, tax] = [number('subtotal'), number('discount'), number('tax')];
    this.put('sales.gross', 1, gross);
    this.put('sales.discounts', discount > 0 ? 1 : 0, discount);
    this.put('sales.net', 1, gross - discount);
    this.put('sales.tax', tax > 0 ? 1 : 0, tax);
    this.put('sales.total', 1, number('total'));
    this.put('sales.rounding', number('rounding') !== 0 ? 1 : 0, number('rounding'));
    this.takeTaxes(text('taxes') ?? '[]');
  }

  /** Each rate once for a sale, with the sums of its lines. */
  private takeTaxes(taxes: string): void {
    const seen = new Set<string>();
    for (const [rate, basisPoints, base, amount] of taxesSchema.parse(JSON.parse(taxes))) {
      const key = `${rate}/${basisPoints ?? 'exempt'}`;
      const count = seen.has(key) ? 0 : 1;
      seen.add(key);
      this.put(`tax_base.${key}`, count, base);
      this.put(`tax.${key}`, count, amount);
    }
  }

  private takeTender({ kind, subject, text, number }: Entry): void {
    if (kind === 'tender.taken') {
      const method = text('method');
      const key = `${text('kind')}${method === null ? '' : `.${method}`}`;
      const taken = { key, saleId: text('sale') ?? '', amount: number('amount'), period: this.period };
      this.tenders.set(subject, taken);
      this.put(`tenders.${key}`, 1, taken.amount);
      if (key === 'claimed') this.put('claims.made', 1, taken.amount);
      const attempt = text('attempt');
      if (attempt !== null && key === 'payment_link') this.codes.delete(attempt);
    }
    if (kind === 'tender.returned') {
      this.back.add(subject);
      const taken = this.tenders.get(subject);
      this.put(`returned.${taken?.key}`, 1, number('amount'));
    }
    if (kind === 'refund.done') {
      this.put(`refunds.${text('way')}`, 1, number('amount'));
      const unsettled = text('tender') === null && this.raised.has(text('transaction') ?? '');
      this.refunds.push({ tender: text('tender'), unsettled, amount: number('amount') });
    }
    if (kind === 'payment.requested')
      this.codes.set(subject, { saleId: text('sale') ?? '', amount: number('amount') });
    if (kind === 'payment.ended') this.codes.delete(subject);
  }

  private takeClaim({ kind, subject, number }: Entry): void {
    if (kind === 'payment.attached') this.put('late.attached', 1, number('amount'));
    if (kind !== 'claim.confirmed' && kind !== 'claim.written_off') return;
    this.ended.add(subject);
    this.put(kind === 'claim.confirmed' ? 'claims.confirmed' : 'claims.written_off', 1, number('amount'));
    const earlier = this.tenders.get(subject)?.period !== this.period;
    if (earlier && kind === 'claim.confirmed') this.put('late.earlier_claims', 1, number('amount'));
  }

  private takeMatter({ kind, subject, text, number }: Entry): void {
    if (kind === 'attention.raised') this.raised.add(text('transaction') ?? '');
    if (kind === 'attention.raised' && MONEY_KINDS.has(text('kind') ?? '')) {
      this.matters.set(subject, number('amount'));
    }
    if (kind === 'attention.resolved') this.matters.delete(subject);
  }

  private takeDrawer({ kind, number }: Entry): void {
    if (kind === 'shift.opened') this.float = number('cash') === 1 ? number('float') : null;
    if (kind === 'shift.counted' || kind === 'shift.recounted') this.counted = number('counted');
    if (kind.startsWith('cash.')) this.put(`movements.${kind.slice('cash.'.length)}`, 1, number('amount'));
  }

  /** The next shift begins: what this one saw is added up, what stands goes on standing. */
  endPeriod(): void {
    const figures = this.figures();
    for (const total of ['sales', 'refunds']) {
      const [count, amount] = figures[`perpetual.${total}`] ?? [0, 0];
      this.perpetual.set(total, [count, amount]);
    }
    this.period += 1;
    this.sums = new Map();
    this.refunds.length = 0;
    this.float = null;
    this.counted = null;
  }

  private put(key: string, count: number, amount: number): void {
    add(this.sums, key, count, amount);
  }
}

function add(sums: Map<string, [number, number]>, key: string, count: number, amount: number): void {
  const [before, sum] = sums.get(key) ?? [0, 0];
  sums.set(key, [before + count, sum + amount]);
}

/** Every Z that the journal tells of, with the figures that follow from the journal; the running shift last. */
export async function replay(
  counter: Counter,
): Promise<readonly { readonly z: number | null; readonly figures: Replayed }[]> {
  const ledger = new Ledger();
  const periods: { readonly z: number | null; readonly figures: Replayed }[] = [];
  for (const entry of await readJournal(counter)) {
    if (entry.kind === 'shift.closed') {
      periods.push({ z: entry.number('number'), figures: ledger.figures() });
      ledger.endPeriod();
    } else {
      ledger.take(entry);
    }
  }
  return [...periods, { z: null, figures: ledger.figures() }];
}
