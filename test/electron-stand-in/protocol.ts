import type { CustomScheme, Protocol } from 'electron';

type Handler = Parameters<Protocol['handle']>[1];

/** The schemes of a session. */
export class StandInProtocol implements Pick<Protocol, 'handle' | 'isProtocolHandled' | 'unhandle'> {
  /** What was registered before the app was ready. */
  privileged: readonly CustomScheme[] = [];
  readonly #handlers = new Map<string, Handler>();

  handle(scheme: string, handler: Handler): void {
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** What the page would get; null when nobody handles the scheme. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response | null> {
    const request = new Request(url, init);
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    return handler ? await handler(request) : null;
  }

  reset(): void {
    this.#handlers.clear();
    this.privileged = [];
  }
}
