import { describe, expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../../../../test/builders/manual-clock.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import { createRateLimiter } from '../../http/rate-limiter.ts';
import { callApi, retryAfterMs } from './calls.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['61', 60_000],
    ['99999999999999999999', 60_000],
    ['Sat, 21 Nov 2026 09:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 10:00:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%j waits %j ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});

/** Calls over a client that gives these outcomes in turn; the last one stays. */
function openCalls(...outcomes: HttpOutcome[]) {
  const clock = createManualClock(NOW);
  const limiter = createRateLimiter(clock);
  onTestFinished(() => limiter.close());
  const sent: { readonly at: number; readonly request: HttpRequest }[] = [];
  const http: HttpClient = {
    send: async (request) => {
      sent.push({ at: clock.now() - NOW, request });
      const outcome = outcomes[Math.min(sent.length, outcomes.length) - 1];
      if (!outcome) throw new Error('There is no outcome');
      return outcome;
    },
    close: () => {},
  };
  const call = async (method: HttpRequest['method'], signal?: AbortSignal) => {
    const request = {
      method,
      url: new URL('https://4pay.online/api/v1/links'),
      headers: { 'x-api-key': 'k' },
    };
    const options = { priority: 'cashier', ...(signal ? { signal } : {}) } as const;
    const answer = callApi(
      { http, limiter, clock, hide: (text) => text, jitter: () => 0.5 },
      request,
      options,
    );
    await clock.advance(300_000);
    return await answer;
  };
  return { call, sent, clock, limiter };
}

const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): HttpOutcome => ({
  kind: 'answer',
  status,
  headers,
  body,
  durationMs: 12.4,
});
const lost: HttpOutcome = { kind: 'no_answer', reason: 'reset', durationMs: 5 };

describe('PAY-3 what an answer means', () => {
  test.each([
    [200, '{"a":1}', { kind: 'ok', value: { a: 1 } }],
    [204, '', { kind: 'ok', value: undefined }],
    [200, '{"a":', { kind: 'unknown', problem: { reason: 'malformed', status: 200 } }],
    [302, '', { kind: 'rejected', problem: { reason: 'rejected', status: 302 } }],
    [400, '', { kind: 'rejected', problem: { reason: 'organization' } }],
    [
      400,
      '{"error":"bad_request","details":{"amount":["is odd"]}}',
      { kind: 'rejected', problem: { reason: 'rejected', message: 'amount: is odd' } },
    ],
    [401, '', { kind: 'rejected', problem: { reason: 'key_refused' } }],
    [403, '', { kind: 'rejected', problem: { reason: 'forbidden' } }],
    [404, '', { kind: 'rejected', problem: { reason: 'not_found' } }],
    [
      409,
      '{"message":"duplicate"}',
      { kind: 'rejected', problem: { reason: 'rejected', message: 'duplicate' } },
    ],
    [
      422,
      '{"errors":{"amount":["a","b"]}}',
      { kind: 'rejected', problem: { reason: 'rejected', message: 'amount: a; amount: b' } },
    ],
    [429, '', { kind: 'rejected', problem: { reason: 'slow_down' } }],
    [500, '', { kind: 'unknown', problem: { reason: 'server_error', status: 500 } }],
    [502, '<html>', { kind: 'unknown', problem: { reason: 'server_error' } }],
    [503, '', { kind: 'unknown', problem: { reason: 'server_error' } }],
  ])('%i %j', async (status, body, expected) => {
    const { call, sent } = openCalls(answer(status, body));
    expect(await call('POST')).toMatchObject(expected);
    expect(sent).toHaveLength(1);
  });

  test.each(['reset', 'refused', 'truncated', 'too_large', 'timeout'] as const)(
    'no answer (%s) is unknown, never a failure',
    async (reason) => {
      const { call } = openCalls({ kind: 'no_answer', reason, durationMs: 1 });
      const problem = { reason: reason === 'timeout' ? 'timeout' : 'unreachable', status: null };
      expect(await call('DELETE')).toMatchObject({ kind: 'unknown', problem });
    },
  );

  test('facts: duration, the id for support, how far the clocks are apart', async () => {
    const headers = { 'x-request-id': 'r'.repeat(200), date: new Date(NOW - 60_000).toUTCString() };
    const { facts } = await openCalls(answer(200, '{}', headers)).call('POST');
    expect(facts).toEqual({ durationMs: 12, requestId: 'r'.repeat(100), clockSkewMs: 59_500 });
    const without = await openCalls(answer(200, '{}', { date: 'never' })).call('POST');
    expect(without.facts).toEqual({ durationMs: 12, requestId: null, clockSkewMs: null });
  });

  test('a long complaint is cut', async () => {
    const told = await openCalls(answer(422, JSON.stringify({ message: 'x'.repeat(5000) }))).call('POST');
    expect(told.kind !== 'ok' && told.problem.message).toHaveLength(500);
  });
});

describe('repeating', () => {
  test('a GET that fails is repeated twice, after 1 s and 2 s and the jitter', async () => {
    const { call, sent } = openCalls(lost);
    expect(await call('GET')).toMatchObject({ kind: 'unknown' });
    expect(sent.map(({ at }) => at)).toEqual([0, 1500, 4000]);
  });

  test('a GET that succeeds the second time is over', async () => {
    const { call, sent } = openCalls(answer(500), answer(200, '{}'));
    expect(await call('GET')).toMatchObject({ kind: 'ok' });
    expect(sent).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 422])('a GET that is refused with %i is not repeated', async (status) => {
    const { call, sent } = openCalls(answer(status));
    await call('GET');
    expect(sent).toHaveLength(1);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'PAY-3 %s is never repeated here',
    async (method) => {
      const { call, sent } = openCalls(lost);
      await call(method);
      expect(sent).toHaveLength(1);
    },
  );

  test.each([429, 503])('Retry-After of a %i holds every call back', async (status) => {
    const { call, sent, limiter, clock } = openCalls(
      answer(status, '', { 'retry-after': '20' }),
      answer(200, '{}'),
    );
    expect(await call('GET')).toMatchObject({ kind: 'ok' });
    expect(sent[1]?.at).toBeGreaterThanOrEqual(20_000);
    expect(sent[1]?.at).toBeLessThan(20_100);
    limiter.hold(10_000);
    const next = limiter.take('cashier');
    await clock.advance(10_010);
    expect(await next).toBe(true);
  });

  test('an aborted call is not sent, and not repeated', async () => {
    const { call, sent } = openCalls(lost);
    expect(await call('GET', AbortSignal.abort())).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'unreachable' },
    });
    expect(sent).toEqual([]);
  });
});
