import { describe, expect, test } from 'vitest';
import { envelope, FLAT, SECRET, signed } from './posting.ts';
import { parseTransaction } from '../../src/main/adapters/payment-providers/fourpay-online/transactions.ts';
import { DELIVERY_MAX_BYTES, type Delivery, readDelivery } from '../../src/main/webhooks/delivery.ts';
import type { RawDelivery } from '../../src/main/webhooks/signature.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

function read(
  body: string | Uint8Array,
  headers: RawDelivery['headers'] = {},
  secret: string | null = SECRET,
): Delivery {
  return readDelivery({ body: Buffer.from(body), headers }, { secret, nowMs: NOW, parseTransaction });
}

const readFlat = (changes: object): Delivery => read(JSON.stringify({ ...FLAT, ...changes }));

/** The same body under a timestamp of any form. */
function readAt(timestamp: string): Delivery {
  const { body, headers } = signed({ body: JSON.stringify(FLAT), timestamp, eventId: 'x', secret: SECRET });
  return read(body, headers);
}

const keyOf = (delivery: Delivery): string | null => (delivery.kind === 'refused' ? null : delivery.key);

test('PAY-6 the flat form is a hint, with what it is about', () => {
  expect(readFlat({})).toEqual({
    kind: 'hint',
    key: expect.stringMatching(/^[\w-]{43}$/),
    transactionId: FLAT.id,
    linkId: FLAT.link,
    status: 'charged',
  });
});

test('PAY-6 a signed envelope is proof of its transaction', () => {
  const { body, headers } = envelope({ data: FLAT, at: NOW });
  expect(read(body, headers)).toMatchObject({
    kind: 'proof',
    transaction: {
      id: FLAT.id,
      linkId: FLAT.link,
      kind: 'link',
      status: 'charged',
      amountMinor: 1000,
      amountWithFeeMinor: 1050,
      amountDestMinor: 950,
      currency: null,
      env: null,
    },
  });
});

describe('PAY-6 the time of a signature', () => {
  const seconds = NOW / 1000;

  test.each([
    ['now, in seconds', `${seconds}`, 'proof'],
    ['300 s old', `${seconds - 300}`, 'proof'],
    ['301 s old', `${seconds - 301}`, 'stale'],
    ['300 s ahead', `${seconds + 300}`, 'proof'],
    ['301 s ahead', `${seconds + 301}`, 'stale'],
    ['in milliseconds', `${NOW - 299_999}`, 'proof'],
    ['in milliseconds, too old', `${NOW - 300_001}`, 'stale'],
    ['in ISO 8601', '2026-11-21T12:03:00.123+03:00', 'proof'],
    ['in ISO 8601, too old', '2026-11-21T08:54:59Z', 'stale'],
    ['zero', '0', 'stale'],
    ['no time: it cannot be judged', 'soon', 'hint'],
    ['a day that is none', '2026-13-41T09:00:00Z', 'hint'],
    ['empty', '', 'hint'],
  ])('%s', (_name, timestamp, expected) => {
    const delivery = readAt(timestamp);
    expect(delivery.kind === 'refused' ? delivery.reason : delivery.kind).toBe(expected);
  });
});

test('PAY-6 a signature is good in capitals too, and for these bytes alone', () => {
  const { body, headers } = envelope({ data: FLAT, at: NOW });
  const capitals = { ...headers, 'x-webhook-signature': headers['x-webhook-signature'].toUpperCase() };
  expect(read(body, capitals).kind).toBe('proof');
  expect(read(JSON.stringify(JSON.parse(body), null, 1), headers)).toEqual({
    kind: 'refused',
    reason: 'bad_signature',
  });
  expect(read(`\ufeff${body}`, headers)).toMatchObject({ reason: 'bad_signature' });
});

test('PAY-6 the border between time and body cannot be moved', () => {
  const body = `.${JSON.stringify(FLAT)}`;
  const { headers } = signed({ body, timestamp: String(NOW / 1000), eventId: 'x', secret: SECRET });
  const moved = { ...headers, 'x-webhook-timestamp': `${NOW / 1000}.` };
  expect(read(JSON.stringify(FLAT), moved).kind).toBe('hint');
});

test.each([
  ['no JSON', '{"id":'],
  ['nothing', ''],
  ['a list', '[{"id":"1"}]'],
  ['a number', '7'],
  ['null', 'null'],
  ['an object that names nothing', '{"type":"link","status":"charged"}'],
  ['names of no kind', '{"id":true,"link":[],"txid":{},"event_id":null}'],
  ['empty names', '{"id":"","link":"","txid":""}'],
  ['names beyond all measure', JSON.stringify({ id: 'x'.repeat(201), link: 'y'.repeat(5000) })],
  ['nothing but depth', '['.repeat(30_000)],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
])('T-8 malformed, signed or not: %s', (_name, body) => {
  const refused = { kind: 'refused', reason: 'malformed' };
  expect(read(body)).toEqual(refused);
  if (typeof body !== 'string') return;
  const post = signed({ body, timestamp: String(NOW / 1000), eventId: 'x', secret: SECRET });
  expect(read(post.body, post.headers)).toEqual(refused);
});

test('T-8 64 KiB are read, one byte more is not', () => {
  const padded = (size: number): string => JSON.stringify(FLAT).padEnd(size, ' ');
  expect(read(padded(DELIVERY_MAX_BYTES)).kind).toBe('hint');
  expect(read(padded(DELIVERY_MAX_BYTES + 1))).toEqual({ kind: 'refused', reason: 'too_large' });
});

test.each<[string, object, object]>([
  ['numbers for names', { id: 17, link: 4 }, { transactionId: '17', linkId: '4' }],
  ['a link as an object', { link: { id: 'L', url: 'https://x' } }, { linkId: 'L' }],
  ['a status that nobody knows', { status: 'hovering' }, { status: 'hovering' }],
  [
    'nothing but a link',
    { id: undefined, txid: undefined, status: undefined },
    { transactionId: null, status: null },
  ],
  ['nothing but our reference', { id: undefined, link: undefined }, { transactionId: null, linkId: null }],
  ['members of other types', { status: 7, amount: {}, error_description: [] }, { status: null }],
  [
    "a member that is everybody's",
    { ['__proto__']: { id: 'evil' }, constructor: 1 },
    { transactionId: FLAT.id },
  ],
])('T-8 a known variant is a hint: %s', (_name, changes, expected) => {
  expect(readFlat(changes)).toMatchObject({ kind: 'hint', ...expected });
});

test.each<[string, Parameters<typeof envelope>[0]]>([
  ['of something else', { data: { ...FLAT }, at: NOW, event: 'payout.done' }],
  ['of no name', { data: { ...FLAT }, at: NOW, event: '' }],
  ['whose status is not its name', { data: { ...FLAT, status: 'reversed' }, at: NOW }],
  ['without a transaction in it', { data: { status: 'charged' }, at: NOW }],
  ['without an object in it', { data: 'charged', at: NOW }],
])('PAY-6 a signed event is a hint where it is %s', (_name, parts) => {
  const { body, headers } = envelope(parts);
  expect(read(body, headers).kind).toBe('hint');
});

test('PAY-6 deliveries are the same by their event, or by id, status and amount', () => {
  const eventKey = (eventId: string, data: object = FLAT): string | null => {
    const { body, headers } = envelope({ data, at: NOW, eventId });
    return keyOf(read(body, headers));
  };
  expect(eventKey('a')).toBe(eventKey('a', { ...FLAT, status: 'charged', amount: 7 }));
  expect(eventKey('a')).not.toBe(eventKey('b'));
  const flat = keyOf(readFlat({}));
  expect(keyOf(readFlat({ amount: '1000', error_description: 'x', txid: 'other' }))).toBe(flat);
  const others = [{ id: 'x' }, { status: 'reversed' }, { amount: 1 }, { amount: undefined }];
  expect(new Set([flat, ...others.map((other) => keyOf(readFlat(other)))]).size).toBe(5);
  // Without an id, whatever else names it tells it apart.
  const nameless = [{ link: 'a' }, { link: 'b' }, { link: undefined, txid: 'a' }];
  expect(new Set(nameless.map((one) => keyOf(readFlat({ ...one, id: undefined })))).size).toBe(3);
});
