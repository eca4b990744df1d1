import { type Outcome, outcomeStatus } from '../fourpay-online/paying.ts';
import { type Environment, isEnvironment } from '../fourpay-online/transaction-record.ts';
import { type JsonObject, isText, isWholeNumber, memberOrNull } from '../json-value.ts';

/** The members that `pay` and the raw row share; null: not given. */
export interface RowOverrides {
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly env: Environment | null;
  readonly type: string | null;
  readonly method: string | null;
  readonly errorDescription: string | null;
  readonly startedMs: number | null;
}

/** A moment as milliseconds or as a date string. Throws when it is neither. */
function readMoment(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : value;
  if (!isWholeNumber(ms)) throw new Error('started is neither milliseconds nor a date');
  return ms;
}

/** Reads the shared members. Throws an Error that names the wrong one. */
export function readOverrides(body: JsonObject): RowOverrides {
  return {
    amountMinor: memberOrNull(body, 'amount', isWholeNumber),
    currency: memberOrNull(body, 'currency', isText),
    env: memberOrNull(body, 'env', isEnvironment),
    type: memberOrNull(body, 'type', isText),
    method: memberOrNull(body, 'method', isText),
    errorDescription: memberOrNull(body, 'error_description', isText),
    startedMs: readMoment(body['started']),
  };
}

/** Reads `outcome`. Throws an Error that lists the words. */
export function readOutcome(body: JsonObject): Outcome {
  const outcome = body['outcome'];
  const isOutcome = (value: unknown): value is Outcome =>
    isText(value) && Object.hasOwn(outcomeStatus, value);
  if (!isOutcome(outcome)) throw new Error(`outcome: one of ${Object.keys(outcomeStatus).join(', ')}`);
  return outcome;
}

/** Drops the members that are null, so that defaults apply. */
export function given<T extends object>(source: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const name in source) {
    const value = source[name];
    if (value !== null && value !== undefined) kept[name] = value;
  }
  return kept;
}
