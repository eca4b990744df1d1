import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

/** What arrived at the stub, whole. */
export interface StubRequest {
  readonly method: string;
  /** Below the prefix of the API, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** An answer as it is sent: JSON of any value, or a text as it stands. */
export interface StubAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

export interface StubServer {
  readonly baseUrl: string;
  readonly received: readonly StubRequest[];
  /** Method and path of every request. */
  calls(): readonly string[];
}

/**
 * A server that answers what the test says, until the running test has finished.
 * @param prefix what every path begins with, such as `/api`
 * @param answer null resets the connection
 */
export async function startStubServer(
  prefix: string,
  answer: (request: StubRequest) => StubAnswer | null,
): Promise<StubServer> {
  const received: StubRequest[] = [];
  const server = createServer((message, response) => {
    void receive(message, prefix).then((request) => {
      received.push(request);
      const told = answer(request);
      if (told === null) message.socket.resetAndDestroy();
      else response.writeHead(told.status ?? 200, told.headers).end(told.text ?? textOf(told.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    received,
    calls: () => received.map(({ method, path }) => `${method} ${path}`),
  };
}

async function receive(message: IncomingMessage, prefix: string): Promise<StubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const path = message.url ?? '';
  return {
    method: message.method ?? '',
    path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

function textOf(json: unknown): string {
  return json === undefined ? '' : JSON.stringify(json);
}
