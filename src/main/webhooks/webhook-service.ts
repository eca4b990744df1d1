import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import { createTurns } from '../in-turn.ts';
import { DELIVERY_MAX_BYTES } from './delivery.ts';
import { type DeliveryCounts, DeliveryDesk } from './delivery-desk.ts';
import type { Receiver, WebhookParts } from './webhook-parts.ts';
import {
  changeWebhookSettings,
  noteSecret,
  readSecretNote,
  readWebhookSettings,
  type SecretNote,
  type WebhookSettings,
} from './webhook-settings.ts';

/** Where deliveries are posted. */
export const WEBHOOK_PATH = '/webhooks/fourpay-online';

/** A port that was taken is tried again after so many milliseconds. */
const RETRY_MS = 30_000;

const SECRET_MIN = 8;
const SECRET_MAX = 500;
/** Of a shorter secret, four characters are too much to show. */
const SHOWN_FROM = 12;

export type WebhookState =
  | { readonly kind: 'off' }
  | { readonly kind: 'listening'; readonly port: number }
  | {
      readonly kind: 'not_listening';
      readonly port: number;
      readonly reason: 'port_taken' | 'not_allowed' | 'other';
    };

export interface WebhookView extends WebhookSettings {
  readonly path: string;
  readonly state: WebhookState;
  /** Null when none was given. */
  readonly secret: SecretNote | null;
  /** The secret is at hand. One that was given and is not has to be given again: until then all is hints. */
  readonly secretAtHand: boolean;
  readonly counts: DeliveryCounts;
}

/** The receiver of webhooks: off by default, and never more than a faster way to what looking finds anyway. */
export interface WebhookService {
  /** Fetches the secret and listens, where that is wanted. */
  open(): void;
  view(): WebhookView;
  change(wish: OperationParsed<'webhook.change'>): Promise<WebhookView>;
  /** @throws AppError INVALID_INPUT, or STORAGE_FAILED when the secret store does not keep it */
  keepSecret(secret: string): Promise<WebhookView>;
  /** @throws AppError STORAGE_FAILED when the secret store does not answer */
  forgetSecret(): Promise<WebhookView>;
  /** Another account is connected: whoever knows the secret of the one before proves nothing any more. */
  distrust(): void;
  close(): Promise<void>;
}

export function createWebhooks(parts: WebhookParts): WebhookService {
  return new Webhooks(parts);
}

class Webhooks implements WebhookService {
  private readonly parts: WebhookParts;
  private readonly desk: DeliveryDesk;
  private readonly inTurn = createTurns();
  private secret: string | null = null;
  private state: WebhookState = { kind: 'off' };
  /** What listens, and the port for which it was asked. */
  private listening: { readonly receiver: Receiver; readonly wanted: number } | null = null;
  private cancelRetry: (() => void) | null = null;
  private closed = false;

  constructor(parts: WebhookParts) {
    this.parts = parts;
    this.desk = new DeliveryDesk(parts);
  }

  open(): void {
    this.behind(async () => {
      await this.fetchSecret();
      await this.follow();
    });
  }

  view(): WebhookView {
    return {
      ...readWebhookSettings(this.parts),
      path: WEBHOOK_PATH,
      state: this.state,
      secret: readSecretNote(this.parts),
      secretAtHand: this.secret !== null,
      counts: this.desk.counts(),
    };
  }

  change({ enabled, port }: OperationParsed<'webhook.change'>): Promise<WebhookView> {
    return this.inTurn(async () => {
      const before = readWebhookSettings(this.parts);
      changeWebhookSettings(this.parts, { enabled: enabled ?? before.enabled, port: port ?? before.port });
      await this.follow();
      return this.view();
    });
  }

  keepSecret(given: string): Promise<WebhookView> {
    return this.inTurn(async () => {
      const secret = given.trim();
      this.parts.learnSecret(secret);
      if (secret.length < SECRET_MIN || secret.length > SECRET_MAX) {
        const details = { field: 'secret' };
        throw new AppError('INVALID_INPUT', 'The secret has 8 to 500 characters', { details });
      }
      await this.inStore(() => this.parts.secrets.set(this.parts.secretName, secret), 'keep');
      const lastFour = secret.length < SHOWN_FROM ? '' : secret.slice(-4);
      noteSecret(this.parts, { lastFour, since: this.parts.now() });
      this.secret = secret;
      return this.view();
    });
  }

  forgetSecret(): Promise<WebhookView> {
    return this.inTurn(async () => {
      this.secret = null;
      await this.inStore(() => this.parts.secrets.delete(this.parts.secretName), 'forget');
      if (readSecretNote(this.parts)) noteSecret(this.parts, null);
      return this.view();
    });
  }

  distrust(): void {
    this.secret = null;
    // Without its note it is not fetched again, even where the keychain does not let it go.
    if (readSecretNote(this.parts)) noteSecret(this.parts, null);
    this.forgetSecret().catch((error: unknown) => {
      this.parts.logger.warn('The webhook secret was not forgotten', { error: String(error) });
    });
  }

  close(): Promise<void> {
    this.closed = true;
    return this.inTurn(async () => {
      await this.follow();
      await this.desk.close();
    });
  }

  /** A keychain that does not answer costs the proofs, not the start; hints go on. */
  private async fetchSecret(): Promise<void> {
    if (!readSecretNote(this.parts)) return;
    const { secrets, secretName, learnSecret, logger } = this.parts;
    try {
      this.secret = await secrets.get(secretName);
    } catch (error) {
      logger.warn('The keychain did not give the webhook secret', { error: String(error) });
    }
    if (this.secret !== null) learnSecret(this.secret);
  }

  private async inStore(act: () => Promise<void>, what: 'keep' | 'forget'): Promise<void> {
    try {
      await act();
    } catch (cause) {
      throw new AppError('STORAGE_FAILED', `The keychain did not ${what} the secret`, { cause });
    }
  }

  /** Runs in turn what nobody waits for. */
  private behind(act: () => Promise<void>): void {
    this.inTurn(act).catch((error: unknown) => {
      this.parts.logger.error('The receiver of webhooks failed', { error: String(error) });
    });
  }

  /** Makes what listens agree with the settings. */
  private async follow(): Promise<void> {
    const wanted = this.closed ? null : this.wantedPort();
    this.cancelRetry?.();
    if (this.listening && this.listening.wanted !== wanted) {
      await this.listening.receiver.close();
      this.listening = null;
    }
    if (wanted === null) this.enter({ kind: 'off' });
    else if (!this.listening) await this.listen(wanted);
  }

  private wantedPort(): number | null {
    const { enabled, port } = readWebhookSettings(this.parts);
    return enabled ? port : null;
  }

  private async listen(port: number): Promise<void> {
    const { startReceiver, logger, clock, others } = this.parts;
    try {
      const receiver = await startReceiver({
        port,
        bodyMaxBytes: DELIVERY_MAX_BYTES,
        routes: { ...others, [WEBHOOK_PATH]: (delivery) => this.desk.take(delivery, this.secret) },
      });
      this.listening = { receiver, wanted: port };
      this.enter({ kind: 'listening', port: receiver.port });
    } catch (error) {
      const reason = reasonOf(error);
      logger.warn('The receiver of webhooks could not listen', { port, reason });
      this.enter({ kind: 'not_listening', port, reason });
      this.cancelRetry = clock.startTimer(RETRY_MS, () => this.behind(() => this.follow()));
    }
  }

  private enter(state: WebhookState): void {
    if (state.kind === 'off' && this.state.kind === 'off') return;
    this.state = state;
    if (!this.closed) this.parts.events.emit({ name: 'settings.changed', payload: {} });
  }
}

function reasonOf(error: unknown): 'port_taken' | 'not_allowed' | 'other' {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'port_taken';
  return code === 'EACCES' || code === 'EPERM' ? 'not_allowed' : 'other';
}
