import type { Approval } from '../../contract/envelope.ts';

/**
 * The one way from a screen to the main process. Two implementations, chosen at start: IPC in Electron, HTTP
 * in the web host. Both carry plain JSON; what it means is parsed in the client.
 */
export interface Transport {
  /**
   * @param approval somebody's yes to this one request
   * @throws MainUnreachable when nobody answered, AccessRefused when the host does not know us
   */
  request(op: string, input: unknown, approval?: Approval): Promise<unknown>;
  /** Events from now on; the answer unsubscribes. */
  subscribe(listener: (event: unknown) => void): () => void;
}

/** The till program did not answer. Nothing is known about the request, and nothing is lost. */
export class MainUnreachable extends Error {
  override readonly name = 'MainUnreachable';
}

/** The host wants a token that we do not have. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}
