import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Bodies above this many bytes are answered with 413, where a route does not take more. */
export const usualBodyLimitBytes = 1024 * 1024;

/** A request that arrived whole. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path without the query, as sent (not decoded). */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** As sent; empty when it was too large. */
  readonly body: Buffer;
  readonly bodyTooLarge: boolean;
}

/** How many bytes a body may have, by method and path. */
export type BodyLimit = (method: string, path: string) => number;

/**
 * Reads a request to its end. What exceeds the limit is read and dropped: a caller that is still writing would miss
 * an earlier answer. Rejects when the caller goes away.
 */
export async function receiveRequest(message: IncomingMessage, limitOf: BodyLimit): Promise<ReceivedRequest> {
  const method = message.method ?? 'GET';
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const limit = limitOf(method, path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
  }
  const bodyTooLarge = size > limit;
  return {
    method,
    path,
    query: new URLSearchParams(query.join('?')),
    headers: message.headers,
    body: Buffer.concat(bodyTooLarge ? [] : chunks),
    bodyTooLarge,
  };
}

/** The body as text. */
export function bodyText(request: ReceivedRequest): string {
  return request.body.toString('utf8');
}

/** The body as JSON; undefined when it is not JSON (an empty body is an empty object). */
export function jsonBody(request: ReceivedRequest): unknown {
  const text = bodyText(request);
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The token of `Authorization: Bearer …`; null when there is none. */
export function bearerToken(headers: IncomingHttpHeaders): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
