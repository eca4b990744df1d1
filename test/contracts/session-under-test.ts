import { expect, onTestFinished } from 'vitest';
import type { HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import type { PaymentProvider, SessionStore } from '../../src/main/ports.ts';
import {
  type FourpayOptions,
  type FourpayUnderTest,
  openFourpay,
  passwordCredential,
  type RecordedSessions,
  recordedSessions,
  type SandboxSwitches,
} from './fourpay-under-test.ts';
import { createHastyClock } from './hasty-clock.ts';

const START = Date.parse('2026-11-21T09:00:00Z');
export const MINUTE = 60_000;
export const SESSION = '/api/v1/session';
export const cashier = { priority: 'cashier' } as const;

/** Nothing was sent: a person has to act. */
export const signInNeeded = {
  kind: 'rejected',
  problem: { reason: 'sign_in_needed', status: null },
} as const;
/** Nothing was sent: it may be tried again. */
export const notSent = {
  kind: 'unknown',
  problem: { reason: 'unreachable', message: expect.stringMatching(/^Not sent: /) },
} as const;

/** The adapter with a login, in front of a sandbox whose clock follows the test's. */
export interface SessionUnderTest extends FourpayUnderTest {
  readonly sessions: RecordedSessions;
  /** What happened, in its order: calls as they leave, and what is saved. */
  readonly trail: string[];
  /** One call that needs a session. */
  call(): ReturnType<PaymentProvider['checkConnection']>;
  /** `POST /session` and `PUT /session` as the provider saw them. */
  sessionCalls(): Promise<readonly string[]>;
}

export interface SessionOptions extends FourpayOptions {
  readonly password?: string | null;
  readonly switches?: Partial<SandboxSwitches>;
  /** Their clock less ours. */
  readonly theirSkewMs?: number;
  readonly store?: (sessions: RecordedSessions) => SessionStore;
}

export async function openSession(options: SessionOptions = {}): Promise<SessionUnderTest> {
  const { password = 'sandbox-password', switches = {}, theirSkewMs = 0, store = (all) => all } = options;
  const clock = createHastyClock(START);
  const sessions = recordedSessions();
  const trail: string[] = [];
  const kept = store(sessions);
  const noted: SessionStore = {
    ...kept,
    save: async (session) => {
      await kept.save(session);
      trail.push(`saved ${session.accessToken}`);
    },
  };
  const parts = await openFourpay({
    clock,
    sandbox: { switches, clock: { now: () => clock.now() + theirSkewMs } },
    connection: { credential: passwordCredential(noted, password) },
    wrapHttp: (client) => ({
      ...client,
      send: (request) => {
        trail.push(trailOf(request));
        return client.send(request);
      },
    }),
    ...options,
  });
  onTestFinished(parts.close);
  return {
    ...parts,
    sessions,
    trail,
    call: () => parts.provider.checkConnection(cashier),
    sessionCalls: async () =>
      (await parts.control.requests())
        .filter(({ path, method }) => path === SESSION && method !== 'DELETE')
        .map(({ method }) => method),
  };
}

function trailOf({ method, url, headers }: HttpRequest): string {
  const token = headers['authorization']?.replace('Bearer ', '');
  return [method, url.pathname.replace('/api/v1', ''), token].filter(Boolean).join(' ');
}

/** Refuses every call of a method on the session from now on. */
export async function refuse(
  { control }: SessionUnderTest,
  method: 'POST' | 'PUT',
  status = 401,
): Promise<void> {
  await control.fault({ kind: 'status_before', path: SESSION, method, status, count: 'always' });
}
