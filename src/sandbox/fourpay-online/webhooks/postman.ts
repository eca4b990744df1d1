import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject } from '../../json-value.ts';
import type { FourPayContext } from '../context.ts';
import type { WebhookEvent } from './event-log.ts';
import { type Answered, post } from './post.ts';
import { webhookMessage } from './webhook-message.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** One try to tell one event. */
export interface Delivery {
  readonly eventId: string;
  readonly transactionId: string;
  readonly transactionStatus: string;
  /** From 1 on. */
  readonly attempt: number;
  readonly atMs: number;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Whether it was answered as the docs ask for: 200 with `{"success":"true"}`. */
  readonly accepted: boolean;
  /** Why there was no answer. */
  readonly problem: string | null;
}

const retries = 3;

/** What carries the events of one webhook until it is changed or the sandbox closes. */
export interface Errand {
  readonly context: FourPayContext;
  readonly settings: WebhookSettings;
  readonly agent: Agent;
  /** Mixes up what is held back. */
  readonly random: () => number;
  /** Aborted when the webhook is changed, or the sandbox closes. */
  readonly ended: AbortSignal;
  readonly note: (delivery: Delivery) => void;
}

function isAccepted({ status, text }: Answered): boolean {
  if (status !== 200) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && value['success'] === 'true';
  } catch {
    return false;
  }
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
export async function tryOnce(errand: Errand, event: WebhookEvent, attempt: number): Promise<boolean> {
  const { context, settings, agent, ended } = errand;
  const tried = {
    eventId: event.id,
    transactionId: event.row.id,
    transactionStatus: event.row.status,
    attempt,
    atMs: context.clock.now(),
  };
  try {
    const answered = await post(settings.url, webhookMessage(context, settings, event), agent, ended);
    const accepted = isAccepted(answered);
    errand.note({ ...tried, status: answered.status, accepted, problem: null });
    return accepted;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (!ended.aborted) errand.note({ ...tried, status: null, accepted: false, problem });
    return false;
  }
}

/** Tells an event that was not accepted again, up to three times; whether it was accepted then. Never rejects. */
export async function retry(errand: Errand, event: WebhookEvent): Promise<boolean> {
  for (let again = 0; again < retries; again += 1) {
    if (!(await pause(errand.settings.retryMs * 2 ** again, errand.ended))) return false;
    if (await tryOnce(errand, event, again + 2)) return true;
  }
  return false;
}
