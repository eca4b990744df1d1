import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ErrorCategory, WireError } from '../../../contract/errors.ts';
import type { Till } from '../../till.ts';
import type { PageFile } from '../page.ts';
import { clientOf } from './access.ts';
import { sendJson } from './answers.ts';

/** A file that was laid out to be saved. The path is matched as it stands, undecoded. */
export const DOWNLOAD = /^\/download\/([^/]*)$/;

/** A picture of the catalogue, by the hash of its content (SEC-2). */
const IMAGE = /^\/images\/([0-9a-f]{64}\.webp)$/;

const STATUS: Readonly<Record<ErrorCategory, number>> = {
  invalid: 400,
  not_found: 404,
  conflict: 409,
  precondition: 409,
  forbidden: 403,
  payment: 409,
  unavailable: 503,
  storage: 507,
  internal: 500,
};

/** Takes a file in while it comes, and says under which handle. What is too much is read and dropped. */
export async function answerUpload(
  till: Till,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
  const reply = await till.files.receive({
    client: clientOf(request),
    name: asked.get('name') ?? '',
    purpose: asked.get('purpose') ?? '',
    // Left open when the till has had enough: the answer goes the same way.
    stream: request.iterator({ destroyOnReturn: false }),
  });
  request.resume();
  sendJson(response, reply.ok ? 200 : statusOf(reply.error), reply);
}

/** Gives a result out as a file to be saved, never to be shown. */
export async function answerDownload(
  till: Till,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const reply = await till.files.download(clientOf(request), DOWNLOAD.exec(path)?.[1] ?? '');
  if (!reply.ok) return sendJson(response, statusOf(reply.error), reply);
  const { path: from, name, sizeBytes } = reply.value;
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': sizeBytes,
    'content-disposition': attachment(name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  // One that is released meanwhile, or a page that goes away, ends the answer half-way: nothing is left to say.
  await pipeline(createReadStream(from), response);
}

/** @returns null where the path is not exactly the one of a picture that is there */
export async function findImage(till: Till, path: string): Promise<PageFile | null> {
  const name = IMAGE.exec(path)?.[1];
  const body = name === undefined ? null : await till.files.image(name);
  return body && { type: 'image/webp', body };
}

/** RFC 6266: the name in ASCII for old readers, and whole as RFC 5987 has it. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

function statusOf({ code, category }: WireError): number {
  return code === 'FILE_TOO_LARGE' ? 413 : STATUS[category];
}
