import { onTestFinished, expect, test } from 'vitest';
import {
  type PostedDelivery,
  type PostVerdict,
  type ReceiverLimits,
  startWebhookReceiver,
  type WebhookReceiverOptions,
} from '../../src/main/adapters/webhooks/receiver.ts';
import { openLine, sender } from './posting.ts';

const PATH = '/webhooks/fourpay-online';

const HASTY: ReceiverLimits = {
  headersTimeoutMs: 150,
  requestTimeoutMs: 300,
  idleTimeoutMs: 150,
  checkEveryMs: 50,
};

async function openReceiver(judge: () => PostVerdict = () => 'accepted', limits?: ReceiverLimits) {
  const handled: PostedDelivery[] = [];
  const receiver = await startWebhookReceiver(
    {
      port: 0,
      bodyMaxBytes: 64 * 1024,
      routes: {
        [PATH]: (delivery) => {
          handled.push(delivery);
          return judge();
        },
      },
    },
    limits,
  );
  onTestFinished(() => receiver.close());
  return { receiver, handled, send: sender(() => receiver.port) };
}

test('SEC-11 the bytes come in as they were sent, with their headers', async () => {
  const { handled, send } = await openReceiver();
  const body = Buffer.from('{"id":"ё",\r\n "x":"\u2028"}');
  const reply = await send({ body, headers: { 'X-Webhook-Timestamp': '17' } });
  expect(reply).toMatchObject({ status: 200, text: '{"success":"true"}' });
  expect(Buffer.from(handled[0]?.body ?? []).equals(body)).toBe(true);
  expect(handled[0]?.headers['x-webhook-timestamp']).toBe('17');
});

test.each<[PostVerdict, number]>([
  ['malformed', 400],
  ['not_genuine', 401],
  ['too_large', 413],
  ['failed', 500],
  ['closing', 503],
])('what is %s is answered with %i, and keeps no connection', async (verdict, status) => {
  const { send } = await openReceiver(() => verdict);
  const reply = await send({ body: '{}' });
  expect(reply).toMatchObject({ status, text: '{"success":"false"}', headers: { connection: 'close' } });
});

test('SEC-8 an error inside is a number outside: no word and no stack of it', async () => {
  const { send } = await openReceiver(() => {
    throw new Error('secret words of /home/somebody');
  });
  const reply = await send({ body: '{}' });
  expect([reply.status, reply.text]).toEqual([500, '{"success":"false"}']);
  expect(JSON.stringify(reply.headers)).not.toMatch(/secret|home|Error/);
});

test.each<[string, Record<string, string>]>([
  ['an Origin', { origin: 'https://shop.example' }],
  ['an opaque Origin', { origin: 'null' }],
  ['an Origin of this very address', { origin: 'http://127.0.0.1' }],
  ['a site', { 'sec-fetch-site': 'none' }],
  ['the way of a form', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' }],
])('SEC-11 a page in a browser is refused by what only browsers send: %s', async (_name, headers) => {
  const { handled, send } = await openReceiver();
  for (const method of ['POST', 'GET', 'OPTIONS']) {
    expect((await send({ body: '', headers, method })).status).toBe(403);
  }
  expect(handled).toEqual([]);
});

test.each([
  ['GET', PATH, 405],
  ['PUT', PATH, 405],
  ['DELETE', PATH, 405],
  ['OPTIONS', PATH, 405],
  ['POST', '/', 404],
  ['POST', `${PATH}/`, 404],
  ['POST', `${PATH}/../fourpay-online`, 404],
  ['POST', PATH.toUpperCase(), 404],
  ['POST', '/webhooks/%66ourpay-online', 404],
  ['GET', '/favicon.ico', 404],
])('SEC-11 there is one door: %s %s gets %i', async (method, path, status) => {
  const { handled, send } = await openReceiver();
  const reply = await send({ body: '', method, path });
  expect(reply.status).toBe(status);
  expect(reply.headers['allow']).toBe(status === 405 ? 'POST' : undefined);
  expect(handled).toEqual([]);
});

test("a query behind the path is the sender's affair", async () => {
  const { send } = await openReceiver();
  expect((await send({ body: '{}', path: `${PATH}?shop=1` })).status).toBe(200);
});

test('SEC-11 it listens on 127.0.0.1 alone', async () => {
  const { receiver } = await openReceiver();
  // All of 127.0.0.0/8 is this machine where there is such a thing; only one address of it answers.
  const { socket, ended } = await openLine(receiver.port, '127.0.0.2').catch(() => ({
    socket: null,
    ended: null,
  }));
  expect([socket, ended]).toEqual([null, null]);
});

test('T-8 of a body beyond the limit one byte more is handed on, and the sender is told', async () => {
  const { handled, send } = await openReceiver(() => 'too_large');
  expect((await send({ body: Buffer.alloc(64 * 1024, 'a') })).status).toBe(413);
  expect((await send({ body: Buffer.alloc(300_000, 'a') })).status).toBe(413);
  expect(handled.map(({ body }) => body.byteLength)).toEqual([65_536, 65_537]);
});

test('T-8 an endless body is cut off', async () => {
  const { receiver, handled } = await openReceiver(() => 'too_large');
  const { socket, ended } = await openLine(receiver.port);
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
  const pour = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    socket.once('drain', pour);
  };
  pour();
  await ended;
  expect(handled.every(({ body }) => body.byteLength === 65_537)).toBe(true);
});

test.each([
  ['says nothing', ''],
  ['stops in its headers', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nX-Slow: `],
  ['stops in its body', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id"`],
  ['has been answered and stays', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`],
])('T-8 a sender that %s is not waited for', async (_name, text) => {
  const { receiver } = await openReceiver(undefined, HASTY);
  const { socket, ended } = await openLine(receiver.port);
  socket.write(text);
  expect(await ended).not.toMatch(/ 500 |\bat .*\.ts/);
});

test('T-8 a connection serves a hundred requests', async () => {
  const patient = { ...HASTY, headersTimeoutMs: 30_000, requestTimeoutMs: 60_000 };
  const { receiver, handled } = await openReceiver(undefined, patient);
  const { socket, ended } = await openLine(receiver.port);
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`.repeat(150));
  await ended;
  expect(handled).toHaveLength(100);
});

test('T-8 of many connections 32 are served, and the others when those have gone', async () => {
  const { receiver, send } = await openReceiver();
  const lines = [];
  for (let number = 0; number < 32; number++) lines.push(await openLine(receiver.port));
  const late = await openLine(receiver.port);
  expect(await late.ended).toBe('');
  for (const { socket } of lines) socket.destroy();
  await Promise.all(lines.map(({ ended }) => ended));
  await expect.poll(() => send({ body: '{}' }).catch(() => null)).toMatchObject({ status: 200 });
});

test('closing ends what is under way, and frees the port', async () => {
  const { receiver } = await openReceiver();
  const { socket, ended } = await openLine(receiver.port);
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id"`);
  await receiver.close();
  expect(await ended).toBe('');
  const { port } = receiver;
  const options: WebhookReceiverOptions = { port, bodyMaxBytes: 10, routes: { [PATH]: () => 'accepted' } };
  const next = await startWebhookReceiver(options);
  expect(next.port).toBe(receiver.port);
  await expect(startWebhookReceiver(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await next.close();
});

test('each path has its own taker, and the names that every object has are none', async () => {
  const taken: string[] = [];
  const take = (name: string) => (): PostVerdict => {
    taken.push(name);
    return 'accepted';
  };
  const receiver = await startWebhookReceiver({
    port: 0,
    bodyMaxBytes: 100,
    routes: { '/a': take('a'), '/b': take('b') },
  });
  onTestFinished(() => receiver.close());
  const send = sender(() => receiver.port);
  expect((await send({ body: '{}', path: '/b' })).status).toBe(200);
  expect((await send({ body: '{}', path: '/a' })).status).toBe(200);
  for (const path of ['/c', '/', 'constructor', '/constructor', '/__proto__']) {
    expect((await send({ body: '{}', path })).status, path).not.toBe(200);
  }
  expect(taken).toEqual(['b', 'a']);
});
