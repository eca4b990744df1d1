/**
 * What a handler answers; the server adds `x-request-id` and `content-length`, and `date` unless the system that answers
 * has a clock of its own.
 */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The body as it goes over the wire. */
export function replyBytes({ body }: Reply): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
}

/** An answer with a JSON body. */
export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An error as `{"error": code, "message": sentence}`, the shape for everything that is not a validation error. */
export function errorReply(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return jsonReply(status, { error: code, message }, headers);
}

/** A redirect that makes the browser GET `location`, so that a reload does not post again. */
export function seeOtherReply(location: string): Reply {
  return { status: 303, headers: { location }, body: '' };
}

/** A status and nothing else. */
export function bareReply(status: number): Reply {
  return { status, headers: {}, body: '' };
}
