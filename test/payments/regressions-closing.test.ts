import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** Codes that are taken back at a provider that refuses, forgets, or never comes to an end. */

/** What the provider's answers are turned into before the till reads them. */
const wire = { change: null as Change | null };

type Answer = Extract<HttpOutcome, { kind: 'answer' }>;
type Change = (request: HttpRequest, answer: Answer) => Answer;

let counter: Counter;

beforeEach(async () => {
  wire.change = null;
  counter = await openCounter({
    changeAnswer: (request, answer) => wire.change?.(request, answer) ?? answer,
  });
});

afterEach(async () => {
  await counter.close();
});

const MINUTE = 60_000;
const current = () => counter.ask('payment.current', {});
const attention = async () => (await counter.ask('attention.list', {})).items;
const deleting = { method: 'DELETE', path: '/api/v1/links/:id' } as const;

async function chargedLink(): Promise<{ link: string; attemptId: string; saleId: string }> {
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'open', attemptId });
  const { attempts } = await counter.ask('sale.get', { saleId });
  return { attemptId, saleId, link: attempts.at(-1)?.providerPaymentId ?? '' };
}

const timeline = async (saleId: string) =>
  (await counter.ask('sale.get', { saleId })).attempts.flatMap(({ events }) => events);

test.each([403, 405, 422])(
  'PAY-4 a delete that is refused with %i for ever ends the attempt, frees the sale, and is asked for no more',
  async (status) => {
    await counter.control.fault({ ...deleting, kind: 'status_before', status, count: 'always' });
    const { attemptId, saleId, link } = await chargedLink();
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(MINUTE);
    expect(await current()).toBeNull();
    const { attempts, sale } = await counter.ask('sale.get', { saleId });
    expect(attempts).toMatchObject([{ state: 'cancelled' }]);
    expect(sale).toMatchObject({ state: 'open', frozen: false });
    expect(await counter.ask('sale.removeLine', { saleId, lineId: sale.lines[0]?.id ?? '' })).toMatchObject({
      lines: [],
    });

    const before = await timeline(saleId);
    await counter.pass(6 * 60 * MINUTE);
    await counter.restart();
    await counter.pass(10 * MINUTE);
    expect(await timeline(saleId)).toHaveLength(before.length);
    const deletes = (await counter.control.requests()).filter(({ method }) => method === 'DELETE');
    expect(deletes.length).toBeLessThanOrEqual(1);

    await counter.control.pay(link);
    await counter.pass(61 * MINUTE);
    expect(await attention()).toMatchObject([{ kind: 'late_payment', attemptId }]);
  },
);

test('PAY-2 paid sales whose delete is refused with 403 slow no later sale down', async () => {
  await counter.control.fault({ ...deleting, kind: 'status_before', status: 403, count: 'always' });
  for (let sale = 0; sale < 12; sale++) {
    const { attemptId, link } = await chargedLink();
    await counter.control.pay(link);
    await counter.pass(5000);
    expect(await current()).toMatchObject({ state: 'paid', attemptId });
    await counter.ask('payment.acknowledge', { attemptId });
  }
});

test('PAY-4 a transaction that never becomes final while its code is taken back ends after 30 minutes', async () => {
  const { attemptId, saleId, link } = await chargedLink();
  const { id } = await counter.control.pay(link, { outcome: 'processing' });
  await counter.pass(3000);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(25 * MINUTE);
  expect(await current()).toMatchObject({ state: 'closing' });
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: true });

  await counter.pass(7 * MINUTE);
  expect(await current()).toBeNull();
  expect((await counter.ask('sale.get', { saleId })).attempts).toMatchObject([{ state: 'cancelled' }]);
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });

  // The money may come after all.
  await counter.control.move(id, 'charged');
  await counter.pass(61 * MINUTE);
  const late = { kind: 'late_payment', attemptId, providerTransactionId: id };
  expect(await attention()).toContainEqual(expect.objectContaining(late));
});

test('PAY-4 a transaction that the provider forgets (404) while its code is taken back: the cancel ends', async () => {
  const { attemptId, saleId, link } = await chargedLink();
  const { id } = await counter.control.pay(link, { outcome: 'processing' });
  await counter.pass(3000);
  expect(await current()).toMatchObject({ state: 'paying' });
  wire.change = (request, answer) => {
    if (request.url.pathname.endsWith(id)) return { ...answer, status: 404, body: '{"error":"not_found"}' };
    return request.url.pathname.endsWith('/transactions')
      ? { ...answer, body: JSON.stringify({ data: [] }) }
      : answer;
  };
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(MINUTE);
  expect(await current()).toBeNull();
  expect((await counter.ask('sale.get', { saleId })).attempts).toMatchObject([{ state: 'cancelled' }]);
});

test('PAY-7 a payer who has been busy for 31 minutes is raised once, and the code stays as it is', async () => {
  const { attemptId, link } = await chargedLink();
  const { id } = await counter.control.pay(link, { outcome: 'processing' });
  await counter.pass(29 * MINUTE);
  expect(await attention()).toEqual([]);
  await counter.pass(3 * MINUTE);
  const raised = { kind: 'paying_long', attemptId, providerTransactionId: id };
  expect(await attention()).toMatchObject([raised]);
  await counter.pass(3 * 60 * MINUTE);
  await counter.restart();
  await counter.pass(MINUTE);
  expect(await attention()).toHaveLength(1);
  expect(await current()).toMatchObject({ state: 'paying' });

  await counter.control.move(id, 'charged');
  await counter.pass(MINUTE);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
});
