import type { ReceivedRequest } from '../http/received-request.ts';
import { errorReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopbackNames.has(new URL(address).hostname);
}

/**
 * Whether a browser sends this for a page of this computer. The server listens on loopback only, but any web page that
 * is open in a browser here could still post to it, or reach it under a name of its own that resolves to loopback.
 */
function isFromHere({ headers }: ReceivedRequest): boolean {
  const { host, origin } = headers;
  return (host === undefined || isLoopback(`http://${host}`)) && (origin === undefined || isLoopback(origin));
}

/** Refuses what a browser sends on behalf of somebody else's page. Programs send no `origin` and pass. */
export function fromHereOnly(routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle: (request, params) =>
      isFromHere(request)
        ? route.handle(request, params)
        : errorReply(403, 'foreign_origin', 'Only pages of this computer may control the sandbox.'),
  }));
}
