import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { CardWebhookView } from '../../contract/views.ts';
import type { CardsParts } from './cards-parts.ts';

/** More than so many are never waited for: each is one whose setting was not answered. */
const SECRETS_MAX = 4;
const SECRET_BYTES = 32;

/** What may be told of the newest one (SEC-7). */
const noteSchema = z.object({ lastFour: z.string(), since: z.string() });
const KEPT_NOTE = 'cards.webhook-secret';

type SecretParts = Pick<
  CardsParts,
  'database' | 'settings' | 'journal' | 'secrets' | 'secretPrefix' | 'ids' | 'logger' | 'learnSecret' | 'now'
>;

/**
 * The secrets that the issuer may sign with, newest first: mostly one. A new one is kept before it is set there, and
 * the one before goes only once it is known which of them the issuer has.
 */
export class WebhookSecrets {
  private readonly parts: SecretParts;
  private held: readonly string[] = [];

  constructor(parts: SecretParts) {
    this.parts = parts;
  }

  /** A keychain that does not answer costs the verifying, not the start. */
  async open(): Promise<void> {
    const { secrets, logger, learnSecret } = this.parts;
    if (!this.note()) return;
    try {
      const kept = await secrets.get(this.name());
      this.held = kept === null ? [] : kept.split(' ');
    } catch (error) {
      logger.warn('The keychain did not give the webhook secret of the cards', { error: String(error) });
    }
    for (const secret of this.held) learnSecret(secret);
  }

  all(): readonly string[] {
    return this.held;
  }

  note(): CardWebhookView['secret'] {
    return noteSchema.safeParse(JSON.parse(this.parts.settings.recall(KEPT_NOTE) ?? 'null')).data ?? null;
  }

  /** Makes one and keeps it beside those before. @throws AppError STORAGE_FAILED, and then nothing has changed */
  async add(): Promise<string> {
    const { ids, learnSecret } = this.parts;
    const secret = Buffer.from(ids.randomBytes(SECRET_BYTES)).toString('hex');
    learnSecret(secret);
    const all = [secret, ...this.held];
    // The oldest is the one that is known to have been set: it is the last to go.
    await this.keep(all.length > SECRETS_MAX ? [...all.slice(0, SECRETS_MAX - 1), ...all.slice(-1)] : all);
    return secret;
  }

  /** The issuer has this one, and no other. @throws AppError STORAGE_FAILED */
  async settle(secret: string): Promise<void> {
    if (this.held.length !== 1 || this.held[0] !== secret) await this.keep([secret]);
  }

  /** The issuer would not have this one. @throws AppError STORAGE_FAILED */
  async drop(secret: string): Promise<void> {
    const left = this.held.filter((held) => held !== secret);
    if (left.length === 0) await this.forget();
    else await this.keep(left);
  }

  /** @throws AppError STORAGE_FAILED; what is forgotten verifies nothing all the same */
  async forget(): Promise<void> {
    const { secrets } = this.parts;
    this.held = [];
    if (this.note()) this.noteDown(null);
    await this.inStore(() => secrets.delete(this.name()));
  }

  private async keep(held: readonly string[]): Promise<void> {
    await this.inStore(() => this.parts.secrets.set(this.name(), held.join(' ')));
    const isNew = held[0] !== this.held[0];
    this.held = held;
    const lastFour = held[0]?.slice(-4) ?? '';
    if (isNew) this.noteDown({ lastFour, since: this.parts.now() });
  }

  private noteDown(note: CardWebhookView['secret']): void {
    const { database, settings } = this.parts;
    database.write((db) => settings.rememberIn(db, KEPT_NOTE, JSON.stringify(note)));
  }

  private name(): string {
    return `${this.parts.secretPrefix}:webhook-secret`;
  }

  private async inStore(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      throw new AppError('STORAGE_FAILED', 'The keychain did not take the change of the secret', { cause });
    }
  }
}
