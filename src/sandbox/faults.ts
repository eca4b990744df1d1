import { type JsonObject, isWholeNumber } from './json-value.ts';
import { pathPattern } from './http/path-pattern.ts';

/**
 * What can go wrong with a request.
 * - `delay`: it is handled `delayMs` later, even if the caller has gone by then
 * - `reset`: the connection is reset, nothing is handled
 * - `reset_after_write`: it is handled, then the connection is reset
 * - `status_before`: answered with `status`, nothing is handled
 * - `500_after_write`, `502_after_write`: it is handled, then answered with that status
 * - `truncated`: it is handled; half of the answer arrives, then the connection ends
 * - `malformed`: it is handled; the answer has the right status and no JSON
 * - `hang`: never answered, nothing is handled
 * - `hang_after_write`: handled, never answered
 */
export const faultKinds = [
  'delay',
  'reset',
  'reset_after_write',
  'status_before',
  '500_after_write',
  '502_after_write',
  'truncated',
  'malformed',
  'hang',
  'hang_after_write',
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** One order to fail. */
export interface Fault {
  readonly id: number;
  readonly kind: FaultKind;
  /** The HTTP method that it is for; null: every method. */
  readonly method: string | null;
  /** The path that it is for, see `http/path-pattern.ts`; null: every path but the control API. */
  readonly path: string | null;
  /** How many requests are still to be hit; `always` until deleted. */
  readonly count: number | 'always';
  readonly delayMs: number;
  readonly status: number;
  readonly retryAfterSeconds: number;
}

/** What one request suffers: at most one delay, and at most one other fault. */
export interface FaultHit {
  readonly delayMs: number;
  readonly fault: Fault | null;
}

/** The faults that wait for their requests, in the order in which they were ordered. */
export interface FaultQueue {
  add(fault: Omit<Fault, 'id'>): Fault;
  list(): readonly Fault[];
  clear(): void;
  /** Takes one order back; nothing happens when it was used up. */
  remove(id: number): void;
  /** Finds what this request suffers and counts it. */
  take(method: string, path: string): FaultHit;
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== null && fault.method !== method) return false;
  return fault.path === null || pathPattern(fault.path).test(path);
}

function afterHit(fault: Fault): readonly Fault[] {
  if (fault.count === 'always') return [fault];
  return fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
}

/** Makes an empty queue. */
export function createFaultQueue(): FaultQueue {
  let faults: readonly Fault[] = [];
  let lastId = 0;
  const spend = (hit: Fault | undefined): void => {
    faults = faults.flatMap((fault) => (fault === hit ? afterHit(fault) : [fault]));
  };
  return {
    add: (order) => {
      lastId += 1;
      const fault: Fault = { ...order, id: lastId };
      faults = [...faults, fault];
      return fault;
    },
    list: () => faults,
    clear: () => {
      faults = [];
    },
    remove: (id) => {
      faults = faults.filter((fault) => fault.id !== id);
    },
    take: (method, path) => {
      const due = faults.filter((fault) => matches(fault, method, path));
      const delay = due.find((fault) => fault.kind === 'delay');
      const other = due.find((fault) => fault.kind !== 'delay');
      spend(delay);
      spend(other);
      return { delayMs: delay?.delayMs ?? 0, fault: other ?? null };
    },
  };
}

function wholeWithin(value: unknown, fallback: number, least: number, most: number): number | null {
  if (value === undefined) return fallback;
  return isWholeNumber(value) && value >= least && value <= most ? value : null;
}

function textOrNull(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : undefined;
}

function isPattern(path: string | null): boolean {
  try {
    return path === null || pathPattern(path) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Reads an order from the control API; a string says what is wrong with it. `count` is 1 when absent. */
export function readFault(body: JsonObject): Omit<Fault, 'id'> | string {
  const kind = faultKinds.find((known) => known === body['kind']);
  if (kind === undefined) return `kind: one of ${faultKinds.join(', ')}`;
  const method = textOrNull(body['method']);
  if (method === undefined) return 'method: a string';
  const path = textOrNull(body['path']);
  if (path === undefined || !isPattern(path)) return 'path: a string, :name is one segment, * is anything';
  const count = body['count'] === 'always' ? 'always' : wholeWithin(body['count'], 1, 1, 1_000_000);
  if (count === null) return 'count: a number from 1, or "always"';
  const delayMs = wholeWithin(body['delayMs'], 1000, 0, 3_600_000);
  if (delayMs === null) return 'delayMs: milliseconds, up to an hour';
  const status = wholeWithin(body['status'], 503, 200, 599);
  if (status === null) return 'status: an HTTP status from 200 to 599';
  const retryAfterSeconds = wholeWithin(body['retryAfterSeconds'], 1, 0, 86_400);
  if (retryAfterSeconds === null) return 'retryAfterSeconds: seconds, up to a day';
  return { kind, method: method?.toUpperCase() ?? null, path, count, delayMs, status, retryAfterSeconds };
}
