import type { Clock, Logger, PaymentProvider, PaymentRef, ProviderAnswer } from '../ports.ts';
import type { AccountCredential, ProviderAccount } from './account.ts';
import { endSession, sees } from './account-trial.ts';
import { FIRST_PULSE, nextPulse, type Pulse } from './connection-pulse.ts';
import type { ConnectionRow } from './connection-store.ts';
import type { SessionPlace } from './credential-vault.ts';

export interface InUseParts {
  readonly clock: Clock;
  readonly now: () => string;
  readonly logger: Logger;
  readonly build: (account: ProviderAccount) => PaymentProvider;
  readonly witness: () => PaymentRef | null;
}

/** A provider with what it was made of. */
export interface Provision {
  readonly provider: PaymentProvider;
  readonly credential: AccountCredential;
  readonly sessions: SessionPlace;
}

/** The provider that is called now, or none; and how its answers have been. */
export class ProviderInUse {
  private readonly parts: InUseParts;
  private readonly tell: () => void;
  private provision: Provision | null = null;
  pulse: Pulse = FIRST_PULSE;

  /** @param tell called when the pulse has changed */
  constructor(parts: InUseParts, tell: () => void) {
    this.parts = parts;
    this.tell = tell;
  }

  current(): Provision | null {
    return this.provision;
  }

  /** Makes the provider that is called from now on; the one before is the caller's to dismiss. */
  use(row: ConnectionRow, credential: AccountCredential, sessions: SessionPlace): void {
    const provider = this.parts.build({
      baseUrl: row.base_url,
      organizationId: row.organization_id,
      payerUrlTemplate: row.payer_url_template,
      credential: credential.kind === 'api_key' ? credential : withSessions(credential, sessions),
    });
    this.provision = { provider, credential, sessions };
  }

  /** Makes the provider anew over the same credential and session. */
  remake(row: ConnectionRow): void {
    const before = this.provision;
    if (!before) return;
    this.use(row, before.credential, before.sessions);
    before.provider.close();
  }

  /** Ends the session of a provider, and closes it: from now on it is not called any more. */
  async dismiss(left: Provision | null): Promise<void> {
    if (!left) return;
    if (this.provision === left) this.provision = null;
    try {
      if (left.credential.kind === 'password') await endSession(left.provider, this.parts.clock);
    } catch (error) {
      this.parts.logger.warn('A session could not be ended', { error: String(error) });
    }
    left.sessions.retire();
    left.provider.close();
  }

  note(answer: ProviderAnswer<unknown>): void {
    // What a provider says that has been dismissed meanwhile is nobody's pulse.
    if (!this.provision) return;
    this.pulse = nextPulse(this.pulse, answer, this.parts.now());
    this.tell();
  }

  notePartner(partnerChanged: boolean): void {
    if (this.pulse.partnerChanged === partnerChanged) return;
    this.pulse = { ...this.pulse, partnerChanged };
    this.tell();
  }

  /** Asks whether the credential works, and whether it is still the same partner's. */
  async check(signal: AbortSignal): Promise<void> {
    const asked = this.provision;
    if (!asked) return;
    const options = { priority: 'cashier', signal } as const;
    const answer = await asked.provider.checkConnection(options);
    if (this.provision !== asked) return;
    this.note(answer);
    const witness = this.parts.witness();
    if (answer.kind !== 'ok' || !witness) return;
    const seen = await sees(asked.provider, witness, options);
    if (this.provision !== asked) return;
    this.note(seen);
    // A code that was taken back meanwhile is gone for everybody.
    if (seen.kind === 'ok') this.notePartner(!seen.value && this.parts.witness()?.id === witness.id);
  }

  close(): void {
    this.provision?.provider.close();
  }
}

/** A password that is not kept has opened the session, and is not used again. */
function withSessions(
  { login, password, keep }: Extract<AccountCredential, { kind: 'password' }>,
  sessions: SessionPlace,
) {
  return { kind: 'password', login, password: keep ? password : null, sessions } as const;
}
