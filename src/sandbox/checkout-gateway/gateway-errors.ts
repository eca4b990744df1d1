import { type Reply, bareReply, jsonReply } from '../http/reply.ts';
import type { GatewayContext } from './context.ts';

/** What is wrong with the fields of a body, by their names. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

const codes: Readonly<Record<number, string>> = {
  401: 'unauthenticated',
  403: 'insufficient_scope',
  404: 'not_found',
  422: 'invalid_request',
};

/** An error in the shape that the switch asks for. */
export function gatewayError(
  context: GatewayContext,
  status: number,
  message: string,
  errors?: FieldErrors,
): Reply {
  const fields = errors === undefined ? {} : { errors };
  switch (context.switches().gatewayErrorShape) {
    case 'message':
      return jsonReply(status, { message, ...fields });
    case 'nested':
      return jsonReply(status, { error: { message, ...fields } });
    case 'oauth':
      return jsonReply(status, {
        error: codes[status] ?? 'invalid_request',
        error_description: message,
        ...fields,
      });
    case 'bare':
      return bareReply(status);
  }
}

/** 404 of the gateway. */
export function notFound(context: GatewayContext): Reply {
  return gatewayError(context, 404, 'Not found');
}

/** 403 of the gateway: the token lacks the scope, or is another merchant's. */
export function forbidden(context: GatewayContext): Reply {
  return gatewayError(context, 403, 'Insufficient permissions');
}

/** 422 of the gateway. */
export function invalid(context: GatewayContext, errors: FieldErrors): Reply {
  return gatewayError(context, 422, 'The given data was invalid.', errors);
}
