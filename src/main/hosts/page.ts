import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/**
 * The page both hosts serve: files from the built renderer by a list made at start, never by joining a
 * request's path to a folder, so there is nothing to traverse (SEC-2).
 */
export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/** The placeholder in index.html that each response fills with its nonce. */
const NONCE_PLACEHOLDER = '%TILLINK_NONCE%';

/**
 * Reads every file of the built renderer.
 * @returns files by their path from the root, such as "/assets/index-1a2b.js"; "/" is the page itself
 * @throws Error when the renderer has not been built
 */
export function loadPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, body: readFileSync(path) });
  }
  const page = files.get('/index.html');
  if (!page) throw new Error('The screens are not built: run "npm run build" first');
  return files.set('/', page);
}

export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/**
 * The content security policy (SEC-3).
 * @param connect `'none'` in Electron, where requests go over IPC; `'self'` in the web host
 */
export function contentSecurityPolicy(nonce: string, connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** Headers of every file, with the page's nonce written into HTML. */
export function renderPageFile(
  file: PageFile,
  connect: "'none'" | "'self'",
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } {
  const nonce = newNonce();
  const isPage = file.type.startsWith('text/html');
  return {
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy(nonce, connect),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
      'cache-control': isPage ? 'no-store' : 'private, max-age=31536000, immutable',
    },
    body: isPage ? Buffer.from(file.body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)) : file.body,
  };
}
