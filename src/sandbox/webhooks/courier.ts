import { Agent } from 'node:http';
import type { SandboxClock } from '../clock.ts';
import { type WebhookEvent, createEventLog } from './event-log.ts';
import type { Answered, WebhookMessage } from './post.ts';
import type { PostSettings } from './post-settings.ts';
import type { Delivery, Errand } from './postman.ts';
import { seededRandom } from './random-order.ts';
import { type Round, startRound } from './round.ts';
import { type StormCounts, raiseStorm } from './storm.ts';

/** How one system tells its webhooks. */
export interface Telling<E extends WebhookEvent, S extends PostSettings> {
  readonly clock: SandboxClock;
  /** Whether whoever is told by these settings may know of the event. */
  readonly concerns: (settings: S, event: E) => boolean;
  readonly compose: (settings: S, event: E) => WebhookMessage;
  /** Whether an answer counts as taken; what does not is posted again. */
  readonly accepts: (answered: Answered) => boolean;
}

/** Tells a webhook what happened, beside the answers to calls and never in their way. */
export interface Courier<E extends WebhookEvent, S extends PostSettings> {
  /** Null: nobody is told. */
  settings(): S | null;
  /** Changes who is told; what was under way for the webhook before is dropped. */
  set(settings: S | null): void;
  tell(event: E): void;
  /** What is known of those who are told. */
  events(): readonly E[];
  /** Resolves when everything is told; null when nobody is to be told. Never rejects. */
  storm(copies: number, seed: number): Promise<StormCounts> | null;
  /** The newest tries, oldest first. */
  deliveries(): readonly Delivery[];
  waiting(): number;
  dropped(): number;
}

const keptDeliveries = 1000;
const connections = 16;

interface Service<E extends WebhookEvent, S extends PostSettings> {
  readonly settings: S;
  readonly errand: Errand<E>;
  readonly round: Round<E>;
  readonly end: () => void;
}

function startService<E extends WebhookEvent, S extends PostSettings>(
  telling: Telling<E, S>,
  settings: S,
  note: Errand<E>['note'],
): Service<E, S> {
  const ending = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const errand: Errand<E> = {
    clock: telling.clock,
    settings,
    compose: (event) => telling.compose(settings, event),
    accepts: telling.accepts,
    agent,
    random: seededRandom(settings.seed),
    ended: ending.signal,
    note,
  };
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
export function createCourier<E extends WebhookEvent, S extends PostSettings>(
  telling: Telling<E, S>,
  closing: AbortSignal,
): Courier<E, S> {
  const log = createEventLog<E>();
  let service: Service<E, S> | null = null;
  let deliveries: readonly Delivery[] = [];
  const note = (delivery: Delivery): void => {
    deliveries = [...deliveries.slice(1 - keptDeliveries), delivery];
  };
  closing.addEventListener('abort', () => service?.end(), { once: true });
  const events = (): readonly E[] =>
    log.list().filter((event) => service !== null && telling.concerns(service.settings, event));
  return {
    settings: () => service?.settings ?? null,
    set: (settings) => {
      service?.end();
      deliveries = [];
      service = settings === null || closing.aborted ? null : startService(telling, settings, note);
    },
    tell: (event) => {
      log.add(event);
      if (service !== null && telling.concerns(service.settings, event)) service.round.add(event);
    },
    events,
    storm: (copies, seed) => (service === null ? null : raiseStorm(service.errand, events(), copies, seed)),
    deliveries: () => deliveries,
    waiting: () => service?.round.waiting() ?? 0,
    dropped: () => service?.round.dropped() ?? 0,
  };
}
