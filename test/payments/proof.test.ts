import { afterEach, expect, test } from 'vitest';
import type { ProofView } from '../../src/contract/views.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';

/** The proof with a person: scanning, answering, saying no, leaving. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const current = async (): Promise<ProofView> => {
  const proof = await counter.ask('proof.current', {});
  if (!proof) throw new Error('There is no proof');
  return proof;
};

const stateOf = (proof: ProofView, id: ProofView['steps'][number]['id']) =>
  proof.steps.find((step) => step.id === id)?.state;

const detailOf = (proof: ProofView, id: ProofView['steps'][number]['id']) =>
  proof.steps.find((step) => step.id === id)?.detail;

const answer = async (yes: boolean): Promise<ProofView> => {
  const { id, question } = await current();
  if (question === null) throw new Error('Nothing is asked');
  await counter.ask('proof.answer', { proofId: id, question, yes });
  await counter.pass(3000);
  return current();
};

/** Opens a counter and starts a proof that waits for its first answer. */
async function begin(options: CounterOptions = {}): Promise<ProofView> {
  counter = await openCounter(options);
  const started = await counter.ask('proof.start', {});
  expect(started).toMatchObject({ state: 'running', amount: { amountMinor: 100, currency: 'RUB' } });
  await counter.pass(2000);
  return current();
}

const linkId = async (): Promise<string> => (await counter.control.books()).links.at(0)?.id ?? '';

const pay = async (): Promise<ProofView> => {
  await counter.control.pay(await linkId());
  await counter.pass(10_000);
  return current();
};

const saleOf = async ({ saleId }: ProofView) => counter.ask('sale.get', { saleId });

test('a person scans, sees the amount and pays: the rest is found out, and the money goes back', async () => {
  const asked = await begin();
  expect(asked).toMatchObject({ question: 'amount_shown', attemptId: expect.any(String) });
  const payment = await counter.ask('payment.get', { attemptId: asked.attemptId ?? '' });
  expect(payment).toMatchObject({ state: 'open', amount: { amountMinor: 100 }, callNumber: null });
  expect(payment.qr?.size).toBeGreaterThanOrEqual(21);
  expect(await counter.ask('payment.options', {})).toMatchObject({ proven: false, payerFee: null });

  const waiting = await answer(true);
  expect(waiting).toMatchObject({ state: 'running', question: null });
  expect(stateOf(waiting, 'paid')).toBe('running');
  const done = await pay();
  expect(done).toMatchObject({ state: 'done', attemptId: null, question: null });
  expect(done.steps.map(({ state }) => state)).toEqual([
    ...['ok', 'ok', 'ok', 'ok', 'ok', 'warning', 'ok', 'ok'],
  ]);
  expect(await counter.ask('payment.options', {})).toMatchObject({
    proven: true,
    payerFee: { amount: { amountMinor: 100 }, withFee: { amountMinor: 105 } },
  });
  expect(await counter.ask('connection.get', {})).toMatchObject({ proof: { id: done.id, state: 'done' } });
});

test('who pays before saying what the page showed is asked all the same', async () => {
  await begin();
  const paid = await pay();
  expect(paid).toMatchObject({ question: 'amount_shown', attemptId: null });
  expect(await answer(true)).toMatchObject({ state: 'done' });
});

test('a page that shows another amount ends the proof, and the code is taken back at once', async () => {
  await begin();
  const failed = await answer(false);
  expect(failed).toMatchObject({ state: 'failed', attemptId: null });
  expect(detailOf(failed, 'amount_shown')).toEqual({ reason: 'amount_differs' });
  await counter.pass(10_000);
  expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
  expect(await saleOf(failed)).toMatchObject({
    sale: { state: 'voided', purpose: 'proof' },
    attempts: [{ state: 'cancelled' }],
  });
  expect(await counter.ask('payment.options', {})).toMatchObject({ proven: false });
});

test('PAY-5 money that came although the amount was wrong is given back', async () => {
  await begin();
  await counter.control.pay(await linkId());
  const failed = await answer(false);
  expect(failed.state).toBe('failed');
  await counter.pass(20_000);
  expect(await saleOf(failed)).toMatchObject({
    sale: { state: 'completed' },
    refunds: [{ state: 'done', amount: { amountMinor: 100 } }],
  });
  expect(stateOf(await current(), 'refund')).toBe('ok');
  expect((await counter.ask('attention.list', {})).items).toEqual([]);
});

test.each([
  [true, 'warning'],
  [false, 'ok'],
] as const)(
  'a page that still opens after the delete: the person sees whether it offers to pay (%s)',
  async (yes, state) => {
    await begin({ switches: { payableAfterDelete: true } });
    await answer(true);
    const asked = await pay();
    expect(asked).toMatchObject({ state: 'running', question: 'page_closed' });
    const done = await answer(yes);
    expect(done.state).toBe('done');
    expect(detailOf(done, 'page_closed')).toEqual({ stillPays: yes, by: 'person' });
    expect(stateOf(done, 'page_closed')).toBe(state);
  },
);

test('PAY-10 money of a row without a link is this payment only when the person says so', async () => {
  await begin({ switches: { linkOnTransactions: false } });
  await answer(true);
  // Somebody else's payment of the same amount, at the same time.
  await counter.control.book({ type: 'link', amount: 100 });
  await counter.pass(4000);
  expect(await current()).toMatchObject({ question: 'is_it_yours' });
  expect(await answer(false)).toMatchObject({ state: 'running', question: null });
  expect((await saleOf(await current())).sale.state).toBe('open');

  const asked = await pay();
  expect(asked).toMatchObject({ state: 'running', question: 'is_it_yours' });
  await answer(true);
  await counter.pass(10_000);
  const done = await current();
  expect(done.state).toBe('done');
  expect(stateOf(done, 'names_code')).toBe('warning');
  expect(await counter.ask('connection.get', {})).toMatchObject({ linkless: true, way: 'hosted' });
  // The other one's money stays where it was: a matter for a person.
  expect((await counter.ask('attention.list', {})).items).toMatchObject([{ kind: 'possibly_ours' }]);
  const { transactions } = await counter.control.books();
  expect(transactions.filter(({ type }) => type === 'refund')).toHaveLength(1);
});

test('PROOF_RUNNING: there is one proof at a time; an amount has to be one', async () => {
  await begin();
  expect(await codeOf(counter.ask('proof.start', {}))).toBe('PROOF_RUNNING');
  const { id } = await current();
  await counter.ask('proof.cancel', { proofId: id });
  for (const amount of [
    { amountMinor: 0, currency: 'RUB' as const },
    { amountMinor: 100, currency: 'USD' as const },
  ]) {
    expect(await codeOf(counter.ask('proof.start', { amount }))).toBe('AMOUNT_INVALID');
  }
  const asked = { amountMinor: 5000, currency: 'RUB' as const };
  expect(await counter.ask('proof.start', { amount: asked })).toMatchObject({ amount: asked });
  expect(await codeOf(counter.ask('proof.cancel', { proofId: 'nobody' }))).toBe('NOT_FOUND');
});

test('an answer to what is not asked changes nothing', async () => {
  const { id } = await begin();
  await counter.ask('proof.answer', { proofId: id, question: 'page_closed', yes: true });
  expect(await current()).toMatchObject({ question: 'amount_shown', state: 'running' });
  await answer(true);
  await counter.ask('proof.answer', { proofId: id, question: 'amount_shown', yes: false });
  expect(await current()).toMatchObject({ state: 'running' });
});

test('PAY-4 a proof that is given up takes its code back, and counts for nothing', async () => {
  const { id } = await begin();
  expect(await counter.ask('proof.cancel', { proofId: id })).toMatchObject({
    state: 'cancelled',
    attemptId: null,
    question: null,
  });
  await counter.pass(10_000);
  const { sale, attempts } = await saleOf(await current());
  expect(sale.state).toBe('voided');
  expect(attempts).toMatchObject([{ state: 'cancelled' }]);
  expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
  expect(await counter.ask('connection.get', {})).toMatchObject({ proof: null, liveCount: 0 });
  await counter.ask('proof.start', {});
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'running', question: 'amount_shown' });
});

test('PAY-5 given up while the customer was paying: the money is found, booked and given back', async () => {
  const { id } = await begin();
  await answer(true);
  await counter.control.pay(await linkId());
  await counter.ask('proof.cancel', { proofId: id });
  await counter.pass(20_000);
  const proof = await current();
  expect(proof).toMatchObject({ state: 'cancelled' });
  expect(await saleOf(proof)).toMatchObject({
    sale: { state: 'completed' },
    refunds: [{ state: 'done', amount: { amountMinor: 100 } }],
  });
});

test('a code that nobody scans expires, and so does the proof', async () => {
  await begin();
  await counter.pass(11 * 60_000);
  const failed = await current();
  expect(failed.state).toBe('failed');
  expect(detailOf(failed, 'amount_shown')).toEqual({ reason: 'expired' });
  expect(await saleOf(failed)).toMatchObject({ sale: { state: 'voided' }, attempts: [{ state: 'expired' }] });
  expect(await counter.ask('payment.current', {})).toBeNull();
});

test('a payer page at a wrong address ends the proof before anybody scans', async () => {
  counter = await openCounter();
  await counter.ask('connection.change', { payerUrlTemplate: '{baseUrl}/nowhere/{id}' });
  await counter.ask('proof.start', {});
  await counter.pass(10_000);
  const failed = await current();
  expect(failed.state).toBe('failed');
  expect(detailOf(failed, 'page_opens')).toEqual({ reason: 'refused', status: 404 });
  expect((await saleOf(failed)).sale.state).toBe('voided');
});

test('PAY-3 a create whose answer is lost is made anew, and that code is proven', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'reset_after_write', method: 'POST', path: '/api/v1/links' });
  await counter.ask('proof.start', {});
  await counter.pass(5000);
  const asked = await current();
  expect(asked).toMatchObject({ state: 'running', question: 'amount_shown' });
  const { attempts } = await saleOf(asked);
  expect(attempts).toMatchObject([{ state: 'lost' }, { state: 'open', id: asked.attemptId }]);
});

test('a create that is refused is told with its reason, and leaves no open sale', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'status_before', status: 422, method: 'POST', path: '/api/v1/links' });
  await counter.ask('proof.start', {});
  await counter.pass(5000);
  const failed = await current();
  expect(failed.state).toBe('failed');
  expect(detailOf(failed, 'code_made')).toEqual({ reason: 'rejected', code: 'PROVIDER_REJECTED' });
  expect((await saleOf(failed)).sale.state).toBe('voided');
});

test('PAY-7 a restart keeps the question, the answers and the money', async () => {
  await begin({ switches: { payableAfterDelete: true } });
  await counter.restart();
  await counter.pass(2000);
  expect(await current()).toMatchObject({ question: 'amount_shown', attemptId: expect.any(String) });
  await answer(true);
  await counter.restart();
  const asked = await pay();
  expect(asked).toMatchObject({ question: 'page_closed' });
  await counter.restart();
  await counter.pass(1000);
  expect(await answer(true)).toMatchObject({ state: 'done' });
  const { transactions } = await counter.control.books();
  expect(transactions.filter(({ type }) => type === 'refund')).toHaveLength(1);
});

test('PAY-7 the power goes right after giving up: the code is taken back all the same', async () => {
  const { id } = await begin();
  await counter.control.fault({ kind: 'status_before', status: 503, method: 'DELETE', count: 3 });
  await counter.ask('proof.cancel', { proofId: id });
  await counter.crash();
  await counter.pass(120_000);
  expect((await saleOf(await current())).sale.state).toBe('voided');
  expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
});

test('PAY-8 a refund whose answer is lost is looked up, never sent twice', async () => {
  await begin();
  await answer(true);
  await counter.control.fault({ kind: 'reset_after_write', method: 'PUT', path: '/api/v1/transactions/:id' });
  const done = await pay();
  await counter.pass(60_000);
  expect(await current()).toMatchObject({ id: done.id, state: 'done' });
  expect(stateOf(await current(), 'refund')).toBe('ok');
  const { transactions } = await counter.control.books();
  expect(transactions.filter(({ type }) => type === 'refund')).toHaveLength(1);
});

test('SEC-8 the record of a proof holds no payer URL', async () => {
  await begin();
  await answer(true);
  await pay();
  const [link] = (await counter.control.books()).links;
  expect(link?.payerUrl).toContain(link?.id ?? '-');
  const told = JSON.stringify([await current(), await counter.ask('connection.get', {}), counter.events]);
  expect(told).not.toContain(link?.payerUrl ?? '-');
  expect(told).not.toContain('/pay/link/');
});

test('without a credential no proof is begun, and no sale is left behind', async () => {
  counter = await openCounter();
  await counter.ask('connection.disconnect', {});
  expect(await codeOf(counter.ask('proof.start', {}))).toBe('PROVIDER_KEY_MISSING');
  expect((await counter.ask('sale.list', {})).items).toEqual([]);
});
