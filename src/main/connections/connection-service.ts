import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { ConnectionView, ProofView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { CollectWay } from '../../domain/payment.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import { createTurns } from '../in-turn.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { PaymentProvider, ProviderAnswer, SecretStore } from '../ports.ts';
import type { Account, AccountCredential } from './account.ts';
import { type Trial, tryAccount } from './account-trial.ts';
import { FIRST_PULSE, pulseOfTrial } from './connection-pulse.ts';
import { accountOf, isSameAccount, methodsOf, rowOf, wayOf } from './connection-row.ts';
import { type ConnectionRow, connectionStore } from './connection-store.ts';
import { toConnectionView } from './connection-view.ts';
import { type CredentialVault, createCredentialVault } from './credential-vault.ts';
import { readTemplate } from './payer-template.ts';
import { type InUseParts, ProviderInUse } from './provider-in-use.ts';

export interface ConnectionParts extends InUseParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly currency: CurrencyCode;
  /** Begins the names of its secrets; one per installation and provider. */
  readonly secretPrefix: string;
  readonly provider: string;
  /** How many codes are alive. */
  readonly liveCount: () => number;
  /** Payments of today on this account that are not this register's. */
  readonly foreignToday: () => { readonly count: number; readonly amountMinor: number };
  /** The newest proof of an address. */
  readonly proof: (baseUrl: string) => ProofView | null;
  /** Another account is connected: what was trusted for the one before is trusted no more. */
  readonly accountChanged: () => void;
  /** A credential works again: what has been waiting for it is looked at now. */
  readonly resumed: () => void;
}

/** The account that this till collects for: its credential, its pulse, and how codes are made. */
export interface ConnectionService {
  /** Makes the provider from what was stored; without a credential there is none until one is given. */
  open(): Promise<void>;
  /** The provider to call. @throws AppError PROVIDER_KEY_MISSING or PROVIDER_SIGN_IN_NEEDED */
  provider(): PaymentProvider;
  /** The provider, or null when there is no account or no credential: watching then waits. */
  providerOrNull(): PaymentProvider | null;
  /** Stores an account that has been tried. Its credential goes to the secret store alone. */
  connect(account: Account, trial?: Trial): Promise<void>;
  /** Tries a key for the connected account, and keeps it. @throws AppError that says what is wrong with it */
  enterKey(input: OperationParsed<'connection.enterKey'>): Promise<ConnectionView>;
  /** Signs the connected account in, tried before it is kept. @throws AppError that says what is wrong */
  signIn(input: OperationParsed<'connection.signIn'>): Promise<ConnectionView>;
  change(input: OperationParsed<'connection.change'>): Promise<ConnectionView>;
  /**
   * Forgets the credential and ends a session at the provider.
   * @throws AppError PAYMENT_ALIVE with the count, unless live codes are to be kept, unwatched
   */
  disconnect(input: OperationParsed<'connection.disconnect'>): Promise<ConnectionView>;
  /** Asks the provider now; what is wrong stands in the view. */
  check(signal?: AbortSignal): Promise<ConnectionView>;
  view(): ConnectionView | null;
  /**
   * Whose account it is, as far as is known: what was made at another one is of no use here.
   * @throws AppError NOT_SET_UP where none is connected
   */
  account(): string;
  accountOrNull(): string | null;
  /** False where the last call was not answered. */
  isReachable(): boolean;
  /** How the next code is made. */
  way(): CollectWay;
  /** What payers may pay with. */
  methods(): readonly string[];
  /** This machine's clock less the provider's, in milliseconds; null until an answer said it. */
  clockSkewMs(): number | null;
  /** Every answer of the provider passes here: it is the connection's pulse. */
  note(answer: ProviderAnswer<unknown>): void;
  /** Remembers the first partner seen; false when another one answers (another partner's account). */
  acceptPartner(partnerId: string | null): boolean;
  noteLinkless(): void;
  close(): void;
}

export function createConnections(parts: ConnectionParts): ConnectionService {
  return new Connections(parts);
}

class Connections implements ConnectionService {
  private readonly parts: ConnectionParts;
  private readonly vault: CredentialVault;
  private readonly inUse: ProviderInUse;
  private readonly inTurn = createTurns();
  private readonly ending = new AbortController();

  constructor(parts: ConnectionParts) {
    this.parts = parts;
    this.vault = createCredentialVault(parts);
    this.inUse = new ProviderInUse(parts, () => this.tell());
  }

  async open(): Promise<void> {
    const row = this.row();
    if (!row || (row.key_last_four === null && row.login_last_four === null)) return;
    const credential = await this.vault.load(row.base_url, row.sign_in);
    if (credential) this.inUse.use(row, credential, this.vault.sessionPlace(row.base_url));
  }

  provider(): PaymentProvider {
    const provider = this.providerOrNull();
    if (provider) return provider;
    if (this.row()?.login_last_four) {
      throw new AppError('PROVIDER_SIGN_IN_NEEDED', 'Somebody has to sign in at the provider again');
    }
    throw new AppError('PROVIDER_KEY_MISSING', 'The API key has to be entered again');
  }

  providerOrNull(): PaymentProvider | null {
    return this.inUse.current()?.provider ?? null;
  }

  connect(account: Account, trial?: Trial): Promise<void> {
    return this.inTurn(() => this.store(account, trial));
  }

  enterKey({ apiKey, organizationId }: OperationParsed<'connection.enterKey'>): Promise<ConnectionView> {
    return this.renew({ kind: 'api_key', apiKey }, organizationId);
  }

  signIn(input: OperationParsed<'connection.signIn'>): Promise<ConnectionView> {
    const { login, password, keepPassword, organizationId } = input;
    return this.renew({ kind: 'password', login, password, keep: keepPassword }, organizationId);
  }

  change(input: OperationParsed<'connection.change'>): Promise<ConnectionView> {
    return this.inTurn(async () => {
      const before = this.present();
      const { payerUrlTemplate: wanted } = input;
      const template = wanted === undefined ? before.payer_url_template : readTemplate(wanted);
      this.parts.database.write((db) => {
        connectionStore.choose(db, this.parts.provider, {
          methods: JSON.stringify(input.methods ?? methodsOf(before)),
          collect_by: input.collectBy ?? before.collect_by,
          payer_url_template: template,
        });
        this.record(db, before.base_url);
      });
      // The adapter fills the template in: only another one needs another adapter.
      if (template !== before.payer_url_template) this.inUse.remake(this.present());
      return this.told();
    });
  }

  disconnect({ keepLive }: OperationParsed<'connection.disconnect'>): Promise<ConnectionView> {
    return this.inTurn(async () => {
      const { base_url: baseUrl } = this.present();
      const alive = this.parts.liveCount();
      if (alive > 0 && !keepLive) {
        throw new AppError('PAYMENT_ALIVE', 'Codes are alive: nobody would see them paid', {
          details: { count: String(alive) },
        });
      }
      await this.inUse.dismiss(this.inUse.current());
      this.parts.database.write((db) => {
        connectionStore.forgetCredential(db, this.parts.provider);
        this.record(db, baseUrl);
      });
      this.inUse.pulse = FIRST_PULSE;
      this.tell();
      try {
        await this.vault.forget(baseUrl);
      } catch (cause) {
        throw new AppError('STORAGE_FAILED', 'The keychain did not forget the credential', { cause });
      }
      return this.told();
    });
  }

  async check(signal: AbortSignal = this.ending.signal): Promise<ConnectionView> {
    this.present();
    await this.inUse.check(signal);
    return this.told();
  }

  view(): ConnectionView | null {
    const row = this.row();
    if (!row) return null;
    const { count, amountMinor } = this.parts.foreignToday();
    return toConnectionView(row, {
      pulse: this.inUse.pulse,
      inUse: this.inUse.current()?.credential.kind ?? null,
      proof: this.parts.proof(row.base_url),
      foreign: { count, amount: { amountMinor, currency: this.parts.currency } },
      liveCount: this.parts.liveCount(),
    });
  }

  account(): string {
    return accountOf(this.present());
  }

  accountOrNull(): string | null {
    const row = this.row();
    return row ? accountOf(row) : null;
  }

  isReachable(): boolean {
    return this.inUse.pulse.state !== 'unreachable';
  }

  way(): CollectWay {
    return wayOf(this.present());
  }

  methods(): readonly string[] {
    return methodsOf(this.present());
  }

  clockSkewMs(): number | null {
    return this.inUse.pulse.clockSkewMs;
  }

  note(answer: ProviderAnswer<unknown>): void {
    this.inUse.note(answer);
  }

  acceptPartner(partnerId: string | null): boolean {
    const row = this.row();
    if (partnerId === null || !row) return true;
    if (row.partner_id === null) {
      this.parts.database.write((db) => connectionStore.pinPartner(db, this.parts.provider, partnerId));
      return true;
    }
    const isSame = row.partner_id === partnerId;
    this.inUse.notePartner(!isSame);
    return isSame;
  }

  noteLinkless(): void {
    if (this.row()?.linkless !== 0) return;
    this.parts.database.write((db) => connectionStore.setLinkless(db, this.parts.provider));
    this.tell();
  }

  close(): void {
    this.ending.abort();
    this.inUse.close();
  }

  private row(): ConnectionRow | undefined {
    return connectionStore.find(this.parts.database.read, this.parts.provider);
  }

  private present(): ConnectionRow {
    const row = this.row();
    if (!row) throw new AppError('NOT_SET_UP', 'No account is connected');
    return row;
  }

  private tell(): void {
    this.parts.events.emit({ name: 'connection.changed', payload: {} });
  }

  private told(): ConnectionView {
    this.tell();
    const view = this.view();
    if (!view) throw new AppError('NOT_SET_UP', 'No account is connected');
    return view;
  }

  private record(db: Parameters<JournalService['append']>[0], baseUrl: string): void {
    const { journal, provider } = this.parts;
    journal.append(db, { kind: 'connection.changed', subjectId: provider, payload: { baseUrl } });
  }

  /** Tries another credential for the connected account, and keeps it. */
  private renew(credential: AccountCredential, organizationId: string | null): Promise<ConnectionView> {
    return this.inTurn(async () => {
      const { base_url: baseUrl, payer_url_template: payerUrlTemplate } = this.present();
      const account = { baseUrl, payerUrlTemplate, methods: null, organizationId, credential };
      const options = { witness: this.parts.witness(), signal: this.ending.signal };
      await tryAccount(this.parts, account, options, (trial) => this.store(account, trial));
      this.parts.resumed();
      return this.told();
    });
  }

  private async store(account: Account, trial?: Trial): Promise<void> {
    const { baseUrl, credential } = account;
    const before = this.row();
    await this.vault.keep(baseUrl, credential);
    const replaced = this.inUse.current();
    // From here on the session that is replaced writes nothing where the new one lives.
    replaced?.sessions.retire();
    const sessions = this.vault.sessionPlace(baseUrl);
    if (trial?.session) await sessions.save(trial.session);
    const row = rowOf(account, { provider: this.parts.provider, since: this.parts.now(), before });
    this.parts.database.write((db) => {
      connectionStore.put(db, row);
      this.record(db, baseUrl);
    });
    this.inUse.use(row, credential, sessions);
    this.inUse.pulse = trial ? pulseOfTrial(trial.facts, this.parts.now()) : FIRST_PULSE;
    this.tell();
    if (before && !isSameAccount(accountOf(before), accountOf(row))) this.parts.accountChanged();
    void this.inUse.dismiss(replaced);
    await this.forgetOthers(account, before?.base_url ?? baseUrl);
  }

  /** No credential lingers that is not used: of another kind, or of the address before. */
  private async forgetOthers({ baseUrl, credential }: Account, baseUrlBefore: string): Promise<void> {
    try {
      await this.vault.forget(baseUrl, credential.kind);
      if (baseUrlBefore !== baseUrl) await this.vault.forget(baseUrlBefore);
    } catch (error) {
      this.parts.logger.warn('The keychain did not forget a credential', { error: String(error) });
    }
  }
}
