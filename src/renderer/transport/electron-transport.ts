import type { Transport } from './transport.ts';

/** What the preload exposes: the same two functions, over IPC. */
export type PreloadBridge = Transport;

declare global {
  interface Window {
    readonly tillink?: PreloadBridge;
  }
}

export function createElectronTransport(bridge: PreloadBridge): Transport {
  return {
    request: (op, input, approval) => bridge.request(op, input, approval),
    subscribe: (listener) => bridge.subscribe(listener),
  };
}
