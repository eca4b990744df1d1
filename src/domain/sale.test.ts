import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import {
  addLine,
  checkChangeable,
  lineOfSerial,
  LINES_MAX,
  removeLine,
  type Sale,
  saleTotal,
  setQuantity,
  TOTAL_MAX,
} from './sale.ts';
import { lineTotal, QUANTITY_MAX, type SaleLine } from './sale-line.ts';

const empty: Sale = {
  id: 'sale',
  state: 'open',
  currency: 'RUB',
  lines: [],
  discount: null,
  taxRule: { mode: 'included', rounding: 'line' },
  note: '',
  customerName: '',
  revision: 0,
};
const UNPAID = { paymentAlive: false, partPaid: false };
const SHOWN = { paymentAlive: true, partPaid: false };
let lineNumber = 0;

function lineOf(changes: Partial<SaleLine> = {}): SaleLine {
  lineNumber += 1;
  return {
    id: `line-${lineNumber}`,
    productId: 'tea',
    name: 'Tea',
    unit: 'piece',
    unitAmount: money(16_000, 'RUB'),
    quantityThousandths: 1000,
    catalogueAmount: null,
    discount: null,
    tax: null,
    note: '',
    code: null,
    ...changes,
  };
}

function withLines(...lines: SaleLine[]): Sale {
  return lines.reduce((sale, line) => {
    const added = addLine(sale, line);
    if (!added.ok) throw new Error(added.error);
    return added.value;
  }, empty);
}

describe('adding', () => {
  test('the same product at the same price joins the line that is there', () => {
    const sale = withLines(lineOf({ id: 'first' }), lineOf({ quantityThousandths: 2000 }));
    expect(sale.lines).toMatchObject([{ id: 'first', quantityThousandths: 3000 }]);
    expect(sale.revision).toBe(2);
  });

  test.each([
    ['another price', { unitAmount: money(16_001, 'RUB') }],
    ['another product', { productId: 'coffee' }],
    ['an amount typed by hand', { productId: null }],
    ['a weighed product', { unit: 'kilogram' }],
  ] as const)('%s gets a line of its own, every time', (_, changes) => {
    const sale = withLines(lineOf(), lineOf(changes));
    expect(sale.lines).toHaveLength(2);
    const again = addLine(sale, lineOf(changes));
    const joins = !('productId' in changes && changes.productId === null) && !('unit' in changes);
    expect(again.ok && again.value.lines.length).toBe(joins ? 2 : 3);
  });

  test.each([
    ['currency_differs', { unitAmount: money(1, 'EUR') }],
    ['quantity_out_of_range', { quantityThousandths: 0 }],
    ['quantity_out_of_range', { quantityThousandths: -1000 }],
    ['quantity_out_of_range', { quantityThousandths: 0.5 }],
    ['quantity_out_of_range', { quantityThousandths: QUANTITY_MAX + 1000 }],
    ['quantity_not_whole', { quantityThousandths: 1500 }],
    ['amount_out_of_range', { unitAmount: money(TOTAL_MAX + 1, 'RUB') }],
    [
      'amount_out_of_range',
      { unitAmount: money(Number.MAX_SAFE_INTEGER, 'RUB'), quantityThousandths: QUANTITY_MAX },
    ],
  ] as const)('%s: refused on an empty sale and beside the same product (%j)', (error, changes) => {
    const line = lineOf(changes);
    expect(addLine(empty, line)).toEqual({ ok: false, error });
    expect(addLine(withLines(lineOf()), line)).toEqual({ ok: false, error });
  });

  test('the largest line and the largest total are taken, one more is refused', () => {
    const full = withLines(lineOf({ unitAmount: money(TOTAL_MAX, 'RUB') }));
    expect(saleTotal(full).amountMinor).toBe(TOTAL_MAX);
    expect(addLine(full, lineOf({ unitAmount: money(1, 'RUB') }))).toEqual({
      ok: false,
      error: 'amount_out_of_range',
    });
    const many = withLines(lineOf({ unitAmount: money(1, 'RUB'), quantityThousandths: QUANTITY_MAX }));
    expect(addLine(many, lineOf({ unitAmount: money(1, 'RUB') }))).toEqual({
      ok: false,
      error: 'quantity_out_of_range',
    });
  });

  test('a sale takes so many lines and no more, but what is on it may still grow', () => {
    const lines = Array.from({ length: LINES_MAX }, (_, index) => lineOf({ productId: `p${index}` }));
    const sale = withLines(...lines);
    expect(addLine(sale, lineOf({ productId: 'one more' }))).toEqual({ ok: false, error: 'too_many_lines' });
    const joined = addLine(sale, lineOf({ productId: 'p0' }));
    expect(joined.ok && joined.value.lines[0]?.quantityThousandths).toBe(2000);
  });
});

describe('changing', () => {
  test('a quantity is set, zero removes the line', () => {
    const sale = withLines(lineOf({ id: 'a' }), lineOf({ id: 'b', productId: 'coffee' }));
    expect(setQuantity(sale, 'b', 5000)).toMatchObject({
      ok: true,
      value: { revision: 3, lines: [{ quantityThousandths: 1000 }, { quantityThousandths: 5000 }] },
    });
    expect(setQuantity(sale, 'a', 0)).toEqual(removeLine(sale, 'a'));
    expect(removeLine(sale, 'a')).toMatchObject({ ok: true, value: { revision: 3, lines: [{ id: 'b' }] } });
  });

  test('a line that is not there, and a quantity that makes no sense, are refused', () => {
    const sale = withLines(lineOf({ id: 'a' }), lineOf({ id: 'kg', unit: 'kilogram' }));
    expect(removeLine(sale, 'x')).toEqual({ ok: false, error: 'line_not_found' });
    expect(setQuantity(sale, 'x', 1000)).toEqual({ ok: false, error: 'line_not_found' });
    expect(setQuantity(sale, 'x', 0)).toEqual({ ok: false, error: 'line_not_found' });
    expect(setQuantity(sale, 'a', 1)).toEqual({ ok: false, error: 'quantity_not_whole' });
    expect(setQuantity(sale, 'a', -1000)).toEqual({ ok: false, error: 'quantity_out_of_range' });
    expect(setQuantity(sale, 'a', Number.NaN)).toEqual({ ok: false, error: 'quantity_out_of_range' });
    expect(setQuantity(sale, 'kg', 1)).toMatchObject({ ok: true });
  });

  test('PAY-11 a sale with a live QR, or that is not open, may not change', () => {
    expect(checkChangeable(empty, UNPAID)).toEqual({ ok: true, value: empty });
    expect(checkChangeable(empty, SHOWN)).toEqual({ ok: false, error: 'payment_alive' });
    for (const state of ['completed', 'voided'] as const) {
      expect(checkChangeable({ ...empty, state }, UNPAID)).toEqual({ ok: false, error: 'not_open' });
      expect(checkChangeable({ ...empty, state }, SHOWN)).toEqual({ ok: false, error: 'not_open' });
    }
  });
});

type Act = {
  readonly kind: 'add' | 'set' | 'remove';
  readonly pick: number;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly weighed: boolean;
};

const act = fc.record<Act>({
  kind: fc.constantFrom('add', 'add', 'set', 'remove'),
  pick: fc.nat(6),
  quantity: fc.oneof(
    fc.nat(20).map((pieces) => pieces * 1000),
    fc.integer({ min: -5, max: 120_000_000 }),
  ),
  unitMinor: fc.oneof(fc.nat(100_000), fc.maxSafeNat()),
  weighed: fc.boolean(),
});

function perform(sale: Sale, given: Act, index: number): ReturnType<typeof addLine> {
  const target = sale.lines[given.pick]?.id ?? 'nothing';
  if (given.kind === 'remove') return removeLine(sale, target);
  if (given.kind === 'set') return setQuantity(sale, target, given.quantity);
  return addLine(sale, {
    id: `l${index}`,
    productId: `p${given.pick}`,
    name: 'x',
    unit: given.weighed ? 'kilogram' : 'piece',
    unitAmount: money(given.unitMinor, 'RUB'),
    quantityThousandths: given.quantity,
    catalogueAmount: null,
    discount: null,
    tax: null,
    note: '',
    code: null,
  });
}

describe('MON-1 any order of changes', () => {
  test('keeps the total equal to the sum of the lines, grows the revision, throws never', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let sale = empty;
        acts.forEach((given, index) => {
          const before = JSON.stringify(sale);
          const result = perform(sale, given, index);
          expect(JSON.stringify(sale)).toBe(before);
          if (!result.ok) return;
          expect(result.value.revision).toBe(sale.revision + 1);
          sale = result.value;
          const exact = sale.lines.reduce(
            (sum, line) =>
              sum +
              (BigInt(line.unitAmount.amountMinor) * BigInt(line.quantityThousandths) * 2n + 1000n) / 2000n,
            0n,
          );
          expect(BigInt(saleTotal(sale).amountMinor)).toBe(exact);
          expect(exact <= BigInt(TOTAL_MAX)).toBe(true);
          for (const line of sale.lines) {
            expect(line.quantityThousandths).toBeGreaterThan(0);
            expect(line.unit === 'kilogram' || line.quantityThousandths % 1000 === 0).toBe(true);
            expect(Number.isSafeInteger(lineTotal(line).amountMinor)).toBe(true);
          }
          expect(new Set(sale.lines.map(({ id }) => id)).size).toBe(sale.lines.length);
        });
      }),
    );
  });
});

describe('lines with a code of their own', () => {
  const value = (result: ReturnType<typeof addLine>): Sale => {
    if (!result.ok) throw new Error(result.error);
    return result.value;
  };
  const code = (serial: string | null) => ({
    text: `01…21${serial}`,
    gtin: '04006381333931',
    serial,
    expiresOn: null,
  });

  test('never join another line, nor does anything join them', () => {
    const first = value(addLine(empty, lineOf({ code: code('A') })));
    const second = value(addLine(first, lineOf({ code: code('B') })));
    const plain = value(addLine(second, lineOf({})));
    const again = value(addLine(plain, lineOf({})));
    const label = value(addLine(again, lineOf({ code: code(null) })));
    expect(label.lines.map(({ quantityThousandths }) => quantityThousandths)).toEqual([
      1000, 1000, 2000, 1000,
    ]);
  });

  test('a serial is one item: its quantity cannot be raised', () => {
    const sale = value(addLine(empty, lineOf({ code: code('A') })));
    const id = sale.lines[0]?.id ?? '';
    expect(setQuantity(sale, id, 2000)).toEqual({ ok: false, error: 'quantity_of_serial' });
    expect(addLine(empty, lineOf({ code: code('A'), quantityThousandths: 2000 })).ok).toBe(false);
    expect(value(setQuantity(sale, id, 0)).lines).toEqual([]);
  });

  test('what has no serial, and what is weighed, can be more', () => {
    const label = value(addLine(empty, lineOf({ code: code(null) })));
    expect(setQuantity(label, label.lines[0]?.id ?? '', 3000).ok).toBe(true);
    const weighed = lineOf({ unit: 'kilogram', code: code('A'), quantityThousandths: 1250 });
    expect(addLine(empty, weighed).ok).toBe(true);
  });

  test('a serial is found again by its item and itself', () => {
    const sale = value(addLine(empty, lineOf({ code: code('A') })));
    expect(lineOfSerial(sale, code('A'))?.id).toBe(sale.lines[0]?.id);
    expect(lineOfSerial(sale, code('B'))).toBeNull();
    expect(lineOfSerial(sale, { ...code('A'), gtin: '00036000291452' })).toBeNull();
    expect(lineOfSerial(value(addLine(empty, lineOf({ code: code(null) }))), code(null))).toBeNull();
  });
});
