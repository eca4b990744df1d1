import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import {
  type AttemptTerms,
  attemptReference,
  compareWithTerms,
  isOwnReference,
  orderReference,
  type ProviderTransaction,
} from './payment.ts';

const terms: AttemptTerms = {
  way: 'link',
  providerPaymentId: 'link-1',
  reference: null,
  amount: money(12_345, 'RUB'),
  env: 'test',
};

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
  parentId: null,
  refundedMinor: null,
};

const hostedTerms: AttemptTerms = {
  ...terms,
  way: 'hosted',
  providerPaymentId: 'h-1',
  reference: 'R7K2-0a1b',
};

const hostedMatching: ProviderTransaction = {
  ...matching,
  id: 'h-1',
  linkId: null,
  ownReference: 'R7K2-0a1b',
  kind: 'payment',
};

describe('PAY-6 what counts as money', () => {
  test.each([
    ['as it should be', {}, null],
    ['without an amount: its address was signed for ours', { amountMinor: null }, null],
    ['without its reference, by its own id', { ownReference: null }, null],
    ["our checkout's id with somebody else's reference", { ownReference: 'X-1' }, 'not_ours'],
    ['another checkout', { id: 'c-2', ownReference: 'R7K2-0a1b-2' }, 'not_ours'],
    ['another amount', { amountMinor: 12_344 }, 'amount'],
    ['less, in a word', { amountMinor: null, deviation: 'underpaid' }, 'amount'],
    ['more, in a word beside our own amount', { deviation: 'overpaid' }, 'amount'],
    ['another currency', { currency: 'USD', amountMinor: null }, 'currency'],
  ] as const)('of a checkout: %s', (_, changes, expected) => {
    const checkout: AttemptTerms = { ...hostedTerms, way: 'checkout', providerPaymentId: 'c-1' };
    expect(compareWithTerms({ ...hostedMatching, id: 'c-1', ...changes }, checkout)).toBe(expected);
  });

  test('only a checkout may tell no amount', () => {
    expect(compareWithTerms({ ...matching, amountMinor: null }, terms)).toBe('amount');
    expect(compareWithTerms({ ...hostedMatching, amountMinor: null }, hostedTerms)).toBe('amount');
  });

  test.each([
    ['as it should be', {}, null],
    ['made through a payment', { kind: 'payment' }, null],
    ['without an environment', { env: null }, null],
    ['without a currency: the link has one', { currency: null }, null],
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
          changes.currency !== 'EUR' &&
          changes.amountMinor === 12_345;
        expect(compareWithTerms({ ...matching, ...changes }, terms) === null).toBe(agrees);
      }),
      { numRuns: 600 },
    );
  });
});

describe('PAY-6 what counts as money for a hosted payment', () => {
  test.each([
    ['by its id and our reference', {}, null],
    ['by our reference alone: the answer to the create was lost', { id: 'h-2' }, null],
    ['by its id alone: the deployment does not repeat references', { ownReference: null }, null],
    ['neither its id nor our reference', { id: 'h-2', ownReference: 'R7K2-0a1c' }, 'not_ours'],
    ['PAY-10 the reference of another register', { id: 'h-2', ownReference: 'R7K3-0a1b' }, 'not_ours'],
    ['no reference, another id', { id: 'h-2', ownReference: null }, 'not_ours'],
    ['a link of the same name as its id', { id: 'h-2', ownReference: null, linkId: 'h-1' }, 'not_ours'],
    ['a refund that repeats our reference', { id: 'r-1', kind: 'refund' }, 'kind'],
    ['PAY-9 the live environment', { env: 'prod' }, 'env'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['one unit less', { amountMinor: 12_344 }, 'amount'],
  ] as const)('%s', (_, changes, expected) => {
    expect(compareWithTerms({ ...hostedMatching, ...changes }, hostedTerms)).toBe(expected);
  });

  test('PAY-3 without a known id only our reference points at it', () => {
    const lost = { ...hostedTerms, providerPaymentId: null };
    expect(compareWithTerms(hostedMatching, lost)).toBeNull();
    expect(compareWithTerms({ ...hostedMatching, ownReference: null }, lost)).toBe('not_ours');
  });

  test('a link is never paid by a transaction that merely has its id or a reference', () => {
    const named = { ...terms, reference: 'R7K2-0a1b' };
    const transaction = { ...matching, linkId: null, id: 'link-1', ownReference: 'R7K2-0a1b' };
    expect(compareWithTerms(transaction, named)).toBe('not_ours');
  });
});

describe('PAY-10 our own references', () => {
  test('begin with the register code and carry the attempt', () => {
    const reference = attemptReference('R7K2', '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b');
    expect(reference).toBe('R7K2-0190a1b2c3d47e5f8a6b7c8d9e0f1a2b');
    expect(isOwnReference(reference, 'R7K2')).toBe(true);
  });

  test("a checkout's is the sale's, and no two of its attempts share one", () => {
    const saleId = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';
    const references = [1, 2, 3].map((number) => orderReference('R7K2', saleId, number));
    const order = 'R7K2-0190a1b2c3d47e5f8a6b7c8d9e0f1a2b';
    expect(references).toEqual([order, `${order}-2`, `${order}-3`]);
    expect(references.every((reference) => isOwnReference(reference, 'R7K2'))).toBe(true);
  });

  test.each([
    ['another register', 'R7K3-0a1b'],
    ['a register whose code begins with ours', 'R7K22-0a1b'],
    ['our code without a dash', 'R7K20a1b'],
    ['our code in small letters', 'r7k2-0a1b'],
    ['our code further on', 'X-R7K2-0a1b'],
    ['none', null],
    ['an empty one', ''],
  ])('%s is not ours', (_, reference) => {
    expect(isOwnReference(reference, 'R7K2')).toBe(false);
  });

  test('two attempts never share one', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        const same = attemptReference('R7K2', one) === attemptReference('R7K2', other);
        expect(same).toBe(one === other);
      }),
    );
  });
});
