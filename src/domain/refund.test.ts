import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CurrencyCode } from './currency.ts';
import { type Money, money, QUANTITY_ONE, sumMoney } from './money.ts';
import type { ProviderTransaction } from './payment.ts';
import {
  advanceRefund,
  givesBack,
  isOpenRefund,
  type PaymentStanding,
  planRefund,
  readRefundBack,
  REFUND_STATES,
  REFUND_WAYS,
  type RefundContext,
  type RefundEvent,
  type RefundLine,
  type RefundState,
  type RefundWay,
  type RefundWish,
  refundableLines,
  refundableMinor,
  refundedMinor,
  refundLimitMinor,
} from './refund.ts';
import { lineTotal, type SaleLine } from './sale-line.ts';

const EVENTS: readonly RefundEvent[] = [
  { kind: 'confirmed' },
  { kind: 'refused' },
  { kind: 'lost' },
  { kind: 'decided', made: true },
  { kind: 'decided', made: false },
];

describe('the life of a refund', () => {
  test.each<[RefundState, readonly RefundState[]]>([
    ['requested', ['done', 'refused', 'unknown', 'requested', 'requested']],
    ['unknown', ['done', 'unknown', 'unknown', 'done', 'refused']],
    ['done', ['done', 'done', 'done', 'done', 'done']],
    ['refused', ['refused', 'refused', 'refused', 'refused', 'refused']],
  ])('from %s: confirmed, refused, lost, decided as made, decided as not made', (state, after) => {
    expect(EVENTS.map((event) => advanceRefund(state, event))).toEqual(after);
  });

  test('PAY-8 what is unknown is never refused by anything but a person', () => {
    const refused = EVENTS.filter((event) => advanceRefund('unknown', event) === 'refused');
    expect(refused).toEqual([{ kind: 'decided', made: false }]);
  });

  test('only what has not ended is open', () => {
    expect(REFUND_STATES.filter(isOpenRefund)).toEqual(['requested', 'unknown']);
  });
});

const standingOf = (
  paidMinor: number,
  ownMinor = 0,
  ownAtProviderMinor = 0,
  providerMinor = 0,
): PaymentStanding => ({ paidMinor, ownMinor, ownAtProviderMinor, providerMinor });

describe('what is left of a payment', () => {
  test.each([
    ['nothing has gone back', standingOf(1000), 0, 1000],
    ['ours in cash', standingOf(1000, 300, 0, 0), 300, 700],
    ['ours through the provider, which shows it', standingOf(1000, 300, 300, 300), 300, 700],
    ['ours through the provider, which does not show it', standingOf(1000, 300, 300, 0), 300, 700],
    ['made in the office', standingOf(1000, 0, 0, 400), 400, 600],
    ['all of these', standingOf(1000, 500, 300, 700), 900, 100],
    ['more than was paid', standingOf(1000, 600, 0, 600), 1200, 0],
  ])('%s', (_, standing, refunded, refundable) => {
    expect(refundedMinor(standing)).toBe(refunded);
    expect(refundableMinor(standing)).toBe(refundable);
  });

  test('a refund made in the office may be written down after it was seen, others may not', () => {
    const standing = standingOf(1000, 200, 0, 800);
    expect(REFUND_WAYS.map((way) => refundLimitMinor(standing, way))).toEqual([0, 0, 800]);
  });
});

const rub = (amountMinor: number): Money => money(amountMinor, 'RUB');

function piece(id: string, unitMinor: number, pieces: number, currency: CurrencyCode = 'RUB'): SaleLine {
  return {
    id,
    productId: null,
    name: id,
    unit: 'piece',
    unitAmount: money(unitMinor, currency),
    quantityThousandths: pieces * QUANTITY_ONE,
    catalogueAmount: null,
    discount: null,
    tax: null,
    note: '',
    code: null,
  };
}

const kilograms = (id: string, unitMinor: number, grams: number): SaleLine => ({
  ...piece(id, unitMinor, 1),
  unit: 'kilogram',
  quantityThousandths: grams,
});

function contextOf(
  lines: readonly SaleLine[],
  given: readonly RefundLine[] = [],
  changes: Partial<RefundContext> = {},
): RefundContext {
  const paidMinor = lines.reduce((sum, line) => sum + lineTotal(line).amountMinor, 0);
  const ownMinor = given.reduce((sum, part) => sum + part.amount.amountMinor, 0);
  return {
    standing: standingOf(paidMinor, ownMinor),
    currency: 'RUB',
    lines: refundableLines(lines, given),
    partial: true,
    ...changes,
  };
}

const wish = (changes: Partial<RefundWish> = {}): RefundWish => ({
  way: 'provider',
  lines: [],
  amount: null,
  ...changes,
});

describe('planning a refund', () => {
  const lines = [piece('coffee', 250, 2), kilograms('nuts', 999, 333)];

  test('by lines: the amount is their sum', () => {
    const plan = planRefund(
      wish({ lines: [{ saleLineId: 'coffee', quantityThousandths: 1000 }] }),
      contextOf(lines),
    );
    const part = { saleLineId: 'coffee', quantityThousandths: 1000, amount: rub(250) };
    expect(plan).toEqual({ ok: true, value: { amount: rub(250), lines: [part] } });
  });

  test('neither lines nor amount: all that is left, with the lines that it stands for', () => {
    const given = [{ saleLineId: 'coffee', quantityThousandths: 1000, amount: rub(250) }];
    const plan = planRefund(wish(), contextOf(lines, given));
    expect(plan).toEqual({
      ok: true,
      value: {
        amount: rub(583),
        lines: [
          { saleLineId: 'coffee', quantityThousandths: 1000, amount: rub(250) },
          { saleLineId: 'nuts', quantityThousandths: 333, amount: rub(333) },
        ],
      },
    });
  });

  test('all that is left after an amount was given back stands for no lines', () => {
    const plan = planRefund(wish(), contextOf(lines, [], { standing: standingOf(833, 100, 100, 100) }));
    expect(plan).toEqual({ ok: true, value: { amount: rub(733), lines: [] } });
  });

  test('what the office has given back already is written down whole', () => {
    const gone = contextOf(lines, [], { standing: standingOf(833, 0, 0, 833) });
    expect(planRefund(wish(), gone)).toEqual({ ok: false, error: 'nothing_left' });
    expect(planRefund(wish({ way: 'elsewhere' }), gone)).toMatchObject({ value: { amount: rub(833) } });
  });

  const line = (saleLineId: string, quantityThousandths: number) => ({ saleLineId, quantityThousandths });
  test.each<[string, Partial<RefundWish>, Partial<RefundContext>]>([
    ['nothing_left', {}, { standing: standingOf(833, 833) }],
    ['too_large', { amount: rub(834) }, {}],
    ['too_large', { lines: [line('coffee', 2000)] }, { standing: standingOf(833, 400) }],
    ['amount_invalid', { amount: rub(0) }, {}],
    ['amount_invalid', { amount: rub(-1) }, {}],
    ['amount_invalid', { amount: money(100, 'USD') }, {}],
    ['lines_and_amount', { amount: rub(250), lines: [line('coffee', 1000)] }, {}],
    ['line_not_found', { lines: [line('tea', 1000)] }, {}],
    ['quantity_out_of_range', { lines: [line('coffee', 3000)] }, {}],
    ['quantity_out_of_range', { lines: [line('coffee', 0)] }, {}],
    ['quantity_out_of_range', { lines: [line('coffee', 1000), line('coffee', 1000)] }, {}],
    ['quantity_not_whole', { lines: [line('coffee', 1500)] }, {}],
    ['only_whole', { amount: rub(832) }, { partial: false }],
  ])('%s: %o', (problem, asked, context) => {
    const plan = planRefund(wish(asked), contextOf(lines, [], context));
    expect(plan).toEqual({ ok: false, error: problem });
  });

  test('the whole may always go back through the provider, and a part otherwise', () => {
    const context = contextOf(lines, [], { partial: false });
    expect(planRefund(wish(), context)).toMatchObject({ value: { amount: rub(833) } });
    expect(planRefund(wish({ way: 'cash', amount: rub(1) }), context)).toMatchObject({ ok: true });
  });

  test('a line that was free is given back together with others, and not alone', () => {
    const gift = [piece('gift', 0, 1), piece('coffee', 250, 1)];
    const alone = planRefund(wish({ lines: [line('gift', 1000)] }), contextOf(gift));
    expect(alone).toEqual({ ok: false, error: 'amount_invalid' });
    expect(planRefund(wish(), contextOf(gift))).toMatchObject({ value: { lines: [{ amount: rub(0) }, {}] } });
  });
});

/** Currencies of every number of decimals that there is. */
const currencies = fc.constantFrom<CurrencyCode>('JPY', 'RUB', 'KWD');
const soldLines = currencies.chain((currency) =>
  fc
    .array(
      fc.record({
        unitMinor: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000 })),
        pieces: fc.boolean(),
        quantity: fc.integer({ min: 1, max: 7000 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((rows) =>
      rows.map(({ unitMinor, pieces, quantity }, index): SaleLine => {
        const line = piece(`line-${index}`, unitMinor, 1 + (quantity % 7), currency);
        return pieces ? line : { ...line, unit: 'kilogram', quantityThousandths: quantity };
      }),
    )
    .filter((lines) => lines.some((line) => lineTotal(line).amountMinor > 0)),
);

interface Attempted {
  readonly kind: 'lines' | 'amount' | 'all' | 'office';
  readonly way: RefundWay;
  readonly share: number;
  readonly which: number;
  readonly refused: boolean;
}

const attempted: fc.Arbitrary<Attempted> = fc.record({
  kind: fc.constantFrom('lines', 'lines', 'amount', 'all', 'office'),
  way: fc.constantFrom(...REFUND_WAYS),
  share: fc.integer({ min: 1, max: 1200 }),
  which: fc.nat(31),
  refused: fc.boolean(),
});

const sumMinor = (amounts: readonly number[]): number => amounts.reduce((sum, minor) => sum + minor, 0);

/** A day of refunds of one payment, as a bookkeeper would write it down. */
class Ledger {
  readonly lines: readonly SaleLine[];
  readonly currency: CurrencyCode;
  readonly paid: number;
  readonly made: {
    readonly way: RefundWay;
    readonly amount: number;
    readonly lines: readonly RefundLine[];
  }[] = [];
  office = 0;

  constructor(lines: readonly SaleLine[]) {
    this.lines = lines;
    this.currency = lines[0]?.unitAmount.currency ?? 'RUB';
    this.paid = sumMoney(lines.map(lineTotal), this.currency).amountMinor;
  }

  given(): readonly RefundLine[] {
    return this.made.flatMap((refund) => refund.lines);
  }

  sumOf(...ways: readonly RefundWay[]): number {
    return sumMinor(this.made.filter(({ way }) => ways.includes(way)).map(({ amount }) => amount));
  }

  context(): RefundContext {
    const atProvider = this.sumOf('provider', 'elsewhere');
    return {
      standing: standingOf(this.paid, this.sumOf(...REFUND_WAYS), atProvider, atProvider + this.office),
      currency: this.currency,
      lines: refundableLines(this.lines, this.given()),
      partial: true,
    };
  }

  wishOf({ kind, way, share, which }: Attempted): RefundWish {
    if (kind === 'amount') {
      return wish({ way, amount: money(Math.max(1, Math.ceil((this.paid * share) / 1000)), this.currency) });
    }
    if (kind === 'all') return wish({ way });
    const lines = this.context().lines.flatMap(({ line, quantityThousandths: left }, index) => {
      const step = line.unit === 'piece' ? QUANTITY_ONE : 1;
      const quantityThousandths = Math.ceil((left * share) / 1000 / step) * step;
      return which & (1 << index) && quantityThousandths > 0
        ? [{ saleLineId: line.id, quantityThousandths }]
        : [];
    });
    return wish({ way, lines });
  }
}

describe('any refunds of any sale', () => {
  test('PAY-8 never give back more than was paid, of the payment or of a line', () => {
    fc.assert(
      fc.property(soldLines, fc.array(attempted, { maxLength: 12 }), (lines, steps) => {
        const ledger = new Ledger(lines);
        for (const step of steps) {
          const before = ledger.context();
          if (step.kind === 'office') {
            ledger.office += Math.floor(
              (refundableMinor(before.standing) * Math.min(step.share, 1000)) / 1000,
            );
            continue;
          }
          const plan = planRefund(ledger.wishOf(step), before);
          if (!plan.ok || step.refused) continue;
          const { amount, lines: parts } = plan.value;
          expect(amount.amountMinor).toBeGreaterThan(0);
          if (parts.length > 0)
            expect(sumMinor(parts.map((part) => part.amount.amountMinor))).toBe(amount.amountMinor);
          // Written down after it was seen: it is the same money that the provider has given back already.
          if (step.way === 'elsewhere') ledger.office = Math.max(0, ledger.office - amount.amountMinor);
          ledger.made.push({ way: step.way, amount: amount.amountMinor, lines: parts });
          expect(ledger.sumOf(...REFUND_WAYS)).toBeLessThanOrEqual(ledger.paid);
          expect(refundedMinor(ledger.context().standing)).toBeLessThanOrEqual(ledger.paid);
          for (const left of ledger.context().lines) {
            expect(left.quantityThousandths).toBeGreaterThanOrEqual(0);
            expect(left.amount.amountMinor).toBeGreaterThanOrEqual(0);
            if (left.quantityThousandths === 0) expect(left.amount.amountMinor).toBe(0);
          }
        }
      }),
    );
  });

  test('PAY-8 the parts of every line sum exactly to its total, in whatever steps', () => {
    fc.assert(
      fc.property(soldLines, fc.array(attempted, { maxLength: 8 }), (lines, steps) => {
        const ledger = new Ledger(lines);
        for (const step of steps) {
          const plan = planRefund(ledger.wishOf({ ...step, kind: 'lines' }), ledger.context());
          if (plan.ok)
            ledger.made.push({ way: 'cash', amount: plan.value.amount.amountMinor, lines: plan.value.lines });
        }
        const rest = planRefund(wish({ way: 'cash' }), ledger.context());
        if (rest.ok)
          ledger.made.push({ way: 'cash', amount: rest.value.amount.amountMinor, lines: rest.value.lines });
        expect(ledger.sumOf('cash')).toBe(ledger.paid);
        // Lines that came to nothing may be left: a refund of nothing is none.
        for (const line of lines.filter((sold) => lineTotal(sold).amountMinor > 0)) {
          const parts = ledger.given().filter(({ saleLineId }) => saleLineId === line.id);
          expect(sumMinor(parts.map((part) => part.amount.amountMinor))).toBe(lineTotal(line).amountMinor);
        }
      }),
    );
  });

  test('pieces go back at exactly their price', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (unit, pieces, steps) => {
          const lines = [piece('one', unit + 1, pieces), piece('other', 7, 1)];
          const given: RefundLine[] = [];
          for (const step of steps) {
            const asked = { saleLineId: 'one', quantityThousandths: step * QUANTITY_ONE };
            const plan = planRefund(wish({ lines: [asked] }), contextOf(lines, given));
            if (!plan.ok) continue;
            expect(plan.value.amount.amountMinor).toBe((unit + 1) * step);
            given.push(...plan.value.lines);
          }
        },
      ),
    );
  });
});

const transaction = (changes: Partial<ProviderTransaction>): ProviderTransaction => ({
  id: 'payment',
  linkId: null,
  ownReference: null,
  kind: 'payment',
  status: 'charged',
  rawStatus: 'charged',
  amountMinor: 1000,
  currency: 'RUB',
  amountWithFeeMinor: null,
  amountDestMinor: null,
  env: 'test',
  startedAt: null,
  errorDescription: null,
  parentId: null,
  refundedMinor: null,
  ...changes,
});

describe('reading a refund back', () => {
  const part = { refundedBeforeMinor: 200, amountMinor: 300, paidMinor: 1000 };
  const whole = { refundedBeforeMinor: 200, amountMinor: 800, paidMinor: 1000 };
  const silent = { givenMinor: 200, tellsAmount: false, underWayMinor: 0 };
  test.each([
    ['shown: exactly that much has gone', part, { ...silent, givenMinor: 500 }, 'shown'],
    ['shown: more has gone', part, { ...silent, givenMinor: 900 }, 'shown'],
    ['one unit less is not it', part, { ...silent, givenMinor: 499, tellsAmount: true }, 'not_shown'],
    ['the provider names the amount', part, { ...silent, tellsAmount: true }, 'not_shown'],
    ['a row is under way', part, { ...silent, underWayMinor: 300 }, 'not_shown'],
    ['silence about a part means nothing', part, silent, 'cannot_tell'],
    ['what is given back whole is shown everywhere', whole, silent, 'not_shown'],
  ] as const)('%s', (_, sent, sight, verdict) => {
    expect(readRefundBack(sent, sight)).toBe(verdict);
  });

  test.each([
    ['names the payment', { parentId: 'payment' }, {}, true],
    ['names another payment on the same link', { parentId: 'other', linkId: 'a' }, { linkId: 'a' }, false],
    ['names the link', { linkId: 'a' }, { linkId: 'a' }, true],
    ['names another link', { linkId: 'b' }, { linkId: 'a' }, false],
    ['repeats the reference', { ownReference: 'R-1' }, { ownReference: 'R-1' }, true],
    ['names nothing', {}, {}, false],
    ['is no refund', { kind: 'payment', linkId: 'a' }, { linkId: 'a' }, false],
  ] as const)('a row that %s', (_, row, payment, expected) => {
    const refund = transaction({ id: 'refund', kind: 'refund', ...row });
    expect(givesBack(refund, transaction(payment))).toBe(expected);
  });
});
