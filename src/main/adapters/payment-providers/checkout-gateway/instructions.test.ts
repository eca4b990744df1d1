import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstructions, parseMethods } from './instructions.ts';

const choice = { paymentId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', provider: 'chain', method: 'usdt' };

const told = {
  provider: 'chain',
  method: 'usdt',
  address: 'TXy7Lq0000000000000000000000000001',
  amount: '123.450000',
  currency: 'USDT',
  network: 'TRON',
  expiresAt: '2026-11-21T09:15:00Z',
  qr: 'tron:TXy7Lq0000000000000000000000000001?amount=123.450000',
};

const read = (changes: Readonly<Record<string, unknown>> = {}) =>
  parseInstructions({ data: { ...told, ...changes } }, choice);

describe('what a payer has to do', () => {
  test('is read as it was told', () => {
    expect(read()).toEqual({
      provider: 'chain',
      method: 'usdt',
      destination: { kind: 'address', text: 'TXy7Lq0000000000000000000000000001' },
      amountText: '123.450000',
      currency: 'USDT',
      network: 'TRON',
      expiresAt: '2026-11-21T09:15:00.000Z',
      qrText: 'tron:TXy7Lq0000000000000000000000000001?amount=123.450000',
      details: [],
    });
  });

  test('an account is one where there is no address, and is kept beside one', () => {
    expect(read({ address: undefined, account: 'DE02 1203' })?.destination).toEqual({
      kind: 'account',
      text: 'DE02 1203',
    });
    expect(read({ account: 'DE02 1203' })?.details).toEqual([{ name: 'account', text: 'DE02 1203' }]);
  });

  test('what is not known is kept under its own name: a memo that is left out loses the money', () => {
    const { details, amountText, expiresAt } = read({
      memo: 918_273,
      bank: { name: 'Bank', codes: { bic: 'X1', deep: { deeper: 'lost' } } },
      amount: 123.45,
      expiresAt: 'in a while',
      empty: ' ',
      nothing: null,
      flag: true,
    }) ?? { details: null };
    expect(details).toEqual([
      { name: 'amount', text: '123.45' },
      { name: 'expiresAt', text: 'in a while' },
      { name: 'memo', text: '918273' },
      { name: 'bank.name', text: 'Bank' },
      { name: 'bank.codes.bic', text: 'X1' },
    ]);
    expect([amountText, expiresAt]).toEqual([null, null]);
  });

  test.each(['data:image/png;base64,AAAA', 'x'.repeat(1001)])(
    'a code that is a picture is not drawn',
    (qr) => {
      expect(read({ qr })).toMatchObject({ qrText: null, details: [] });
    },
  );

  test('provider and method are those that were asked for where the answer names none', () => {
    const answer = parseInstructions({ account: '40817' }, choice);
    expect(answer).toMatchObject({ provider: 'chain', method: 'usdt', destination: { text: '40817' } });
  });

  test.each([null, [], 'x', {}, { data: {} }, { data: [] }, { data: { amount: '1', currency: 'USD' } }])(
    '%j tells nothing that could be paid by',
    (json) => {
      expect(parseInstructions(json, choice)).toBeNull();
    },
  );
});

describe('the ways of paying', () => {
  test('are read, and a row that cannot be read is left out and counted', () => {
    const rows = [
      { provider: 'chain', method: 'usdt', name: 'Tether', currency: 'USDT' },
      { provider: 'bank', method: 'sepa', name: '', currency: null, more: 1 },
      { provider: 'bank' },
      'x',
    ];
    const expected = {
      methods: [
        { provider: 'chain', method: 'usdt', name: 'Tether', currency: 'USDT' },
        { provider: 'bank', method: 'sepa', name: null, currency: null },
      ],
      unreadable: 2,
    };
    expect(parseMethods({ data: rows })).toEqual(expected);
    expect(parseMethods(rows)).toEqual(expected);
  });

  test.each([null, {}, 'x', { data: {} }, { data: null }])('%j is no list', (json) => {
    expect(parseMethods(json)).toBeNull();
  });
});

test('T-8 no answer makes the readers throw, and every detail is a short text', () => {
  const key = fc.constantFrom(...Object.keys(told), 'account', 'data', 'memo', '__proto__', 'constructor');
  const shaped = fc.dictionary(key, fc.oneof(fc.jsonValue(), fc.string({ maxLength: 2000 })));
  fc.assert(
    fc.property(fc.oneof(shaped, fc.anything()), (json) => {
      for (const body of [json, { data: json }]) {
        for (const { name, text } of parseInstructions(body, choice)?.details ?? []) {
          expect([typeof name, typeof text, text.length <= 1000]).toEqual(['string', 'string', true]);
        }
        parseMethods(body);
      }
    }),
    { numRuns: 400 },
  );
});
