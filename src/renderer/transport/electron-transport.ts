import type { FileTransport, Transport } from './transport.ts';

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

/** Main shows the system's dialogs: bytes and paths never come into the page. */
export function createElectronFiles(transport: Transport): FileTransport {
  return {
    pick: (purpose) => transport.request('file.pick', { purpose }),
    send: null,
    save: ({ handle }) => transport.request('file.save', { handle }),
  };
}
