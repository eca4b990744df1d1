import { describe, expect, test } from 'vitest';
import { parseDigits } from './digits.ts';
import { parseConfig, UNSET } from './webhook-config.ts';

describe('SEC-10 the digits of a card', () => {
  const digits = { pan: '4111110000001234', cvv: '023', expiry: '11/29', cardholderName: 'ANNA BELL' };
  const read = { pan: digits.pan, cvv: '023', expiry: '11/29', holderName: 'ANNA BELL' };

  test('are read in every known spelling', () => {
    expect(parseDigits(digits)).toEqual(read);
    expect(parseDigits({ data: digits })).toEqual(read);
    const other = { card_number: '4111 1100 0000 1234', cvc: '023', exp_month: '11', exp_year: '2029' };
    expect(parseDigits({ ...other, holder_name: 'ANNA BELL' })).toEqual(read);
  });

  test.each([
    { pan: 4_111_110_000_001_234 },
    { pan: '411111******1234' },
    { pan: null },
    { cvv: 23 },
    { cvv: '***' },
  ])('%j is no card', (changes) => {
    expect(parseDigits({ ...digits, ...changes })).toBeNull();
  });
});

describe('where the issuer tells of what happens', () => {
  test.each([
    [
      { url: 'https://x.example/h', event_types: ['card_state', 7], is_active: false, secret_set: true },
      { url: 'https://x.example/h', events: ['card_state'], active: false, secretSet: true },
    ],
    [
      { data: { url: 'https://x.example/h', secret: '****' } },
      { url: 'https://x.example/h', events: [], active: true, secretSet: true },
    ],
    [{ url: '' }, UNSET],
    [{}, UNSET],
    [null, UNSET],
    [undefined, UNSET],
    ['x', null],
    [[], null],
  ])('%j', (json, config) => {
    expect(parseConfig(json)).toEqual(config);
  });
});
