import type {
  CallFacts,
  CallOptions,
  Clock,
  ProviderAnswer,
  ProviderComplaint,
  ProviderProblem,
} from '../../../ports.ts';
import { sleep } from '../../../waiting.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { RateLimiter } from '../../http/rate-limiter.ts';
import { readClean } from './answer-bodies.ts';
import { parseComplaints, parseJson } from './error-bodies.ts';
import type { Secrets } from './secrets.ts';

/** How a GET is repeated: at most twice, after 1 s and 2 s and a little more. */
const GET_RETRIES = 2;
const RETRY_AFTER_MAX_MS = 60_000;
const MESSAGE_MAX = 500;

export interface CallParts {
  readonly http: HttpClient;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  /** Takes our own credentials out of what the provider says: it may quote what it was sent. */
  readonly secrets: Secrets;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter: () => number;
  /** What a 400 says there whose body says nothing; a refusal like any unless told otherwise. */
  readonly bare400?: ProviderProblem['reason'];
  /** How this provider's bodies are read, where that is not as usual. */
  readonly bodies?: BodyReaders;
}

export interface BodyReaders {
  /** Undefined for what is no JSON. */
  readonly json: (text: string) => unknown;
  /** What a refusal complains of; empty where it says nothing. */
  readonly complaints: (text: string) => readonly ProviderComplaint[];
}

export interface ApiCall {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent in place of a text. */
  readonly bytes?: Uint8Array;
  /** How much of an answer is read, where that is more than usual; see {@link HttpRequest}. */
  readonly answerMaxBytes?: number;
  /** The headers that sign the call, asked for when its turn has come: a session may be renewed meanwhile. */
  readonly sign?: () => Readonly<Record<string, string>>;
  /** A call that opens or renews a session: others wait for it, and its answer holds secrets that we have to read. */
  readonly opensSession?: true;
}

/**
 * Sends a call in its turn and sorts the answer. `ok` carries the parsed JSON (undefined for an empty body).
 *
 * A status of 500 and above is `unknown`, not a failure: the operator may have done what was asked and fallen
 * over afterwards. Only GETs are repeated here; a create is repeated by whoever can make it anew.
 */
export async function callApi(
  parts: CallParts,
  call: ApiCall,
  options: CallOptions,
): Promise<ProviderAnswer<unknown>> {
  const retries = call.method === 'GET' ? GET_RETRIES : 0;
  for (let round = 0; ; round++) {
    const outcome = await callOnce(parts, call, options);
    const answer = await sortOutcome(parts, call, outcome);
    if (answer.kind === 'ok' || round >= retries || !isWorthRepeating(answer.problem)) return answer;
    // What was too large will be too large again.
    if (outcome.kind === 'no_answer' && outcome.reason === 'too_large') return answer;
    if (options.signal?.aborted) return answer;
    await sleep(parts.clock, (2 ** round + parts.jitter()) * 1000, options.signal);
  }
}

async function callOnce(
  parts: CallParts,
  call: ApiCall,
  { priority, signal }: CallOptions,
): Promise<HttpOutcome> {
  const { http, limiter, clock } = parts;
  const granted = await limiter.take(priority, signal, call.opensSession ? 'first' : 'last');
  if (!granted) return { kind: 'not_sent', reason: 'aborted', durationMs: 0 };
  const { method, url, headers, body, bytes, answerMaxBytes, sign } = call;
  const outcome = await http.send({
    method,
    url,
    headers: { ...headers, ...sign?.() },
    ...(body === undefined ? {} : { body }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(answerMaxBytes === undefined ? {} : { answerMaxBytes }),
    ...(signal ? { signal } : {}),
  });
  if (outcome.kind === 'answer' && (outcome.status === 429 || outcome.status === 503)) {
    const wait = retryAfterMs(outcome.headers['retry-after'], theirTime(outcome) ?? clock.now());
    if (wait !== null) limiter.hold(wait);
  }
  return outcome;
}

/**
 * Seconds or an HTTP date, capped at a minute; null when absent or unreadable.
 * @param nowMs by the clock of whoever wrote the header
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(RETRY_AFTER_MAX_MS, Math.max(0, ms));
}

/** What the provider's clock shows, as far as an answer of a moment ago told it; else ours. */
export function providerNow(clock: Clock, { clockSkewMs }: CallFacts): number {
  return clock.now() - (clockSkewMs ?? 0);
}

async function sortOutcome(
  parts: CallParts,
  call: ApiCall,
  outcome: HttpOutcome,
): Promise<ProviderAnswer<unknown>> {
  const facts = factsOf(parts, outcome);
  if (outcome.kind !== 'answer') {
    // Only what never left this machine is known not to have been done.
    const late = outcome.reason === 'timeout' ? 'timeout' : 'no_answer';
    const reason = outcome.kind === 'not_sent' ? 'unreachable' : late;
    const words = outcome.kind === 'not_sent' ? 'Not sent' : 'No answer';
    return { kind: 'unknown', problem: problem(reason, `${words}: ${outcome.reason}`, facts), facts };
  }
  const { status, body } = outcome;
  if (status >= 200 && status < 300) {
    if (body.trim() === '') return { kind: 'ok', value: undefined, facts };
    const value = call.opensSession
      ? parseJson(body)
      : await readClean(body, parts.secrets, parts.bodies?.json);
    if (value !== undefined) return { kind: 'ok', value, facts };
    return { kind: 'unknown', problem: problem('malformed', 'The answer is not JSON', facts, status), facts };
  }
  const told = complain(parts, status, body, facts);
  // 408 is said by whoever gave up waiting, for us or for what we had asked to be done.
  return { kind: status >= 500 || status === 408 ? 'unknown' : 'rejected', problem: told, facts };
}

function complain(
  { secrets, bare400 = 'rejected', bodies }: CallParts,
  status: number,
  body: string,
  facts: CallFacts,
): ProviderProblem {
  const clean = (text: string): string => secrets.inText(text).slice(0, MESSAGE_MAX);
  const complaints = (bodies?.complaints ?? parseComplaints)(body).map(({ field, code, message }) => ({
    ...(field === undefined ? {} : { field: clean(field) }),
    ...(code === undefined ? {} : { code: clean(code) }),
    message: clean(message),
  }));
  const words = complaints.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
  const message = words === '' ? `The provider answered ${status}` : words;
  const reason = status === 400 && complaints.length === 0 ? bare400 : reasonOf(status);
  return problem(reason, message, facts, status, complaints);
}

function reasonOf(status: number): ProviderProblem['reason'] {
  if (status === 401) return 'key_refused';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 408) return 'timeout';
  if (status === 429) return 'slow_down';
  return status >= 500 ? 'server_error' : 'rejected';
}

export function problem(
  reason: ProviderProblem['reason'],
  message: string,
  facts: CallFacts,
  status: number | null = null,
  complaints: ProviderProblem['complaints'] = [],
): ProviderProblem {
  return { reason, message: message.slice(0, MESSAGE_MAX), status, requestId: facts.requestId, complaints };
}

function factsOf({ clock, secrets }: CallParts, outcome: HttpOutcome): CallFacts {
  const requestId = outcome.kind === 'answer' ? outcome.headers['x-request-id'] : undefined;
  const theirs = theirTime(outcome);
  return {
    durationMs: Math.round(outcome.durationMs),
    requestId: requestId === undefined ? null : secrets.inText(requestId).slice(0, 100),
    // The header has whole seconds: half a second is the middle of what it may mean.
    clockSkewMs: theirs === null ? null : Math.round(clock.now() - theirs - 500),
  };
}

/** The Date header, in milliseconds; null where there is none. */
function theirTime(outcome: HttpOutcome): number | null {
  const ms = outcome.kind === 'answer' ? Date.parse(outcome.headers['date'] ?? '') : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

function isWorthRepeating({ reason }: ProviderProblem): boolean {
  return ['unreachable', 'no_answer', 'timeout', 'server_error', 'malformed', 'slow_down'].includes(reason);
}
