import http from 'node:http';
import https from 'node:https';
import type { Clock } from '../../ports.ts';

/** Deadlines of one call, in milliseconds, on the clock port; and the largest body that is read unless asked. */
export const CONNECT_TIMEOUT_MS = 5000;
export const HEADERS_TIMEOUT_MS = 10_000;
export const WHOLE_TIMEOUT_MS = 20_000;
export const BODY_MAX_BYTES = 1024 * 1024;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent in place of a text. */
  readonly bytes?: Uint8Array;
  readonly signal?: AbortSignal;
  /**
   * The body of a 2xx may be so large, in bytes, instead of {@link BODY_MAX_BYTES}: for lists that come unpaged.
   * Nobody needs more than usual of a refusal.
   */
  readonly answerMaxBytes?: number;
  /** Ends the call with the headers of the answer: its body is neither read nor waited for. */
  readonly headersOnly?: true;
}

/**
 * What became of a call. The difference between the last two is what payments hang on: `not_sent` means that
 * not a byte of the request left this machine, `no_answer` that it may have been carried out.
 */
export type HttpOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'not_sent' | 'no_answer';
      readonly reason: 'refused' | 'timeout' | 'reset' | 'truncated' | 'too_large' | 'aborted';
      readonly durationMs: number;
    };

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpOutcome>;
  close(): void;
}

/** HTTP/1.1 with deadlines of its own, because `fetch` cannot tell connecting from waiting. Never follows redirects. */
export function createHttpClient(clock: Clock): HttpClient {
  const agents = {
    http: new http.Agent({ keepAlive: true, maxSockets: 4 }),
    https: new https.Agent({ keepAlive: true, maxSockets: 4 }),
  };
  return {
    send: (request) => sendOnce(request, clock, agents),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

type Failure = Extract<HttpOutcome, { kind: 'not_sent' | 'no_answer' }>['reason'];

function sendOnce(request: HttpRequest, clock: Clock, agents: Agents): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const startedAt = clock.monotonic();
    const timers: (() => void)[] = [];
    let connected = false;
    let responded = false;
    let settled = false;
    const settle = (outcome: HttpOutcome): void => {
      if (settled) return;
      settled = true;
      for (const cancel of timers) cancel();
      request.signal?.removeEventListener('abort', abort);
      resolve(outcome);
      outgoing.destroy();
    };
    const durationMs = (): number => clock.monotonic() - startedAt;
    const fail = (reason: Failure): void =>
      settle({ kind: connected ? 'no_answer' : 'not_sent', reason, durationMs: durationMs() });
    const abort = (): void => fail('aborted');

    const outgoing = open(request, agents);
    outgoing.on('socket', (socket) => {
      const ready = request.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      const markConnected = (): void => {
        connected = true;
      };
      if (outgoing.reusedSocket || !socket.connecting) markConnected();
      else socket.once(ready, markConnected);
    });
    outgoing.on('error', () => fail(connected ? 'reset' : 'refused'));
    outgoing.on('response', (incoming) => {
      responded = true;
      const answer = (body: string): void =>
        settle({
          kind: 'answer',
          status: incoming.statusCode ?? 0,
          headers: flatten(incoming.headers),
          body,
          durationMs: durationMs(),
        });
      if (request.headersOnly) answer('');
      else collect(incoming, bodyMaxBytes(request, incoming.statusCode), fail, answer);
    });
    timers.push(
      clock.startTimer(CONNECT_TIMEOUT_MS, () => connected || fail('timeout')),
      clock.startTimer(HEADERS_TIMEOUT_MS, () => responded || fail('timeout')),
      clock.startTimer(WHOLE_TIMEOUT_MS, () => fail('timeout')),
    );
    if (request.signal?.aborted) abort();
    else request.signal?.addEventListener('abort', abort, { once: true });
    outgoing.end(request.bytes ?? request.body);
  });
}

function open(request: HttpRequest, agents: Agents): http.ClientRequest {
  const sent = request.bytes ?? request.body;
  const secure = request.url.protocol === 'https:';
  const options = {
    method: request.method,
    headers: {
      ...request.headers,
      ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
    },
    agent: secure ? agents.https : agents.http,
  };
  return secure ? https.request(request.url, options) : http.request(request.url, options);
}

function bodyMaxBytes({ answerMaxBytes = BODY_MAX_BYTES }: HttpRequest, status = 0): number {
  return status >= 200 && status < 300 ? answerMaxBytes : BODY_MAX_BYTES;
}

function collect(
  incoming: http.IncomingMessage,
  maxBytes: number,
  fail: (reason: Failure) => void,
  done: (body: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) fail('too_large');
    else chunks.push(chunk);
  });
  incoming.on('error', () => fail('truncated'));
  incoming.on('close', () => incoming.complete || fail('truncated'));
  incoming.on('end', () =>
    incoming.complete ? done(Buffer.concat(chunks).toString('utf8')) : fail('truncated'),
  );
}

function flatten(headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
