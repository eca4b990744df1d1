import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { REQUEST_MAX_BYTES } from '../../../contract/envelope.ts';
import type { Till } from '../../till.ts';
import { type PageFile, renderPageFile } from '../page.ts';
import { checkSource, checkToken, clientOf } from './access.ts';
import { failure, refuse, sendJson } from './answers.ts';
import { streamEvents } from './event-stream.ts';
import { answerDownload, answerUpload, DOWNLOAD, findImage } from './files.ts';

export interface WebHost {
  /** With the token in the fragment, which browsers never send. */
  readonly address: string;
  readonly origin: string;
  readonly token: string;
  close(): Promise<void>;
}

export interface WebHostOptions {
  readonly till: Till;
  readonly files: ReadonlyMap<string, PageFile>;
  /** 0 takes any free port. */
  readonly port: number;
}

/**
 * The same till behind 127.0.0.1: the page and its pictures, requests, events, and files that come in and go out
 * (SEC-11).
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function startWebHost({ till, files, port }: WebHostOptions): Promise<WebHost> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer({ keepAliveTimeout: 60_000 });
  await listen(server, port);
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The host has no port');
  const origin = `http://127.0.0.1:${bound.port}`;
  const context = { till, files, token, origin };
  server.on('request', (request, response) => {
    answer(context, request, response).catch(() => response.destroy());
  });
  return {
    address: `${origin}/#token=${token}`,
    origin,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Context extends Pick<WebHostOptions, 'till' | 'files'> {
  readonly token: string;
  readonly origin: string;
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = checkSource(request, context.origin);
  if (refusal) return refuse(response, refusal);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  if (!route) return answerPage(context, path, request, response);
  const stranger = checkToken(request, context.token);
  if (stranger) return refuse(response, stranger);
  if (request.method === route.method) return route.answer(context.till, request, response);
  return sendJson(response, 405, failure('INVALID_INPUT', `${route.method} only`), { allow: route.method });
}

interface Route {
  readonly pattern: RegExp;
  readonly method: 'GET' | 'POST';
  answer(till: Till, request: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

/** All that wants the run's token. Whatever begins like one of these is not a file of the page. */
const ROUTES: readonly Route[] = [
  { pattern: /^\/request$/, method: 'POST', answer: answerRequest },
  { pattern: /^\/events$/, method: 'GET', answer: streamEvents },
  { pattern: /^\/upload$/, method: 'POST', answer: answerUpload },
  { pattern: DOWNLOAD, method: 'GET', answer: answerDownload },
];

/** The page and the catalogue's pictures, for everybody who reaches this host (SEC-11). */
async function answerPage(
  { till, files }: Context,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(response, 405, failure('INVALID_INPUT', 'The page is read with GET'), {
      allow: 'GET, HEAD',
    });
  }
  const file = files.get(path) ?? (await findImage(till, path));
  if (!file) return sendJson(response, 404, failure('NOT_FOUND', 'There is no such page'));
  const { headers, body } = renderPageFile(file, "'self'");
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerRequest(till: Till, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await readBody(request);
  if (text === null) {
    return sendJson(response, 413, failure('REQUEST_TOO_LARGE', 'A request has at most 64 KiB'));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return sendJson(response, 400, failure('INVALID_INPUT', 'The request is not JSON'));
  }
  sendJson(response, 200, await till.dispatch(value, clientOf(request)));
}

/** @returns null when the body is larger than a request may be; the rest is read and dropped */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= REQUEST_MAX_BYTES) chunks.push(bytes);
    if (size > 16 * REQUEST_MAX_BYTES) break;
  }
  return size > REQUEST_MAX_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}
