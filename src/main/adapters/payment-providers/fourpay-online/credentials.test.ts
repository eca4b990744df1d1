import { describe, expect, test } from 'vitest';
import { passwordCredential, recordedSessions } from '../../../../../test/contracts/fourpay-under-test.ts';
import {
  cashier,
  MINUTE,
  notSent,
  openSession,
  refuse,
  SESSION,
  type SessionUnderTest,
  signInNeeded,
} from '../../../../../test/contracts/session-under-test.ts';
import type { CallPriority } from '../../../ports.ts';

const list = { cursor: null, limit: 1 } as const;

describe('opening', () => {
  test('the first call signs in, and the tokens are saved before the new one is used', async () => {
    const under = await openSession();
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    const token = under.sessions.current()?.accessToken;
    expect(under.trail).toEqual(['POST /session', `saved ${token}`, `GET /transactions ${token}`]);
    await under.call();
    expect(await under.sessionCalls()).toEqual(['POST']);
    expect((await under.control.requests()).map(({ credential }) => credential)).toEqual([
      'none',
      'bearer',
      'bearer',
    ]);
  });

  test('a session of the last run is taken up: nobody signs in', async () => {
    const first = await openSession();
    await first.call();
    const saved = first.sessions.current();
    const again = recordedSessions(saved);
    const second = await openSession({
      connection: { credential: passwordCredential(again), baseUrl: first.sandbox.baseUrl },
    });
    expect(await second.call()).toMatchObject({ kind: 'ok' });
    expect(await first.sessionCalls()).toEqual(['POST']);
    expect(again.saved).toEqual([]);
  });

  test('a wrong password is told as a refused key, and never tried a second time', async () => {
    const under = await openSession({ password: 'not-the-password' });
    expect(await under.call()).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused', status: 401, requestId: expect.any(String) },
    });
    for (let call = 0; call < 3; call++) expect(await under.call()).toMatchObject(signInNeeded);
    expect(await under.control.requests()).toHaveLength(1);
    expect(under.sessions.current()).toBeNull();
  });

  test('without a kept password and a session nothing is sent at all', async () => {
    const under = await openSession({ password: null });
    expect(await under.call()).toMatchObject(signInNeeded);
    expect(await under.control.requests()).toEqual([]);
  });

  test.each([
    ['404', { status: 404 }, 'not_offered'],
    ['422', { status: 422 }, 'key_refused'],
    ['403', { status: 403 }, 'forbidden'],
  ])('a sign-in that is answered with %s is refused in words', async (_, { status }, reason) => {
    const under = await openSession();
    await refuse(under, 'POST', status);
    expect(await under.call()).toMatchObject({ kind: 'rejected', problem: { reason, status } });
    expect(await under.call()).toMatchObject(signInNeeded);
  });

  test.each([429, 500, 503])(
    'a sign-in that is answered with %i is tried again by the next call',
    async (status) => {
      const under = await openSession();
      await under.control.fault({ kind: 'status_before', path: SESSION, status, retryAfterSeconds: 1 });
      expect(await under.call()).toMatchObject(notSent);
      expect(await under.call()).toMatchObject({ kind: 'ok' });
    },
  );
});

describe('renewing in time', () => {
  test('not while 60 seconds remain, and when they do not', async () => {
    const under = await openSession();
    await under.call();
    under.clock.move(9 * MINUTE - 1000);
    await under.call();
    expect(await under.sessionCalls()).toEqual(['POST']);
    under.clock.move(1500);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
    const [old, renewed] = under.sessions.saved;
    expect(under.trail.slice(-3)).toEqual([
      'PUT /session',
      `saved ${renewed?.accessToken}`,
      `GET /transactions ${renewed?.accessToken}`,
    ]);
    expect(renewed?.refreshToken).not.toBe(old?.refreshToken);
    // The token was never used up: no call was refused on the way.
    expect((await under.control.requests()).every(({ status }) => (status ?? 0) < 400)).toBe(true);
  });

  const skews = [0, 3 * 60 * MINUTE, -3 * 60 * MINUTE, 365 * 24 * 60 * MINUTE];
  const forms = ['expires_at', 'expire_at', 'jwt'] as const;
  test.each(skews.flatMap((skew) => forms.map((form) => [skew, form] as const)))(
    'T-7 with their clock %i ms off, by %s, neither early nor late',
    async (theirSkewMs, sessionExpiry) => {
      const under = await openSession({ theirSkewMs, switches: { sessionExpiry } });
      await under.call();
      under.clock.move(8.9 * MINUTE);
      await under.call();
      expect(await under.sessionCalls()).toEqual(['POST']);
      under.clock.move(0.2 * MINUTE);
      await under.call();
      expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
      expect((await under.control.requests()).some(({ status }) => status === 401)).toBe(false);
    },
  );

  test('where no end is told, ten minutes are assumed', async () => {
    const under = await openSession({
      switches: { sessionExpiry: 'absent', sessionLifetimeSeconds: 86_400 },
    });
    await under.call();
    under.clock.move(8.9 * MINUTE);
    await under.call();
    expect(await under.sessionCalls()).toEqual(['POST']);
    under.clock.move(0.2 * MINUTE);
    await under.call();
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
  });

  test('a session that is shorter than its margin is not renewed for every call', async () => {
    const under = await openSession({ switches: { sessionLifetimeSeconds: 30 } });
    for (let call = 0; call < 5; call++) expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST']);
    under.clock.move(20_000);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
  });

  test('where refresh tokens do not rotate the same one serves again', async () => {
    const under = await openSession({ switches: { refreshRotates: false } });
    for (let round = 0; round < 3; round++) {
      expect(await under.call()).toMatchObject({ kind: 'ok' });
      under.clock.move(9.5 * MINUTE);
    }
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'PUT']);
    expect(new Set(under.sessions.saved.map(({ refreshToken }) => refreshToken)).size).toBe(1);
  });
});

describe('T-5 many calls at once', () => {
  const twenty = (under: SessionUnderTest) =>
    Promise.all(Array.from({ length: 20 }, () => under.provider.listTransactions(list, cashier)));

  test('twenty concurrent calls meeting an expired token make exactly one refresh', async () => {
    const under = await openSession();
    await under.call();
    under.clock.move(11 * MINUTE);
    const answers = await twenty(under);
    expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'ok'));
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
    expect((await under.control.requests()).some(({ status }) => status === 401)).toBe(false);
  });

  test('twenty that meet a token which the provider has ended before its time make exactly one refresh', async () => {
    const under = await openSession();
    await under.call();
    await under.control.sessions('expire');
    const answers = await twenty(under);
    expect(answers.every(({ kind }) => kind === 'ok')).toBe(true);
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
    // Whoever had not left by then leaves with the new token.
    const saved = under.sessions.saved.at(-1)?.accessToken;
    const later = under.trail.slice(under.trail.indexOf(`saved ${saved}`) + 1);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every((step) => step === `GET /transactions ${saved}`)).toBe(true);
  });

  test('twenty first calls sign in once', async () => {
    const under = await openSession();
    expect((await twenty(under)).every(({ kind }) => kind === 'ok')).toBe(true);
    expect(await under.sessionCalls()).toEqual(['POST']);
    expect(under.sessions.saved).toHaveLength(1);
  });

  test('one that aborts ends at once, and the refresh goes on for the others', async () => {
    const under = await openSession();
    await under.call();
    under.clock.move(11 * MINUTE);
    await under.control.fault({ kind: 'delay', path: SESSION, delayMs: 100 });
    const stop = new AbortController();
    const first = under.provider.checkConnection({ ...cashier, signal: stop.signal });
    const second = under.call();
    stop.abort();
    expect(await first).toMatchObject(notSent);
    // At once: the refresh is still on its way.
    expect(under.sessions.saved).toHaveLength(1);
    expect(await second).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
  });

  test('the refresh waits in the queue as urgently as its first waiter, before those like it', async () => {
    const taken: (readonly [CallPriority, string | undefined])[] = [];
    const under = await openSession({
      wrapLimiter: (limiter) => ({
        ...limiter,
        take: (priority, signal, place) => {
          taken.push([priority, place]);
          return limiter.take(priority, signal, place);
        },
      }),
    });
    await Promise.all([
      under.provider.checkConnection({ priority: 'discovery' }),
      under.provider.checkConnection({ priority: 'cashier' }),
    ]);
    expect(taken).toEqual([
      ['discovery', 'first'],
      ['discovery', 'last'],
      ['cashier', 'last'],
    ]);
  });
});

describe('PAY-3 a call that is answered with 401', () => {
  const request = {
    way: 'link',
    amount: { amountMinor: 100, currency: 'RUB' },
    methods: ['card'],
    reference: 'R7K2-1',
    env: 'test',
    language: 'en',
    expiresAt: null,
    label: 'Sale 0001',
    productIds: [],
  } as const;

  test('was not carried out: a create is sent again with a new token, and makes one link', async () => {
    const under = await openSession();
    await under.call();
    await under.control.sessions('expire');
    expect(await under.provider.createPayment(request, cashier)).toMatchObject({ kind: 'ok' });
    expect((await under.control.books()).links).toHaveLength(1);
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT']);
  });

  test('is sent again once, not for ever', async () => {
    const under = await openSession();
    await under.control.fault({ kind: 'status_before', status: 401, path: '/api/v1/links', count: 'always' });
    expect(await under.provider.createPayment(request, cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused', status: 401 },
    });
    const sent = (await under.control.requests()).filter(({ path }) => path === '/api/v1/links');
    expect(sent).toHaveLength(2);
    // It is that call which is refused: the session goes on.
    expect(await under.call()).toMatchObject({ kind: 'ok' });
  });

  test('by key is refused at once', async () => {
    const under = await openSession({
      connection: { credential: { kind: 'api_key', apiKey: 'pk_test_wrong' } },
    });
    expect(await under.call()).toMatchObject({ kind: 'rejected', problem: { reason: 'key_refused' } });
    expect(await under.control.requests()).toHaveLength(1);
  });
});
