import { createHmac } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Plays the provider's side of a webhook: what it sends, and how. */
export interface Post {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export const SECRET = 'MARK+hook/canary=4be19c72~webhook';

/** The seed's example, of a link. */
export const FLAT = {
  type: 'link',
  link: 'abc12345-0000',
  txid: 'generated-txid',
  id: '550e8400-0000',
  status: 'charged',
  amount: 1000,
  amount_dest: 950,
  amount_with_fee: 1050,
  error_description: '',
};

export interface SignedParts {
  readonly data: unknown;
  readonly at: number;
  readonly eventId?: string;
  readonly event?: string;
  readonly secret?: string;
  /** As the header says it; the seconds of `at` when absent. */
  readonly timestamp?: string;
}

/** An envelope as the operator's documents describe it. */
export function envelope({
  data,
  at,
  eventId = 'event-1',
  event = 'transaction.charged',
  ...rest
}: SignedParts) {
  const seconds = Math.floor(at / 1000);
  const body = JSON.stringify({ event_id: eventId, timestamp: seconds, type: event, data });
  return signed({
    body,
    timestamp: rest.timestamp ?? String(seconds),
    eventId,
    secret: rest.secret ?? SECRET,
  });
}

interface ToSign {
  readonly body: string;
  readonly timestamp: string;
  readonly eventId: string;
  readonly secret: string;
}

/** Any body with a signature over its bytes. */
export function signed({ body, timestamp, eventId, secret }: ToSign) {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-webhook-event-id': eventId,
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'),
    },
  };
}

/** A sender that keeps its connections, for the running test. */
export function sender(port: () => number): (post: Post) => Promise<Reply> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  onTestFinished(() => agent.destroy());
  return ({ body, headers = {}, path = '/webhooks/fourpay-online', method = 'POST' }) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: port(), path, method, agent };
      const outgoing = httpRequest(
        { ...options, headers: { 'content-length': String(Buffer.byteLength(body)), ...headers } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              headers: incoming.headers,
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}

/** A bare connection: what is written goes out as it is; `ended` is all that came back, once the other side is gone. */
export async function openLine(
  port: number,
  host: string = '127.0.0.1',
): Promise<{ readonly socket: Socket; readonly ended: Promise<string> }> {
  const socket = connect(port, host);
  onTestFinished(() => {
    socket.destroy();
  });
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(heard)));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return { socket, ended };
}

/** Sends posts over one connection, one behind the other without waiting. @returns the statuses, in order */
export async function pour(port: number, posts: readonly Post[]): Promise<readonly number[]> {
  const { socket, ended } = await openLine(port);
  const texts = posts.map(({ body, headers = {} }, index) => {
    const bytes = Buffer.from(body);
    const last = index === posts.length - 1 ? { connection: 'close' } : {};
    const lines = Object.entries({ host: 'x', 'content-length': bytes.length, ...headers, ...last });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.concat([Buffer.from(`POST /webhooks/fourpay-online HTTP/1.1\r\n${head}\r\n`), bytes]);
  });
  socket.write(Buffer.concat(texts));
  return [...(await ended).matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
