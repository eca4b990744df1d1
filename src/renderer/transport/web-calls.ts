import type { Link } from './link.ts';
import { AccessRefused, MainUnreachable } from './transport.ts';

export interface WebCallOptions {
  readonly token: string;
  /** What this tab is called: staff sign in for each. */
  readonly tab?: string;
  readonly link: Link;
  readonly fetch?: typeof fetch;
}

/**
 * One call to the loopback host, with the run's token and the tab's name.
 * @throws MainUnreachable when nobody answered, AccessRefused when the token is not the run's
 */
export type WebCall = (path: string, init: RequestInit) => Promise<Response>;

export function createWebCalls({ token, tab, link, fetch }: WebCallOptions): WebCall {
  const call = fetch ?? globalThis.fetch.bind(globalThis);
  const ours = {
    authorization: `Bearer ${token}`,
    ...(tab === undefined ? {} : { 'x-tillink-client': tab }),
  };
  return async (path, init) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(ours)) headers.set(name, value);
    const response = await call(path, { ...init, headers }).catch((cause: unknown) => {
      link.set('down');
      throw new MainUnreachable('The till program did not answer', { cause });
    });
    if (response.status !== 401) return response;
    link.set('refused');
    throw new AccessRefused('The till program does not know this page');
  };
}

/** @throws MainUnreachable when the answer broke off */
export function readEnvelope(response: Response): Promise<unknown> {
  return response.json().catch((cause: unknown) => {
    throw new MainUnreachable('The answer broke off', { cause });
  });
}
