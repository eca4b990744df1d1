import { describe, expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../../../../test/builders/manual-clock.ts';
import { httpAnswer, type RawServer, startRawServer } from '../../../../../test/builders/raw-server.ts';
import { createHttpClient, HEADERS_TIMEOUT_MS } from '../../http/http-client.ts';
import { probePayerPage } from './payer-page.ts';

function openProbe() {
  const clock = createManualClock();
  const http = createHttpClient(clock);
  onTestFinished(() => http.close());
  return {
    clock,
    probe: (url: string, signal?: AbortSignal) =>
      probePayerPage({ http, clock }, url, { priority: 'cashier', ...(signal ? { signal } : {}) }),
  };
}

const probe = (url: string): ReturnType<typeof probePayerPage> => openProbe().probe(url);

const pageOf = ({ port }: RawServer, path = '/pay'): string => `http://127.0.0.1:${port}${path}`;

/** A server whose answer is chosen by the path. */
function serve(answerTo: (path: string) => string): Promise<RawServer> {
  return startRawServer((socket, text) => socket.write(answerTo(text.split(' ')[1] ?? '')));
}

describe('a page', () => {
  test.each([
    [200, 'opens'],
    [204, 'opens'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [500, 'unreachable'],
    [503, 'unreachable'],
    [304, 'unreachable'],
  ] as const)('that answers %i %s', async (status, kind) => {
    const server = await serve(() => httpAnswer(status, 'x'));
    expect(await probe(pageOf(server))).toEqual({ kind, status, durationMs: 0 });
  });

  test('is asked for without a credential, and its body is left where it is', async () => {
    const server = await startRawServer((socket) =>
      socket.write(httpAnswer(200, 'half', { 'content-length': '99999999' })),
    );
    expect(await probe(pageOf(server))).toMatchObject({ kind: 'opens' });
    expect(server.received[0]).toMatch(/^GET \/pay HTTP\/1\.1\r\n/);
    expect(server.received[0]?.toLowerCase()).not.toMatch(/x-api-key|authorization|x-organization-id|cookie/);
  });

  test('whose address nobody listens at is unreachable, like one that does not answer in time', async () => {
    const server = await startRawServer(() => {});
    const { probe, clock } = openProbe();
    const waiting = probe(pageOf(server));
    await server.requests(1);
    await clock.advance(HEADERS_TIMEOUT_MS);
    expect(await waiting).toEqual({ kind: 'unreachable', status: null, durationMs: HEADERS_TIMEOUT_MS });
    await server.close();
    expect(await probe(pageOf(server))).toMatchObject({ kind: 'unreachable', status: null });
  });

  test('is not waited for when the caller has gone', async () => {
    const server = await startRawServer(() => {});
    const stop = new AbortController();
    const waiting = openProbe().probe(pageOf(server), stop.signal);
    await server.requests(1);
    stop.abort();
    expect(await waiting).toMatchObject({ kind: 'unreachable', status: null });
  });
});

describe('redirects', () => {
  const chain = (length: number) => (path: string) => {
    const step = Number(path.slice(1)) || 0;
    return step < length ? httpAnswer(302, '', { location: `/${step + 1}` }) : httpAnswer(200, '');
  };

  test.each([
    [1, 'opens', 200],
    [3, 'opens', 200],
    [4, 'unreachable', 302],
    [100, 'unreachable', 302],
  ] as const)('%i of them: %s', async (length, kind, status) => {
    const server = await serve(chain(length));
    expect(await probe(pageOf(server, '/0'))).toMatchObject({ kind, status });
    const asked = server.received.join('').match(/GET /g) ?? [];
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  test('end where the address has died', async () => {
    const server = await serve((path) =>
      path === '/pay' ? httpAnswer(303, '', { location: '/gone' }) : httpAnswer(404, ''),
    );
    expect(await probe(pageOf(server))).toMatchObject({ kind: 'refused', status: 404 });
  });

  test.each([
    'http://pay.example/x',
    'ftp://127.0.0.1/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:pw@pay.example/x',
    'http://[',
    '',
  ])('SEC-5 to %j are not followed', async (location) => {
    const server = await serve(() => httpAnswer(302, '', { location }));
    const told = await probe(pageOf(server));
    expect(told).toMatchObject({ kind: 'unreachable', status: 302 });
  });

  test('without an address are no page', async () => {
    const server = await serve(() => httpAnswer(302, ''));
    expect(await probe(pageOf(server))).toMatchObject({ kind: 'unreachable', status: 302 });
  });
});

test.each(['', 'pay', 'http://pay.example/x', 'https://user:pw@pay.example/', 'javascript:1'])(
  'SEC-5 the address %j is not asked at all',
  async (url) => {
    expect(await probe(url)).toEqual({ kind: 'unreachable', status: null, durationMs: 0 });
  },
);
