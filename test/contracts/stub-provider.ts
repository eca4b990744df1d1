import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { createHttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import { createFourpayOnline } from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import type { PaymentProvider } from '../../src/main/ports.ts';
import type { PartnerShop } from '../../src/main/ports-shop.ts';
import { createHastyClock } from './hasty-clock.ts';

/** What arrived at the stub, whole. */
export interface StubRequest {
  readonly method: string;
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** An answer as it is sent: JSON of any value, or a text as it stands. */
export interface StubAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
}

export interface StubProvider {
  readonly provider: PaymentProvider;
  readonly shop: PartnerShop;
  readonly baseUrl: string;
  readonly received: readonly StubRequest[];
  /** Method and path of every request. */
  calls(): readonly string[];
}

/** The key that the adapter calls the stub with. */
export const STUB_KEY = 'pk_test_stub_8c1f';

/**
 * The adapter in front of a server that answers what the test says: for shapes that the sandbox does not speak.
 * @param answer null resets the connection
 */
export async function openStub(answer: (request: StubRequest) => StubAnswer | null): Promise<StubProvider> {
  const received: StubRequest[] = [];
  const server = createServer((message, response) => {
    void receive(message).then((request) => {
      received.push(request);
      const told = answer(request);
      if (told === null) message.socket.resetAndDestroy();
      else response.writeHead(told.status ?? 200).end(told.text ?? textOf(told.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  const clock = createHastyClock();
  const limiter = createRateLimiter(clock);
  const provider = createFourpayOnline(
    {
      baseUrl,
      credential: { kind: 'api_key', apiKey: STUB_KEY },
      organizationId: null,
      payerUrlTemplate: null,
    },
    { clock, http: createHttpClient(clock), limiter, jitter: () => 0 },
  );
  onTestFinished(async () => {
    provider.close();
    limiter.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { shop } = provider;
  if (shop === null) throw new Error('The provider has no shop');
  const calls = (): readonly string[] => received.map(({ method, path }) => `${method} ${path}`);
  return { provider, shop, baseUrl, received, calls };
}

async function receive(message: IncomingMessage): Promise<StubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return {
    method: message.method ?? '',
    path: (message.url ?? '').replace(/^\/api\/v1/, ''),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

function textOf(json: unknown): string {
  return json === undefined ? '' : JSON.stringify(json);
}
