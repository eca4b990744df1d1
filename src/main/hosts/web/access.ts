import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Refusal = { readonly status: 401 | 403; readonly reason: string };

/**
 * Who may speak to the loopback host (SEC-11): only what addresses this very host and port, and was not sent
 * by another site's page. A name that resolves to 127.0.0.1 is not our name.
 * @param origin such as `http://127.0.0.1:4173`
 */
export function checkSource(request: IncomingMessage, origin: string): Refusal | null {
  if (request.headers.host !== new URL(origin).host) return { status: 403, reason: 'foreign host' };
  const sender = request.headers.origin;
  if (sender !== undefined && sender !== origin) return { status: 403, reason: 'foreign origin' };
  const site = request.headers['sec-fetch-site'];
  const foreign = site === 'cross-site' || site === 'same-site';
  // Following a link to the page is how a person comes in; everything else across sites is an attack.
  const navigation = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  return foreign && !navigation ? { status: 403, reason: 'foreign site' } : null;
}

/** The run's token as a Bearer header, compared in constant time. */
export function checkToken(request: IncomingMessage, token: string): Refusal | null {
  const given = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token)) ? null : { status: 401, reason: 'no token' };
}

/** A random name that the page makes for its tab, so that staff sign in for each. */
export const CLIENT_HEADER = 'x-tillink-client';

/** Which tab asks. Requests without a name, or with one that no page of ours makes, are one client together. */
export function clientOf(request: IncomingMessage): string {
  const name = request.headers[CLIENT_HEADER];
  return typeof name === 'string' && /^[\w-]{16,64}$/.test(name) ? `tab-${name}` : 'web';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
