import type {
  CallOptions,
  CallPriority,
  Clock,
  ProviderAnswer,
  ProviderCredential,
  ProviderSession,
} from '../../../ports.ts';
import { NO_FACTS, okay, type Unanswered } from '../common/answers.ts';
import { problem } from '../common/calls.ts';
import type { Secrets } from '../common/secrets.ts';
import {
  bearer,
  isSessionRefused,
  type OpenedSession,
  type SessionCalls,
  toldSignIn,
} from './session-calls.ts';

/** A session is renewed when it has less than this to live; half of its life, where that is shorter. */
export const RENEW_BEFORE_MS = 60_000;

/** What goes along with a call to show who calls. */
export interface Signature {
  readonly kind: 'signed';
  readonly headers: Readonly<Record<string, string>>;
}

/** The call cannot be signed, and gets this for an answer: nothing of it was sent. */
export interface Unsigned {
  readonly kind: 'unsigned';
  readonly answer: Unanswered;
}

/** Signs calls by a key, or by a session that it keeps alive. */
export interface Signer {
  sign(options: CallOptions): Promise<Signature | Unsigned>;
  /** What to send when the turn of a call has come: it may have changed since it was signed. */
  latest(signature: Signature): Signature;
  /** Another signature in place of one that was answered with 401; null where there is none to be had. */
  renew(refused: Signature, options: CallOptions): Promise<Signature | Unsigned | null>;
  signOut(options: CallOptions): Promise<ProviderAnswer<null>>;
  /** Renews no more. @returns what is still under way and has to be let finish, or null */
  close(): Promise<unknown> | null;
}

export interface SignerParts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly calls: SessionCalls;
}

export function createSigner(credential: ProviderCredential, parts: SignerParts): Signer {
  return credential.kind === 'api_key'
    ? keySigner(credential.apiKey, parts.secrets)
    : new SessionSigner(credential, parts);
}

function keySigner(apiKey: string, secrets: Secrets): Signer {
  secrets.learn(apiKey);
  const signature: Signature = { kind: 'signed', headers: { 'x-api-key': apiKey } };
  return {
    sign: async () => signature,
    latest: () => signature,
    renew: async () => null,
    signOut: async () => okay(null, NO_FACTS),
    close: () => null,
  };
}

type PasswordCredential = Extract<ProviderCredential, { readonly kind: 'password' }>;

/** A session as it is used. */
interface Held {
  readonly session: ProviderSession;
  readonly signature: Signature;
  readonly renewBeforeMs: number;
}

/**
 * Signs by a session that it opens, renews and ends.
 *
 * There is one renewal at a time, whatever the number of calls that wait for it, and none of them can abort it for
 * the others. New tokens are saved before they are used: a refresh token works once, and losing it costs a sign-in.
 * A refused refresh leads to one sign-in with the kept password; when that is refused too, nothing is sent any more
 * until a person has acted, because a locked account would be the next thing.
 */
class SessionSigner implements Signer {
  private readonly credential: PasswordCredential;
  private readonly parts: SignerParts;
  private held: Held | null = null;
  /** Whether the provider has refused the held session before its time. */
  private stale = false;
  /** Opened, and not saved so far. */
  private unsaved: OpenedSession | null = null;
  /** The refresh token that was refused last, once nothing is left to try. */
  private ended: { readonly refreshToken: string | null } | null = null;
  private over: 'signed_out' | 'closed' | null = null;
  private renewal: Promise<Signature | Unsigned> | null = null;

  constructor(credential: PasswordCredential, parts: SignerParts) {
    this.credential = credential;
    this.parts = parts;
    parts.secrets.learnWord(credential.login);
    if (credential.password !== null) parts.secrets.learnWord(credential.password);
  }

  async sign(options: CallOptions): Promise<Signature | Unsigned> {
    return this.usable() ?? (await this.renewed(options));
  }

  latest(signature: Signature): Signature {
    return this.usable() ?? signature;
  }

  async renew(refused: Signature, options: CallOptions): Promise<Signature | Unsigned | null> {
    // Who comes later than others finds the new session there already.
    if (this.held?.signature === refused) this.stale = true;
    return this.sign(options);
  }

  async signOut(options: CallOptions): Promise<ProviderAnswer<null>> {
    this.over = 'signed_out';
    if (this.renewal) await untilAborted(this.renewal, options.signal);
    const session = this.unsaved ?? this.held?.session ?? (await this.load());
    const answer = session
      ? await this.parts.calls.signOut(session.accessToken, options)
      : okay(null, NO_FACTS);
    if (answer.kind !== 'ok') {
      // Not ended: it may be asked for again, unless the adapter was closed meanwhile.
      if (this.over === 'signed_out') this.over = null;
      return answer;
    }
    this.held = null;
    this.unsaved = null;
    // What stays in the keychain opens nothing any more.
    await this.credential.sessions.clear().catch(() => {});
    return answer;
  }

  close(): Promise<unknown> | null {
    this.over = 'closed';
    return this.renewal;
  }

  private usable(): Signature | null {
    const { held } = this;
    if (!held || this.stale || this.over) return null;
    const left = held.session.expiresAt - this.parts.clock.now();
    return left >= held.renewBeforeMs ? held.signature : null;
  }

  private async renewed({ priority, signal }: CallOptions): Promise<Signature | Unsigned> {
    this.renewal ??= this.obtain(priority).finally(() => {
      this.renewal = null;
    });
    return (await untilAborted(this.renewal, signal)) ?? notSent('aborted');
  }

  /** A session that can be used: the saved one, else the held one renewed, else a new one. */
  private async obtain(priority: CallPriority): Promise<Signature | Unsigned> {
    if (this.over === 'closed') return notSent('closed');
    if (this.over === 'signed_out') return signInNeeded();
    if (this.unsaved) return this.keep(this.unsaved);
    const stored = this.held ? null : await this.load();
    if (stored && stored.refreshToken !== this.ended?.refreshToken) {
      this.ended = null;
      this.hold(stored, RENEW_BEFORE_MS);
    }
    const usable = this.usable();
    if (usable) return usable;
    if (this.ended) return signInNeeded();
    return (this.held && (await this.refresh(this.held.session, priority))) ?? this.signIn(priority);
  }

  /** @returns null when the refresh token is refused */
  private async refresh(
    session: ProviderSession,
    priority: CallPriority,
  ): Promise<Signature | Unsigned | null> {
    const answer = await this.parts.calls.refresh(session.refreshToken, { priority });
    if (answer.kind === 'ok') return this.keep(answer.value);
    if (!isSessionRefused(answer))
      return notSent(`the session was not renewed: ${answer.problem.message}`, answer);
    // Another adapter of the same account may have renewed it at the same time.
    const stored = await this.load();
    if (!stored || stored.refreshToken === session.refreshToken) return null;
    this.hold(stored, RENEW_BEFORE_MS);
    return this.usable();
  }

  private async signIn(priority: CallPriority): Promise<Signature | Unsigned> {
    const { login, password } = this.credential;
    const refused = this.held;
    const give = (answer: Unsigned): Unsigned => {
      this.ended = { refreshToken: refused?.session.refreshToken ?? null };
      this.held = null;
      return answer;
    };
    if (this.over) return notSent('closed');
    if (password === null) return give(signInNeeded());
    const answer = await this.parts.calls.signIn(login, password, { priority });
    if (answer.kind === 'ok') return this.keep(answer.value);
    if (!isSessionRefused(answer)) return notSent(`nobody could sign in: ${answer.problem.message}`, answer);
    return give(refused ? signInNeeded(answer) : { kind: 'unsigned', answer: toldSignIn(answer) });
  }

  private async keep(opened: OpenedSession): Promise<Signature | Unsigned> {
    const { accessToken, refreshToken, expiresAt, lifetimeMs } = opened;
    this.learn(opened);
    this.unsaved = opened;
    try {
      await this.credential.sessions.save({ accessToken, refreshToken, expiresAt });
    } catch {
      return notSent('the session could not be saved');
    }
    this.unsaved = null;
    return this.hold(opened, Math.min(RENEW_BEFORE_MS, lifetimeMs / 2));
  }

  private hold(session: ProviderSession, renewBeforeMs: number): Signature {
    const signature: Signature = { kind: 'signed', headers: bearer(session.accessToken) };
    this.held = { session, signature, renewBeforeMs };
    this.stale = false;
    return signature;
  }

  /** A keychain that does not answer costs the session, not the till. */
  private async load(): Promise<ProviderSession | null> {
    const stored = await this.credential.sessions.load().catch(() => null);
    if (stored) this.learn(stored);
    return stored;
  }

  private learn({ accessToken, refreshToken }: ProviderSession): void {
    this.parts.secrets.learn(accessToken);
    this.parts.secrets.learn(refreshToken);
  }
}

function signInNeeded(after?: Unanswered): Unsigned {
  const facts = after?.facts ?? NO_FACTS;
  const told = problem('sign_in_needed', 'Not sent: somebody has to sign in at the provider again', facts);
  return { kind: 'unsigned', answer: { kind: 'rejected', problem: told, facts } };
}

function notSent(why: string, after?: Unanswered): Unsigned {
  const facts = after?.facts ?? NO_FACTS;
  return {
    kind: 'unsigned',
    answer: { kind: 'unknown', problem: problem('unreachable', `Not sent: ${why}`, facts), facts },
  };
}

/** Waits for what others wait for too. Ends early, with null and without ending it for them, when the signal aborts. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | null> {
  if (!signal) return work;
  if (signal.aborted) return null;
  const aborted = Promise.withResolvers<null>();
  const abort = (): void => aborted.resolve(null);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
