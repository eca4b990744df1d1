import { AppError } from '../../contract/errors.ts';
import type {
  CallFacts,
  CallOptions,
  Clock,
  PaymentProvider,
  PaymentRef,
  ProviderAnswer,
  ProviderSession,
  SessionStore,
} from '../ports.ts';
import type { Account, ProviderAccount } from './account.ts';
import { trialSessions } from './credential-vault.ts';
import { toAppError } from './provider-error.ts';

/** What trying an account came to. */
export interface Trial {
  /** The session that it opened: it is kept, and not opened a second time. */
  readonly session: ProviderSession | null;
  readonly facts: CallFacts;
}

export interface TrialParts {
  readonly clock: Clock;
  readonly build: (account: ProviderAccount) => PaymentProvider;
}

/** How long signing out may hold anybody up, in milliseconds: the session ends by itself some day. */
const SIGN_OUT_DEADLINE_MS = 5000;

/**
 * Asks the provider whether an account works, and hands on what that came to, for keeping. A session that was
 * opened for nothing, because the account is another's or cannot be kept, is ended again.
 * @param witness a payment of ours that still exists there: an account that does not see it is another's
 * @throws AppError that says what is wrong with it
 */
export async function tryAccount<T>(
  { clock, build }: TrialParts,
  account: Account,
  { witness = null, signal }: { readonly witness?: PaymentRef | null; readonly signal?: AbortSignal },
  keep: (trial: Trial) => Promise<T>,
): Promise<T> {
  const sessions = trialSessions();
  const provider = build(trialAccount(account, sessions));
  const options = { priority: 'cashier', ...(signal ? { signal } : {}) } as const;
  try {
    const answer = await provider.checkConnection(options);
    if (answer.kind !== 'ok') throw toAppError(answer.problem);
    const seen = witness && (await sees(provider, witness, options));
    if (seen && seen.kind !== 'ok') throw toAppError(seen.problem);
    if (seen && !seen.value) {
      throw new AppError('PROVIDER_PARTNER_CHANGED', 'The account does not see the codes that are alive');
    }
    return await keep({ session: await sessions.load(), facts: answer.facts });
  } catch (error) {
    if ((await sessions.load()) !== null) await endSession(provider, clock);
    throw error;
  } finally {
    provider.close();
  }
}

function trialAccount(
  { baseUrl, organizationId, payerUrlTemplate, credential }: Account,
  sessions: SessionStore,
): ProviderAccount {
  const common = { baseUrl, organizationId, payerUrlTemplate };
  if (credential.kind === 'api_key') return { ...common, credential };
  const { login, password } = credential;
  return { ...common, credential: { kind: 'password', login, password, sessions } };
}

/** Whether an account sees a payment of ours; a hosted one is read as the transaction that it is. */
export async function sees(
  provider: PaymentProvider,
  witness: PaymentRef,
  options: CallOptions,
): Promise<ProviderAnswer<boolean>> {
  if (witness.way === 'link') {
    const answer = await provider.readPayment(witness, options);
    return answer.kind === 'ok' ? { ...answer, value: answer.value.exists } : answer;
  }
  const answer = await provider.readTransaction(witness.id, options);
  if (answer.kind === 'ok') return { ...answer, value: true };
  const missing = answer.kind === 'rejected' && answer.problem.reason === 'not_found';
  return missing ? { kind: 'ok', value: false, facts: answer.facts } : answer;
}

/** Ends a session at the provider as well as can be: an answer that does not come changes nothing here. */
export async function endSession(provider: PaymentProvider, clock: Clock): Promise<void> {
  const stop = new AbortController();
  const cancel = clock.startTimer(SIGN_OUT_DEADLINE_MS, () => stop.abort());
  try {
    await provider.signOut({ priority: 'cashier', signal: stop.signal });
  } finally {
    cancel();
  }
}
