/** One line of the request log. Never holds a header's value. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Null while the request is being handled, and for good when it was reset or left hanging. */
  readonly status: number | null;
  /** ISO 8601, by the sandbox's clock. */
  readonly startedAt: string;
  /** Real milliseconds; null while `status` is open. */
  readonly durationMs: number | null;
  /** Whether an `x-api-key` came along. */
  readonly keyed: boolean;
  /** The kind of credential that came along, valid or not. With both it is `bearer`, and `keyed` is true. */
  readonly credential: 'key' | 'bearer' | 'none';
  readonly requestId: string;
}

/** The most recent requests, oldest first. */
export interface RequestLog {
  /** Notes an arrival; the returned function notes the answer (null: there was none). */
  begin(arrival: Omit<LoggedRequest, 'status' | 'durationMs'>): (status: number | null) => void;
  list(): readonly LoggedRequest[];
}

const keptRequests = 1000;

/** Makes an empty log. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    begin: (arrival) => {
      const startedAt = performance.now();
      let entry: LoggedRequest = { ...arrival, status: null, durationMs: null };
      entries.push(entry);
      if (entries.length > keptRequests) entries.shift();
      return (status) => {
        const index = entries.lastIndexOf(entry);
        entry = { ...entry, status, durationMs: Math.round(performance.now() - startedAt) };
        if (index >= 0) entries[index] = entry;
      };
    },
    list: () => [...entries],
  };
}
