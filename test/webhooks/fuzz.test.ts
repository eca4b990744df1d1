import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTransaction } from '../../src/main/adapters/payment-providers/fourpay-online/transactions.ts';
import { DELIVERY_MAX_BYTES, readDelivery } from '../../src/main/webhooks/delivery.ts';
import { moneyOf } from '../../src/main/webhooks/proof-money.ts';
import type { RawDelivery } from '../../src/main/webhooks/signature.ts';
import { openHookShop, portOf } from './hook-shop.ts';
import { FLAT, openLine, SECRET } from './posting.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

const judge = (raw: RawDelivery) => readDelivery(raw, { secret: SECRET, nowMs: NOW, parseTransaction });

/** Values that fields hold, that they might hold, and that nobody would write. */
const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('charged', 'link', 'refund', 'test', 'RUB', '1000', 1000, 'abc12345-0000'),
  },
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('9'.repeat(400), '-1', -1, 0.5, 1e300, '1e5', '', ' ', '\u0000', '../..', null, true),
  fc.bigInt().map(String),
);
const fields = [
  'id',
  'link',
  'txid',
  'type',
  'status',
  'amount',
  'currency',
  'env',
  'started',
  'parent',
  'refunded',
];
const transaction = fc.dictionary(fc.constantFrom(...fields, '__proto__', 'constructor', 'data'), value);
const body = fc.oneof(
  transaction.map((data) => JSON.stringify(data)),
  transaction.map((data) => JSON.stringify({ ...FLAT, ...data })),
  fc
    .record(
      { event_id: value, type: fc.oneof(value, fc.constant('transaction.charged')), data: transaction },
      {
        requiredKeys: ['data'],
      },
    )
    .map((envelope) => JSON.stringify(envelope)),
  fc.json(),
  fc.string({ unit: 'binary' }),
);
const bytes = fc.oneof(
  body.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc.tuple(body, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([text, at, byte]) => {
    const broken = Buffer.from(text);
    if (broken.length > 0) broken[at % broken.length] = byte;
    return broken;
  }),
);
const header = fc.oneof(fc.string(), fc.constantFrom(String(NOW / 1000), 'a'.repeat(64), '', '-1', '1e9'));
const headers = fc.dictionary(
  fc.constantFrom('x-webhook-signature', 'x-webhook-timestamp', 'x-webhook-event-id', 'content-type'),
  header,
);

function sign(raw: Buffer): RawDelivery {
  const timestamp = String(NOW / 1000);
  const signature = createHmac('sha256', SECRET).update(`${timestamp}.`).update(raw).digest('hex');
  return { body: raw, headers: { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature } };
}

describe('T-8 whatever comes, there is a verdict', () => {
  test('unsigned or badly signed, it is never a proof', () => {
    fc.assert(
      fc.property(bytes, headers, (raw, named) => {
        const delivery = judge({ body: raw, headers: named });
        expect(['hint', 'refused']).toContain(delivery.kind);
        if (delivery.kind === 'hint') expect(delivery.key).toMatch(/^[\w-]{43}$/);
      }),
      { numRuns: 3000 },
    );
  });

  test('signed, what is taken for money is whole', () => {
    fc.assert(
      fc.property(bytes, (raw) => {
        const delivery = judge(sign(raw));
        if (delivery.kind !== 'proof') return;
        const money = moneyOf(delivery.transaction, null);
        if (!money) return;
        expect(money).toMatchObject({ status: 'charged', env: expect.any(String) });
        expect(Number.isSafeInteger(money.amountMinor)).toBe(true);
        expect(money.kind === 'payment' || (money.kind === 'link' && money.linkId !== '')).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('one bit of a signed body, or of its signature, makes it nothing', () => {
    const good = sign(Buffer.from(JSON.stringify(FLAT)));
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (at, inBody) => {
        const raw = Buffer.from(good.body);
        const signature = Buffer.from(good.headers['x-webhook-signature'] ?? '', 'hex');
        const target = inBody ? raw : signature;
        const bit = at % (target.length * 8);
        target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const told = { ...good.headers, 'x-webhook-signature': signature.toString('hex') };
        expect(judge({ body: raw, headers: told })).toEqual({ kind: 'refused', reason: 'bad_signature' });
      }),
    );
  });

  test.each([
    ['depth', `{"id":"1","x":${'['.repeat(32_000)}${']'.repeat(32_000)}}`],
    ['digits', `{"id":"1","status":"charged","amount":"${'9'.repeat(65_000)}"}`],
    ['members', `{"id":"1",${'"a":1,'.repeat(10_000)}"status":"charged"}`],
    [
      'blanks in a time',
      `{"id":"1","status":"charged","started":"2026-11-21T09:00:00${' '.repeat(64_000)}x"}`,
    ],
    ['escapes', `{"id":"${'\\u0041'.repeat(10_000)}","txid":"1"}`],
  ])('64 KiB of nothing but %s', (_name, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(DELIVERY_MAX_BYTES);
    expect(['hint', 'refused', 'proof']).toContain(judge(sign(Buffer.from(text))).kind);
  });
});

describe('T-8 over a socket', () => {
  test('whatever body and headers come, the answer is one of the few, and the receiver goes on', async () => {
    const shop = await openHookShop();
    const named = fc.dictionary(
      fc.constantFrom('x-webhook-signature', 'x-webhook-timestamp', 'content-type', 'expect', 'x-other'),
      fc.stringMatching(/^[ -~]{0,80}$/),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.oneof(named, fc.constant(null)), async (raw, other) => {
        const post = other === null ? sign(raw) : { body: raw, headers: other };
        const { status, text } = await shop.send(post);
        expect([200, 400, 401, 417]).toContain(status);
        if (status !== 417) expect(text).toBe(`{"success":"${status === 200}"}`);
      }),
      { numRuns: 300 },
    );
    expect((await shop.send({ body: JSON.stringify({ id: 'after all' }) })).status).toBe(200);
    expect(shop.webhooks.view().counts.failed).toBe(0);
  });

  test('whatever bytes a line carries, it ends, and the receiver goes on', async () => {
    const shop = await openHookShop();
    const start = fc.constantFrom(
      '',
      'GET / HTTP/1.1\r\n',
      'POST /webhooks/fourpay-online HTTP/1.1\r\nHost: x\r\n',
    );
    const rest = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Content-Length: 1\r\nContent-Length: 2\r\n\r\n',
        'Content-Length: -1\r\n\r\n',
        'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
        'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n{}',
        'Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\n{}',
        `X: ${'a'.repeat(20_000)}\r\n\r\n`,
        '\r\n\r\n\r\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(start, rest, async (first, second) => {
        const { socket, ended } = await openLine(portOf(shop.webhooks));
        socket.end(first + second);
        expect(await ended).not.toMatch(/HTTP\/1\.1 500|\.ts:\d/);
      }),
      { numRuns: 200 },
    );
    expect((await shop.send({ body: JSON.stringify({ id: 'after all' }) })).status).toBe(200);
  });
});
