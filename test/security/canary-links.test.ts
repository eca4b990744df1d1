import { expect, test } from 'vitest';
import { rub } from '../harness/refunding.ts';
import { prove } from '../links/prove.ts';
import { envelope, FLAT, type Post, SECRET, sender, signed } from '../webhooks/posting.ts';
import {
  keepInStep,
  lookEverywhere,
  makeLinks,
  MINUTE,
  openTill,
  print,
  refused,
  takeMoney,
  takeOver,
  type Till,
} from './links-life.ts';
import { filesIn, holders } from './marked-secrets.ts';
import { expectCredentialsOnlyInPlace } from './recorder.ts';
import { codeOfSale, expectKept, type Places, start } from './watched-till.ts';

/** Payer URLs of links, posters, spare codes and products, and the secret of webhooks, are looked for everywhere. */

/** Listens at any free port. */
async function listen({ ask }: Till): Promise<number> {
  for (let port = 41_000 + (process.pid % 20_000); ; port++) {
    await ask('webhook.change', { enabled: true, port });
    await expect.poll(async () => (await ask('webhook.get', {})).state.kind).not.toBe('off');
    if ((await ask('webhook.get', {})).state.kind === 'listening') return port;
  }
}

/** Deliveries of every worth, all of which quote the secret and a payer URL wherever there is room. */
function deliveries(at: number, data: object, address: string): readonly Post[] {
  const words = `${address} ${SECRET}`;
  const quoting = { ...FLAT, ...data, error_description: words, note: words };
  const told = { ...quoting, id: address, txid: SECRET, status: SECRET };
  const timestamp = String(Math.floor(at / 1000));
  const body = JSON.stringify(told);
  return [
    { body: JSON.stringify({ ...FLAT, ...told }) },
    { body: `{"id": "${words}` },
    { body: words.repeat(2000) },
    { body, path: `/webhooks/${encodeURIComponent(SECRET)}?at=${encodeURIComponent(address)}` },
    { body, headers: { 'x-webhook-timestamp': SECRET, 'x-webhook-signature': SECRET } },
    signed({ body, timestamp, eventId: address, secret: 'another secret' }),
    signed({ body, timestamp: '1', eventId: SECRET, secret: SECRET }),
    signed({ body, timestamp, eventId: SECRET, secret: SECRET }),
    envelope({ data: told, at, eventId: SECRET, event: `transaction.${SECRET}` }),
    envelope({ data: quoting, at, eventId: address }),
  ];
}

async function beTold(till: Till): Promise<void> {
  const { ask, counter, outcome, recorder } = till;
  for (const secret of [SECRET.slice(0, 5), SECRET.repeat(20)]) {
    expect(await outcome(ask('webhook.keepSecret', { secret }))).not.toBe('taken');
  }
  await ask('webhook.keepSecret', { secret: SECRET });
  const port = await listen(till);
  const { attemptId, saleId } = await start(ask);
  await counter.pass(5000);
  const { payerUrl } = await ask('payment.copyLink', { attemptId });
  const row = await counter.control.pay(await codeOfSale(ask, saleId));
  // Nobody can be asked: only what is signed tells of the money.
  await refused(till, 500, async () => {
    const send = sender(() => port);
    for (const post of deliveries(counter.clock.now(), row, payerUrl)) {
      const { status, text } = await send(post);
      till.said[`${Object.keys(till.said).length} webhook ${status}`] = text;
    }
    expect(await ask('payment.get', { attemptId })).toMatchObject({ state: 'paid' });
    await lookEverywhere(till);
  });
  expect((await ask('webhook.get', {})).counts).toMatchObject({ proofs: expect.any(Number), failed: 0 });
  await counter.pass(2 * MINUTE);
  await ask('payment.acknowledge', { attemptId });
  expect(recorder.credentials()).toContain(SECRET);
}

/** Codes made beforehand, sold on while the provider refuses everything, and paid. */
async function sellOffline(till: Till): Promise<void> {
  const { ask, counter } = till;
  expect(await ask('links.spares', {})).toMatchObject({ ready: 2 });
  const codes: { readonly code: string; readonly attemptId: string; readonly saleId: string }[] = [];
  await refused(till, 500, async () => {
    for (const amountMinor of [10_000, 20_000]) {
      const { id: saleId, total } = await ask('sale.addAmount', { amount: rub(amountMinor) });
      const { attemptId } = await ask('payment.start', { saleId, expectedTotal: total, spare: true });
      const ofSale = [{ kind: 'payment' as const, id: attemptId }];
      await ask('poster.make', { codes: ofSale, format: 'slip58', language: 'ru' });
      await ask('payment.copyLink', { attemptId });
      await ask('payment.handOverSpare', { attemptId });
      await ask('payment.acknowledge', { attemptId });
      codes.push({ attemptId, saleId, code: await codeOfSale(ask, saleId) });
      await counter.pass(MINUTE);
    }
    await lookEverywhere(till);
    await counter.crash();
    await lookEverywhere(till);
  });
  for (const { code } of codes) await counter.control.pay(code, { amount: 10_000 });
  await counter.pass(5 * MINUTE);
  const [right, wrong] = codes;
  expect((await ask('sale.get', { saleId: right?.saleId ?? '' })).tenders).toMatchObject([
    { claim: { state: 'confirmed' } },
  ]);
  expect((await ask('attention.list', {})).items).toMatchObject([
    { kind: 'amount_differs', saleId: wrong?.saleId },
  ]);
  await lookEverywhere(till);
}

/** Links have their addresses in rows of their own; spare codes hand theirs on to the attempt. */
const PLACES = {
  cells: ['own_link.payer_url', 'payment_attempt.payer_url'],
  isAsked: (reply: string) => / (?:payment\.copyLink|links\.copy)$/.test(reply),
} satisfies Places;

test('SEC-7 SEC-8 links, posters, spare codes, products in step and webhooks: addresses and the secret stay where they belong', async () => {
  const till = await openTill();
  const { ask, asked, counter, outcome, recorder, said } = till;
  await ask('settings.change', { spareLinks: 2, spareSaleLimit: 100_000, spareShiftLimit: 100_000 });
  await prove({ ...counter, ask });
  const link = await makeLinks(till);
  await takeMoney(till, link);
  await takeOver(till);
  await print(till, link, await keepInStep(till));
  await beTold(till);
  await counter.pass(2 * MINUTE);
  // PDFs and tables lie ready to be saved while the till runs, and are gone with it.
  const files = filesIn(counter.dataDir);
  expect(Object.keys(files).filter((name) => name.includes('/files/')).length).toBeGreaterThan(5);
  const secrets = [...recorder.credentials(), ...(await recorder.payerSecrets())];
  const paper = Object.entries(files).filter(([name]) => name.includes('/files/'));
  expect(holders(Object.fromEntries(paper), secrets)).toEqual([]);
  await sellOffline(till);
  await counter.restart();
  await lookEverywhere(till);
  await ask('webhook.forgetSecret', {});
  await outcome(ask('connection.disconnect', { keepLive: true }));
  await lookEverywhere(till);

  await counter.till().close();
  const isAsked = (reply: string): boolean => PLACES.isAsked(reply) || asked.has(reply);
  const told = holders(said, await recorder.payerSecrets());
  for (const op of [' links.copy', ' payment.copyLink']) {
    expect(told.filter((name) => name.endsWith(op)).length).toBeGreaterThan(1);
  }
  const heard = { dataDir: counter.dataDir, said, rest: { events: JSON.stringify(counter.events) } };
  await expectKept(recorder, heard, { ...PLACES, isAsked });
  await expectCredentialsOnlyInPlace(recorder);
}, 240_000);
