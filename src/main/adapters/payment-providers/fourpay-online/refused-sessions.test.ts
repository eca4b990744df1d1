import { describe, expect, test } from 'vitest';
import { passwordCredential, recordedSessions } from '../../../../../test/contracts/fourpay-under-test.ts';
import {
  MINUTE,
  notSent,
  openSession,
  refuse,
  SESSION,
  signInNeeded,
} from '../../../../../test/contracts/session-under-test.ts';

describe('a refused refresh', () => {
  test('leads to one silent sign-in', async () => {
    const under = await openSession();
    await under.call();
    await under.control.sessions('revoke');
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'POST']);
  });

  test('whose sign-in is refused too ends it: sign_in_needed, and no further network', async () => {
    const under = await openSession();
    await under.call();
    await under.control.sessions('revoke');
    await refuse(under, 'POST');
    expect(await under.call()).toMatchObject(signInNeeded);
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'POST']);
    const before = (await under.control.requests()).length;
    under.clock.move(24 * 60 * MINUTE);
    const answers = await Promise.all(Array.from({ length: 20 }, () => under.call()));
    for (const answer of answers) expect(answer).toMatchObject(signInNeeded);
    expect(await under.control.requests()).toHaveLength(before);
  });

  test('without a kept password ends it, until a new session is saved', async () => {
    const under = await openSession({ password: null });
    expect(await under.call()).toMatchObject(signInNeeded);
    const elsewhere = recordedSessions();
    const person = await openSession({
      connection: { baseUrl: under.sandbox.baseUrl, credential: passwordCredential(elsewhere) },
    });
    await person.call();
    const fresh = elsewhere.current();
    if (!fresh) throw new Error('Nobody signed in');
    await under.sessions.save(fresh);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    await under.control.sessions('revoke');
    expect(await under.call()).toMatchObject(signInNeeded);
    expect(await under.call()).toMatchObject(signInNeeded);
  });

  test.each([400, 401, 403, 404, 422])('is one of status %i', async (status) => {
    const under = await openSession();
    await under.call();
    under.clock.move(11 * MINUTE);
    await refuse(under, 'PUT', status);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'POST']);
  });

  test('because another adapter of the account was quicker takes up what that one saved', async () => {
    const under = await openSession();
    await under.call();
    const other = await openSession({
      connection: { baseUrl: under.sandbox.baseUrl, credential: passwordCredential(under.sessions) },
    });
    await under.control.sessions('expire');
    expect(await other.call()).toMatchObject({ kind: 'ok' });
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'PUT']);
  });
});

describe('a refresh that comes to nothing is no sign-out', () => {
  test.each([
    ['reset', { kind: 'reset' }],
    ['429', { kind: 'status_before', status: 429 }],
    ['500', { kind: 'status_before', status: 500 }],
    ['503', { kind: 'status_before', status: 503 }],
    ['a redirect', { kind: 'status_before', status: 302 }],
    ['408', { kind: 'status_before', status: 408 }],
  ])('%s: the calls were not sent, the tokens stay, the next call goes through', async (_, fault) => {
    const under = await openSession();
    await under.call();
    const before = under.sessions.current();
    under.clock.move(11 * MINUTE);
    await under.control.fault({ ...fault, path: SESSION, retryAfterSeconds: 1 });
    const sent = under.trail.length;
    const answers = await Promise.all([under.call(), under.call(), under.call()]);
    for (const answer of answers) expect(answer).toMatchObject(notSent);
    expect(under.trail.slice(sent)).toEqual(['PUT /session']);
    expect(under.sessions.current()).toEqual(before);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'PUT']);
  });

  test.each(['reset_after_write', '500_after_write', 'truncated', 'malformed'])(
    'an answer lost by %s, with the old token dead: the next call signs in silently',
    async (kind) => {
      const under = await openSession();
      await under.call();
      under.clock.move(11 * MINUTE);
      await under.control.fault({ kind, path: SESSION, method: 'PUT' });
      expect(await under.call()).toMatchObject(notSent);
      expect(await under.call()).toMatchObject({ kind: 'ok' });
      expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'PUT', 'POST']);
    },
  );

  test('an answer lost where refresh tokens stay: the next refresh does', async () => {
    const under = await openSession({ switches: { refreshRotates: false } });
    await under.call();
    under.clock.move(11 * MINUTE);
    await under.control.fault({ kind: 'reset_after_write', path: SESSION, method: 'PUT' });
    expect(await under.call()).toMatchObject(notSent);
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST', 'PUT', 'PUT']);
  });
});

describe('the store', () => {
  test('that does not take the tokens keeps them from being used; they are saved first, later', async () => {
    let broken = false;
    const under = await openSession({
      store: (sessions) => ({
        ...sessions,
        save: (session) =>
          broken ? Promise.reject(new Error('The keychain is locked')) : sessions.save(session),
      }),
    });
    await under.call();
    under.clock.move(11 * MINUTE);
    broken = true;
    const sent = under.trail.length;
    expect(await under.call()).toMatchObject(notSent);
    expect(await under.call()).toMatchObject(notSent);
    expect(under.trail.slice(sent)).toEqual(['PUT /session']);
    broken = false;
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    const token = under.sessions.current()?.accessToken;
    expect(under.trail.slice(sent)).toEqual(['PUT /session', `saved ${token}`, `GET /transactions ${token}`]);
  });

  test('that does not give them costs a sign-in, not the till', async () => {
    const under = await openSession({
      store: (sessions) => ({ ...sessions, load: () => Promise.reject(new Error('The keychain is locked')) }),
    });
    expect(await under.call()).toMatchObject({ kind: 'ok' });
    expect(await under.sessionCalls()).toEqual(['POST']);
  });
});
