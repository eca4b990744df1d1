import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxClock } from '../clock.ts';
import type { Fault, FaultQueue } from '../faults.ts';
import { type Reply, errorReply, replyBytes } from './reply.ts';
import { type ReceivedRequest, bearerToken, receiveRequest } from './received-request.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { Router } from './router.ts';

/** The page that controls the sandbox, and all requests below it: no faults hit them, the log leaves them out. */
export const controlPath = '/_sandbox';

function isControl(path: string): boolean {
  return path === controlPath || path.startsWith(`${controlPath}/`);
}

function credentialOf({ headers }: ReceivedRequest): LoggedRequest['credential'] {
  if (bearerToken(headers) !== null) return 'bearer';
  const keyed = headers['x-api-key'] !== undefined || headers['x-api-token'] !== undefined;
  return keyed ? 'key' : 'none';
}

/** What the server needs. */
export interface ServerParts {
  readonly router: Router;
  /** Writes the books if they changed; called before each answer. */
  readonly keep: () => void;
  readonly clock: SandboxClock;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  /** The answer of the fault `status_before`. */
  readonly refuse: (fault: Fault) => Reply;
  /** Aborted on close: what still waits is dropped and changes nothing any more. */
  readonly closing: AbortSignal;
}

interface Exchange {
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly finish: (status: number | null) => void;
}

function writeHead(parts: ServerParts, exchange: Exchange, reply: Reply): Buffer {
  const bytes = replyBytes(reply);
  exchange.finish(reply.status);
  exchange.response.writeHead(reply.status, {
    'cache-control': 'no-store',
    date: new Date(parts.clock.now()).toUTCString(),
    ...reply.headers,
    'x-request-id': exchange.requestId,
    'content-length': bytes.byteLength,
  });
  return bytes;
}

function send(parts: ServerParts, exchange: Exchange, reply: Reply): void {
  exchange.response.end(writeHead(parts, exchange, reply));
}

/** Promises the whole body, sends half of it and ends the connection. */
function sendHalf(parts: ServerParts, exchange: Exchange, reply: Reply): void {
  const bytes = writeHead(parts, exchange, reply);
  exchange.response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => {
    exchange.response.socket?.end();
  });
}

function reset(exchange: Exchange): void {
  exchange.finish(null);
  exchange.response.socket?.resetAndDestroy();
}

async function handle(parts: ServerParts, request: ReceivedRequest): Promise<Reply> {
  try {
    const reply = request.bodyTooLarge
      ? errorReply(413, 'payload_too_large', 'The body is larger than is taken here.')
      : parts.router.answer(request);
    parts.keep();
    return await reply;
  } catch (error) {
    return errorReply(500, 'internal_error', error instanceof Error ? error.message : String(error));
  }
}

const notJson = '<!doctype html><title>Bad gateway</title>';

/** What comes of a request that is not handled at all; false when it is to be handled. */
function failBefore(parts: ServerParts, exchange: Exchange, fault: Fault | null): boolean {
  if (fault?.kind === 'reset') reset(exchange);
  else if (fault?.kind === 'status_before') send(parts, exchange, parts.refuse(fault));
  else if (fault?.kind !== 'hang') return false;
  return true;
}

async function answer(
  parts: ServerParts,
  exchange: Exchange,
  request: ReceivedRequest,
  fault: Fault | null,
): Promise<void> {
  if (failBefore(parts, exchange, fault)) return;
  const reply = await handle(parts, request);
  switch (fault?.kind) {
    case 'hang_after_write':
      break;
    case 'reset_after_write':
      reset(exchange);
      break;
    case '500_after_write':
      send(parts, exchange, errorReply(500, 'internal_error', 'Contact support.'));
      break;
    case '502_after_write':
      send(parts, exchange, errorReply(502, 'bad_gateway', 'An upstream system failed.'));
      break;
    case 'truncated':
      sendHalf(parts, exchange, reply);
      break;
    case 'malformed':
      send(parts, exchange, { ...reply, body: notJson });
      break;
    default:
      send(parts, exchange, reply);
  }
}

async function serve(parts: ServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const request = await receiveRequest(message, parts.router.bodyLimit);
  if (isControl(request.path)) {
    await answer(parts, { response, requestId, finish: () => {} }, request, null);
    return;
  }
  const hit = parts.faults.take(request.method, request.path);
  const finish = parts.log.begin({
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    startedAt: new Date(parts.clock.now()).toISOString(),
    keyed: request.headers['x-api-key'] !== undefined,
    credential: credentialOf(request),
    requestId,
  });
  if (hit.delayMs > 0) await sleep(hit.delayMs, undefined, { signal: parts.closing });
  await answer(parts, { response, requestId, finish }, request, hit.fault);
}

function refuseUnreadable(parts: ServerParts, socket: Duplex): void {
  if (!socket.writable) return;
  const date = new Date(parts.clock.now()).toUTCString();
  const headers = [
    `date: ${date}`,
    `x-request-id: ${randomUUID()}`,
    'content-length: 0',
    'connection: close',
  ];
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\n\r\n`);
}

/** Makes the HTTP server; it does not listen yet. */
export function createSandboxServer(parts: ServerParts): Server {
  const server = createServer((message, response) => {
    // The only rejections are a caller that went away and a sandbox that closes: nobody is left to be told.
    serve(parts, message, response).catch(() => response.destroy());
  });
  server.on('clientError', (_error, socket) => refuseUnreadable(parts, socket));
  // Longer than any client keeps an idle socket, or tests would meet resets that they did not order.
  server.keepAliveTimeout = 120_000;
  return server;
}

/** Listens on the loopback address only; resolves to the port. Rejects, for example with EADDRINUSE. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'));
      else resolve(address.port);
    });
  });
}
