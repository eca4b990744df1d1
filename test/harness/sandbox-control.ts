import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** A row of the sandbox's books, as its control interface tells it. */
export interface BookedTransaction {
  readonly id: string;
  readonly link: string | null;
  readonly status: string;
  readonly amount: number;
}

export interface BookedLink {
  readonly id: string;
  readonly payerUrl: string;
  readonly deleted: boolean;
}

export interface Books {
  readonly links: readonly BookedLink[];
  readonly transactions: readonly BookedTransaction[];
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly startedAt: string;
  readonly durationMs: number | null;
}

/** Steers a sandbox over its control interface, as a person at its page would. */
export interface SandboxControl {
  books(): Promise<Books>;
  requests(): Promise<readonly LoggedRequest[]>;
  pay(linkId: string, details?: Readonly<Record<string, unknown>>): Promise<BookedTransaction>;
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
