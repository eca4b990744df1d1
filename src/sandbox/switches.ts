import { type JsonObject, isWholeNumber } from './json-value.ts';

/**
 * How this deployment behaves where the documents leave room, or disagree. The defaults are the shape of the
 * 4pay.online docs pages on links and authentication. Switches belong to the running process, not to the books.
 */
export interface SandboxSwitches {
  /** The only `x-organization-id` accepted; a request without it gets a bare 400. Null: the header is ignored. */
  readonly organizationRequired: string | null;
  /** Whether a transaction made through a link names it in `link`. */
  readonly linkOnTransactions: boolean;
  /** Where a link's answer carries the payer URL. With `none` it is `{baseUrl}/pay/link/{id}` all the same. */
  readonly urlOnLinks: 'none' | 'data.url' | 'url';
  /** The body of a 422. */
  readonly validationShape: 'fields' | 'jsonapi' | 'strings' | 'code' | 'details';
  /** `2026-03-01T10:00:00+00:00`, or `2026-03-01 10:00:00.101000 Etc/UTC`. */
  readonly timestampFormat: 'iso' | 'etc';
  /** How transactions write their three amounts: a JSON integer or a string of digits. Minor units either way. */
  readonly amountAs: 'integer' | 'string';
  /** The `env` of new rows; `absent` makes rows of `test` and leaves the field out of every answer. */
  readonly env: 'test' | 'prod' | 'absent';
  /** The form of `Retry-After` on 429 and 503. */
  readonly retryAfterForm: 'seconds' | 'date' | 'absent';
  /** Whether transactions carry `currency`. */
  readonly currencyOnTransactions: boolean;
  /** The older docs revision: `static` for `fixed`, the link under `link`, `qr_url`, `expires_at`, PUT for PATCH. */
  readonly olderLinkShape: boolean;
  /** The `partner_id` on links. */
  readonly partnerId: number;
  /** The fee in basis points: added in `amount_with_fee`, taken off in `amount_dest`. 500 is the docs' example. */
  readonly feeBasisPoints: number;
  /** Whether a deleted link can still be paid; nobody documents that deleting stops payment. */
  readonly payableAfterDelete: boolean;
}

/** The shape of the docs. */
export const defaultSwitches: SandboxSwitches = {
  organizationRequired: null,
  linkOnTransactions: true,
  urlOnLinks: 'none',
  validationShape: 'fields',
  timestampFormat: 'iso',
  amountAs: 'integer',
  env: 'test',
  retryAfterForm: 'seconds',
  currencyOnTransactions: true,
  olderLinkShape: false,
  partnerId: 42,
  feeBasisPoints: 500,
  payableAfterDelete: false,
};

type Readers = {
  readonly [K in keyof SandboxSwitches]: (value: unknown) => SandboxSwitches[K] | undefined;
};

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const natural = (value: unknown): number | undefined =>
  isWholeNumber(value) && value >= 0 ? value : undefined;

function word<const T extends string>(...words: readonly T[]): (value: unknown) => T | undefined {
  return (value) => words.find((known) => known === value);
}

function textOrNull(value: unknown): string | null | undefined {
  return value === null || (typeof value === 'string' && value !== '') ? value : undefined;
}

const readers: Readers = {
  organizationRequired: textOrNull,
  linkOnTransactions: flag,
  urlOnLinks: word('none', 'data.url', 'url'),
  validationShape: word('fields', 'jsonapi', 'strings', 'code', 'details'),
  timestampFormat: word('iso', 'etc'),
  amountAs: word('integer', 'string'),
  env: word('test', 'prod', 'absent'),
  retryAfterForm: word('seconds', 'date', 'absent'),
  currencyOnTransactions: flag,
  olderLinkShape: flag,
  partnerId: natural,
  feeBasisPoints: natural,
  payableAfterDelete: flag,
};

type Draft = { -readonly [K in keyof SandboxSwitches]: SandboxSwitches[K] };

function isSwitchName(name: string): name is keyof SandboxSwitches {
  return Object.hasOwn(readers, name);
}

function assign<K extends keyof SandboxSwitches>(draft: Draft, name: K, value: unknown): boolean {
  const read = readers[name](value);
  if (read === undefined) return false;
  draft[name] = read;
  return true;
}

/** The switches after a change, or the names of members that are unknown or have a value that is not offered. */
export type SwitchChange =
  | { readonly switches: SandboxSwitches }
  | { readonly refused: readonly [string, ...string[]] };

/** Applies a JSON object of switches; all of it or nothing. */
export function changeSwitches(current: SandboxSwitches, changes: JsonObject): SwitchChange {
  const draft: Draft = { ...current };
  const [first, ...others] = Object.entries(changes)
    .filter(([name, value]) => !isSwitchName(name) || !assign(draft, name, value))
    .map(([name]) => name);
  return first === undefined ? { switches: draft } : { refused: [first, ...others] };
}
