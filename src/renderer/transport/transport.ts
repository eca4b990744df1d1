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

/** What a file is brought in for. */
export type FilePurpose = 'import' | 'image';

/** How files come in and go out, which is not a request's matter (SEC-4). Answers are envelopes, parsed in the client. */
export interface FileTransport {
  /** Lets the person choose a file and brings it in; the envelope's value is null where none was chosen. */
  pick(purpose: FilePurpose): Promise<unknown>;
  /**
   * Brings in a file that the page has, such as a dropped one. Null in Electron: the page there has no way of its own
   * for bytes, and a path from a page is not to be trusted.
   */
  readonly send: ((file: File, purpose: FilePurpose) => Promise<unknown>) | null;
  /** Hands a result to the person; the envelope's value is `{ saved }`. */
  save(file: { readonly handle: string; readonly name: string }): Promise<unknown>;
}

/** The till program did not answer. Nothing is known about the request, and nothing is lost. */
export class MainUnreachable extends Error {
  override readonly name = 'MainUnreachable';
}

/** The host wants a token that we do not have. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}
