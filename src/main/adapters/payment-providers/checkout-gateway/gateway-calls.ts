import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import { CREATE_SCOPE, type GatewayScope } from '../../../ports-gateway.ts';
import { type CallParts, callApi } from '../common/calls.ts';

/** Makes one call of a path below `/api`. */
export type GatewayCall = (
  method: 'GET' | 'POST',
  path: string,
  options: CallOptions,
  body?: string,
) => Promise<ProviderAnswer<unknown>>;

/**
 * Calls in the name of a token. Every request carries the same three headers, also one without a body.
 * @param token null for a call in nobody's name
 */
export function callsBy(token: string | null, baseUrl: string, parts: CallParts): GatewayCall {
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    'content-type': 'application/json',
    accept: 'application/json',
  };
  return (method, path, options, body) => {
    const url = new URL(`${baseUrl}/api${path}`);
    return callApi(parts, { method, url, headers, ...(body === undefined ? {} : { body }) }, options);
  };
}

/** How a refusal for want of a permission is worded, here and by what such gateways are built with. */
const OF_PERMISSION = /insufficient|permission|scope|abilit/i;

/** Names the permission among the complaints where a call was refused for want of it. */
export function namingScope<T>(answer: ProviderAnswer<T>, scope: GatewayScope): ProviderAnswer<T> {
  if (answer.kind !== 'rejected' || answer.problem.status !== 403) return answer;
  const { complaints } = answer.problem;
  // One that says something else is refused for something else, such as another merchant's application.
  if (complaints.length > 0 && !complaints.some(({ message }) => OF_PERMISSION.test(message))) return answer;
  // A create is refused in the same words for an application that is another merchant's.
  const or = scope === CREATE_SCOPE ? ', or the client ID belongs to somebody else' : '';
  const lacked = { field: 'scope', code: scope, message: `The token lacks the permission ${scope}${or}` };
  const problem = { ...answer.problem, message: lacked.message, complaints: [lacked, ...complaints] };
  return { ...answer, problem };
}
