import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxClock } from '../clock.ts';
import type { WebhookEvent } from './event-log.ts';
import { type Answered, type WebhookMessage, post } from './post.ts';
import type { PostSettings } from './post-settings.ts';

/** One try to tell one event. */
export interface Delivery {
  readonly eventId: string;
  readonly paymentId: string;
  readonly paymentStatus: string;
  /** From 1 on. */
  readonly attempt: number;
  readonly atMs: number;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Whether it was answered as its system asks for. */
  readonly accepted: boolean;
  /** Why there was no answer. */
  readonly problem: string | null;
}

const retries = 3;

/** What carries the events of one webhook until it is changed or the sandbox closes. */
export interface Errand<E extends WebhookEvent> {
  readonly clock: SandboxClock;
  readonly settings: PostSettings;
  /** The message about an event as it goes out now: a retry is signed anew, or it would soon be too old. */
  readonly compose: (event: E) => WebhookMessage;
  readonly accepts: (answered: Answered) => boolean;
  readonly agent: Agent;
  /** Mixes up what is held back. */
  readonly random: () => number;
  /** Aborted when the webhook is changed, or the sandbox closes. */
  readonly ended: AbortSignal;
  readonly note: (delivery: Delivery) => void;
}

/** Waits in real time without keeping the process alive; false when the errand ended meanwhile. */
export async function pause(ms: number, ended: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal: ended, ref: false });
    return true;
  } catch {
    return false;
  }
}

/** Tells an event once; whether it was accepted. Never rejects. */
export async function tryOnce<E extends WebhookEvent>(
  errand: Errand<E>,
  event: E,
  attempt: number,
): Promise<boolean> {
  const { clock, settings, agent, ended } = errand;
  const tried = {
    eventId: event.id,
    paymentId: event.paymentId,
    paymentStatus: event.status,
    attempt,
    atMs: clock.now(),
  };
  try {
    const answered = await post(settings.url, errand.compose(event), agent, ended);
    const accepted = errand.accepts(answered);
    errand.note({ ...tried, status: answered.status, accepted, problem: null });
    return accepted;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (!ended.aborted) errand.note({ ...tried, status: null, accepted: false, problem });
    return false;
  }
}

/** Tells an event that was not accepted again, up to three times; whether it was accepted then. Never rejects. */
export async function retry<E extends WebhookEvent>(errand: Errand<E>, event: E): Promise<boolean> {
  for (let again = 0; again < retries; again += 1) {
    if (!(await pause(errand.settings.retryMs * 2 ** again, errand.ended))) return false;
    if (await tryOnce(errand, event, again + 2)) return true;
  }
  return false;
}
