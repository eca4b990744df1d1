import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  chargeFor,
  during,
  givenBack,
  pressRefund,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** PAY-8: a till over real HTTP gives money back, and the provider does as it should. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const options = (saleId: string) => counter.ask('refund.options', { saleId });
const summary = async (saleId: string) =>
  (await counter.ask('sale.list', {})).items.find(({ id }) => id === saleId);
const kindsOf = (refunded: { readonly events: readonly { readonly kind: string }[] }) =>
  refunded.events.map(({ kind }) => kind);

describe('through the provider', () => {
  test('PAY-8 all of it: sent once, without an amount, read back, and shown everywhere', async () => {
    counter = await openCounter();
    const paid = await sell(counter, [[1000, 2]]);
    expect(await options(paid.saleId)).toMatchObject({
      ways: ['provider', 'cash', 'elsewhere'],
      partial: true,
      paid: rub(2000),
      refunded: rub(0),
      refundable: rub(2000),
      lines: [{ quantityThousandths: 2000, refundableThousandths: 2000, refundable: rub(2000) }],
      lockedBy: null,
    });
    const made = await refund(counter, paid.saleId);
    expect(made).toMatchObject({
      state: 'done',
      way: 'provider',
      amount: rub(2000),
      lines: [{ saleLineId: paid.lineIds[0], quantityThousandths: 2000, amount: rub(2000) }],
      attemptId: paid.attemptId,
      problem: null,
      decided: false,
      reason: 'Returned',
      reference: null,
    });
    expect(made.endedAt).not.toBeNull();
    expect(kindsOf(made)).toEqual(['requested', 'sent', 'answered', 'done']);
    expect(await givenBack(counter, paid.transactionId)).toBe(2000);
    expect(await refundCalls(counter)).toHaveLength(1);
    const shown = await counter.ask('sale.get', { saleId: paid.saleId });
    expect(shown.attempts).toMatchObject([{ state: 'refunded' }]);
    expect(shown.refunds).toEqual([made]);
    expect(await summary(paid.saleId)).toMatchObject({ refunded: rub(2000) });
    expect(await options(paid.saleId)).toMatchObject({ ways: [], refunded: rub(2000), refundable: rub(0) });
    await counter.pass(2 * 60 * 60_000);
    expect(await attentionKinds(counter)).toEqual([]);
    const told = counter.events.filter(({ name }) => name === 'refund.changed');
    expect(told.length).toBeGreaterThanOrEqual(3);
  });

  test('PAY-8 by lines, then an amount, then the rest: the parts sum to what was paid', async () => {
    counter = await openCounter();
    const paid = await sell(counter, [
      [333, 3],
      [500, 1],
    ]);
    const lines = [{ saleLineId: paid.lineIds[0] ?? '', quantityThousandths: 2000 }];
    expect(await refund(counter, paid.saleId, { lines })).toMatchObject({ state: 'done', amount: rub(666) });
    expect(await options(paid.saleId)).toMatchObject({
      refundable: rub(833),
      lines: [
        { refundableThousandths: 1000, refundable: rub(333) },
        { refundableThousandths: 1000, refundable: rub(500) },
      ],
    });
    expect((await counter.ask('sale.get', { saleId: paid.saleId })).attempts).toMatchObject([
      { state: 'part_refunded' },
    ]);
    const amount = await refund(counter, paid.saleId, { amount: rub(33) });
    expect(amount).toMatchObject({ state: 'done', amount: rub(33), lines: [] });
    const rest = await refund(counter, paid.saleId);
    // 33 went back for no line: the rest stands for no lines either.
    expect(rest).toMatchObject({ state: 'done', amount: rub(800), lines: [] });
    expect(await givenBack(counter, paid.transactionId)).toBe(1499);
    expect(await refundCalls(counter)).toHaveLength(3);
    expect((await refundsOf(counter, paid.saleId)).map(({ amount: { amountMinor } }) => amountMinor)).toEqual(
      [800, 33, 666],
    );
    expect((await counter.ask('sale.get', { saleId: paid.saleId })).attempts).toMatchObject([
      { state: 'refunded' },
    ]);
  });

  test('PAY-8 two presses at once, and a third, give back once', async () => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    const presses = [
      pressRefund(counter, saleId),
      pressRefund(counter, saleId),
      pressRefund(counter, saleId),
    ];
    const outcomes = await during(counter, Promise.allSettled(presses));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await codeOf(presses[1] ?? Promise.reject())).toBe('REFUND_LOCKED');
    expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done', amount: rub(1000) }]);
    expect(await refundCalls(counter)).toHaveLength(1);
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });

  test('PAY-8 a part in two presses at once is given back once as well', async () => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    const part = { amount: rub(100) };
    await during(
      counter,
      Promise.allSettled([pressRefund(counter, saleId, part), pressRefund(counter, saleId, part)]),
    );
    expect(await givenBack(counter, transactionId)).toBe(100);
  });

  test('while it is asked for, nothing else of the payment is given back, in no way', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'hang', method: 'GET', path: '/api/v1/transactions/:id' });
    const pressed = pressRefund(counter, saleId, { amount: rub(100) });
    await counter.settle();
    const [requested] = await refundsOf(counter, saleId);
    expect(requested).toMatchObject({ state: 'requested', endedAt: null });
    expect(await options(saleId)).toMatchObject({ lockedBy: requested?.id, refunded: rub(100) });
    for (const way of ['provider', 'cash', 'elsewhere'] as const) {
      expect(await codeOf(pressRefund(counter, saleId, { way, amount: rub(100) }))).toBe('REFUND_LOCKED');
    }
    const decision = { refundId: requested?.id ?? '', made: true, reason: 'Impatient' };
    expect(await codeOf(counter.ask('refund.decide', decision))).toBe('REFUND_LOCKED');
    // Looked up in turn, while it is not even sent: nothing to look up.
    expect(await counter.ask('refund.check', { refundId: requested?.id ?? '' })).toEqual(requested);
    expect(await during(counter, pressed, 30_000)).toMatchObject({ state: 'done' });
  });

  test('two sales do not stand in each other’s way', async () => {
    counter = await openCounter();
    const first = await sell(counter);
    const second = await sell(counter);
    const both = [pressRefund(counter, first.saleId), pressRefund(counter, second.saleId)];
    expect(await during(counter, Promise.all(both), 15_000)).toMatchObject([
      { state: 'done' },
      { state: 'done' },
    ]);
  });
});

describe('what is refused', () => {
  test('PAY-8 never more than is left, of the payment or of a line', async () => {
    counter = await openCounter();
    const { saleId, lineIds } = await sell(counter, [
      [300, 2],
      [400, 1],
    ]);
    const line = (quantityThousandths: number, index = 0) => ({
      saleLineId: lineIds[index] ?? '',
      quantityThousandths,
    });
    const code = (wish: Parameters<typeof pressRefund>[2]) => codeOf(pressRefund(counter, saleId, wish));
    expect(await code({ amount: rub(1001) })).toBe('REFUND_TOO_LARGE');
    expect(await code({ amount: rub(0) })).toBe('AMOUNT_INVALID');
    expect(await code({ amount: { amountMinor: 100, currency: 'USD' } })).toBe('AMOUNT_INVALID');
    expect(await code({ lines: [line(3000)] })).toBe('QUANTITY_INVALID');
    expect(await code({ lines: [line(1500)] })).toBe('QUANTITY_INVALID');
    expect(await code({ lines: [line(1000), line(1000)] })).toBe('QUANTITY_INVALID');
    expect(await code({ lines: [{ saleLineId: 'nobody', quantityThousandths: 1000 }] })).toBe('NOT_FOUND');
    expect(await code({ lines: [line(1000)], amount: rub(300) })).toBe('INVALID_INPUT');
    expect(await code({ way: 'elsewhere', reference: '' })).toBe('INVALID_INPUT');
    expect(await code({ expectedRefundable: rub(999) })).toBe('REFUND_CHANGED');
    expect(await codeOf(pressRefund(counter, 'nobody'))).toBe('NOT_FOUND');
    expect(await codeOf(counter.ask('refund.check', { refundId: 'nobody' }))).toBe('NOT_FOUND');
    const decision = { refundId: 'nobody', made: true, reason: 'x' };
    expect(await codeOf(counter.ask('refund.decide', decision))).toBe('NOT_FOUND');
    expect(await refundsOf(counter, saleId)).toEqual([]);
    // One of two is given back: only the other is left.
    await refund(counter, saleId, { way: 'cash', lines: [line(1000)] });
    expect(await code({ lines: [line(2000)] })).toBe('QUANTITY_INVALID');
    await refund(counter, saleId, { way: 'cash', amount: rub(600) });
    expect(await code({ lines: [line(1000, 1)] })).toBe('REFUND_TOO_LARGE');
    expect(await refundCalls(counter)).toEqual([]);
  });

  test('a sale that is open, or voided, has nothing to give back', async () => {
    counter = await openCounter();
    const { id: saleId } = await counter.sale();
    expect(await options(saleId)).toMatchObject({ ways: [], refundable: rub(0) });
    expect(await codeOf(pressRefund(counter, saleId))).toBe('REFUND_NOT_POSSIBLE');
    await counter.ask('sale.void', { saleId });
    expect(await codeOf(pressRefund(counter, saleId, { way: 'cash' }))).toBe('REFUND_NOT_POSSIBLE');
  });

  test('PAY-8 money that nobody has seen is given back in no way, and in any once it is seen', async () => {
    counter = await openCounter();
    const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
    await counter.ask('payment.handOver', { attemptId, reason: 'Known customer' });
    expect(await options(saleId)).toMatchObject({ ways: [], paid: rub(0), refundable: rub(0), lines: [] });
    for (const way of ['provider', 'cash', 'elsewhere'] as const) {
      expect(await codeOf(pressRefund(counter, saleId, { way }))).toBe('REFUND_NOT_POSSIBLE');
    }
    const { id } = await counter.control.pay(linkId);
    await counter.pass(10_000);
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000), attemptId });
    expect(await givenBack(counter, id)).toBe(1000);
  });
});

describe('without the provider', () => {
  test('in cash: done at once, after a look at what is left there', async () => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    const before = (await counter.control.requests()).length;
    const made = await pressRefund(counter, saleId, { way: 'cash', amount: rub(400) });
    expect(made).toMatchObject({ state: 'done', way: 'cash', amount: rub(400), reference: null });
    const asked = (await counter.control.requests()).slice(before);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
    // A part is left at the provider: the sum of both ways is what was paid.
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', way: 'provider', amount: rub(600) });
    expect(await givenBack(counter, transactionId)).toBe(600);
    expect(await options(saleId)).toMatchObject({ refunded: rub(1000), refundable: rub(0), ways: [] });
    await counter.pass(25 * 60 * 60_000);
    expect(await attentionKinds(counter)).toEqual([]);
  });

  test('PAY-8 in cash, where the office has given back already and nobody had seen it: refused, and told', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.refund(transactionId, 700);
    expect(await codeOf(pressRefund(counter, saleId, { way: 'cash' }))).toBe('REFUND_CHANGED');
    expect(await options(saleId)).toMatchObject({ refunded: rub(700), refundable: rub(300) });
    expect(await pressRefund(counter, saleId, { way: 'cash' })).toMatchObject({
      state: 'done',
      amount: rub(300),
    });
  });

  test('in cash while the provider is away, or does not answer: given on what is known', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
    const away = await refund(counter, saleId, { way: 'cash', amount: rub(100) });
    expect(away).toMatchObject({ state: 'done' });
    await counter.control.clearFaults();
    await counter.control.fault({ kind: 'hang', path: '/api/*', count: 'always' });
    const startedAt = counter.clock.now();
    const silent = await refund(counter, saleId, { way: 'cash', amount: rub(100) });
    expect(silent).toMatchObject({ state: 'done' });
    expect(Date.parse(silent.endedAt ?? '') - startedAt).toBeLessThanOrEqual(3000);
  });

  test('made in the partner’s office and written down: what the provider reports later is no news', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    const made = await pressRefund(counter, saleId, {
      way: 'elsewhere',
      amount: rub(300),
      reference: 'PA-77',
    });
    expect(made).toMatchObject({ state: 'done', way: 'elsewhere', reference: 'PA-77' });
    await counter.control.refund(transactionId, 300);
    await counter.pass(25 * 60 * 60_000);
    expect(await attentionKinds(counter)).toEqual([]);
    expect(await options(saleId)).toMatchObject({ refunded: rub(300), refundable: rub(700) });
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(700) });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });

  test('made in the office and seen before it was written down: it is the same money, counted once', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.refund(transactionId);
    await counter.pass(25 * 60 * 60_000);
    expect(await attentionKinds(counter)).toEqual(['taken_back']);
    expect(await options(saleId)).toMatchObject({
      ways: ['elsewhere'],
      refunded: rub(1000),
      refundable: rub(0),
    });
    const made = await pressRefund(counter, saleId, { way: 'elsewhere' });
    expect(made).toMatchObject({ state: 'done', amount: rub(1000) });
    expect(await options(saleId)).toMatchObject({ ways: [], refunded: rub(1000), refundable: rub(0) });
    expect(await summary(saleId)).toMatchObject({ refunded: rub(1000) });
  });

  test('without a credential, cash is left', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    await counter.ask('connection.disconnect', { keepLive: true });
    expect(await options(saleId)).toMatchObject({ ways: ['cash', 'elsewhere'] });
    expect(await codeOf(pressRefund(counter, saleId))).toBe('PROVIDER_KEY_MISSING');
    expect(await refundsOf(counter, saleId)).toEqual([]);
    expect(await pressRefund(counter, saleId, { way: 'cash' })).toMatchObject({ state: 'done' });
  });
});

describe('somebody gives back in the partner’s office meanwhile', () => {
  test('PAY-8 found when the payment is read: ours is not sent, and a person is told of the other', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.refund(transactionId, 400);
    const made = await refund(counter, saleId);
    expect(made).toMatchObject({ state: 'refused', problem: { code: 'REFUND_CHANGED' }, amount: rub(1000) });
    expect(await refundCalls(counter)).toEqual([]);
    expect(await attentionKinds(counter)).toEqual(['taken_back']);
    expect(await options(saleId)).toMatchObject({ refundable: rub(600), refunded: rub(400), lockedBy: null });
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(600) });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });

  test('PAY-8 what is left still suffices: both are made, and the sum is what was paid', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.refund(transactionId, 400);
    expect(await refund(counter, saleId, { amount: rub(600) })).toMatchObject({ state: 'done' });
    expect(await givenBack(counter, transactionId)).toBe(1000);
    expect(await options(saleId)).toMatchObject({ refundable: rub(0), refunded: rub(1000) });
  });

  test('PAY-8 between reading and sending: the provider refuses, the reason is kept, and the till learns why', async () => {
    let stale = true;
    counter = await openCounter({
      switches: { refundedAmountField: true, refundRows: 'bare' },
      // The payment as it was a moment before.
      changeAnswer: (request, answer) => {
        const isRead = request.method === 'GET' && /\/transactions\/[^?]+$/.test(request.url.pathname);
        if (!isRead || !stale) return answer;
        stale = false;
        const body = answer.body.replace('"amount_refunded":400', '"amount_refunded":0');
        return { ...answer, body };
      },
    });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.refund(transactionId, 400);
    stale = true;
    const made = await refund(counter, saleId, { amount: rub(700) });
    expect(made).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REJECTED' } });
    expect(made.problem?.message).toContain('at most 600');
    expect(await refundCalls(counter)).toMatchObject([{ status: 422 }]);
    expect(await options(saleId)).toMatchObject({ refundable: rub(600) });
    expect(await attentionKinds(counter)).toEqual(['taken_back']);
    expect(await givenBack(counter, transactionId)).toBe(400);
  });

  test.each([true, false])(
    'PAY-8 still under way there, unknown to the provider’s cap beside cash (field %s): counted as gone',
    async (refundedAmountField) => {
      counter = await openCounter({
        switches: { refundRows: 'parent', refundedAmountField, refundDelaySeconds: 45 },
      });
      const { saleId, transactionId } = await sell(counter);
      await pressRefund(counter, saleId, { way: 'cash', amount: rub(500) });
      await counter.control.refund(transactionId, 200);
      const made = await refund(counter, saleId);
      expect(made).toMatchObject({ state: 'refused', problem: { code: 'REFUND_CHANGED' }, amount: rub(500) });
      expect(await refundCalls(counter)).toEqual([]);
      expect(await refund(counter, saleId, { amount: rub(300) })).toMatchObject({ state: 'requested' });
      await counter.pass(3 * 60_000);
      expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }, {}, {}]);
      expect(await givenBack(counter, transactionId)).toBe(500);
    },
  );

  test.each(['reversed', 'failed'])('a payment that is %s is not there to be given back', async (status) => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    await counter.control.move(transactionId, status);
    const made = await refund(counter, saleId);
    expect(made).toMatchObject({ state: 'refused', problem: { code: 'REFUND_NOT_POSSIBLE' } });
    expect(await refundCalls(counter)).toEqual([]);
    expect(await options(saleId)).toMatchObject({ refundable: rub(0) });
    expect(await codeOf(pressRefund(counter, saleId, { way: 'cash' }))).toBe('REFUND_TOO_LARGE');
    expect(await attentionKinds(counter)).toEqual(['taken_back']);
  });
});
