import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, toDecimalText } from './money.ts';
import {
  formatAmount,
  formatQuantity,
  formatReceiptNumber,
  layoutReceipt,
  type Receipt,
  type ReceiptLayout,
  type TillMode,
} from './receipt.ts';
import { TOTAL_MAX } from './sale.ts';
import { QUANTITY_MAX } from './sale-line.ts';
import type { TaxMode } from './tax.ts';
import { type ExternalMethod, TENDER_KINDS, type TenderKind } from './tender.ts';

const name = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('Кофе', 'в', 'зёрнах', 'Coffee', 'а'.repeat(70), '🥐'.repeat(40)), {
      maxLength: 8,
    })
    .map((words) => words.join(' ')),
);
const amount = fc.nat(TOTAL_MAX).map((minor) => money(minor, 'RUB'));
const line = fc.record({
  name,
  quantityThousandths: fc.integer({ min: 1, max: QUANTITY_MAX }),
  unitAmount: amount,
  total: amount,
  note: fc.constantFrom('', 'без сахара'),
  discount: amount,
});
const tender = fc
  .record({
    kind: fc.constantFrom<TenderKind>(...TENDER_KINDS),
    method: fc.constantFrom<ExternalMethod>('card_terminal', 'transfer', 'other'),
    amount,
    more: fc.nat(500_000),
    confirmed: fc.boolean(),
  })
  .map(({ kind, method, more, ...rest }) => ({
    ...rest,
    kind,
    method: kind === 'external' ? method : null,
    received: kind === 'cash' ? money(rest.amount.amountMinor + more, 'RUB') : null,
  }));
const receipt = fc.record({
  number: fc.tuple(fc.nat(10_000_000), fc.integer({ min: 1, max: 50 })).map((n) => formatReceiptNumber(...n)),
  mode: fc.constantFrom<TillMode>('demo', 'test', 'live'),
  storeName: name,
  registerCode: fc.stringMatching(/^R[0-9A-Z]{3}$/),
  completedAt: fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString()),
  lines: fc.array(line, { maxLength: 5 }),
  subtotal: amount,
  discountTotal: amount,
  taxMode: fc.constantFrom<TaxMode>('included', 'added'),
  taxes: fc.array(
    fc.record({
      tax: fc.record({
        rateId: fc.constant('vat'),
        name: fc.constantFrom('НДС 22%', 'VAT'),
        basisPoints: fc.option(fc.nat(10_000)),
      }),
      base: amount,
      amount,
    }),
    { maxLength: 3 },
  ),
  total: amount,
  rounding: fc.constantFrom(-49, 0, 12).map((minor) => money(minor, 'RUB')),
  tenders: fc.array(tender, { maxLength: 3 }),
});
const layout = fc.record<ReceiptLayout>({
  language: fc.constantFrom('en', 'ru'),
  timeZone: fc.constantFrom('UTC', 'Europe/Moscow', 'Asia/Kathmandu', 'America/St_Johns'),
  width: fc.constantFrom(32, 42, 48),
});

const example: Receipt = {
  number: '000001',
  mode: 'live',
  storeName: 'Кофейня',
  registerCode: 'R7K2',
  completedAt: '2026-11-21T21:30:05.000Z',
  lines: [
    {
      name: 'Эспрессо',
      quantityThousandths: 2000,
      unitAmount: money(18_000, 'RUB'),
      total: money(36_000, 'RUB'),
      note: '',
      discount: money(0, 'RUB'),
    },
    {
      name: 'Сыр',
      quantityThousandths: 1250,
      unitAmount: money(94_000, 'RUB'),
      total: money(117_500, 'RUB'),
      note: '',
      discount: money(0, 'RUB'),
    },
  ],
  subtotal: money(153_500, 'RUB'),
  discountTotal: money(0, 'RUB'),
  taxMode: 'included',
  taxes: [],
  total: money(153_500, 'RUB'),
  rounding: money(0, 'RUB'),
  tenders: [
    { kind: 'payment_link', method: null, amount: money(153_500, 'RUB'), received: null, confirmed: true },
  ],
};

describe('FIS-4 layout', () => {
  test("a sale on the customer's word does not say that it was paid", () => {
    const paper = { language: 'en', timeZone: 'UTC', width: 42 } as const;
    const text = (confirmed: boolean): string => {
      const tenders = example.tenders.map((paid) => ({ ...paid, kind: 'claimed' as const, confirmed }));
      return layoutReceipt({ ...example, tenders }, paper).join('\n');
    };
    expect(text(true)).toContain('Paid by payment link');
    expect(text(false)).toContain('Payment by link, not confirmed yet');
    expect(text(false)).not.toContain('Paid');
  });

  test('no line is longer than the paper, broken in the middle of a character, or has spaces of odd kinds', () => {
    fc.assert(
      fc.property(receipt, layout, (given, paper) => {
        for (const text of layoutReceipt(given, paper)) {
          expect(text.length).toBeLessThanOrEqual(paper.width);
          expect(text).not.toMatch(/[\u00a0\u202f\n\r]/);
          if (given.storeName.isWellFormed() && given.lines.every((item) => item.name.isWellFormed())) {
            expect(text.isWellFormed()).toBe(true);
          }
        }
      }),
    );
  });

  test('always says that it is not a fiscal receipt, and TEST exactly where money is not real', () => {
    fc.assert(
      fc.property(receipt, layout, (given, paper) => {
        const plain = {
          ...given,
          storeName: 'Shop',
          lines: given.lines.map((item) => ({ ...item, name: 'Tea' })),
        };
        const lines = layoutReceipt(plain, paper).map((text) => text.trim());
        const words =
          paper.language === 'ru'
            ? { fiscal: 'Не является фискальным чеком', test: '*** ТЕСТ, НЕ ОПЛАТА ***' }
            : { fiscal: 'Not a fiscal receipt', test: '*** TEST, NOT A PAYMENT ***' };
        expect(lines.filter((text) => text === words.fiscal)).toHaveLength(1);
        expect(lines.filter((text) => text === words.test)).toHaveLength(given.mode === 'live' ? 0 : 2);
        expect(lines.some((text) => /test|тест/i.test(text))).toBe(given.mode !== 'live');
      }),
    );
  });

  test('names, quantities and amounts are on the paper in full', () => {
    fc.assert(
      fc.property(receipt, layout, (given, paper) => {
        const text = layoutReceipt(given, paper).join('').replace(/\s/g, '');
        for (const item of given.lines) expect(text).toContain(item.name.replace(/\s/g, ''));
        expect(text).toContain(given.number);
        expect(text).toContain(given.registerCode);
        expect(text).toContain(formatAmount(given.total, paper.language).replace(/\s/g, ''));
      }),
    );
  });

  test('the whole receipt, in Russian, on 58 mm', () => {
    expect(layoutReceipt(example, { language: 'ru', timeZone: 'Europe/Moscow', width: 32 })).toEqual([
      '            Кофейня',
      'Чек 000001            Касса R7K2',
      '22.11.2026, 00:30:05',
      '-'.repeat(32),
      'Эспрессо',
      '  2 × 180,00 ₽          360,00 ₽',
      'Сыр',
      '  1,25 × 940,00 ₽     1 175,00 ₽',
      '-'.repeat(32),
      'ИТОГО                 1 535,00 ₽',
      'Оплачено по ссылке    1 535,00 ₽',
      '-'.repeat(32),
      '  Не является фискальным чеком',
      '      Спасибо за покупку!',
    ]);
  });

  test('PAY-9 the whole receipt, in English, on 80 mm, in the demo', () => {
    const lines = layoutReceipt({ ...example, mode: 'demo' }, { language: 'en', timeZone: 'UTC', width: 42 });
    expect(lines.slice(0, 4)).toEqual([
      '                 Кофейня',
      '       *** TEST, NOT A PAYMENT ***',
      'Receipt 000001               Register R7K2',
      '21/11/2026, 21:30:05',
    ]);
    expect(lines).toContain('TOTAL                            ₽1,535.00');
  });
});

describe('FIS-2 numbers', () => {
  test.each([
    [1, 1, '000001'],
    [999_999, 1, '999999'],
    [1_000_000, 1, '1000000'],
    [1, 2, '2-000001'],
    [42, 11, '11-000042'],
  ])('sequence %i of epoch %i is %s', (sequence, epoch, text) => {
    expect(formatReceiptNumber(sequence, epoch)).toBe(text);
  });

  test('no two numbers of a register are printed the same', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        expect(formatReceiptNumber(...a) === formatReceiptNumber(...b)).toBe(a[0] === b[0] && a[1] === b[1]);
      }),
    );
  });
});

describe('MON-1 amounts as people read them', () => {
  test('show every digit of the amount, in both languages', () => {
    const currency = fc.constantFrom('RUB', 'JPY', 'KWD', 'USD');
    fc.assert(
      fc.property(
        fc.integer({ min: -TOTAL_MAX, max: TOTAL_MAX }),
        currency,
        fc.constantFrom('en', 'ru'),
        (minor, code, language) => {
          const given = money(minor, code);
          const digits = formatAmount(given, language).replace(/\D/g, '');
          expect(digits).toBe(toDecimalText(given).replace(/\D/g, ''));
        },
      ),
    );
  });

  test('a quantity has no trailing zeros', () => {
    expect(formatQuantity(2000, 'en')).toBe('2');
    expect(formatQuantity(1250, 'en')).toBe('1.25');
    expect(formatQuantity(1250, 'ru')).toBe('1,25');
    expect(formatQuantity(1, 'en')).toBe('0.001');
  });
});
