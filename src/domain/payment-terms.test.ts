import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import { type AttemptTerms, compareWithTerms, type ProviderTransaction } from './payment.ts';

const terms: AttemptTerms = { providerPaymentId: 'link-1', amount: money(12_345, 'RUB'), env: 'test' };

const matching: ProviderTransaction = {
  id: 't-1',
  linkId: 'link-1',
  ownReference: null,
  kind: 'link',
  status: 'charged',
  rawStatus: 'charged',
  amountMinor: 12_345,
  currency: 'RUB',
  amountWithFeeMinor: null,
  amountDestMinor: null,
  env: 'test',
  startedAt: null,
  errorDescription: null,
};

describe('PAY-6 what counts as money', () => {
  test.each([
    ['as it should be', {}, null],
    ['made through a payment', { kind: 'payment' }, null],
    ['without an environment', { env: null }, null],
    ['another link', { linkId: 'link-2' }, 'not_ours'],
    ['no link at all', { linkId: null }, 'not_ours'],
    ['a refund', { kind: 'refund' }, 'kind'],
    ['a payout', { kind: 'payout' }, 'kind'],
    ['a kind that nobody knows', { kind: 'other' }, 'kind'],
    ['PAY-9 the live environment', { env: 'prod' }, 'env'],
    ['PAY-9 an environment in other letters', { env: 'TEST' }, 'env'],
    ['PAY-9 an empty environment', { env: '' }, 'env'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['a currency in small letters', { currency: 'rub' }, 'currency'],
    ['no currency', { currency: null }, 'currency'],
    ['one unit less', { amountMinor: 12_344 }, 'amount'],
    ['one unit more', { amountMinor: 12_346 }, 'amount'],
    ['no amount', { amountMinor: null }, 'amount'],
    ['the right amount only with the fee', { amountMinor: 12_000, amountWithFeeMinor: 12_345 }, 'amount'],
    [
      'nothing right',
      { linkId: 'x', kind: 'refund', env: 'prod', currency: 'EUR', amountMinor: 1 },
      'not_ours',
    ],
  ] as const)('%s', (_, changes, expected) => {
    expect(compareWithTerms({ ...matching, ...changes }, terms)).toBe(expected);
  });

  test('agrees only where link, kind, environment, currency and amount all agree', () => {
    const transaction = fc.record({
      linkId: fc.constantFrom('link-1', 'link-2', null),
      kind: fc.constantFrom<ProviderTransaction['kind']>('payment', 'link', 'refund', 'payout', 'other'),
      env: fc.constantFrom('test', 'prod', null),
      currency: fc.constantFrom('RUB', 'EUR', null),
      amountMinor: fc.constantFrom(12_345, 12_346, null),
    });
    fc.assert(
      fc.property(transaction, (changes) => {
        const agrees =
          changes.linkId === 'link-1' &&
          (changes.kind === 'payment' || changes.kind === 'link') &&
          changes.env !== 'prod' &&
          changes.currency === 'RUB' &&
          changes.amountMinor === 12_345;
        expect(compareWithTerms({ ...matching, ...changes }, terms) === null).toBe(agrees);
      }),
      { numRuns: 600 },
    );
  });
});
