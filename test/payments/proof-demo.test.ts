import { afterEach, expect, test } from 'vitest';
import type { ProofView } from '../../src/contract/views.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { type DemoCounter, openDemoCounter } from '../harness/demo-counter.ts';

/** The proof in the demo: nobody does anything, and the record says what this deployment is like. */

let counter: DemoCounter;

afterEach(async () => {
  await counter?.close();
});

type Step = ProofView['steps'][number];
type Differing = Partial<Record<Step['id'], Partial<Step>>>;

/** What the documented deployment shows: everything works, and the payer is charged 5 % more. */
const DOCUMENTED: Readonly<Record<Step['id'], Partial<Step>>> = {
  code_made: { state: 'ok', detail: { ms: expect.any(Number) } },
  page_opens: { state: 'ok', detail: { ms: expect.any(Number), status: 200 } },
  amount_shown: { state: 'ok' },
  paid: { state: 'ok', detail: { seconds: 3, status: 'charged' } },
  names_code: { state: 'ok' },
  charged: { state: 'warning', detail: { amountMinor: 100, withFeeMinor: 105, destMinor: 95 } },
  page_closed: { state: 'ok', detail: { status: 410 } },
  refund: { state: 'ok', detail: { amountMinor: 100 } },
};

const record = (differing: Differing = {}): readonly Partial<Step>[] =>
  Object.entries({ ...DOCUMENTED, ...differing }).map(([id, step]) =>
    expect.objectContaining({ id, ...step }),
  );

/** What the steps come to that a proof does not reach. */
const skippedAfter = (...ids: readonly Step['id'][]): Differing =>
  Object.fromEntries(ids.map((id) => [id, { state: 'skipped' }]));

const AFTER_CODE = skippedAfter(
  'page_opens',
  'amount_shown',
  'paid',
  'names_code',
  'charged',
  'page_closed',
  'refund',
);
const AFTER_MONEY = skippedAfter('names_code', 'charged', 'page_closed', 'refund');

const LINKLESS = { names_code: { state: 'warning', detail: { collectsBy: 'hosted' } } } as const;
const HOSTED: Differing = {
  paid: { state: 'ok', detail: { seconds: expect.any(Number), status: 'charged' } },
  page_closed: { state: 'skipped', detail: { reason: 'hosted' } },
};

const LINK_SWITCHES: readonly (readonly [Partial<SandboxSwitches>, Differing])[] = [
  [{}, {}],
  [{ linkOnTransactions: false }, LINKLESS],
  [{ linkOnTransactions: false, timestampFormat: 'etc' }, LINKLESS],
  [{ urlOnLinks: 'data.url' }, {}],
  [{ urlOnLinks: 'url' }, {}],
  [{ timestampFormat: 'etc' }, {}],
  [{ amountAs: 'string' }, {}],
  [{ env: 'absent' }, {}],
  [{ currencyOnTransactions: false }, {}],
  [{ olderLinkShape: true }, {}],
  [
    { feeBasisPoints: 0 },
    { charged: { state: 'ok', detail: { amountMinor: 100, withFeeMinor: 100, destMinor: 100 } } },
  ],
  [
    { payableAfterDelete: true },
    { page_closed: { state: 'warning', detail: { stillPays: true, by: 'demo' } } },
  ],
  [{ hostedOffered: false }, {}],
  [
    { refundsOffered: false },
    { refund: { state: 'warning', detail: { reason: 'refused', code: 'PROVIDER_FORBIDDEN' } } },
  ],
  [{ partialRefunds: false }, {}],
  [{ refundDelaySeconds: 10 }, {}],
  [{ refundDelaySeconds: 3600 }, { refund: { state: 'warning', detail: { reason: 'unknown' } } }],
  [{ refundRows: 'parent' }, {}],
  [{ refundRows: 'bare' }, {}],
  [{ partialRefundAs: 'refunded' }, {}],
  [{ refundedAmountField: true }, {}],
];

test.each(LINK_SWITCHES)('a deployment with %j is proven by itself', async (switches, differing) => {
  counter = await openDemoCounter(switches);
  const proof = await counter.prove();
  expect(proof.steps).toEqual(record(differing));
  expect(proof).toMatchObject({ state: 'done', way: 'link', question: null, attemptId: null });
  expect(await counter.ask('connection.get', {})).toMatchObject({ proof: { id: proof.id, state: 'done' } });
});

const HOSTED_SWITCHES: readonly (readonly [Partial<SandboxSwitches>, Differing])[] = [
  [{}, {}],
  [{ linkOnTransactions: false }, {}],
  [{ hostedWrapped: true }, {}],
  [{ hostedUrlField: 'payment_url' }, {}],
  [{ duplicateTxid: 'replay' }, {}],
  [{ amountAs: 'string', timestampFormat: 'etc' }, {}],
  [{ payableAfterDelete: true }, {}],
];

test.each(HOSTED_SWITCHES)(
  'hosted payments of a deployment with %j are proven by themselves',
  async (switches, differing) => {
    counter = await openDemoCounter(switches);
    await counter.ask('connection.change', { collectBy: 'hosted' });
    const proof = await counter.prove();
    expect(proof.steps).toEqual(record({ ...HOSTED, ...differing }));
    expect(proof).toMatchObject({ state: 'done', way: 'hosted' });
    expect(await counter.ask('payment.options', {})).toMatchObject({ way: 'hosted', proven: true });
  },
);

test.each([[{ env: 'prod' }, { reason: 'money_differs', env: 'prod' }, 'env_differs']] as const)(
  'PAY-6 %j: money that does not count is no proof, and is in Attention',
  async (switches, detail, kind) => {
    counter = await openDemoCounter(switches);
    const proof = await counter.prove();
    expect(proof.steps).toEqual(
      record({ paid: { state: 'failed', detail: expect.objectContaining(detail) }, ...AFTER_MONEY }),
    );
    expect(proof.state).toBe('failed');
    expect((await counter.ask('attention.list', {})).items).toMatchObject([{ saleId: proof.saleId, kind }]);
    expect(await counter.ask('payment.options', {})).toMatchObject({ proven: false });
  },
);

test.each([
  [{ hostedOffered: false }, 'PROVIDER_NOT_OFFERED'],
  [{ hostedOutcome: 'rejected' }, 'PAYMENT_REFUSED'],
  [{ hostedOutcome: 'failed' }, 'PAYMENT_REFUSED'],
] as const)(
  'hosted payments with %j cannot be made: told with %s, nothing is left',
  async (switches, code) => {
    counter = await openDemoCounter(switches);
    await counter.ask('connection.change', { collectBy: 'hosted' });
    const proof = await counter.prove();
    expect(proof.steps).toEqual(
      record({
        code_made: { state: 'failed', detail: { reason: expect.any(String), code } },
        ...AFTER_CODE,
      }),
    );
    const { sale } = await counter.ask('sale.get', { saleId: proof.saleId });
    expect(sale.state).toBe('voided');
  },
);

test('PAY-10 where rows name no link the register collects by hosted payments, and proves these next', async () => {
  counter = await openDemoCounter({ linkOnTransactions: false });
  expect(await counter.ask('payment.options', {})).toMatchObject({ way: 'link', proven: false });
  await counter.prove();
  expect(await counter.ask('connection.get', {})).toMatchObject({ linkless: true, way: 'hosted' });
  expect(await counter.ask('payment.options', {})).toMatchObject({ way: 'hosted', proven: false });
  expect((await counter.ask('attention.list', {})).items).toEqual([]);
  const second = await counter.prove();
  expect(second.steps).toEqual(record(HOSTED));
  expect(await counter.ask('payment.options', {})).toMatchObject({ way: 'hosted', proven: true });
});

test('a proof is a sale in the books: paid, given back, and never before the cashier', async () => {
  counter = await openDemoCounter();
  const inFront = await counter.ask('sale.addAmount', { amount: { amountMinor: 500, currency: 'RUB' } });
  await counter.ask('proof.start', {});
  await counter.pass(1000);
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: inFront.id, frozen: false });
  expect((await counter.ask('payment.tray', {})).items).toEqual([]);
  await counter.pass(20_000);
  expect(await counter.ask('payment.current', {})).toBeNull();
  const proof = await counter.ask('proof.current', {});
  const saleId = proof?.saleId ?? '';
  expect(await counter.ask('sale.get', { saleId })).toMatchObject({
    sale: { state: 'completed', purpose: 'proof', callNumber: null, receiptNumber: '000001' },
    tenders: [{ kind: 'payment_link', amount: { amountMinor: 100 } }],
    refunds: [{ state: 'done', way: 'provider', amount: { amountMinor: 100 } }],
  });
  const { items } = await counter.ask('sale.list', {});
  expect(items.find(({ id }) => id === saleId)).toMatchObject({
    purpose: 'proof',
    refunded: { amountMinor: 100 },
  });
  expect(counter.events.filter(({ name }) => name === 'proof.changed').length).toBeGreaterThan(8);
  const { transactions } = await counter.control.books();
  expect(transactions.map(({ type, status, amount }) => [type, status, amount])).toEqual(
    expect.arrayContaining([
      ['link', 'refunded', 100],
      ['refund', 'charged', 100],
    ]),
  );
});

test.each([0, 100, 1500, 2500, 3200, 4100, 6500])(
  'PAY-7 a restart %i ms into the proof: it goes on, one payment is made and given back once',
  async (ms) => {
    counter = await openDemoCounter({ refundDelaySeconds: 3 });
    await counter.ask('proof.start', {});
    await counter.pass(ms);
    await counter.restart();
    await counter.pass(60_000);
    const proof = await counter.ask('proof.current', {});
    expect(proof).toMatchObject({ state: 'done', endedAt: expect.any(String) });
    expect(proof?.steps.map(({ state }) => state)).toEqual([
      ...['ok', 'ok', 'ok', 'ok', 'ok', 'warning', 'ok'],
      'ok',
    ]);
    const { transactions } = await counter.control.books();
    expect(transactions.map(({ type }) => type).sort()).toEqual(['link', 'refund']);
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
  },
);
