import { afterEach, describe, expect, test } from 'vitest';
import type { LinkView } from '../../src/contract/views.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { attentionKinds, during, pressRefund, refundsOf, rub } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';

/** Money of reusable links under attack: given back behind the till's back, seen late, seen by others. */

const HOUR = 60 * 60_000;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const open = async (options: CounterOptions = {}): Promise<void> => {
  counter = await openCounter(options);
};

const make = async (of: Counter = counter): Promise<LinkView> =>
  (await during(of, of.ask('links.create', { name: 'Poster', amount: null, methods: ['card', 'sbp'] }))).link;

/** The provider's id of a link, which no screen is told. */
const atProvider = async (linkId: string, of: Counter = counter): Promise<string> => {
  const [row] = await readBooks(of, (read) =>
    read.all<{ link: string }>(`SELECT provider_link_id AS link FROM own_link WHERE id = '${linkId}'`),
  );
  return row?.link ?? '';
};

const pay = async (linkId: string, amount: number): Promise<string> => {
  const { id } = await counter.control.pay(await atProvider(linkId), { amount });
  await counter.pass(90_000);
  return id;
};

const waiting = async () => (await counter.ask('links.payments', {})).items;

const attach = (transactionId: string, saleId: string) =>
  during(counter, counter.ask('links.attach', { transactionId, saleId }));

describe.each(['link', 'parent'] as const)('a refund is a row of its own that names the %s', (refundRows) => {
  test('PAY-6 money of which a part has gone back by the time of the attaching pays nothing', async () => {
    await open({ switches: { refundRows } });
    const { id } = await make();
    const transactionId = await pay(id, 12_345);
    const { id: saleId } = await counter.sale();
    await counter.control.refund(transactionId, 5000);
    await counter.pass(90_000);
    expect(await codeOf(attach(transactionId, saleId))).toBe('REFUND_LOCKED');
    expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, remaining: rub(12_345) });
  });

  test('PAY-5 a part that the office gives back after the attaching is raised', async () => {
    await open({ switches: { refundRows } });
    const { id } = await make();
    const transactionId = await pay(id, 12_345);
    const { id: saleId } = await counter.sale();
    await attach(transactionId, saleId);
    await counter.control.refund(transactionId, 5000);
    await counter.pass(2 * HOUR);
    expect((await counter.ask('attention.list', {})).items).toMatchObject([{ kind: 'taken_back', saleId }]);
    expect((await counter.ask('refund.options', { saleId })).refundable).toEqual(rub(7345));
  });

  test('PAY-8 a part that we give back ourselves is done, and nobody is told of it', async () => {
    await open({ switches: { refundRows } });
    const { id } = await make();
    const transactionId = await pay(id, 12_345);
    const { id: saleId } = await counter.sale();
    await attach(transactionId, saleId);
    await during(counter, pressRefund(counter, saleId, { amount: rub(5000) }), 30_000);
    await counter.pass(2 * HOUR);
    expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }]);
    expect(await attentionKinds(counter)).toEqual([]);
    expect((await counter.ask('refund.options', { saleId })).refundable).toEqual(rub(7345));
  });
});

test('PAY-5 of two payments on one poster nobody can tell which was given back: our own is known, the other raised once', async () => {
  await open();
  const { id } = await make();
  const first = await pay(id, 12_345);
  const second = await pay(id, 12_345);
  const { id: saleId } = await counter.sale();
  await attach(first, saleId);
  await during(counter, pressRefund(counter, saleId, { amount: rub(1000) }), 30_000);
  await counter.pass(90_000);
  expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }]);
  expect(await attentionKinds(counter)).toEqual([]);
  const { id: next } = await counter.sale();
  await attach(second, next);
  await counter.control.refund(second, 700);
  await counter.pass(2 * HOUR);
  expect((await counter.ask('attention.list', {})).items).toMatchObject([
    { kind: 'taken_back', amount: rub(700) },
  ]);
});

test('PAY-7 a shop that has sold nothing by code finds what was paid on its poster while it was cut off', async () => {
  await open();
  const { id } = await make();
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  await counter.pass(10 * 60_000);
  await counter.control.pay(await atProvider(id), { amount: 700 });
  // The web shop of the account is busy: more rows than one look reads back.
  for (let row = 0; row < 120; row++) {
    if (row % 60 === 0) await counter.pass(2 * HOUR);
    await counter.control.book({ type: 'payment', status: 'charged', amount: 100, currency: 'RUB' });
  }
  await counter.control.clearFaults();
  await counter.pass(2 * HOUR);
  expect(await waiting()).toMatchObject([{ amount: rub(700) }]);
});

test('PAY-10 a payment on a link that was taken over is not counted among the others any more', async () => {
  await open();
  const other = await openCounter({ sandbox: counter.sandbox, clock: counter.clock });
  try {
    const link = await atProvider((await make(other)).id, other);
    await counter.charge();
    await counter.control.pay(link, { amount: 900 });
    await counter.pass(90_000);
    expect((await counter.ask('connection.get', {}))?.foreign).toMatchObject({ count: 1 });
    await during(counter, counter.ask('links.adopt', { partnerLinkId: link, name: 'Poster' }));
    await counter.restart();
    await counter.pass(90_000);
    expect(await waiting()).toMatchObject([{ amount: rub(900) }]);
    const kept = await readBooks(counter, (read) => read.all('SELECT id FROM foreign_transaction'));
    expect(kept).toEqual([]);
  } finally {
    await other.close();
  }
});

test('a link that is removed while a round deletes it too is removed once, and the round goes on', async () => {
  await open();
  const { id } = await make();
  await counter.pass(51_000);
  // The queue to the provider is long: both have looked at the link before either has deleted it.
  const others = Array.from({ length: 10 }, () => counter.ask('links.others', {}));
  const removed = counter.ask('links.remove', { linkId: id });
  await during(counter, Promise.all([...others, removed]), 20_000);
  expect((await counter.ask('links.list', {})).items).toEqual([]);
  expect(await counter.ask('links.spares', {})).toMatchObject({ problem: 'not_proven' });
  const deletes = (await counter.control.requests()).filter(({ method }) => method === 'DELETE');
  expect(deletes).toHaveLength(2);
});

test('FIS-1 the books are sound after parts, tips, claims, write-offs, refunds and links that come and go', async () => {
  await open();
  const { id } = await make();
  const part = await pay(id, 10_000);
  const tip = await pay(id, 500);
  const { id: saleId } = await counter.sale();
  await attach(part, saleId);
  await counter.ask('links.leave', { transactionId: tip, reason: 'A tip' });
  await counter.ask('payment.start', { saleId, expectedTotal: rub(2345) });
  await counter.pass(3000);
  const attemptId = (await counter.ask('payment.current', {}))?.attemptId ?? '';
  await counter.ask('payment.handOver', { attemptId, reason: 'A regular' });
  await counter.pass(3 * HOUR);
  const [matter] = (await counter.ask('attention.list', {})).items;
  await counter.ask('attention.dismiss', { attentionId: matter?.id ?? '', reason: 'Never came' });
  const [tender] = (await counter.ask('sale.get', { saleId })).tenders;
  await during(
    counter,
    pressRefund(counter, saleId, { amount: rub(3000), tenderId: tender?.id ?? null }),
    30_000,
  );
  await during(counter, counter.ask('links.change', { linkId: id, name: 'Window' }));
  await during(counter, counter.ask('links.remove', { linkId: id }));
  await counter.ask('books.check', {});
  await counter.pass(5000);
  expect((await counter.ask('books.status', {})).last).toMatchObject({ faultCount: 0, faults: [] });
});
