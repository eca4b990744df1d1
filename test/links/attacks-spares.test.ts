import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds, rub } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';
import { prove } from './prove.ts';

/** Spare codes under attack: used by others, on a deployment that stops telling, by whoever closes the shift. */

const HOUR = 60 * 60_000;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

async function openWithSpares(spareLinks: number, options: { readonly shift?: boolean } = {}): Promise<void> {
  counter = await openCounter(options);
  await counter.ask('settings.change', { spareLinks, spareSaleLimit: 100_000, spareShiftLimit: 100_000 });
  await prove(counter);
  await counter.pass(60_000 + spareLinks * 1500);
  expect(await counter.ask('links.spares', {})).toMatchObject({ ready: spareLinks });
}

const goOffline = () => counter.control.fault({ kind: 'reset', path: '*', count: 'always' });

async function startSpare(amountMinor: number) {
  const { id, total } = await counter.ask('sale.addAmount', { amount: rub(amountMinor) });
  return counter.ask('payment.start', { saleId: id, expectedTotal: total, spare: true });
}

async function handOver(amountMinor: number): Promise<string> {
  const { attemptId } = await startSpare(amountMinor);
  await counter.ask('payment.handOverSpare', { attemptId });
  await counter.ask('payment.acknowledge', { attemptId });
  return attemptId;
}

const linksReady = () =>
  readBooks(counter, (read) =>
    read
      .all<{ id: string }>(
        `SELECT provider_link_id AS id FROM own_link WHERE purpose = 'spare' AND state = 'open' ORDER BY sequence`,
      )
      .map(({ id }) => id),
  );

test('PAY-6 a spare code that somebody has paid before it was taken is given to no sale', async () => {
  await openWithSpares(2);
  const [first, second] = await linksReady();
  // Somebody has taken it for a poster of theirs, in the partner's office.
  await counter.control.pay(first ?? '', { amount: 700 });
  await counter.pass(90_000);
  await goOffline();
  const { saleId, attemptId } = await startSpare(700);
  const [taken] = await readBooks(counter, (read) =>
    read.all<{ id: string }>(
      `SELECT provider_payment_id AS id FROM payment_attempt WHERE id = '${attemptId}'`,
    ),
  );
  expect(taken?.id).not.toBe(first);
  await counter.control.clearFaults();
  await counter.pass(2 * HOUR);
  expect(await counter.ask('sale.get', { saleId })).toMatchObject({ sale: { state: 'open' } });
  expect((await counter.ask('links.payments', {})).items).toMatchObject([{ amount: rub(700) }]);
  expect(second).toBeDefined();
});

test('PAY-6 no spare code is shown any more once the rows of the account name no link', async () => {
  await openWithSpares(2);
  await counter.control.switches({ linkOnTransactions: false });
  const { id, total } = await counter.ask('sale.addAmount', { amount: rub(300) });
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(3000);
  const { attempts } = await counter.ask('sale.get', { saleId: id });
  await counter.control.pay(attempts[0]?.providerPaymentId ?? '');
  await counter.pass(10_000);
  await goOffline();
  expect((await counter.ask('payment.options', {})).spare).toMatchObject({ ready: 0 });
  await counter.ask('sale.next', { saleId: id });
  expect(await codeOf(startSpare(400))).toBe('SPARE_LINKS_GONE');
});

test('a cashier who closes the shift gets no new limit for what is handed over unseen', async () => {
  await openWithSpares(3, { shift: true });
  await goOffline();
  await handOver(100_000);
  await counter.ask('shift.count', { counts: [] });
  await counter.ask('shift.close', {});
  await counter.ask('shift.open', { float: rub(0) });
  const { attemptId } = await startSpare(100);
  expect(await codeOf(counter.ask('payment.handOverSpare', { attemptId }))).toBe('OFFLINE_LIMIT');
});

test('PAY-5 what was handed over is asked about a day later, also where the account was disconnected', async () => {
  await openWithSpares(1);
  await goOffline();
  await handOver(700);
  await counter.ask('connection.disconnect', { keepLive: true });
  await counter.pass(25 * HOUR);
  expect(await attentionKinds(counter)).toEqual(['claim_unpaid']);
});

test('a long outage leaves no row for every minute of it', async () => {
  await openWithSpares(1);
  await goOffline();
  await handOver(700);
  await counter.pass(HOUR);
  const [lost] = await readBooks(counter, (read) =>
    read.all<{ count: number }>("SELECT count(*) AS count FROM own_link WHERE state = 'lost'"),
  );
  expect(lost?.count).toBeLessThanOrEqual(1);
  await counter.control.clearFaults();
  await counter.pass(5 * 60_000);
  expect(await counter.ask('links.spares', {})).toMatchObject({ ready: 1, problem: null });
});

test('codes of offline sales say nothing of how the provider does', async () => {
  await openWithSpares(4);
  const before = await counter.ask('payment.pulse', {});
  await goOffline();
  for (let sale = 0; sale < 4; sale++) await handOver(100);
  expect(await counter.ask('payment.pulse', {})).toEqual(before);
});

test('a reusable link of another account is neither shown nor changed, and is forgotten when it is removed', async () => {
  await openWithSpares(1);
  const asked = counter.ask('links.create', { name: 'Poster', amount: null, methods: ['card'] });
  await counter.pass(5000);
  const { link } = await asked;
  const { baseUrl, apiKey } = counter.sandbox;
  const connected = counter.ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Test shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl,
    apiKey,
    organizationId: 'another-organization',
  });
  await counter.pass(10_000);
  await connected;
  expect(await codeOf(counter.ask('links.copy', { linkId: link.id }))).toBe('LINK_NOT_OPEN');
  expect(await codeOf(counter.ask('links.qr', { linkId: link.id }))).toBe('LINK_NOT_OPEN');
  const removed = counter.ask('links.remove', { linkId: link.id });
  await counter.pass(10_000);
  await removed;
  expect((await counter.ask('links.list', {})).items).toEqual([]);
  // It was not asked for at an account that does not know it.
  const deletes = (await counter.control.requests()).filter(({ method }) => method === 'DELETE');
  expect(deletes.filter(({ path }) => path.endsWith(link.id))).toEqual([]);
});

test('FIS-1 the books are sound after offline sales that were paid, paid by the poster, paid twice, and not paid', async () => {
  await openWithSpares(3);
  const asked = counter.ask('links.create', { name: 'Poster', amount: null, methods: ['card'] });
  await counter.pass(5000);
  const { link } = await asked;
  await goOffline();
  const paid = await handOver(100);
  const byPoster = await handOver(200);
  await handOver(300);
  const codes = await readBooks(counter, (read) =>
    read.all<{ id: string; code: string }>(
      'SELECT id, provider_payment_id AS code FROM payment_attempt UNION SELECT id, provider_link_id FROM own_link',
    ),
  );
  const codeOfRow = (id: string): string => codes.find((row) => row.id === id)?.code ?? '';
  await counter.control.pay(codeOfRow(paid), { amount: 100 });
  const { id: transactionId } = await counter.control.pay(codeOfRow(link.id), { amount: 200 });
  await counter.control.clearFaults();
  await counter.pass(2 * 60_000);
  const [target] = (await counter.ask('links.targets', { transactionId })).items;
  const attached = counter.ask('links.attach', { transactionId, saleId: target?.saleId ?? '' });
  await counter.pass(5000);
  await attached;
  // The customer's phone was slow: the code itself is paid as well, before it is gone.
  await counter.control.book({
    type: 'link',
    link: codeOfRow(byPoster),
    status: 'charged',
    amount: 200,
    currency: 'RUB',
  });
  await counter.pass(25 * HOUR);
  expect((await attentionKinds(counter)).toSorted()).toEqual(['claim_unpaid', 'late_payment']);
  await counter.ask('books.check', {});
  await counter.pass(5000);
  expect((await counter.ask('books.status', {})).last).toMatchObject({ faultCount: 0, faults: [] });
});
