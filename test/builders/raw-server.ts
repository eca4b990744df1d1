import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP server that speaks whatever the test makes it say. */
export interface RawServer {
  readonly port: number;
  readonly url: URL;
  /** What came in, connection by connection. */
  readonly received: readonly string[];
  /** Waits until so many connections have sent something. */
  requests(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server on loopback for the running test. `answer` is called once for each chunk that comes in. */
export async function startRawServer(answer: (socket: Socket, text: string) => void): Promise<RawServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const server = createServer((socket) => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      received[index] = `${received[index]}${chunk.toString('utf8')}`;
      for (const look of waiting) look();
      answer(socket, chunk.toString('utf8'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return {
    port: address.port,
    url: new URL(`http://127.0.0.1:${address.port}/api/v1/links`),
    received,
    requests: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.filter((text) => text !== '').length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close,
  };
}

/** A whole HTTP answer as it goes over the wire. */
export function httpAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const all = { 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n${body}`;
}
