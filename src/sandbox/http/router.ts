import { pathPattern } from './path-pattern.ts';
import { type Reply, errorReply } from './reply.ts';
import type { ReceivedRequest } from './received-request.ts';

/** The named segments of the path, decoded. */
export type PathParams = Readonly<Record<string, string>>;

/** Answers one request. Synchronous, so that every change of the books is atomic. */
export type Handler = (request: ReceivedRequest, params: PathParams) => Reply;

/** One entry of the route table. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A pattern, see `path-pattern.ts`. */
  readonly path: string;
  readonly handle: Handler;
}

function decodeParams(groups: Readonly<Record<string, string>> | undefined): PathParams | null {
  try {
    return Object.fromEntries(
      Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return null;
  }
}

/** Makes one handler of a route table: 404 for an unknown path, 405 with `allow` for a known one. HEAD acts as GET. */
export function createRouter(routes: readonly Route[]): (request: ReceivedRequest) => Reply {
  const table = routes.map((route) => ({ route, pattern: pathPattern(route.path) }));
  return (request) => {
    const found = table.filter(({ pattern }) => pattern.test(request.path));
    if (found.length === 0) return errorReply(404, 'not_found', `Nothing is at ${request.path}.`);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const match = found.find(({ route }) => route.method === method);
    if (match === undefined) {
      const allow = found.map(({ route }) => route.method).join(', ');
      return errorReply(405, 'method_not_allowed', `Allowed here: ${allow}.`, { allow });
    }
    const params = decodeParams(match.pattern.exec(request.path)?.groups);
    if (params === null) return errorReply(400, 'bad_request', 'The path is not encoded properly.');
    return match.route.handle(request, params);
  };
}
