import type { CallFacts, CallOptions, Clock, ProviderAnswer, ProviderProblem } from '../../../ports.ts';
import { sleep } from '../../../waiting.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { RateLimiter } from '../../http/rate-limiter.ts';
import { parseComplaints, parseJson } from './error-bodies.ts';

/** How a GET is repeated: at most twice, after 1 s and 2 s and a little more. */
const GET_RETRIES = 2;
const RETRY_AFTER_MAX_MS = 60_000;

export interface CallParts {
  readonly http: HttpClient;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  /** Takes our own credential out of what the provider says: it may quote what it was sent. */
  readonly hide: (text: string) => string;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter: () => number;
}

export interface ApiCall {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
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
    const answer = await callOnce(parts, call, options);
    if (answer.kind === 'ok' || round >= retries || !isWorthRepeating(answer.problem)) return answer;
    if (options.signal?.aborted) return answer;
    await sleep(parts.clock, (2 ** round + parts.jitter()) * 1000, options.signal);
  }
}

async function callOnce(
  { http, limiter, clock, hide }: CallParts,
  call: ApiCall,
  options: CallOptions,
): Promise<ProviderAnswer<unknown>> {
  const granted = await limiter.take(options.priority, options.signal);
  if (!granted) return sortOutcome({ kind: 'not_sent', reason: 'aborted', durationMs: 0 }, clock);
  const outcome = hideIn(
    await http.send({ ...call, ...(options.signal ? { signal: options.signal } : {}) }),
    hide,
  );
  if (outcome.kind === 'answer' && (outcome.status === 429 || outcome.status === 503)) {
    const wait = retryAfterMs(outcome.headers['retry-after'], clock.now());
    if (wait !== null) limiter.hold(wait);
  }
  return sortOutcome(outcome, clock);
}

function hideIn(outcome: HttpOutcome, hide: (text: string) => string): HttpOutcome {
  if (outcome.kind !== 'answer') return outcome;
  const headers = Object.entries(outcome.headers).map(([name, value]) => [name, hide(value)] as const);
  return { ...outcome, headers: Object.fromEntries(headers), body: hideInBody(outcome.body, hide) };
}

/** JSON may escape what is hidden (a slash, any letter): its strings are cleaned as they read, not as they stand. */
function hideInBody(body: string, hide: (text: string) => string): string {
  const clean = hide(body);
  if (!clean.includes('\\')) return clean;
  const parsed = parseJson(clean);
  if (parsed === undefined) return clean;
  return JSON.stringify(parsed, (_key, value: unknown) => {
    if (typeof value === 'string') return hide(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [hide(name), member]));
  });
}

/** Seconds or an HTTP date, capped at a minute; null when absent or unreadable. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(RETRY_AFTER_MAX_MS, Math.max(0, ms));
}

function sortOutcome(outcome: HttpOutcome, clock: Clock): ProviderAnswer<unknown> {
  const facts = factsOf(outcome, clock);
  if (outcome.kind !== 'answer') {
    const reason = outcome.reason === 'timeout' ? 'timeout' : 'unreachable';
    return { kind: 'unknown', problem: problem(reason, `No answer: ${outcome.reason}`, facts), facts };
  }
  const { status, body } = outcome;
  if (status >= 200 && status < 300) return sortSuccess(body, status, facts);
  const complaints = parseComplaints(body);
  const reason = reasonOf(status, complaints.length);
  const words = complaints.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
  const told = problem(
    reason,
    words === '' ? `The provider answered ${status}` : words,
    facts,
    status,
    complaints,
  );
  return { kind: status >= 500 ? 'unknown' : 'rejected', problem: told, facts };
}

function sortSuccess(body: string, status: number, facts: CallFacts): ProviderAnswer<unknown> {
  if (body.trim() === '') return { kind: 'ok', value: undefined, facts };
  const value = parseJson(body);
  if (value !== undefined) return { kind: 'ok', value, facts };
  return { kind: 'unknown', problem: problem('malformed', 'The answer is not JSON', facts, status), facts };
}

function reasonOf(status: number, complaints: number): ProviderProblem['reason'] {
  if (status === 401) return 'key_refused';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'slow_down';
  if (status >= 500) return 'server_error';
  // A bare 400 is how some deployments ask for the organization id.
  return status === 400 && complaints === 0 ? 'organization' : 'rejected';
}

export function problem(
  reason: ProviderProblem['reason'],
  message: string,
  facts: CallFacts,
  status: number | null = null,
  complaints: ProviderProblem['complaints'] = [],
): ProviderProblem {
  return { reason, message: message.slice(0, 500), status, requestId: facts.requestId, complaints };
}

function factsOf(outcome: HttpOutcome, clock: Clock): CallFacts {
  const headers = outcome.kind === 'answer' ? outcome.headers : {};
  const theirs = Date.parse(headers['date'] ?? '');
  return {
    durationMs: Math.round(outcome.durationMs),
    requestId: headers['x-request-id']?.slice(0, 100) ?? null,
    // The header has whole seconds: half a second is the middle of what it may mean.
    clockSkewMs: Number.isNaN(theirs) ? null : Math.round(clock.now() - theirs - 500),
  };
}

function isWorthRepeating({ reason }: ProviderProblem): boolean {
  return ['unreachable', 'timeout', 'server_error', 'malformed', 'slow_down'].includes(reason);
}
