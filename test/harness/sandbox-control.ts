import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** A row of the sandbox's books, as its control interface tells it. */
export interface BookedTransaction {
  readonly id: string;
  readonly txid: string;
  readonly link: string | null;
  /** The payment that a refund gives back. */
  readonly parent: string | null;
  readonly type: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly env: string;
  /** What was given back; on payments only. */
  readonly amount_refunded?: number;
}

export interface BookedLink {
  readonly id: string;
  readonly payerUrl: string;
  readonly deleted: boolean;
}

/** A hosted payment; the transaction with the same id is its money. */
export interface BookedHosted {
  readonly id: string;
  readonly txid: string;
  readonly payerUrl: string;
  readonly status: string;
  readonly expiresAt: string;
  readonly cancelled: boolean;
}

/** How many sign-ins there were, and how many still open anything. */
export interface SessionCounts {
  readonly created: number;
  readonly refreshed: number;
  readonly ended: number;
  readonly alive: number;
}

export interface Books {
  readonly links: readonly BookedLink[];
  readonly hosted: readonly BookedHosted[];
  readonly transactions: readonly BookedTransaction[];
  readonly sessions: SessionCounts;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly credential: 'key' | 'bearer' | 'none';
}

/** Steers a sandbox over its control interface, as a person at its page would. */
export interface SandboxControl {
  books(): Promise<Books>;
  requests(): Promise<readonly LoggedRequest[]>;
  pay(linkId: string, details?: Readonly<Record<string, unknown>>): Promise<BookedTransaction>;
  payHosted(id: string, details?: Readonly<Record<string, unknown>>): Promise<BookedTransaction>;
  /** A refund made in the partner's office, of all that is left unless an amount is named; the refund's row. */
  refund(transactionId: string, amount?: number): Promise<BookedTransaction>;
  sessions(act: 'expire' | 'revoke' | 'revoke_refresh'): Promise<SessionCounts>;
  move(transactionId: string, status: string): Promise<BookedTransaction>;
  book(row: Readonly<Record<string, unknown>>): Promise<BookedTransaction>;
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  clearFaults(): Promise<void>;
  switches(changes: Readonly<Record<string, unknown>>): Promise<void>;
}

export function controlOf({ baseUrl }: Pick<Sandbox, 'baseUrl'>): SandboxControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/_sandbox${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  // The answers are our own test server's: their shapes are proven by its tests.
  return {
    books: async () => (await call('GET', '/state')) as Books,
    requests: async () => ((await call('GET', '/requests')) as { requests: LoggedRequest[] }).requests,
    pay: async (id, details = {}) =>
      (await call('POST', `/links/${id}/pay`, { outcome: 'charged', ...details })) as BookedTransaction,
    payHosted: async (id, details = {}) =>
      (await call('POST', `/hosted/${id}/pay`, { outcome: 'charged', ...details })) as BookedTransaction,
    refund: async (id, amount) =>
      (await call(
        'POST',
        `/transactions/${id}/refund`,
        amount === undefined ? {} : { amount },
      )) as BookedTransaction,
    sessions: async (act) => (await call('POST', '/sessions', { act })) as SessionCounts,
    move: async (id, status) => (await call('POST', `/transactions/${id}`, { status })) as BookedTransaction,
    book: async (row) => (await call('POST', '/transactions', row)) as BookedTransaction,
    fault: async (fault) => {
      await call('POST', '/faults', fault);
    },
    clearFaults: async () => {
      await call('DELETE', '/faults');
    },
    switches: async (changes) => {
      await call('PATCH', '/switches', changes);
    },
  };
}
