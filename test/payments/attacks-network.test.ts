import { afterEach, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  chargeFor,
  during,
  givenBack,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** Attacks by the network, the clock and the power, at moments that somebody has chosen with care. */

let sandbox: Sandbox | undefined;
let counter: Counter;

afterEach(async () => {
  vi.restoreAllMocks();
  await counter?.close();
  await sandbox?.close();
  sandbox = undefined;
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const saleOf = (saleId: string) => counter.ask('sale.get', { saleId });
const stateOf = async (saleId: string) => (await saleOf(saleId)).attempts.at(-1)?.state;
const standing = async () => (await counter.ask('attention.list', {})).items;
const foreign = async (rows: number) => {
  for (let row = 0; row < rows; row++) await counter.control.book({ amount: 700 });
};

async function chargeHosted() {
  await counter.ask('connection.change', { collectBy: 'hosted' });
  const charged = await chargeFor(counter, [[1000, 1]]);
  return { ...charged, hostedId: charged.linkId };
}

test('PAY-4 a hosted payment is paid between the expiry and its cancel: paid, not expired', async () => {
  counter = await openCounter();
  const { saleId, hostedId } = await chargeHosted();
  const path = '/api/v1/transactions';
  await counter.control.fault({ kind: 'reset', method: 'GET', path, count: 'always' });
  await counter.control.payHosted(hostedId);
  await counter.pass(10 * MINUTE);
  expect(await stateOf(saleId)).toMatch(/closing|unknown/);
  await counter.control.clearFaults();
  await counter.pass(2 * MINUTE);
  expect(await saleOf(saleId)).toMatchObject({
    sale: { state: 'completed', receiptNumber: '000001' },
    attempts: [{ state: 'paid' }],
  });
  expect(await attentionKinds(counter)).toEqual([]);
});

test.each([
  ['charged', 'paid'],
  ['rejected', 'cancelled'],
] as const)(
  'PAY-4 a hosted payment whose cancel is refused because the payer is busy: waited for, and the bank says %s',
  async (verdict, state) => {
    counter = await openCounter();
    const { saleId, hostedId, attemptId } = await chargeHosted();
    await counter.control.payHosted(hostedId, { outcome: 'processing' });
    const path = '/api/v1/transactions/:id';
    await counter.control.fault({ kind: 'status_before', status: 422, method: 'PUT', path, count: 'always' });
    await counter.pass(5 * SECOND);
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(5 * MINUTE);
    expect(await stateOf(saleId)).toBe('closing');
    await counter.control.move(hostedId, verdict);
    await counter.pass(MINUTE);
    expect(await stateOf(saleId)).toBe(state);
    expect(await attentionKinds(counter)).toEqual([]);
  },
);

test('PAY-6 sixty pages that were only opened on one code do not hide the money on another', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  const { id } = await counter.control.pay(first.linkId, { outcome: 'processing' });
  await counter.pass(3 * SECOND);
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await chargeFor(counter, [[2000, 1]]);
  for (let page = 0; page < 60; page++) await counter.control.pay(second.linkId, { outcome: 'created' });
  await counter.pass(6 * MINUTE);
  await foreign(60);
  await counter.pass(6 * SECOND);
  await counter.control.move(id, 'charged');
  await counter.pass(2 * MINUTE);
  expect(await stateOf(first.saleId)).toBe('paid');
});

test('PAY-6 thirty pages that were opened and left in the last hour do not make PAID late on a busy account', async () => {
  counter = await openCounter();
  const left = await chargeFor(counter, [[1000, 1]]);
  for (let page = 0; page < 30; page++) await counter.control.pay(left.linkId, { outcome: 'created' });
  await counter.pass(3 * SECOND);
  await counter.ask('payment.cancel', { attemptId: left.attemptId });
  await counter.pass(2 * MINUTE);
  await counter.ask('sale.void', { saleId: left.saleId });
  await foreign(60);
  await counter.pass(10 * MINUTE);
  await foreign(60);
  await counter.pass(MINUTE);
  const { saleId, linkId } = await chargeFor(counter, [[2000, 1]]);
  await counter.pass(3 * SECOND);
  await counter.control.pay(linkId);
  await counter.pass(12 * SECOND);
  expect(await stateOf(saleId)).toBe('paid');
});

test('PAY-8 a part that is under way on a busy account is not called done because its row has left the newest', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent', refundDelaySeconds: 300 } });
  const { saleId, transactionId } = await sell(counter);
  expect(await refund(counter, saleId, { amount: rub(300) })).toMatchObject({ state: 'requested' });
  await foreign(60);
  await counter.pass(2 * MINUTE);
  expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'requested' }]);
  await counter.pass(75 * MINUTE);
  expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }]);
  expect(await givenBack(counter, transactionId)).toBe(300);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-6 a claim that other money confirms, while its own code is being paid: the second is raised', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: first.attemptId });
  await counter.pass(10 * SECOND);
  await counter.control.pay(first.linkId, { evenIfDeleted: true });
  await counter.pass(61 * SECOND);
  const again = await counter.ask('payment.start', { saleId: first.saleId, expectedTotal: rub(1000) });
  await counter.pass(5 * SECOND);
  await counter.ask('payment.handOver', { attemptId: again.attemptId, reason: 'Trusted' });
  const [matter] = await standing();
  const link = (await counter.control.books()).links.find(({ deleted }) => !deleted);
  const attaching = counter.ask('attention.attach', {
    attentionId: matter?.id ?? '',
    saleId: first.saleId,
  });
  await counter.control.pay(link?.id ?? '');
  await during(counter, Promise.allSettled([attaching]));
  await counter.pass(2 * MINUTE);
  const { tenders } = await saleOf(first.saleId);
  expect(tenders).toMatchObject([{ kind: 'claimed', claim: { state: 'confirmed' } }]);
  // One of the two stands behind the claim, the other is somebody's to give back.
  expect(await attentionKinds(counter)).toHaveLength(1);
  expect(['late_payment', 'second_payment']).toContain((await standing())[0]?.kind);
});

test.each([0, 400, 3000])(
  'PAY-7 FIS-2 the power goes %i ms after a hand-over that is paid at that moment: one receipt, one confirmation',
  async (ms) => {
    counter = await openCounter();
    const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
    await counter.control.pay(linkId);
    await counter.ask('payment.handOver', { attemptId, reason: 'Trusted' });
    await counter.pass(ms);
    await counter.crash();
    await counter.pass(MINUTE);
    const { tenders, sale } = await saleOf(saleId);
    expect(tenders).toMatchObject([{ claim: { state: 'confirmed' } }]);
    expect(sale.receiptNumber).toBe('000001');
    await counter.sale();
    expect((await sell(counter)).totalMinor).toBeGreaterThan(0);
    const { items } = await counter.ask('sale.list', { state: 'completed' });
    expect(items.map(({ receiptNumber }) => receiptNumber)).toEqual(['000002', '000001']);
    expect(await attentionKinds(counter)).toEqual([]);
  },
);

test.each([0, 300, 2500])(
  'PAY-8 the power goes %i ms after late money is given back: once, and the matter is closed by it',
  async (ms) => {
    counter = await openCounter();
    const { attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(10 * SECOND);
    const { id } = await counter.control.pay(linkId, { evenIfDeleted: true });
    await counter.pass(61 * SECOND);
    const [matter] = await standing();
    const order = { attentionId: matter?.id ?? '', way: 'provider', reason: 'Too late' } as const;
    void counter.ask('attention.refund', order).catch(() => undefined);
    await counter.pass(ms);
    await counter.crash();
    await counter.pass(2 * MINUTE);
    const back = await givenBack(counter, id);
    expect(await attentionKinds(counter)).toEqual(back === 1000 ? [] : ['late_payment']);
    if (back === 0) await during(counter, counter.ask('attention.refund', order));
    expect(await givenBack(counter, id)).toBe(1000);
    expect(await refundCalls(counter)).toHaveLength(1);
    await counter.pass(HOUR);
    expect(await attentionKinds(counter)).toEqual([]);
  },
);

test('PAY-4 the account is disconnected while a code is taken back: it ends when there is an account again', async () => {
  counter = await openCounter();
  const { saleId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.fault({
    kind: 'reset',
    method: 'DELETE',
    path: '/api/v1/links/:id',
    count: 'always',
  });
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(5 * SECOND);
  await counter.ask('connection.disconnect', { keepLive: true });
  await counter.pass(HOUR);
  expect(await stateOf(saleId)).toMatch(/closing|unknown/);
  await counter.control.clearFaults();
  await during(
    counter,
    counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey, organizationId: null }),
  );
  await counter.pass(MINUTE);
  expect(await stateOf(saleId)).toBe('cancelled');
  expect((await counter.control.books()).links.filter(({ deleted }) => !deleted)).toEqual([]);
});

test('PAY-3 the account is disconnected between two tries of a create: told as lost, and the sale is free', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'reset', method: 'POST', path: '/api/v1/links', count: 'always' });
  const { id: saleId, total } = await counter.sale();
  await counter.ask('payment.start', { saleId, expectedTotal: total });
  await counter.pass(SECOND);
  await counter.ask('connection.disconnect', { keepLive: true });
  await counter.pass(10 * SECOND);
  expect(await stateOf(saleId)).toBe('lost');
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'lost', saleId });
  expect((await counter.ask('sale.current', {}))?.frozen).toBe(false);
});

test('PAY-4 a link that cannot be deleted (500 for ever) holds up the cancel of no other', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  const path = `/api/v1/links/${first.linkId}`;
  await counter.control.fault({
    kind: 'status_before',
    status: 500,
    method: 'DELETE',
    path,
    count: 'always',
  });
  await counter.ask('payment.cancel', { attemptId: first.attemptId });
  await counter.pass(5 * SECOND);
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: second.attemptId });
  await counter.pass(MINUTE);
  expect(await stateOf(second.saleId)).toBe('cancelled');
  await counter.control.pay(first.linkId);
  await counter.pass(MINUTE);
  expect(await stateOf(first.saleId)).toBe('paid');
});

test('T-7 Extend under a clock that was put back by three hours since Charge gives the code its time', async () => {
  counter = await openCounter();
  const { saleId, attemptId } = await counter.charge();
  await counter.pass(SECOND);
  const real = counter.clock.now;
  vi.spyOn(counter.clock, 'now').mockImplementation(() => real() - 3 * HOUR);
  await counter.ask('payment.extend', { attemptId });
  await counter.pass(2 * MINUTE);
  expect(await stateOf(saleId)).toBe('open');
  await counter.pass(10 * MINUTE);
  expect(await stateOf(saleId)).toBe('expired');
});

test('T-7 a payer began under a clock a year ahead and never ends: raised, and the cancel ends in its time', async () => {
  counter = await openCounter();
  const real = counter.clock.now;
  const ahead = vi.spyOn(counter.clock, 'now').mockImplementation(() => real() + 365 * 24 * HOUR);
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(linkId, { outcome: 'processing' });
  await counter.pass(5 * SECOND);
  expect(await stateOf(saleId)).toBe('paying');
  ahead.mockRestore();
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(35 * MINUTE);
  expect(await stateOf(saleId)).toBe('cancelled');
  expect(await attentionKinds(counter)).toEqual(['paying_long']);
});

test.each([-3, 1])(
  'T-7 PAY-5 rows that name no link, under a clock that is %i hours off: may be ours, and are not swallowed',
  async (hours) => {
    const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
    sandbox = await startSandbox({
      clock: { now: () => theirs.now() },
      switches: { linkOnTransactions: false },
    });
    counter = await openCounter({ sandbox });
    const real = counter.clock.now;
    theirs.now = real;
    vi.spyOn(counter.clock, 'now').mockImplementation(() => real() + hours * HOUR);
    const { linkId, attemptId } = await chargeFor(counter, [[1000, 1]]);
    await counter.pass(20 * SECOND);
    await counter.control.pay(linkId);
    await counter.pass(20 * SECOND);
    expect(await standing()).toMatchObject([{ kind: 'possibly_ours', attemptId }]);
  },
);

test('T-5 a session is revoked while a code is taken back and paid: the money is found after signing in', async () => {
  const login = { login: 'till@sandbox.test', password: 'sandbox-password', keepPassword: false };
  counter = await openCounter({ account: { signIn: login } });
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.sessions('revoke');
  await counter.control.pay(linkId);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(5 * MINUTE);
  expect(await stateOf(saleId)).toMatch(/closing|unknown/);
  await during(counter, counter.ask('connection.signIn', { ...login, organizationId: null }), 10 * SECOND);
  await counter.pass(MINUTE);
  expect(await saleOf(saleId)).toMatchObject({ sale: { state: 'completed' }, attempts: [{ state: 'paid' }] });
  expect(await attentionKinds(counter)).toEqual([]);
});
