import { protocol } from 'electron';
import { type PageFile, renderPageFile } from '../page.ts';
import { APP_HOST, APP_SCHEME } from './app-address.ts';

/** Answers an image by its name (`<64 hex>.<jpg|png|webp>`), or null when there is none. */
export type FindImage = (name: string) => Promise<PageFile | null>;

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
  findImage: FindImage = async () => null,
): void {
  protocol.handle(APP_SCHEME, (request) => answerPageRequest(request, files, findImage));
}

/**
 * Answers one request of the page (SEC-2). The path is looked up as it stands, undecoded, in a list made at start:
 * it never meets the file system, so that no spelling of `..` can lead anywhere. An image is asked for by a name of 64
 * hexadecimal digits and nothing else.
 */
export async function answerPageRequest(
  request: PageRequest,
  files: ReadonlyMap<string, PageFile>,
  findImage: FindImage,
): Promise<Response> {
  const path = request.method === 'GET' ? ADDRESS.exec(request.url)?.[1] : undefined;
  const file = path === undefined ? null : (files.get(path) ?? (await image(path, findImage)));
  if (!file) return notFound();
  const { headers, body } = renderPageFile(file, "'none'");
  return new Response(Uint8Array.from(body), { status: 200, headers: { ...headers } });
}

async function image(path: string, findImage: FindImage): Promise<PageFile | null> {
  const name = IMAGE.exec(path)?.[1];
  return name === undefined ? null : await findImage(name);
}

function notFound(): Response {
  const { headers } = renderPageFile({ type: 'text/plain; charset=utf-8', body: Buffer.alloc(0) }, "'none'");
  return new Response('Not found', { status: 404, headers: { ...headers, 'cache-control': 'no-store' } });
}
