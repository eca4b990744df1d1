import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../../../test/builders/manual-clock.ts';
import { httpAnswer, startRawServer } from '../../../../test/builders/raw-server.ts';
import {
  BODY_MAX_BYTES,
  CONNECT_TIMEOUT_MS,
  createHttpClient,
  HEADERS_TIMEOUT_MS,
  type HttpClient,
  type HttpOutcome,
  type HttpRequest,
  WHOLE_TIMEOUT_MS,
} from './http-client.ts';

function openClient(): { readonly client: HttpClient; readonly clock: ManualClock } {
  const clock = createManualClock();
  const client = createHttpClient(clock);
  onTestFinished(() => client.close());
  return { client, clock };
}

const get = (url: URL, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  ...more,
});

/** Sends one request to a server that answers with exactly this text, or does this with the socket. */
async function exchange(
  answer: string | ((socket: Socket) => void),
  more: Partial<HttpRequest> = {},
): Promise<HttpOutcome> {
  const server = await startRawServer((socket) =>
    typeof answer === 'string' ? socket.write(answer) : answer(socket),
  );
  return openClient().client.send(get(server.url, more));
}

/** Waits until some client has read the headers of an answer. */
function headersRead(): Promise<void> {
  return new Promise((resolve) => {
    const seen = (): void => {
      unsubscribe('http.client.response.finish', seen);
      resolve();
    };
    subscribe('http.client.response.finish', seen);
  });
}

/** Whether a promise is still open after everything that is due has been done. */
async function isOpen(outcome: Promise<unknown>, clock: ManualClock): Promise<boolean> {
  let open = true;
  void outcome.then(() => {
    open = false;
  });
  await clock.advance(0);
  return open;
}

describe('an answer', () => {
  test('comes with status, headers and the whole body', async () => {
    const body = JSON.stringify({ name: 'Кофе ☕' });
    const outcome = await exchange(httpAnswer(201, body, { 'X-Request-Id': 'r-1' }));
    expect(outcome).toMatchObject({ kind: 'answer', status: 201, body, headers: { 'x-request-id': 'r-1' } });
  });

  test('cut in the middle of a character is put together again', async () => {
    const [head = '', tail = ''] = [httpAnswer(200, 'ё'.repeat(10)).slice(0, -1), 'ё'];
    const outcome = await exchange((socket) => {
      socket.write(Buffer.concat([Buffer.from(head), Buffer.from(tail).subarray(0, 1)]));
      setImmediate(() => socket.write(Buffer.from(tail).subarray(1)));
    });
    expect(outcome).toMatchObject({ kind: 'answer', body: 'ё'.repeat(10) });
  });

  test('of 500 is an answer too', async () => {
    expect(await exchange(httpAnswer(500, 'oops'))).toMatchObject({
      kind: 'answer',
      status: 500,
      body: 'oops',
    });
  });

  test('that sends elsewhere is not followed', async () => {
    const other = await startRawServer((socket) => socket.write(httpAnswer(200, 'stolen')));
    const outcome = await exchange(httpAnswer(302, '', { location: other.url.href }), {
      headers: { 'x-api-key': 'secret' },
    });
    expect(outcome).toMatchObject({ kind: 'answer', status: 302 });
    expect(other.received).toEqual([]);
  });

  test('with the largest body is read, a byte more is not', async () => {
    const whole = await exchange(httpAnswer(200, 'x'.repeat(BODY_MAX_BYTES)));
    expect(whole.kind === 'answer' && whole.body.length).toBe(BODY_MAX_BYTES);
    const more = await exchange(httpAnswer(200, 'x'.repeat(BODY_MAX_BYTES + 1)));
    expect(more).toMatchObject({ kind: 'no_answer', reason: 'too_large' });
  });

  test('of which the headers are wanted alone is not read on: a body without an end holds nobody up', async () => {
    const closed = Promise.withResolvers<void>();
    const outcome = await exchange(
      (socket) => {
        socket.once('close', () => closed.resolve());
        socket.write(httpAnswer(200, 'half', { 'content-length': '100', 'x-request-id': 'r-1' }));
      },
      { headersOnly: true },
    );
    expect(outcome).toMatchObject({
      kind: 'answer',
      status: 200,
      body: '',
      headers: { 'x-request-id': 'r-1' },
    });
    await closed.promise;
  });

  test('without an end is given up at the limit', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const outcome = await exchange((socket) => {
      socket.write('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n');
      const pour = (): void => {
        if (!socket.destroyed) socket.write(chunk, () => setImmediate(pour));
      };
      pour();
    });
    expect(outcome).toMatchObject({ kind: 'no_answer', reason: 'too_large' });
  });
});

describe('a request', () => {
  test('goes out as it was given, its length in bytes', async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, '')));
    const body = '{"name":"Чай"}';
    await openClient().client.send({ method: 'POST', url: server.url, headers: { 'x-api-key': 'k' }, body });
    expect(server.received[0]).toMatch(/^POST \/api\/v1\/links HTTP\/1\.1\r\n/);
    expect(server.received[0]).toContain('x-api-key: k\r\n');
    expect(server.received[0]).toContain(`content-length: ${Buffer.byteLength(body)}\r\n`);
    expect(server.received[0]?.endsWith(`\r\n\r\n${body}`)).toBe(true);
  });

  test('uses the connection of the one before', async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, 'a')));
    const { client } = openClient();
    await client.send(get(server.url));
    expect(await client.send(get(server.url))).toMatchObject({ kind: 'answer', body: 'a' });
    expect(server.received).toHaveLength(1);
  });
});

describe('PAY-3 no answer is told from not sent', () => {
  test('nobody listens: not sent', async () => {
    const server = await startRawServer(() => {});
    await server.close();
    expect(await openClient().client.send(get(server.url))).toMatchObject({
      kind: 'not_sent',
      reason: 'refused',
    });
  });

  test('the name is unknown: not sent', async () => {
    const url = new URL('http://no-such-host.invalid/');
    expect(await openClient().client.send(get(url))).toMatchObject({ kind: 'not_sent', reason: 'refused' });
  });

  test.each([
    ['reset before the answer', (socket: Socket) => socket.resetAndDestroy(), 'reset'],
    ['closed before the answer', (socket: Socket) => socket.end(), 'reset'],
    [
      'reset in the middle of the headers',
      (socket: Socket) => socket.write('HTTP/1.1 200 X\r\nconte', () => socket.resetAndDestroy()),
      'reset',
    ],
    ['an answer that is not HTTP', (socket: Socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'reset'],
    [
      'a body that is shorter than promised',
      (socket: Socket) => socket.end(httpAnswer(200, 'half', { 'content-length': '100' })),
      'truncated',
    ],
    [
      'a chunked body without its end',
      (socket: Socket) => socket.end('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
      'truncated',
    ],
    [
      'a body that breaks off',
      (socket: Socket) =>
        socket.write(httpAnswer(200, 'half', { 'content-length': '100' }), () => socket.destroy()),
      'truncated',
    ],
  ] as const)('%s: no answer', async (_, misbehave, reason) => {
    expect(await exchange((socket) => void misbehave(socket))).toMatchObject({ kind: 'no_answer', reason });
  });

  test('a kept connection that the server drops on the next request: no answer, it may have been read', async () => {
    let count = 0;
    const server = await startRawServer((socket) => {
      count += 1;
      if (count === 1) socket.write(httpAnswer(200, 'a'));
      else socket.resetAndDestroy();
    });
    const { client } = openClient();
    await client.send(get(server.url));
    const outcome = await client.send(get(server.url, { method: 'POST', body: '{}' }));
    expect(outcome).toMatchObject({ kind: 'no_answer', reason: 'reset' });
  });
});

describe('deadlines follow the clock', () => {
  test('a handshake that does not end is given up as not sent', async () => {
    const server = await startRawServer(() => {});
    const { client, clock } = openClient();
    const outcome = client.send(get(new URL(`https://127.0.0.1:${server.port}/`)));
    await server.requests(1);
    await clock.advance(CONNECT_TIMEOUT_MS - 1);
    expect(await isOpen(outcome, clock)).toBe(true);
    await clock.advance(1);
    expect(await outcome).toEqual({ kind: 'not_sent', reason: 'timeout', durationMs: CONNECT_TIMEOUT_MS });
    expect(server.received.join()).not.toContain('GET');
  });

  test('headers that do not come', async () => {
    const server = await startRawServer(() => {});
    const { client, clock } = openClient();
    const outcome = client.send(get(server.url));
    await server.requests(1);
    await clock.advance(HEADERS_TIMEOUT_MS - 1);
    expect(await isOpen(outcome, clock)).toBe(true);
    await clock.advance(1);
    expect(await outcome).toEqual({ kind: 'no_answer', reason: 'timeout', durationMs: HEADERS_TIMEOUT_MS });
  });

  test('a body that does not end', async () => {
    const server = await startRawServer((socket) =>
      socket.write(httpAnswer(200, 'half', { 'content-length': '100' })),
    );
    const { client, clock } = openClient();
    const read = headersRead();
    const outcome = client.send(get(server.url));
    await read;
    await clock.advance(WHOLE_TIMEOUT_MS - 1);
    expect(await isOpen(outcome, clock)).toBe(true);
    await clock.advance(1);
    expect(await outcome).toEqual({ kind: 'no_answer', reason: 'timeout', durationMs: WHOLE_TIMEOUT_MS });
  });

  test('an answer in time leaves no timer behind', async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, '')));
    const started: number[] = [];
    const cancelled: number[] = [];
    const { clock } = openClient();
    const client = createHttpClient({
      ...clock,
      startTimer: (ms, callback) => {
        started.push(ms);
        const cancel = clock.startTimer(ms, callback);
        return () => {
          cancelled.push(ms);
          cancel();
        };
      },
    });
    onTestFinished(() => client.close());
    await client.send(get(server.url));
    expect(started).toEqual([CONNECT_TIMEOUT_MS, HEADERS_TIMEOUT_MS, WHOLE_TIMEOUT_MS]);
    expect(cancelled).toEqual(started);
  });
});

describe('aborting', () => {
  test('before the call: nothing leaves', async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, '')));
    const { client, clock } = openClient();
    const outcome = await client.send(get(server.url, { signal: AbortSignal.abort() }));
    expect(outcome).toMatchObject({ kind: 'not_sent', reason: 'aborted' });
    await clock.advance(0);
    expect(server.received.join('')).toBe('');
  });

  test('while waiting: no answer, and the connection is closed', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await startRawServer((socket) => socket.once('close', () => closed.resolve()));
    const stop = new AbortController();
    const outcome = openClient().client.send(get(server.url, { signal: stop.signal }));
    await server.requests(1);
    stop.abort();
    expect(await outcome).toMatchObject({ kind: 'no_answer', reason: 'aborted' });
    await closed.promise;
  });

  test('after the answer: nothing changes', async () => {
    const stop = new AbortController();
    const outcome = await exchange(httpAnswer(200, 'a'), { signal: stop.signal });
    stop.abort();
    expect(outcome).toMatchObject({ kind: 'answer', body: 'a' });
  });
});
