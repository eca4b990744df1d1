import { onTestFinished } from 'vitest';
import { createHttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import {
  type CheckoutGatewayConnection,
  type CheckoutGatewayProvider,
  createCheckoutGateway,
} from '../../src/main/adapters/payment-providers/checkout-gateway/checkout-gateway.ts';
import { createHastyClock, type HastyClock } from './hasty-clock.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from './stub-server.ts';

export interface StubGateway extends StubServer {
  readonly provider: CheckoutGatewayProvider;
  readonly clock: HastyClock;
  /** What the log was told to hide. */
  readonly learned: readonly string[];
}

export const STUB_CLIENT = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6';
export const STUB_TOKEN = 'ct_test_stub_51c9';
export const STUB_ACCESS = 'oa_test_stub_77d0';

/**
 * The gateway's adapter in front of a server that answers what the test says.
 * @param answer null resets the connection
 */
export async function openStubGateway(
  answer: (request: StubRequest) => StubAnswer | null,
  connection: Partial<CheckoutGatewayConnection> = {},
): Promise<StubGateway> {
  const server = await startStubServer('/api', answer);
  const clock = createHastyClock();
  const limiter = createRateLimiter(clock);
  const learned: string[] = [];
  const provider = createCheckoutGateway(
    {
      baseUrl: server.baseUrl,
      clientId: STUB_CLIENT,
      clientToken: STUB_TOKEN,
      accessToken: STUB_ACCESS,
      paidStatuses: ['CONFIRMED'],
      ...connection,
    },
    {
      clock,
      http: createHttpClient(clock),
      limiter,
      jitter: () => 0,
      learnSecret: (secret) => learned.push(secret),
    },
  );
  onTestFinished(() => {
    provider.close();
    limiter.close();
  });
  return { ...server, provider, clock, learned };
}
