import { afterEach, expect, test, vi } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds } from '../harness/refunding.ts';

/** Attacks on codes: made, taken back and replaced under an unlucky network and a hasty cashier. */

let counter: Counter;

afterEach(async () => {
  vi.restoreAllMocks();
  await counter?.close();
});

const CREATE = { method: 'POST', path: '/api/v1/transactions' } as const;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const current = () => counter.ask('payment.current', {});
const frozen = async () => (await counter.ask('sale.current', {}))?.frozen;
const attemptsOf = async (saleId: string) => (await counter.ask('sale.get', { saleId })).attempts;
const payableLinks = async () => (await counter.control.books()).links.filter(({ deleted }) => !deleted);
const payableHosted = async () =>
  (await counter.control.books()).hosted.filter(
    ({ cancelled, status }) => !cancelled && status === 'created',
  );

async function chargeHosted(): Promise<{ saleId: string; attemptId: string }> {
  await counter.ask('connection.change', { collectBy: 'hosted' });
  const { id: saleId, total } = await counter.sale();
  const { attemptId } = await counter.ask('payment.start', { saleId, expectedTotal: total });
  return { saleId, attemptId };
}

test.each([429, 401])(
  'PAY-3 a hosted create is lost, the cashier goes back, and the next try is answered by %i: the sale is free in a minute',
  async (status) => {
    counter = await openCounter();
    await counter.control.fault({ kind: 'reset', ...CREATE });
    const { attemptId } = await chargeHosted();
    await counter.pass(500);
    expect(await current()).toMatchObject({ state: 'unknown' });
    await counter.control.fault({ kind: 'status_before', status, ...CREATE });
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(MINUTE);
    expect(await frozen()).toBe(false);
    expect(await payableHosted()).toEqual([]);
  },
);

test('PAY-3 a hosted create was made and lost, the cashier goes back, the next try is refused by 401: nothing payable is left', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'reset_after_write', ...CREATE });
  const { attemptId } = await chargeHosted();
  await counter.pass(500);
  await counter.control.fault({ kind: 'status_before', status: 401, ...CREATE });
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(2 * MINUTE);
  expect(await frozen()).toBe(false);
  expect(await payableHosted()).toEqual([]);
});

test('PAY-4 the cashier goes back while the code is being drawn: it is taken back, and never shown', async () => {
  let cancel: (() => Promise<unknown>) | null = null;
  let cancelled: Promise<unknown> = Promise.resolve();
  counter = await openCounter({
    onDraw: () => {
      cancelled = cancel?.() ?? cancelled;
      cancel = null;
    },
  });
  const { id: saleId, total } = await counter.sale();
  const { attemptId } = await counter.ask('payment.start', { saleId, expectedTotal: total });
  cancel = () => counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  await cancelled;
  expect(await attemptsOf(saleId)).toMatchObject([{ state: 'cancelled' }]);
  expect(await payableLinks()).toEqual([]);
  expect(await frozen()).toBe(false);
});

test.each([403, 422])(
  'PAY-4 a delete that was lost, where links cannot be read (%i): deleted again, and the sale is free',
  async (status) => {
    counter = await openCounter();
    const { attemptId } = await counter.charge();
    await counter.control.fault({
      kind: '500_after_write',
      method: 'DELETE',
      path: '/api/v1/links/:id',
    });
    const path = '/api/v1/links/:id';
    await counter.control.fault({ kind: 'status_before', status, method: 'GET', path, count: 'always' });
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(2 * MINUTE);
    expect(await frozen()).toBe(false);
    expect(await payableLinks()).toEqual([]);
  },
);

test('PAY-5 a paid link whose delete is answered by 500 for ever keeps no other paid link from being deleted', async () => {
  counter = await openCounter();
  const first = await counter.charge();
  await counter.pass(2 * SECOND);
  const [stuck] = await payableLinks();
  const path = `/api/v1/links/${stuck?.id}`;
  await counter.control.fault({
    kind: 'status_before',
    status: 500,
    method: 'DELETE',
    path,
    count: 'always',
  });
  await counter.control.pay(stuck?.id ?? '');
  await counter.pass(5 * SECOND);
  await counter.ask('payment.acknowledge', { attemptId: first.attemptId });
  await counter.charge();
  await counter.pass(2 * SECOND);
  const other = (await payableLinks()).find(({ id }) => id !== stuck?.id);
  await counter.control.pay(other?.id ?? '');
  await counter.pass(MINUTE);
  expect((await payableLinks()).map(({ id }) => id)).toEqual([stuck?.id]);
});

test('T-7 a wall clock put back by a day while the till is off keeps no code alive for longer than its lifetime', async () => {
  counter = await openCounter();
  const { saleId } = await counter.charge();
  const real = counter.clock.now;
  vi.spyOn(counter.clock, 'now').mockImplementation(() => real() - DAY);
  await counter.restart();
  await counter.pass(25 * MINUTE);
  expect(await attemptsOf(saleId)).toMatchObject([{ state: 'expired' }]);
});

test('PAY-4 Replace, and then Cancel because the customer has left: no other code is made', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(3 * SECOND);
  await counter.ask('payment.replace', { attemptId });
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(MINUTE);
  expect(await attemptsOf(saleId)).toHaveLength(1);
  expect(await frozen()).toBe(false);
  expect(await payableLinks()).toEqual([]);
});

test('PAY-2 Replace pressed twice makes one other code', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(3 * SECOND);
  await counter.ask('payment.replace', { attemptId });
  expect(await codeOf(counter.ask('payment.replace', { attemptId }))).toBe('PAYMENT_NOT_LIVE');
  await counter.pass(MINUTE);
  expect((await attemptsOf(saleId)).map(({ state }) => state)).toEqual(['replaced', 'open']);
  expect(await payableLinks()).toHaveLength(1);
});

test('PAY-2 PAY-4 the power goes at every moment of a Replace: at the end one code, the other one gone', async () => {
  for (const ms of [0, 900, 2500]) {
    counter = await openCounter();
    const { attemptId, saleId } = await counter.charge();
    await counter.pass(3 * SECOND);
    await counter.ask('payment.replace', { attemptId });
    await counter.pass(ms);
    await counter.crash();
    await counter.pass(20 * SECOND);
    const states = (await attemptsOf(saleId)).map(({ state }) => state);
    expect(states[0], `${ms}`).toBe('replaced');
    expect(states.filter((state) => state === 'open').length, `${ms}: ${states.join()}`).toBeLessThan(2);
    // An orphan that nobody saw is allowed; what is shown is one.
    expect(await current()).toMatchObject({ state: expect.stringMatching(/open|lost/) });
    await counter.close();
  }
  counter = await openCounter();
});

test('PAY-5 the old code is paid after its successor is shown: raised, and the successor settles the sale once', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(3 * SECOND);
  const [old] = await payableLinks();
  await counter.ask('payment.replace', { attemptId });
  await counter.pass(20 * SECOND);
  await counter.control.pay(old?.id ?? '', { evenIfDeleted: true });
  const [fresh] = await payableLinks();
  await counter.control.pay(fresh?.id ?? '');
  await counter.pass(MINUTE);
  const { sale, tenders } = await counter.ask('sale.get', { saleId });
  expect(sale).toMatchObject({ state: 'completed', receiptNumber: '000001' });
  expect(tenders).toHaveLength(1);
  expect(await attentionKinds(counter)).toEqual(['late_payment']);
});

test('PAY-6 PAY-7 a provider that answers a create with the payment of another sale blinds nobody, and is never drawn', async () => {
  const wire: { first: string | null } = { first: null };
  counter = await openCounter({
    switches: { duplicateTxid: 'replay' },
    changeAnswer: (request, answer) => {
      const isCreate = request.method === 'POST' && request.url.pathname === CREATE.path;
      if (!isCreate || wire.first === null || answer.status >= 300) return answer;
      const body: unknown = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify({ ...Object(body), id: wire.first, txid: undefined }) };
    },
  });
  const first = await chargeHosted();
  await counter.pass(2 * SECOND);
  wire.first = (await attemptsOf(first.saleId))[0]?.providerPaymentId ?? null;
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await chargeHosted();
  await counter.pass(20 * SECOND);
  expect(await current()).not.toMatchObject({ state: 'open' });
  await counter.control.payHosted(wire.first ?? '');
  await counter.pass(40 * SECOND);
  expect(await attemptsOf(first.saleId)).toMatchObject([{ state: 'paid' }]);
  expect(await counter.ask('sale.get', { saleId: second.saleId })).toMatchObject({
    sale: { state: 'open' },
    tenders: [],
  });
});
