import { type IncomingHttpHeaders, createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** A message that arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

/** What a receiver answers; `silence` never does. */
export type Answering = { readonly status: number; readonly body: string } | 'silence';

/** The answer that the docs ask for. */
export const accepting: Answering = { status: 200, body: '{"success":"true"}' };

/** A real server that a sandbox posts to. */
export interface Receiver {
  readonly url: string;
  /** What arrived, in the order of arrival. */
  readonly received: readonly Received[];
}

/** Starts a receiver for the running test. `answer` decides by what has arrived already, this one included. */
export async function startReceiver(
  answer: (received: readonly Received[]) => Answering = () => accepting,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, text, json: JSON.parse(text) });
      const answering = answer(received);
      if (answering === 'silence') return;
      response.writeHead(answering.status, { 'content-type': 'application/json' }).end(answering.body);
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/webhooks`, received };
}
