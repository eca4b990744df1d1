import { protocol } from 'electron';
import { type PageFile, renderPageFile } from '../page.ts';
import { APP_HOST, APP_SCHEME } from './app-address.ts';

/** Answers an image by its name (`<64 hex>.<jpg|png|webp>`), or null when there is none. */
export type FindImage = (name: string) => PageFile | null;

/** What is read of a request; the rest cannot change the answer. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
}

const ADDRESS = new RegExp(`^${APP_SCHEME}://${APP_HOST}(/[^?#]*)(?:#.*)?$`, 's');
const IMAGE = /^\/images\/([0-9a-f]{64}\.(?:jpg|png|webp))$/;

/** Registers the page's scheme; once, and before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      // `stream` lets <audio> play from the scheme. No bypassCSP, no service workers, no extensions.
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Serves the page's files in the default session, the only one that windows use. */
export function serveAppProtocol(
  files: ReadonlyMap<string, PageFile>,
  findImage: FindImage = () => null,
): void {
  protocol.handle(APP_SCHEME, (request) => answerPageRequest(request, files, findImage));
}

/**
 * Answers one request of the page (SEC-2). The path is looked up as it stands, undecoded, in a list made at start:
 * it never meets the file system, so that no spelling of `..` can lead anywhere.
 */
export function answerPageRequest(
  request: PageRequest,
  files: ReadonlyMap<string, PageFile>,
  findImage: FindImage,
): Response {
  const path = request.method === 'GET' ? ADDRESS.exec(request.url)?.[1] : undefined;
  const file = path === undefined ? null : (files.get(path) ?? image(path, findImage));
  if (!file) return notFound();
  const { headers, body } = renderPageFile(file, "'none'");
  return new Response(Uint8Array.from(body), { status: 200, headers: { ...headers } });
}

function image(path: string, findImage: FindImage): PageFile | null {
  const name = IMAGE.exec(path)?.[1];
  return name === undefined ? null : findImage(name);
}

function notFound(): Response {
  const { headers } = renderPageFile({ type: 'text/plain; charset=utf-8', body: Buffer.alloc(0) }, "'none'");
  return new Response('Not found', { status: 404, headers: { ...headers, 'cache-control': 'no-store' } });
}
