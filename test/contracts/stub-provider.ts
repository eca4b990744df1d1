import { onTestFinished } from 'vitest';
import { createHttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import { createFourpayOnline } from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import type { PaymentProvider } from '../../src/main/ports.ts';
import type { PartnerShop } from '../../src/main/ports-shop.ts';
import { createHastyClock } from './hasty-clock.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from './stub-server.ts';

export type { StubAnswer, StubRequest };

export interface StubProvider extends StubServer {
  readonly provider: PaymentProvider;
  readonly shop: PartnerShop;
}

/** The key that the adapter calls the stub with. */
export const STUB_KEY = 'pk_test_stub_8c1f';

/**
 * The adapter in front of a server that answers what the test says: for shapes that the sandbox does not speak.
 * @param answer null resets the connection
 */
export async function openStub(answer: (request: StubRequest) => StubAnswer | null): Promise<StubProvider> {
  const server = await startStubServer('/api/v1', answer);
  const clock = createHastyClock();
  const limiter = createRateLimiter(clock);
  const provider = createFourpayOnline(
    {
      baseUrl: server.baseUrl,
      credential: { kind: 'api_key', apiKey: STUB_KEY },
      organizationId: null,
      payerUrlTemplate: null,
    },
    { clock, http: createHttpClient(clock), limiter, jitter: () => 0 },
  );
  onTestFinished(() => {
    provider.close();
    limiter.close();
  });
  const { shop } = provider;
  if (shop === null) throw new Error('The provider has no shop');
  return { ...server, provider, shop };
}
