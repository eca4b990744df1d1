import { onTestFinished } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import {
  type CheckoutGatewayConnection,
  type CheckoutGatewayProvider,
  createCheckoutGateway,
} from '../../src/main/adapters/payment-providers/checkout-gateway/checkout-gateway.ts';
import { type Sandbox, type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { type GatewayControl, gatewayControlOf } from '../harness/gateway-control.ts';
import { createHastyClock, type HastyClock } from './hasty-clock.ts';
import { type ProviderPlay, requestOf } from './payment-provider-suite.ts';

export interface GatewayOptions {
  readonly switches?: Partial<SandboxSwitches>;
  readonly connection?: Partial<CheckoutGatewayConnection>;
  readonly wrapHttp?: (client: HttpClient) => HttpClient;
  readonly learnSecret?: (secret: string) => void;
}

/** The gateway's adapter in front of a sandbox of its own, over real HTTP; both follow the same clock. */
export interface GatewayUnderTest {
  readonly provider: CheckoutGatewayProvider;
  readonly control: SandboxControl;
  readonly gatewayControl: GatewayControl;
  readonly clock: HastyClock;
  readonly sandbox: Sandbox;
  readonly play: ProviderPlay;
  close(): Promise<void>;
}

export async function openGateway(options: GatewayOptions = {}): Promise<GatewayUnderTest> {
  const { switches = {}, connection = {}, wrapHttp = (client) => client, learnSecret } = options;
  const clock = createHastyClock();
  const sandbox = await startSandbox({ switches, clock: { now: clock.now } });
  const { clientId, clientToken, oauthToken } = sandbox.gateway;
  const provider = createCheckoutGateway(
    {
      baseUrl: sandbox.baseUrl,
      clientId,
      clientToken,
      accessToken: oauthToken,
      paidStatuses: [switches.gatewayPaidStatus ?? 'CONFIRMED'],
      ...connection,
    },
    {
      clock,
      http: wrapHttp(createHttpClient(clock)),
      limiter: createRateLimiter(clock),
      jitter: () => 0,
      ...(learnSecret ? { learnSecret } : {}),
    },
  );
  const gatewayControl = gatewayControlOf(sandbox);
  const close = async (): Promise<void> => {
    provider.close();
    await sandbox.close();
  };
  const play: ProviderPlay = {
    createPath: () => '/api/payment/checkout',
    // A payment that is not there: the least that proves a token.
    check: { path: '/api/payment/:id', status: 404 },
    pay: async (_, id) => {
      await gatewayControl.pay(id, 'confirm');
      // Where money is received before it counts, its time has to come.
      clock.move((switches.gatewayReceivedSeconds ?? 0) * 1000);
      return id;
    },
    made: async () => (await gatewayControl.books()).payments.length,
    pass: async (ms) => clock.move(ms),
  };
  return { provider, control: controlOf(sandbox), gatewayControl, clock, sandbox, play, close };
}

/** One that is closed when the running test has finished. */
export async function openedGateway(options: GatewayOptions = {}): Promise<GatewayUnderTest> {
  const parts = await openGateway(options);
  onTestFinished(parts.close);
  return parts;
}

/** Makes a checkout. @returns the id of its payment */
export async function madeCheckout(
  { provider }: GatewayUnderTest,
  expiresAt: string | null = null,
): Promise<string> {
  const answer = await provider.createPayment(requestOf('checkout', { expiresAt }), { priority: 'cashier' });
  if (answer.kind !== 'ok') throw new Error(`Not created: ${answer.problem.message}`);
  return answer.value.providerPaymentId;
}
