import { afterEach, describe, expect, test } from 'vitest';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  givenBack,
  pressRefund,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** PAY-8 under every way in which a deployment may show, or not show, what was given back. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

type Shown = Pick<
  SandboxSwitches,
  'refundRows' | 'partialRefundAs' | 'refundedAmountField' | 'refundDelaySeconds'
>;

const DEPLOYMENTS: readonly Shown[] = (['link', 'parent', 'bare'] as const).flatMap((refundRows) =>
  (['charged', 'refunded'] as const).flatMap((partialRefundAs) =>
    [true, false].flatMap((refundedAmountField) =>
      [0, 90].map((refundDelaySeconds) => ({
        refundRows,
        partialRefundAs,
        refundedAmountField,
        refundDelaySeconds,
      })),
    ),
  ),
);

/** Nothing shows that a part has gone back: silence means nothing there. */
const isSilent = ({ refundRows, partialRefundAs, refundedAmountField, refundDelaySeconds }: Shown): boolean =>
  refundRows === 'bare' &&
  !refundedAmountField &&
  // A part that turns the payment `refunded` shows, but not while it is under way.
  (partialRefundAs === 'charged' || refundDelaySeconds > 0);

const saidIn = (events: readonly { readonly kind: string }[]) => events.map(({ kind }) => kind);

describe.each(DEPLOYMENTS)(
  'rows $refundRows, part as $partialRefundAs, field $refundedAmountField, after $refundDelaySeconds s',
  (switches) => {
    test('PAY-8 a part and the rest: each sent once, each done when it is, and nobody is bothered', async () => {
      counter = await openCounter({ switches });
      const { saleId, transactionId } = await sell(counter);
      const part = await refund(counter, saleId, { amount: rub(300) });
      const late = switches.refundDelaySeconds > 0 && !isSilent(switches);
      expect(part.state).toBe(late ? 'requested' : 'done');
      expect(saidIn(part.events).includes('not_read_back')).toBe(isSilent(switches));
      await counter.pass(3 * 60_000);
      const [after] = await refundsOf(counter, saleId);
      expect(after?.state).toBe('done');
      if (late) expect(saidIn(after?.events ?? []).at(-1)).toBe('read_back');
      expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(700) });
      const rest = await refund(counter, saleId);
      expect(rest.amount).toEqual(rub(700));
      // What is given back whole shows everywhere, once it has arrived.
      expect(rest.state).toBe(switches.refundDelaySeconds > 0 ? 'requested' : 'done');
      await counter.pass(3 * 60_000);
      expect((await refundsOf(counter, saleId)).map(({ state }) => state)).toEqual(['done', 'done']);
      expect(await refundCalls(counter)).toMatchObject([{ status: 200 }, { status: 200 }]);
      expect(await givenBack(counter, transactionId)).toBe(1000);
      const { attempts } = await counter.ask('sale.get', { saleId });
      expect(attempts).toMatchObject([{ state: 'refunded' }]);
      await counter.pass(60 * 60_000);
      expect(await attentionKinds(counter)).toEqual([]);
    });
  },
);

test('a deployment that gives back only the whole: a part is refused with its reason, the whole is made', async () => {
  counter = await openCounter({ switches: { partialRefunds: false } });
  const { saleId, transactionId } = await sell(counter);
  const part = await refund(counter, saleId, { amount: rub(300) });
  expect(part).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REJECTED' } });
  expect(part.problem?.message).toContain('must be the whole payment');
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000) });
  expect(await givenBack(counter, transactionId)).toBe(1000);
});

test('a deployment that offers no refunds refuses, and cash is left', async () => {
  counter = await openCounter({ switches: { refundsOffered: false } });
  const { saleId, transactionId } = await sell(counter);
  const refused = await refund(counter, saleId);
  expect(refused).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_FORBIDDEN' } });
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({
    refundable: rub(1000),
    lockedBy: null,
  });
  expect(await pressRefund(counter, saleId, { way: 'cash' })).toMatchObject({ state: 'done' });
  expect(await givenBack(counter, transactionId)).toBe(0);
});

test.each([
  { amountAs: 'string' },
  { currencyOnTransactions: true, timestampFormat: 'etc' },
  { env: 'absent' },
  { feeBasisPoints: 0 },
] as const)('PAY-8 given back under %o', async (switches) => {
  counter = await openCounter({ switches });
  const { saleId, transactionId } = await sell(counter);
  expect(await refund(counter, saleId, { amount: rub(1) })).toMatchObject({ state: 'done' });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(999) });
  expect(await givenBack(counter, transactionId)).toBe(1000);
  expect(await attentionKinds(counter)).toEqual([]);
});

test.each(['fields', 'jsonapi', 'strings', 'code', 'details'] as const)(
  'the reason of a refusal is kept, in whatever shape it comes: %s',
  async (validationShape) => {
    counter = await openCounter({ switches: { partialRefunds: false, validationShape } });
    const { saleId } = await sell(counter);
    const refused = await refund(counter, saleId, { amount: rub(300) });
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REJECTED' } });
    expect(refused.problem?.message).toContain('must be the whole payment');
  },
);

test('PAY-8 a hosted payment is given back like any other', async () => {
  counter = await openCounter();
  await counter.ask('connection.change', { collectBy: 'hosted' });
  const { id: saleId } = await counter.sale();
  const sale = await counter.ask('sale.current', {});
  await counter.ask('payment.start', { saleId, expectedTotal: sale?.total ?? rub(0) });
  await counter.pass(3000);
  const [attempt] = (await counter.ask('sale.get', { saleId })).attempts;
  const { id } = await counter.control.payHosted(attempt?.providerPaymentId ?? '');
  await counter.pass(10_000);
  expect(await refund(counter, saleId, { amount: rub(345) })).toMatchObject({ state: 'done' });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(12_000) });
  expect(await givenBack(counter, id)).toBe(12_345);
  await counter.pass(60 * 60_000);
  expect(await attentionKinds(counter)).toEqual([]);
});
