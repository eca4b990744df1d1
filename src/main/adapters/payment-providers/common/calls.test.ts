import { describe, expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../../../../test/builders/manual-clock.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import { createRateLimiter } from '../../http/rate-limiter.ts';
import { type ApiCall, type CallParts, callApi, retryAfterMs } from './calls.ts';
import { createSecrets } from './secrets.ts';

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
  const secrets = createSecrets();
  const call = async (
    method: HttpRequest['method'],
    signal?: AbortSignal,
    more: Partial<ApiCall> = {},
    parts: Partial<CallParts> = {},
  ) => {
    const request = {
      ...more,
      method,
      url: new URL('https://4pay.online/api/v1/links'),
      headers: { 'x-api-key': 'k' },
    };
    const options = { priority: 'cashier', ...(signal ? { signal } : {}) } as const;
    const answer = callApi({ http, limiter, clock, secrets, jitter: () => 0.5, ...parts }, request, options);
    await clock.advance(300_000);
    return await answer;
  };
  return { call, sent, clock, limiter, secrets };
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
    [400, '', { kind: 'rejected', problem: { reason: 'rejected', message: 'The provider answered 400' } }],
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
    [408, '', { kind: 'unknown', problem: { reason: 'timeout', status: 408 } }],
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
      const problem = { reason: reason === 'timeout' ? 'timeout' : 'no_answer', status: null };
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

  test.each(['refused', 'timeout', 'aborted', 'reset'] as const)(
    'PAY-8 what was not sent (%s) is told from what was not answered',
    async (reason) => {
      const sent = await openCalls({ kind: 'not_sent', reason, durationMs: 1 }).call('PUT');
      expect(sent).toMatchObject({
        kind: 'unknown',
        problem: { reason: 'unreachable', message: `Not sent: ${reason}` },
      });
      const lost = await openCalls({ kind: 'no_answer', reason, durationMs: 1 }).call('PUT');
      expect(lost.kind === 'unknown' && lost.problem.reason).not.toBe('unreachable');
    },
  );

  test('a 400 that says nothing means what it means at that provider', async () => {
    const bare400 = 'organization';
    expect(await openCalls(answer(400)).call('POST', undefined, {}, { bare400 })).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'organization' },
    });
    const told = await openCalls(answer(400, '{"message":"No"}')).call('POST', undefined, {}, { bare400 });
    expect(told).toMatchObject({ kind: 'rejected', problem: { reason: 'rejected', message: 'No' } });
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

  test('Retry-After as a date is told by their clock, however far it is from ours', async () => {
    const date = new Date(NOW + 7_200_000).toUTCString();
    const until = new Date(NOW + 7_220_000).toUTCString();
    const { call, sent } = openCalls(answer(429, '', { date, 'retry-after': until }), answer(200, '{}'));
    expect(await call('GET')).toMatchObject({ kind: 'ok' });
    expect(sent[1]?.at).toBeGreaterThanOrEqual(20_000);
    expect(sent[1]?.at).toBeLessThan(20_100);
  });

  test('every round of a GET is signed anew, when its turn has come', async () => {
    const { call, sent, clock } = openCalls(answer(500), answer(200, '{}'));
    await call('GET', undefined, { sign: () => ({ authorization: `Bearer ${clock.now() - NOW}` }) });
    expect(sent.map(({ request }) => request.headers)).toEqual([
      { 'x-api-key': 'k', authorization: 'Bearer 0' },
      { 'x-api-key': 'k', authorization: 'Bearer 1500' },
    ]);
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

describe('SEC-7 what an answer quotes', () => {
  const TOKEN = 'tok/en-7f3a';

  test('is taken out of data, raw or escaped, and out of the id for support', async () => {
    const body = `{"quoted":"${TOKEN}","escaped":"tok\\/en-7f3a","\\u0074ok/en-7f3a":1,"left":"token"}`;
    const { call, secrets } = openCalls(answer(200, body, { 'x-request-id': `r ${TOKEN}` }));
    secrets.learn(TOKEN);
    expect(await call('GET')).toMatchObject({
      value: { quoted: '[hidden]', escaped: '[hidden]', '[hidden]': 1, left: 'token' },
      facts: { requestId: 'r [hidden]' },
    });
  });

  test('is taken out of every part of a complaint', async () => {
    const errors = [
      { code: TOKEN, detail: `No ${TOKEN}`, source: { pointer: `/${TOKEN.replace('/', '')}` } },
    ];
    const { call, secrets } = openCalls(answer(422, JSON.stringify({ errors })));
    secrets.learn(TOKEN);
    secrets.learn(TOKEN.replace('/', ''));
    expect(await call('POST')).toMatchObject({
      problem: {
        message: '[hidden]: No [hidden]',
        complaints: [{ field: '[hidden]', code: '[hidden]', message: 'No [hidden]' }],
      },
    });
  });

  test('stays where the answer is the session itself: its tokens are what was asked for', async () => {
    const { call, secrets } = openCalls(answer(200, JSON.stringify({ refresh_token: TOKEN })));
    secrets.learn(TOKEN);
    expect(await call('PUT', undefined, { opensSession: true })).toMatchObject({
      value: { refresh_token: TOKEN },
    });
  });

  test('T-8 a megabyte of complaint is cleaned in no time', async () => {
    const message = 'eyJ-'.repeat(200_000);
    const { call } = openCalls(answer(422, JSON.stringify({ message })));
    const startedAt = performance.now();
    expect(await call('POST')).toMatchObject({ kind: 'rejected' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
