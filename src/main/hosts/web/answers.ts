import type { ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '../../../contract/errors.ts';
import type { Refusal } from './access.ts';

/** Answers of the host itself, in the shape of the till's: a page reads them all alike. */

export function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  const extra: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  sendJson(response, status, failure('FORBIDDEN', `Refused: ${reason}`), extra);
}

export function failure(code: ErrorCode, message: string): unknown {
  return { ok: false, error: { code, category: ERROR_CODES[code], message, correlationId: 'host' } };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  extra: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...extra,
  });
  response.end(JSON.stringify(value));
}
