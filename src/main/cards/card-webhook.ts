import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { CardWebhookView } from '../../contract/views.ts';
import { createTurns } from '../in-turn.ts';
import type { WebhookConfig } from '../ports-card-issuer.ts';
import { hasCredentials } from '../secure-address.ts';
import { createLookPacer, type LookPacer } from '../webhooks/look-pacer.ts';
import type { RawDelivery } from '../webhooks/signature.ts';
import type { LookLoop } from './look-loop.ts';
import type { PlanningParts } from './moves.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

/** Where the issuer's deliveries are to be posted, behind this till's receiver. */
export const CARDS_WEBHOOK_PATH = '/webhooks/fourpay-cc';

/** An HMAC-SHA256 in hex. */
const HEX_OF_SHA256 = /^[\da-f]{64}$/i;

/** The configuration of webhooks at the issuer, and what is made of the deliveries that come. */
export class CardWebhook {
  private readonly parts: PlanningParts;
  private readonly secrets: WebhookSecrets;
  private readonly pacer: LookPacer;
  private readonly inTurn = createTurns();
  /** A genuine delivery came since the screens were last told. */
  private heard = false;
  private counts: CardWebhookView['counts'] = { verified: 0, refused: 0, lastAt: null };

  constructor(parts: PlanningParts, loop: LookLoop) {
    this.parts = parts;
    this.secrets = new WebhookSecrets(parts);
    const { clock, logger } = parts;
    this.pacer = createLookPacer({ clock, logger, lookNow: () => this.lookAnew(loop) });
  }

  open(): Promise<void> {
    return this.secrets.open();
  }

  async view(): Promise<CardWebhookView> {
    const { account } = this.parts;
    const { issuer } = await account.demand('webhooks');
    return this.told(account.taken(await issuer.webhook.read(account.options())));
  }

  /** @throws AppError INVALID_INPUT for an address that is not HTTPS, STORAGE_FAILED, and those of the issuer */
  set(input: OperationParsed<'cards.setWebhook'>): Promise<CardWebhookView> {
    return this.inTurn(async () => {
      const { account } = this.parts;
      const { issuer } = await account.demand('webhooks');
      const { url, events, active, newSecret } = input;
      checkAddress(url);
      const made = newSecret || this.secrets.all().length === 0 ? await this.secrets.add() : null;
      const [newest] = this.secrets.all();
      // Which one the issuer has is not known since an answer was lost: it is told again.
      const secret = made ?? (this.secrets.all().length > 1 ? (newest ?? null) : null);
      const answer = await issuer.webhook.set({ url, events, active, secret }, account.options());
      account.note(answer);
      if (answer.kind === 'ok') {
        this.record({ set: 1, active: active ? 1 : 0, newSecret: made === null ? 0 : 1 });
        if (secret !== null) await this.secrets.settle(secret);
        return this.told(answer.value);
      }
      const isSent = answer.kind === 'unknown' && answer.problem.reason !== 'unreachable';
      if (made !== null && !isSent) await this.secrets.drop(made);
      if (isSent) this.record({ set: null, active: active ? 1 : 0, newSecret: made === null ? 0 : 1 });
      throw account.toError(answer.problem);
    });
  }

  remove(): Promise<CardWebhookView> {
    return this.inTurn(async () => {
      const { account } = this.parts;
      const { issuer } = await account.demand('webhooks');
      account.taken(await issuer.webhook.remove(account.options()));
      this.record({ set: 0 });
      await this.secrets.forget();
      return this.told(null);
    });
  }

  /** Another desk, or none: whoever knows the secret proves nothing any more. */
  distrust(): Promise<void> {
    return this.inTurn(() => this.secrets.forget()).catch((error: unknown) => {
      this.parts.logger.warn('The webhook secret of the cards was not forgotten', { error: String(error) });
    });
  }

  /**
   * Takes a delivery in as it came. A genuine one says that something has changed; what it says is asked for, never
   * believed. Any other is counted and changes nothing: it is a reason to look, paced, since anybody can send it.
   */
  delivered(delivery: RawDelivery): boolean {
    const { now } = this.parts;
    const isGenuine = this.secrets.all().some((secret) => isSignedBy(delivery, secret));
    const { verified, refused } = this.counts;
    this.counts = {
      verified: verified + (isGenuine ? 1 : 0),
      refused: refused + (isGenuine ? 0 : 1),
      lastAt: now(),
    };
    this.heard ||= isGenuine;
    this.pacer.ask(null);
    return isGenuine;
  }

  close(): Promise<void> {
    return this.pacer.close();
  }

  /** At the pace of the looks: each time that the screens are told, they ask the issuer for all that they show. */
  private async lookAnew(loop: LookLoop): Promise<void> {
    await loop.lookAll();
    if (!this.heard) return;
    this.heard = false;
    this.parts.events.emit({ name: 'cards.changed', payload: {} });
  }

  private told(config: WebhookConfig | null): CardWebhookView {
    return {
      config: config && {
        url: config.url,
        events: [...config.events],
        active: config.active,
        secretSet: config.secretSet,
      },
      secret: this.secrets.note(),
      path: CARDS_WEBHOOK_PATH,
      counts: this.counts,
    };
  }

  private record(payload: Readonly<Record<string, number | null>>): void {
    const { database, journal, events } = this.parts;
    database.write((db) =>
      journal.append(db, { kind: 'cards.webhook_changed', subjectId: 'cards', payload }),
    );
    events.emit({ name: 'cards.changed', payload: {} });
  }
}

/** Holds `x-webhook-signature` against HMAC-SHA256(secret, raw body), in hex, in the same time whatever it is. */
export function isSignedBy({ body, headers }: RawDelivery, secret: string): boolean {
  const given = headers['x-webhook-signature'];
  if (given === undefined || !HEX_OF_SHA256.test(given)) return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

/** @throws AppError INVALID_INPUT */
function checkAddress(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' && !hasCredentials(url)) return;
  const details = { field: 'url' };
  throw new AppError('INVALID_INPUT', 'The issuer delivers to an HTTPS address alone', { details });
}
