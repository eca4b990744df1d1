import { Agent } from 'node:http';
import type { FourPayContext } from '../context.ts';
import type { EventLog, WebhookEvent } from './event-log.ts';
import type { Delivery, Errand } from './postman.ts';
import { seededRandom } from './random-order.ts';
import { type Round, startRound } from './round.ts';
import { type StormCounts, raiseStorm } from './storm.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** Tells a partner's webhook what happened, beside the answers to calls and never in their way. */
export interface Courier {
  /** Null: nobody is told. */
  settings(): WebhookSettings | null;
  /** Changes who is told; what was under way for the webhook before is dropped. */
  set(settings: WebhookSettings | null): void;
  tell(event: WebhookEvent): void;
  /** What is known of the partner who is told. */
  events(): readonly WebhookEvent[];
  /** Resolves when everything is told; null when nobody is to be told. Never rejects. */
  storm(copies: number, seed: number): Promise<StormCounts> | null;
  /** The newest tries, oldest first. */
  deliveries(): readonly Delivery[];
  waiting(): number;
  dropped(): number;
}

const keptDeliveries = 1000;
const connections = 16;

interface Service {
  readonly settings: WebhookSettings;
  readonly errand: Errand;
  readonly round: Round;
  readonly end: () => void;
}

function startService(context: FourPayContext, settings: WebhookSettings, note: Errand['note']): Service {
  const ending = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const random = seededRandom(settings.seed);
  const errand: Errand = { context, settings, agent, random, ended: ending.signal, note };
  return {
    settings,
    errand,
    round: startRound(errand),
    end: () => {
      ending.abort();
      agent.destroy();
    },
  };
}

/** Makes the courier; nobody is told until settings are given. `closing`: ends everything that is under way. */
export function createCourier(context: FourPayContext, log: EventLog, closing: AbortSignal): Courier {
  let service: Service | null = null;
  let deliveries: readonly Delivery[] = [];
  const note = (delivery: Delivery): void => {
    deliveries = [...deliveries.slice(1 - keptDeliveries), delivery];
  };
  closing.addEventListener('abort', () => service?.end(), { once: true });
  const events = (): readonly WebhookEvent[] =>
    log.list().filter(({ row }) => row.partnerId === service?.settings.partnerId);
  return {
    settings: () => service?.settings ?? null,
    set: (settings) => {
      service?.end();
      deliveries = [];
      service = settings === null || closing.aborted ? null : startService(context, settings, note);
    },
    tell: (event) => {
      log.add(event);
      if (service !== null && event.row.partnerId === service.settings.partnerId) service.round.add(event);
    },
    events,
    storm: (copies, seed) => (service === null ? null : raiseStorm(service.errand, events(), copies, seed)),
    deliveries: () => deliveries,
    waiting: () => service?.round.waiting() ?? 0,
    dropped: () => service?.round.dropped() ?? 0,
  };
}
