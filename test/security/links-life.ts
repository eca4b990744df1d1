import { expect, onTestFinished } from 'vitest';
import type { LinkView } from '../../src/contract/views.ts';
import type { Ask } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { rub } from '../harness/refunding.ts';
import { SECRET } from '../webhooks/posting.ts';
import { KEY, type Recorder, startRecorder } from './recorder.ts';
import { lookAround, type Recorded, recorded, start } from './watched-till.ts';

/** The life of a till with links of its own, posters and products at the partner, whose every word is noted. */

export const MINUTE = 60_000;
const CALLS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
const POSTER = { name: 'Poster', amount: null, methods: ['card', 'sbp'] };

export interface Till extends Recorded {
  readonly counter: Counter;
  readonly recorder: Recorder;
  /** Replies that were asked to have an address in letters. */
  readonly asked: Set<string>;
  /** The call's outcome, with time for its turn. */
  outcome(call: Promise<unknown>): Promise<string>;
  /** What a call answers, with time for its turn. */
  answer<T>(call: Promise<T>): Promise<T>;
}

export async function openTill(): Promise<Till> {
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  const recorder = await startRecorder({ now: () => theirs.now() });
  recorder.learnCredential(SECRET);
  const counter = await openCounter({ sandbox: recorder.sandbox });
  onTestFinished(counter.close);
  theirs.now = counter.clock.now;
  const answer: Till['answer'] = async (call) => {
    // Whoever refuses at once must not be an unhandled rejection meanwhile.
    call.catch(() => {});
    await counter.pass(10_000);
    return call;
  };
  return {
    counter,
    recorder,
    asked: new Set(),
    answer,
    outcome: (call) => answer(call).then(() => 'taken', String),
    ...recorded((op, input) => counter.till().dispatch({ op, input })),
  };
}

/** Asks for whatever shows something of links, beside what every till shows. */
export async function lookEverywhere({ ask, answer, outcome }: Till): Promise<void> {
  await lookAround(ask);
  const { items: sales } = await ask('sale.list', { limit: 100 });
  for (const { id: saleId } of sales) await ask('sale.timeline', { saleId });
  await outcome(ask('links.others', {}));
  const { items: links } = await ask('links.list', {});
  for (const { id: linkId, state } of links) {
    await ask('links.payments', { linkId });
    if (state === 'open') await ask('links.qr', { linkId });
  }
  const { items: waiting } = await ask('links.payments', {});
  for (const { transactionId } of waiting) await ask('links.targets', { transactionId });
  await ask('links.spares', {});
  await ask('webhook.get', {});
  await ask('inStep.status', {});
  await answer(ask('books.check', {}));
  await ask('books.status', {});
}

/** While `act` goes on, every call is refused, and what it was sent is quoted. */
export async function refused({ recorder }: Till, status: number, act: () => Promise<void>): Promise<void> {
  for (const method of CALLS) recorder.refuse(method, status);
  await act();
  for (const method of CALLS) recorder.refuse(method, null);
}

/** Makes and changes links, and is refused it in every way. */
export async function makeLinks(till: Till): Promise<LinkView> {
  const { ask, answer, outcome } = till;
  const { link } = await answer(ask('links.create', POSTER));
  const coffee = await answer(
    ask('links.create', { ...POSTER, name: 'Coffee', amount: rub(35_000), imageUrl: 'https://x.example/a' }),
  );
  for (const status of [400, 403, 422, 500]) {
    await refused(till, status, async () => {
      expect(await outcome(ask('links.create', POSTER))).not.toBe('taken');
      const changed = ask('links.change', { linkId: coffee.link.id, amount: rub(40_000) });
      expect(await outcome(changed)).not.toBe('taken');
      await lookEverywhere(till);
    });
  }
  await answer(ask('links.change', { linkId: coffee.link.id, name: 'Espresso', amount: rub(40_000) }));
  for (const linkId of [link.id, coffee.link.id]) await ask('links.copy', { linkId });
  await refused(till, 422, async () => {
    await outcome(ask('links.remove', { linkId: coffee.link.id }));
  });
  return link;
}

/** The address of a link, which only the answer to "copy" tells. */
const addressOf = async (ask: Ask, linkId: string): Promise<string> =>
  (await ask('links.copy', { linkId })).payerUrl;

const idIn = (address: string): string => address.split('/').at(-1) ?? '';

/** Money by a poster: declined in words that quote, attached, refused to be attached, and left. */
export async function takeMoney(till: Till, link: LinkView): Promise<void> {
  const { ask, answer, counter, outcome } = till;
  const address = await addressOf(ask, link.id);
  const code = idIn(address);
  const quoting = { error_description: `Declined at ${address} for ${KEY}`, amount: 500 };
  await counter.control.pay(code, { outcome: 'declined', ...quoting });
  const { id: first } = await counter.control.pay(code, { amount: 12_345 });
  const { id: second } = await counter.control.pay(code, { amount: 700 });
  await counter.pass(2 * MINUTE);
  await lookEverywhere(till);
  const { id: saleId } = await ask('sale.addAmount', { amount: rub(12_345) });
  const wish = { transactionId: first, saleId };
  for (const status of [403, 422, 500]) {
    await refused(till, status, async () => {
      expect(await outcome(ask('links.attach', wish))).not.toBe('taken');
    });
  }
  await counter.pass(2 * MINUTE);
  expect(await answer(ask('links.attach', wish))).toMatchObject({ settled: { saleId } });
  await ask('links.leave', { transactionId: second, reason: 'A tip' });
  await lookEverywhere(till);
}

/** Another's link is taken over, and deleted while the provider refuses it. */
export async function takeOver(till: Till): Promise<void> {
  const { ask, answer, outcome, recorder } = till;
  const made = await fetch(`${recorder.sandbox.baseUrl}/api/v1/links`, {
    method: 'POST',
    headers: { 'x-api-key': KEY, 'content-type': 'application/json' },
    body: JSON.stringify({
      amount: { default: 0, currency: 'RUB' },
      amount_type: 'dynamic',
      pay_config: { methods: ['card'] },
    }),
  });
  // Our own test server's answers: their shapes are proven by its tests.
  const { data } = (await made.json()) as { data: { id: string } };
  const wish = { partnerLinkId: data.id, name: 'By hand' };
  await refused(till, 422, async () => {
    expect(await outcome(ask('links.adopt', wish))).not.toBe('taken');
  });
  const { id: linkId } = await answer(ask('links.adopt', wish));
  await ask('links.copy', { linkId });
  await refused(till, 500, async () => {
    await outcome(ask('links.remove', { linkId }));
    const { items } = await ask('links.list', {});
    expect(items.find(({ id }) => id === linkId)).toMatchObject({ state: 'closing' });
    await lookEverywhere(till);
  });
}

/** Products go to the partner; theirs come back with addresses of their own. @returns one of them there */
export async function keepInStep(till: Till): Promise<string> {
  const { ask, counter, recorder } = till;
  await counter.control.switches({ urlOnProducts: 'url' });
  const unit = { unit: 'piece', taxRateId: null, favourite: false, active: true, image: null } as const;
  const product = { ...unit, id: null, revision: null, description: '', categoryId: null, name: 'Tea' };
  const variants = [{ id: null, name: '', sku: null, barcodes: [], unitAmount: rub(35_000) }];
  await ask('catalog.save', { ...product, partnerProductId: null, variants });
  await ask('inStep.setMaster', { master: true });
  const compare = async (): Promise<string> => {
    await ask('inStep.compare', {});
    for (let round = 0; round < 30; round++) {
      const { comparison } = await ask('inStep.status', {});
      if (comparison) return comparison.id;
      await counter.pass(1000);
    }
    throw new Error('The comparison does not end');
  };
  await ask('inStep.start', { comparisonId: await compare() });
  await refused(till, 422, () => counter.pass(20_000));
  await ask('inStep.left', {});
  await counter.pass(MINUTE);
  await ask('inStep.start', { comparisonId: await compare() });
  await counter.pass(MINUTE);
  const comparisonId = await compare();
  for (const kind of ['create', 'change', 'foreign'] as const) {
    await ask('inStep.differences', { comparisonId, kind });
  }
  await ask('inStep.left', {});
  const listed = await fetch(`${recorder.sandbox.baseUrl}/api/v1/products`, {
    headers: { 'x-api-key': KEY },
  });
  // The same server's.
  const { data } = (await listed.json()) as { data: { id: string; url: string }[] };
  for (const { url } of data) recorder.learnPayerSecret(new URL(url).pathname);
  const id = data[0]?.id ?? '';
  expect(data[0]?.url).toContain(`/pay/product/${id}`);
  await ask('catalog.export', {});
  await counter.pass(5000);
  await ask('catalog.exportStatus', {});
  return id;
}

/** Paper of every kind, of a link, a product and a sale's own code; on slips in letters too. */
export async function print(till: Till, link: LinkView, productId: string): Promise<void> {
  const { ask, answer, asked, counter, outcome, said } = till;
  const codes = [{ kind: 'link' as const, id: link.id }];
  for (const format of ['a4', 'cards', 'tents', 'slip58'] as const) {
    await ask('poster.preview', { codes, format, language: 'ru' });
    await ask('poster.make', { codes, format, language: 'en', copies: 2, footer: 'Thank you' });
  }
  const product = [{ kind: 'product' as const, id: productId }];
  const ofProduct = { codes: product, format: 'a6', language: 'ru' } as const;
  await answer(ask('poster.preview', ofProduct));
  await answer(ask('poster.make', ofProduct));
  for (const status of [403, 422, 500]) {
    await refused(till, status, async () => {
      expect(await outcome(ask('poster.make', ofProduct))).not.toBe('taken');
    });
  }
  const { attemptId } = await start(ask);
  await counter.pass(5000);
  const ofSale = [{ kind: 'payment' as const, id: attemptId }];
  const slip = { codes: ofSale, format: 'slip80' } as const;
  await ask('poster.preview', { ...slip, language: 'en' });
  asked.add(`${Object.keys(said).length} poster.preview`);
  await ask('poster.preview', { ...slip, language: 'en', showAddress: true });
  await ask('poster.make', { ...slip, language: 'en', showAddress: true });
  await answer(ask('payment.cancel', { attemptId }));
  await outcome(ask('poster.make', { ...slip, language: 'en', showAddress: true }));
  const { saleId } = await ask('payment.get', { attemptId });
  await ask('sale.void', { saleId });
}
