import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { rub } from '../harness/refunding.ts';

/** The till with everything wired: what comes in by itself, and what goes out on paper. */

const SECRET = 'whsec_test_sandbox_hook';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** Waits in real time for what a socket brings. */
async function until<T>(look: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  for (let round = 0; round < 200; round++) {
    const value = await look();
    if (good(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return look();
}

/** Listens at any free port. @returns its address */
async function listen(): Promise<string> {
  for (let port = 20_000 + (process.pid % 20_000); ; port++) {
    await counter.ask('webhook.change', { enabled: true, port });
    const { state, path } = await until(
      () => counter.ask('webhook.get', {}),
      ({ state: { kind } }) => kind !== 'off',
    );
    if (state.kind === 'listening') return `http://127.0.0.1:${state.port}${path}`;
  }
}

async function deliver(url: string, data: object, secret: string | null): Promise<Response> {
  const timestamp = String(Math.round(counter.clock.now() / 1000));
  const body = JSON.stringify({
    event_id: 'e-1',
    timestamp: Number(timestamp),
    type: 'transaction.charged',
    data,
  });
  const signature =
    secret === null ? null : createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const signed =
    signature === null ? {} : { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature };
  // A fetch of Node says that it is a browser of some mode; a provider does not.
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', ...signed } },
      (answer) => {
        let text = '';
        answer.on('data', (part) => (text += part));
        answer.on('end', () => resolve(new Response(text, { status: answer.statusCode ?? 0 })));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

describe('webhooks', () => {
  test('are off until somebody wants them', async () => {
    counter = await openCounter();
    expect(await counter.ask('webhook.get', {})).toMatchObject({
      enabled: false,
      state: { kind: 'off' },
      secret: null,
    });
  });

  test('PAY-6 a verified signature is proof: PAID without a look; an unsigned one only makes the till look', async () => {
    counter = await openCounter();
    const url = await listen();
    await counter.ask('webhook.keepSecret', { secret: SECRET });
    const { attemptId } = await counter.charge();
    const [link] = (await counter.control.books()).links;
    // The provider's list is out of reach: only what comes in by itself can tell.
    const row = await counter.control.pay(link?.id ?? '');
    await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
    const data = { ...row, amount: row.amount, started: new Date(counter.clock.now()).toISOString() };
    expect((await deliver(url, data, null)).status).toBe(200);
    await counter.settle();
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'open' });
    expect((await deliver(url, data, 'another secret')).status).toBe(401);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'open' });
    const proof = await deliver(url, data, SECRET);
    expect(await proof.json()).toEqual({ success: 'true' });
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'paid' });
    expect(await counter.ask('payment.current', {})).toMatchObject({
      state: 'paid',
      receiptNumber: '000001',
    });
  });

  test('PAY-6 money of a reusable link is listed, and settles nothing, signed or not', async () => {
    counter = await openCounter();
    const url = await listen();
    await counter.ask('webhook.keepSecret', { secret: SECRET });
    await counter.ask('links.create', { name: 'Tips', amount: null, methods: ['card'] });
    const sale = await counter.sale();
    const [link] = (await counter.control.books()).links;
    const row = await counter.control.pay(link?.id ?? '', { amount: 12_345 });
    expect((await deliver(url, row, SECRET)).status).toBe(200);
    await counter.pass(5000);
    const { items } = await counter.ask('links.payments', {});
    expect(items).toMatchObject([{ transactionId: row.id, amount: rub(12_345) }]);
    expect(await counter.ask('sale.current', {})).toMatchObject({ id: sale.id, state: 'open' });
  });

  test('SEC-7 disconnecting forgets the secret, and no request tells it', async () => {
    counter = await openCounter();
    const view = await counter.ask('webhook.keepSecret', { secret: SECRET });
    expect(view.secret?.lastFour).toBe('hook');
    expect(JSON.stringify(view)).not.toContain(SECRET);
    await counter.ask('connection.disconnect', { keepLive: false });
    expect(await counter.ask('webhook.get', {})).toMatchObject({ secret: null, secretAtHand: false });
  });
});

describe('posters', () => {
  const ORDER = { format: 'a5', language: 'ru' } as const;

  test('a link is printed on a poster: a preview, and a PDF to be saved, without its address in letters', async () => {
    counter = await openCounter();
    const { link } = await counter.ask('links.create', {
      name: 'На чай',
      amount: null,
      methods: ['card', 'sbp'],
    });
    const { payerUrl } = await counter.ask('links.copy', { linkId: link.id });
    const codes = [{ kind: 'link' as const, id: link.id }];
    const { svg, pages } = await counter.ask('poster.preview', { ...ORDER, codes });
    expect(pages).toBe(1);
    expect(svg).toContain('<svg');
    expect(svg).toContain('чай');
    expect(svg).not.toContain(payerUrl);
    const made = await counter.ask('poster.make', { ...ORDER, codes, copies: 3 });
    expect(made.pages).toBe(3);
    expect(made.file.name).toMatch(/^tillink-a5-.*\.pdf$/);
    const log = readFileSync(`${counter.dataDir}/logs/till.log`, 'utf8');
    expect(log).not.toContain(payerUrl);
  });

  test('SEC-7 the code of one sale is printed on a slip, with its address in letters only where that is asked for', async () => {
    counter = await openCounter();
    const { attemptId } = await counter.charge();
    const codes = [{ kind: 'payment' as const, id: attemptId }];
    const { payerUrl } = await counter.ask('payment.copyLink', { attemptId });
    const plain = await counter.ask('poster.preview', { format: 'slip80', language: 'en', codes });
    expect(plain.svg).not.toContain('pay/link');
    const told = await counter.ask('poster.preview', {
      format: 'slip80',
      language: 'en',
      codes,
      showAddress: true,
    });
    expect(told.svg.replace(/<[^>]*>/g, '')).toContain(payerUrl.slice(0, 20));
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(10_000);
    const gone = counter.ask('poster.make', { format: 'slip80', language: 'en', codes });
    expect(await codeOf(gone)).toBe('PAYMENT_NOT_LIVE');
  });

  test('nothing is printed of a link that is gone, nor of a product whose address nobody tells', async () => {
    counter = await openCounter();
    const { link } = await counter.ask('links.create', { name: 'Tips', amount: rub(500), methods: ['card'] });
    await counter.ask('links.remove', { linkId: link.id });
    const gone = counter.ask('poster.make', { ...ORDER, codes: [{ kind: 'link', id: link.id }] });
    expect(await codeOf(gone)).toBe('LINK_NOT_OPEN');
    const answer = await fetch(`${counter.sandbox.baseUrl}/api/v1/products`, {
      method: 'POST',
      headers: { 'x-api-key': counter.sandbox.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ header: 'Coffee', text: 'Espresso', price: 350, currency: 'RUB', qty: '1' }),
    });
    const { data } = (await answer.json()) as { data: { id: string } };
    const print = async () => {
      const asked = counter.ask('poster.make', { ...ORDER, codes: [{ kind: 'product', id: data.id }] });
      asked.catch(() => {});
      await counter.pass(5000);
      return asked;
    };
    expect(await codeOf(print())).toBe('PROVIDER_NOT_OFFERED');
    await counter.control.switches({ urlOnProducts: 'url' });
    expect((await print()).pages).toBe(1);
  });
});
