import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { ConnectionView } from '../../contract/views.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Logger, PaymentProvider, ProviderAnswer, ProviderProblem, SecretStore } from '../ports.ts';
import { type ConnectionRow, connectionStore } from './connection-store.ts';
import { toAppError } from './provider-error.ts';

/** What a provider is built from; the key comes from the keychain and goes nowhere else. */
export interface Account {
  readonly baseUrl: string;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
  readonly apiKey: string;
}

export interface ConnectionParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly now: () => string;
  /** The name of the key in the secret store; one per installation and database. */
  readonly secretName: string;
  readonly logger: Logger;
  readonly provider: string;
  readonly build: (account: Account) => PaymentProvider;
  /** A payment of ours that still exists at the provider, or null: a key that does not see it is another's. */
  readonly witness: () => string | null;
}

export interface ConnectionService {
  /** Makes the provider from what was stored; without a key in the store there is none until it is entered. */
  open(): Promise<void>;
  /** The provider to call. @throws AppError PROVIDER_KEY_MISSING */
  provider(): PaymentProvider;
  /** The provider, or null when there is no account or no key: watching then waits. */
  providerOrNull(): PaymentProvider | null;
  /** Stores an account that has been tried. The key goes to the secret store alone. */
  connect(account: Account): Promise<void>;
  enterKey(apiKey: string, organizationId: string | null): Promise<ConnectionView>;
  check(): Promise<ConnectionView>;
  view(): ConnectionView | null;
  /** Every answer of the provider passes here: it is the connection's pulse. */
  note(answer: ProviderAnswer<unknown>): void;
  /** Remembers the first partner seen; false when another one answers (another partner's key). */
  acceptPartner(partnerId: string | null): boolean;
  noteLinkless(): void;
  close(): void;
}

interface Pulse {
  state: ConnectionView['state'];
  problem: ProviderProblem | null;
  checkedAt: string | null;
  clockSkewMs: number | null;
}

export function createConnections(parts: ConnectionParts): ConnectionService {
  const { database, events, secrets } = parts;
  let provider: PaymentProvider | null = null;
  let pulse: Pulse = { state: 'unchecked', problem: null, checkedAt: null, clockSkewMs: null };
  const row = (): ConnectionRow | undefined => connectionStore.find(database.read, parts.provider);

  /** A key belongs to the address it was entered for: no half-done change may send it to another. */
  const secretName = (baseUrl: string): string =>
    `${parts.secretName}:${createHash('sha256').update(baseUrl).digest('hex').slice(0, 12)}`;
  /** A keychain that does not answer costs the key, which can be entered again, and not the start. */
  const readSecret = async (name: string): Promise<string | null> => {
    try {
      return await secrets.get(name);
    } catch (error) {
      parts.logger.warn('The keychain did not give the key', { error: String(error) });
      return null;
    }
  };
  const use = (account: Account): void => {
    provider?.close();
    provider = parts.build(account);
  };
  const note = (answer: ProviderAnswer<unknown>): void => {
    pulse = nextPulse(pulse, answer, parts.now());
    events.emit({ name: 'connection.changed', payload: {} });
  };
  const store = async (account: Account): Promise<void> => {
    const present = row();
    const same = present?.base_url === account.baseUrl && present.organization_id === account.organizationId;
    await secrets.set(secretName(account.baseUrl), account.apiKey);
    database.write((db) => {
      connectionStore.put(db, {
        provider: parts.provider,
        base_url: account.baseUrl,
        organization_id: account.organizationId,
        payer_url_template: account.payerUrlTemplate,
        partner_id: same ? present.partner_id : null,
        key_last_four: account.apiKey.slice(-4),
        key_since: parts.now(),
        linkless: same ? present.linkless : 0,
      });
      parts.journal.append(db, {
        kind: 'connection.changed',
        subjectId: parts.provider,
        payload: { baseUrl: account.baseUrl },
      });
    });
    use(account);
    events.emit({ name: 'connection.changed', payload: {} });
  };
  const present = (): ConnectionRow => {
    const found = row();
    if (!found) throw new AppError('NOT_SET_UP', 'No account is connected');
    return found;
  };
  const view = (): ConnectionView | null => {
    const found = row();
    return found ? toView(found, pulse, provider !== null) : null;
  };

  return {
    open: async () => {
      const found = row();
      const apiKey = found ? await readSecret(secretName(found.base_url)) : null;
      if (found && apiKey !== null) use({ ...toAccount(found), apiKey });
    },
    provider: () => {
      if (!provider) throw new AppError('PROVIDER_KEY_MISSING', 'The API key has to be entered again');
      return provider;
    },
    providerOrNull: () => provider,
    connect: store,
    enterKey: async (apiKey, organizationId) => {
      const account = { ...toAccount(present()), apiKey, organizationId };
      await tryAccount(parts.build, account, { witness: parts.witness() });
      await store(account);
      return viewOrThrow(view());
    },
    check: async () => {
      present();
      if (provider) note(await provider.checkConnection({ priority: 'cashier' }));
      return viewOrThrow(view());
    },
    view,
    note,
    acceptPartner: (partnerId) => {
      const found = row();
      if (partnerId === null || !found) return true;
      if (found.partner_id === null) {
        database.write((db) => connectionStore.pinPartner(db, parts.provider, partnerId));
        return true;
      }
      return found.partner_id === partnerId;
    },
    noteLinkless: () => {
      if (row()?.linkless !== 0) return;
      database.write((db) => connectionStore.setLinkless(db, parts.provider));
      events.emit({ name: 'connection.changed', payload: {} });
    },
    close: () => provider?.close(),
  };
}

/**
 * Asks the provider whether an account works, before anything of it is kept.
 * @throws AppError that says what is wrong with it
 */
export async function tryAccount(
  build: ConnectionParts['build'],
  account: Account,
  { witness = null, signal }: { readonly witness?: string | null; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const trial = build(account);
  const options = { priority: 'cashier', ...(signal ? { signal } : {}) } as const;
  try {
    const answer = await trial.checkConnection(options);
    if (answer.kind !== 'ok') throw toAppError(answer.problem);
    if (witness === null) return;
    const seen = await trial.readPayment(witness, options);
    if (seen.kind !== 'ok') throw toAppError(seen.problem);
    if (!seen.value.exists) {
      throw new AppError('PROVIDER_PARTNER_CHANGED', 'The key does not see the codes that are alive');
    }
  } finally {
    trial.close();
  }
}

function nextPulse(pulse: Pulse, answer: ProviderAnswer<unknown>, now: string): Pulse {
  const clockSkewMs = answer.facts.clockSkewMs ?? pulse.clockSkewMs;
  if (answer.kind === 'ok') return { state: 'ok', problem: null, checkedAt: now, clockSkewMs };
  const { problem } = answer;
  const refused = ['key_refused', 'forbidden', 'organization'].includes(problem.reason);
  if (refused) return { state: 'refused', problem, checkedAt: now, clockSkewMs };
  // A call that was rejected for what it asked says that the provider is there.
  if (answer.kind === 'rejected') return { state: 'ok', problem: null, checkedAt: now, clockSkewMs };
  return { ...pulse, state: 'unreachable', problem, clockSkewMs };
}

function toAccount(row: ConnectionRow): Omit<Account, 'apiKey'> {
  return {
    baseUrl: row.base_url,
    organizationId: row.organization_id,
    payerUrlTemplate: row.payer_url_template,
  };
}

function toView(row: ConnectionRow, pulse: Pulse, hasKey: boolean): ConnectionView {
  const { problem } = pulse;
  const known = hasKey && row.key_last_four !== null && row.key_since !== null;
  return {
    baseUrl: row.base_url,
    organizationId: row.organization_id,
    payerUrlTemplate: row.payer_url_template,
    apiKey: known ? { lastFour: row.key_last_four ?? '', since: row.key_since ?? '' } : null,
    state: pulse.state,
    problem: problem ? describe(problem) : null,
    checkedAt: pulse.checkedAt,
    linkless: row.linkless === 1,
    clockSkewMs: pulse.clockSkewMs,
  };
}

function describe(problem: ProviderProblem): NonNullable<ConnectionView['problem']> {
  const { code, category, message } = toAppError(problem);
  return {
    code,
    category,
    message,
    ...(problem.requestId === null ? {} : { details: { requestId: problem.requestId } }),
  };
}

function viewOrThrow(view: ConnectionView | null): ConnectionView {
  if (!view) throw new AppError('NOT_SET_UP', 'No account is connected');
  return view;
}
