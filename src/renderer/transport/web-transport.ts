import type { Approval } from '../../contract/envelope.ts';
import type { Link } from './link.ts';
import { createNdjsonReader } from './ndjson.ts';
import type { Transport } from './transport.ts';
import { createWebCalls, readEnvelope } from './web-calls.ts';

/** Waits between attempts to reach the event stream; the last one repeats. */
const BACKOFF_MS: readonly number[] = [250, 500, 1000, 2000, 3000];

export interface WebTransportOptions {
  readonly token: string;
  /** What this tab is called: staff sign in for each. */
  readonly tab?: string;
  readonly link: Link;
  readonly fetch?: typeof fetch;
  /** Resolves after so many milliseconds; replaced in tests. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** The loopback host: requests as POST, events as a streamed answer with one JSON value a line. */
export function createWebTransport(options: WebTransportOptions): Transport {
  const call = options.fetch ?? globalThis.fetch.bind(globalThis);
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const authorization = `Bearer ${options.token}`;
  const calls = createWebCalls(options);
  return {
    request: async (op, input, approval) => readEnvelope(await calls(...posted(op, input, approval))),
    subscribe: (listener) => {
      const stop = new AbortController();
      void followEvents({ call, wait, authorization, link: options.link, signal: stop.signal, listener });
      return () => stop.abort();
    },
  };
}

function posted(op: string, input: unknown, approval?: Approval): [string, RequestInit] {
  const body = JSON.stringify({ op, input, ...(approval ? { approval } : {}) });
  return ['/request', { method: 'POST', headers: { 'content-type': 'application/json' }, body }];
}

interface Following {
  readonly call: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
  readonly authorization: string;
  readonly link: Link;
  readonly signal: AbortSignal;
  readonly listener: (event: unknown) => void;
}

/** Holds the event stream open for ever: whatever ends it, it is opened again after a short wait. */
async function followEvents(following: Following): Promise<void> {
  let failures = 0;
  while (!following.signal.aborted && following.link.current() !== 'refused') {
    const opened = await readEvents(following).catch(() => false);
    if (following.signal.aborted) return;
    following.link.set('down');
    failures = opened ? 0 : failures + 1;
    await following.wait(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 3000);
  }
}

/** @returns whether the stream was open, once it has ended */
async function readEvents({ call, authorization, link, signal, listener }: Following): Promise<boolean> {
  const response = await call('/events', { headers: { authorization }, signal });
  if (response.status === 401) link.set('refused');
  if (!response.ok || response.body === null) return false;
  link.set('up');
  const feed = createNdjsonReader(listener);
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      link.set('up');
      feed(decoder.decode(part.value, { stream: true }));
    }
  } catch {
    // The stream broke: the caller opens it again.
  }
  return true;
}
