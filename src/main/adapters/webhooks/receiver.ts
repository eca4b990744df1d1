import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A delivery as it came: the bytes that were signed, and the headers by lower-case names. */
export interface PostedDelivery {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export type PostVerdict = 'accepted' | 'malformed' | 'too_large' | 'not_genuine' | 'failed' | 'closing';

export interface WebhookReceiverOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Of a larger body, one byte more than this is handed on: enough to know. */
  readonly bodyMaxBytes: number;
  /** Who takes what is posted, by path; answered to the sender only after it has returned. */
  readonly routes: Readonly<Record<string, PostTaker>>;
}

export type PostTaker = (delivery: PostedDelivery) => PostVerdict;

export interface WebhookReceiver {
  readonly port: number;
  /** Ends every connection, whatever is under way on it. */
  close(): Promise<void>;
}

/** What a sender may take, in milliseconds; only tests lower it. */
export interface ReceiverLimits {
  readonly headersTimeoutMs: number;
  /** For the whole request, its body included. */
  readonly requestTimeoutMs: number;
  /** Between two requests on one connection. */
  readonly idleTimeoutMs: number;
  readonly checkEveryMs: number;
}

const LIMITS: ReceiverLimits = {
  headersTimeoutMs: 5000,
  requestTimeoutMs: 10_000,
  idleTimeoutMs: 5000,
  checkEveryMs: 1000,
};

const CONNECTIONS_MAX = 32;
const HEADERS_MAX_BYTES = 16 * 1024;
/** Then the connection is closed, and another sender has its turn. */
const REQUESTS_PER_CONNECTION_MAX = 100;

const STATUSES: Readonly<Record<PostVerdict, number>> = {
  accepted: 200,
  malformed: 400,
  too_large: 413,
  not_genuine: 401,
  failed: 500,
  closing: 503,
};

/**
 * Receives posts on 127.0.0.1, on the paths that it is given. What brings them here from outside, a tunnel or a proxy, is the shop's:
 * so any Host is taken, and nobody is trusted for having come this far.
 * @throws Error with code EADDRINUSE or EACCES when the port cannot be had
 */
export async function startWebhookReceiver(
  options: WebhookReceiverOptions,
  limits: ReceiverLimits = LIMITS,
): Promise<WebhookReceiver> {
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    maxHeaderSize: HEADERS_MAX_BYTES,
  });
  server.maxConnections = CONNECTIONS_MAX;
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION_MAX;
  // A connection that says nothing at all has begun no request whose time could run out.
  server.timeout = limits.requestTimeoutMs;
  server.on('request', (request, response) => {
    answer(options, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  // A connection that could not be taken costs itself alone.
  server.on('error', () => {});
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const bound = server.address();
      if (bound === null || typeof bound === 'string') reject(new Error('The receiver has no port'));
      else resolve(bound.port);
    });
  });
}

async function answer(
  { bodyMaxBytes, routes }: WebhookReceiverOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isFromPage(request)) return reply(response, 403);
  const path = (request.url ?? '').split('?')[0] ?? '';
  const handle = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!handle) return reply(response, 404);
  if (request.method !== 'POST') return reply(response, 405, { allow: 'POST' });
  const body = await readBody(request, bodyMaxBytes);
  reply(response, STATUSES[judge(handle, { body, headers: namesOf(request) })]);
}

/** No provider is a browser: a page, whosever it is, has no business here. */
function isFromPage({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || Object.keys(headers).some((name) => name.startsWith('sec-fetch-'));
}

/** Whatever goes wrong inside is told as a number, for the sender to come again. */
function judge(handle: PostTaker, delivery: PostedDelivery): PostVerdict {
  try {
    return handle(delivery);
  } catch {
    return 'failed';
  }
}

/** Reads a little beyond the limit and drops it, so that the sender can read why; more than that cuts it off. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    if (size <= maxBytes) chunks.push(bytes);
    size += bytes.length;
    if (size > 16 * maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes + 1);
}

function namesOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The words that the operator's documents ask for; what was refused keeps no connection. */
function reply(response: ServerResponse, status: number, extra: Readonly<Record<string, string>> = {}): void {
  const accepted = status === 200;
  const body = JSON.stringify({ success: String(accepted) });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(accepted ? {} : { connection: 'close' }),
    ...extra,
  });
  response.end(body);
}
