import { afterEach, expect, test } from 'vitest';
import type { LinkView } from '../../src/contract/views.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds, during, pressRefund, rub } from '../harness/refunding.ts';
import { acceptedMoney, readBooks } from '../harness/selling.ts';

/** Poster money in clumsy hands, and in quick ones: attached twice, too late, or while something else is under way. */

const TOTAL = 12_345;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

async function openWithPoster(): Promise<LinkView> {
  counter = await openCounter();
  const made = counter.ask('links.create', { name: 'Poster', amount: null, methods: ['card'] });
  return (await during(counter, made)).link;
}

async function atProvider(linkId: string): Promise<string> {
  const [row] = await readBooks(counter, (read) =>
    read.all<{ link: string }>(`SELECT provider_link_id AS link FROM own_link WHERE id = '${linkId}'`),
  );
  return row?.link ?? '';
}

async function pay(linkId: string, amount: number = TOTAL): Promise<string> {
  const { id } = await counter.control.pay(await atProvider(linkId), { amount });
  await counter.pass(90_000);
  return id;
}

const attach = (transactionId: string, saleId: string) =>
  during(counter, counter.ask('links.attach', { transactionId, saleId }));

const waiting = async (): Promise<readonly string[]> =>
  (await counter.ask('links.payments', {})).items.map(({ transactionId }) => transactionId);

const timesAccepted = async (transactionId: string): Promise<number> =>
  (await acceptedMoney(counter)).filter(({ transaction }) => transaction === transactionId).length;

/** A sale that is set aside, so that another can stand in front. */
async function parkedSale(): Promise<string> {
  const { id: saleId } = await counter.sale();
  await counter.ask('sale.park', { saleId });
  return saleId;
}

test('PAY-6 two managers attach the same money to two sales at the same moment: one of them has it', async () => {
  const { id } = await openWithPoster();
  const transactionId = await pay(id);
  const [first, second] = [await parkedSale(), await parkedSale()];
  const both = [first, second, first].map((saleId) =>
    counter.ask('links.attach', { transactionId, saleId }).then(() => 'attached', String),
  );
  const outcomes = await during(counter, Promise.all(both), 20_000);
  expect(outcomes.filter((outcome) => outcome === 'attached')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.includes('LINK_MONEY_SETTLED'))).toHaveLength(2);
  expect(await timesAccepted(transactionId)).toBe(1);
  const states = await Promise.all(
    [first, second].map(async (saleId) => (await counter.ask('sale.get', { saleId })).sale.state),
  );
  expect(states.sort()).toEqual(['completed', 'open']);
});

test('PAY-6 one says that it pays no sale while another attaches it: one of them has the last word', async () => {
  const { id } = await openWithPoster();
  const transactionId = await pay(id);
  const { id: saleId } = await counter.sale();
  const attaching = counter.ask('links.attach', { transactionId, saleId });
  const refused = codeOf(attaching);
  await counter.ask('links.leave', { transactionId, reason: 'A tip' });
  expect(await during(counter, refused)).toBe('LINK_MONEY_SETTLED');
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, state: 'open' });
  expect(await timesAccepted(transactionId)).toBe(0);
});

test('PAY-6 two payments for one sale that was handed over: the first is its money, the other waits', async () => {
  const { id } = await openWithPoster();
  const { saleId, attemptId } = await counter.charge();
  await counter.ask('payment.handOver', { attemptId, reason: 'Paid by the poster' });
  const [first, second] = [await pay(id), await pay(id)];
  await attach(first, saleId);
  expect((await counter.ask('links.targets', { transactionId: second })).items).toEqual([]);
  expect(await codeOf(attach(second, saleId))).toBe('ATTACH_NOT_POSSIBLE');
  expect(await waiting()).toEqual([second]);
  expect(await timesAccepted(second)).toBe(0);
});

test('PAY-8 money is attached to no sale that was given back, and to none that was voided', async () => {
  const { id } = await openWithPoster();
  const [first, second] = [await pay(id), await pay(id)];
  const { id: returned } = await counter.sale();
  await attach(first, returned);
  await during(counter, pressRefund(counter, returned), 30_000);
  expect((await counter.ask('sale.get', { saleId: returned })).refunds).toMatchObject([{ state: 'done' }]);
  const { id: voided } = await counter.sale();
  await counter.ask('sale.void', { saleId: voided });
  expect((await counter.ask('links.targets', { transactionId: second })).items).toEqual([]);
  for (const saleId of [returned, voided]) {
    expect(await codeOf(attach(second, saleId))).toBe('ATTACH_NOT_POSSIBLE');
  }
  expect(await waiting()).toEqual([second]);
  // What was given back is nobody's money any more.
  const { id: next } = await counter.sale();
  expect(await codeOf(attach(first, next))).toBe('LINK_MONEY_SETTLED');
});

test('PAY-8 a sale that poster money has paid a part of is not thrown away with it', async () => {
  const { id } = await openWithPoster();
  const transactionId = await pay(id, 1000);
  const { id: saleId } = await counter.sale();
  await attach(transactionId, saleId);
  expect(await codeOf(counter.ask('sale.void', { saleId }))).toBe('SALE_PART_PAID');
  const { sale, tenders } = await counter.ask('sale.get', { saleId });
  expect(sale.state).toBe('open');
  expect(tenders).toMatchObject([{ kind: 'payment_link', amount: rub(1000) }]);
});

test('PAY-5 PAY-7 a link is deleted while a customer is paying by its poster: the money is seen, and can be attached', async () => {
  const { id } = await openWithPoster();
  const link = await atProvider(id);
  const started = await counter.control.pay(link, { outcome: 'processing', amount: TOTAL });
  await during(counter, counter.ask('links.remove', { linkId: id }));
  expect((await counter.ask('links.list', {})).items).toEqual([]);
  await counter.control.move(started.id, 'charged');
  await counter.pass(2 * 60_000);
  expect(await waiting()).toEqual([started.id]);
  const { id: saleId } = await counter.sale();
  expect(await attach(started.id, saleId)).toMatchObject({ linkName: 'Poster', settled: { saleId } });
  expect((await counter.ask('links.payments', { linkId: id })).items).toHaveLength(1);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('nothing is printed, shown or copied of a link that is being deleted, whether the provider answers or not', async () => {
  const { id } = await openWithPoster();
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  await during(counter, counter.ask('links.remove', { linkId: id }));
  const gone = { kind: 'link' as const, id };
  const order = { codes: [gone], format: 'a4' as const, language: 'en' as const };
  expect(await codeOf(counter.ask('poster.preview', order))).toBe('LINK_NOT_OPEN');
  expect(await codeOf(counter.ask('poster.make', order))).toBe('LINK_NOT_OPEN');
  expect(await codeOf(counter.ask('links.qr', { linkId: id }))).toBe('LINK_NOT_OPEN');
  expect(await codeOf(counter.ask('links.copy', { linkId: id }))).toBe('LINK_NOT_OPEN');
  // One that is gone does not keep the others from the printer's order, and none is printed in its place.
  await counter.control.clearFaults();
  const made = counter.ask('links.create', { name: 'Window', amount: rub(500), methods: ['card'] });
  const { link } = await during(counter, made);
  const codes = [gone, { kind: 'link' as const, id: link.id }];
  expect(await codeOf(counter.ask('poster.make', { ...order, codes }))).toBe('LINK_NOT_OPEN');
});
