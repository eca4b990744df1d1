import { expect, onTestFinished, test } from 'vitest';
import {
  type FourpayUnderTest,
  openFourpay,
  passwordCredential,
  type RecordedSessions,
  recordedSessions,
  type SandboxSwitches,
} from '../../../../../test/contracts/fourpay-under-test.ts';
import type { LoggedRequest } from '../../../../../test/harness/sandbox-control.ts';
import { createHastyClock } from '../../../../../test/contracts/hasty-clock.ts';

const SESSION = '/api/v1/session';
const cashier = { priority: 'cashier' } as const;
const signInNeeded = { kind: 'rejected', problem: { reason: 'sign_in_needed' } } as const;

interface Signed extends FourpayUnderTest {
  readonly sessions: RecordedSessions;
}

async function open(switches: Partial<SandboxSwitches> = {}): Promise<Signed> {
  const sessions = recordedSessions();
  const clock = createHastyClock();
  const credential = passwordCredential(sessions);
  const parts = await openFourpay({
    clock,
    sandbox: { switches, clock: { now: clock.now } },
    connection: { credential },
  });
  onTestFinished(parts.close);
  return { ...parts, sessions };
}

test.each([200, 204] as const)('is answered with %i: ended there, forgotten here', async (signOutStatus) => {
  const { provider, control, sessions } = await open({ signOutStatus });
  await provider.checkConnection(cashier);
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  expect(sessions.current()).toBeNull();
  expect((await control.books()).sessions).toMatchObject({ created: 1, ended: 1, alive: 0 });
  // The kept password does not open it again behind the person's back.
  const before = (await control.requests()).length;
  expect(await provider.checkConnection(cashier)).toMatchObject(signInNeeded);
  expect(await control.requests()).toHaveLength(before);
});

test.each([401, 404])('is answered with %i: there is nothing to end any more', async (status) => {
  const { provider, control, sessions } = await open();
  await provider.checkConnection(cashier);
  await control.fault({ kind: 'status_before', method: 'DELETE', path: SESSION, status });
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  expect(sessions.current()).toBeNull();
});

test.each([
  ['reset', { kind: 'reset' }, 'unknown'],
  ['500', { kind: 'status_before', status: 500 }, 'unknown'],
  ['403', { kind: 'status_before', status: 403 }, 'rejected'],
  ['429', { kind: 'status_before', status: 429, retryAfterSeconds: 1 }, 'rejected'],
])('that comes to nothing (%s) leaves the session as it is', async (_, fault, kind) => {
  const { provider, control, sessions } = await open();
  await provider.checkConnection(cashier);
  await control.fault({ ...fault, method: 'DELETE', path: SESSION });
  expect(await provider.signOut(cashier)).toMatchObject({ kind });
  expect(sessions.current()).not.toBeNull();
  expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'ok' });
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
});

test('a session that was never used in this run is ended too', async () => {
  const first = await open();
  await first.provider.checkConnection(cashier);
  const again = recordedSessions(first.sessions.current());
  const { provider, close } = await openFourpay({
    connection: { baseUrl: first.sandbox.baseUrl, credential: passwordCredential(again) },
  });
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  expect((await first.control.books()).sessions.alive).toBe(0);
  expect(again.current()).toBeNull();
  await close();
});

test('where nobody has signed in there is nothing to do, nor is there for a key', async () => {
  const { provider, control } = await open();
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok', facts: { durationMs: 0 } });
  expect(await control.requests()).toEqual([]);
  const byKey = await openFourpay();
  expect(await byKey.provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  expect(await byKey.control.requests()).toEqual([]);
  expect(await byKey.provider.checkConnection(cashier)).toMatchObject({ kind: 'ok' });
  await byKey.close();
});

test('waits for a refresh under way, and ends what came of it', async () => {
  const { provider, control, clock, sessions } = await open();
  await provider.checkConnection(cashier);
  clock.move(11 * 60_000);
  await control.fault({ kind: 'delay', path: SESSION, method: 'PUT', delayMs: 100 });
  const call = provider.checkConnection(cashier);
  expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  await call;
  expect((await control.books()).sessions).toMatchObject({ created: 1, refreshed: 1, alive: 0 });
  expect(sessions.current()).toBeNull();
});

test('closing lets a refresh under way finish, because its token works once', async () => {
  const { provider, control, clock, sessions } = await open();
  await provider.checkConnection(cashier);
  const before = sessions.current()?.refreshToken;
  clock.move(11 * 60_000);
  await control.fault({ kind: 'delay', path: SESSION, method: 'PUT', delayMs: 400 });
  const call = provider.checkConnection(cashier);
  const isRefresh = ({ method }: LoggedRequest): boolean => method === 'PUT';
  await expect.poll(async () => (await control.requests()).some(isRefresh), { interval: 10 }).toBe(true);
  expect(sessions.saved).toHaveLength(1);
  provider.close();
  await call;
  expect(sessions.saved).toHaveLength(2);
  expect(sessions.current()?.refreshToken).not.toBe(before);
  // Nothing begins after the end, and it is not called a refusal.
  clock.move(11 * 60_000);
  expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'unknown' });
  expect((await control.books()).sessions).toMatchObject({ created: 1, refreshed: 1 });
});
