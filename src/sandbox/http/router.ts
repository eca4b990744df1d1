import { pathPattern } from './path-pattern.ts';
import { type Reply, errorReply } from './reply.ts';
import { type BodyLimit, type ReceivedRequest, usualBodyLimitBytes } from './received-request.ts';

/** The named segments of the path, decoded. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * Answers one request. Whatever it changes in the books it changes before it returns, so that every change is atomic
 * and kept before the answer; a promise is for what can only be told later, and never rejects.
 */
export type Handler = (request: ReceivedRequest, params: PathParams) => Reply | Promise<Reply>;

/** One entry of the route table. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A pattern, see `path-pattern.ts`. */
  readonly path: string;
  readonly handle: Handler;
  /** How many bytes a body may have; {@link usualBodyLimitBytes} when absent. */
  readonly bodyLimitBytes?: number;
}

/** A route table at work. */
export interface Router {
  readonly bodyLimit: BodyLimit;
  readonly answer: (request: ReceivedRequest) => Reply | Promise<Reply>;
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

/** Puts a route table to work: 404 for an unknown path, 405 with `allow` for a known one. HEAD acts as GET. */
export function createRouter(routes: readonly Route[]): Router {
  const table = routes.map((route) => ({ route, pattern: pathPattern(route.path) }));
  const at = (path: string) => table.filter(({ pattern }) => pattern.test(path));
  const bodyLimit: BodyLimit = (method, path) =>
    at(path).find(({ route }) => route.method === method)?.route.bodyLimitBytes ?? usualBodyLimitBytes;
  const answer: Router['answer'] = (request) => {
    const found = at(request.path);
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
  return { bodyLimit, answer };
}
