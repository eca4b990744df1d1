import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Bodies above this many bytes are answered with 413. */
export const bodyLimitBytes = 1024 * 1024;

/** A request that arrived whole. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path without the query, as sent (not decoded). */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bodyTooLarge: boolean;
}

/**
 * Reads a request to its end. What exceeds the limit is read and dropped: a caller that is still writing would miss
 * an earlier answer. Rejects when the caller goes away.
 */
export async function receiveRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size <= bodyLimitBytes) chunks.push(chunk);
  }
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    bodyTooLarge: size > bodyLimitBytes,
  };
}

/** The body as JSON; undefined when it is not JSON (an empty body is an empty object). */
export function jsonBody(request: ReceivedRequest): unknown {
  if (request.body.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(request.body);
    return value;
  } catch {
    return undefined;
  }
}

/** The token of `Authorization: Bearer …`; null when there is none. */
export function bearerToken(headers: IncomingHttpHeaders): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
