import { createHttpClient, type HttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter, type RateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import {
  createFourpayOnline,
  type FourpayOnlineConnection,
} from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import type {
  PaymentProvider,
  ProviderCredential,
  ProviderSession,
  SessionStore,
} from '../../src/main/ports.ts';
import {
  type Sandbox,
  type SandboxOptions,
  type SandboxSwitches,
  startSandbox,
} from '../../src/sandbox/sandbox.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { createHastyClock, type HastyClock } from './hasty-clock.ts';
import type { ProviderPlay } from './payment-provider-suite.ts';

export type { SandboxSwitches };

/** Where a session lives in a test: in memory, with what was ever saved. */
export interface RecordedSessions extends SessionStore {
  readonly saved: readonly ProviderSession[];
  current(): ProviderSession | null;
}

export function recordedSessions(first: ProviderSession | null = null): RecordedSessions {
  let held = first;
  const saved: ProviderSession[] = [];
  return {
    saved,
    current: () => held,
    load: async () => held,
    save: async (session) => {
      held = session;
      saved.push(session);
    },
    clear: async () => {
      held = null;
    },
  };
}

export interface FourpayOptions {
  readonly sandbox?: SandboxOptions;
  readonly connection?: Partial<FourpayOnlineConnection>;
  readonly clock?: HastyClock;
  readonly wrapHttp?: (client: HttpClient) => HttpClient;
  readonly wrapLimiter?: (limiter: RateLimiter) => RateLimiter;
  readonly learnSecret?: (secret: string) => void;
}

/** The adapter in front of a sandbox of its own, over real HTTP. */
export interface FourpayUnderTest {
  readonly provider: PaymentProvider;
  readonly control: SandboxControl;
  readonly clock: HastyClock;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

export async function openFourpay(options: FourpayOptions = {}): Promise<FourpayUnderTest> {
  const sandbox = await startSandbox(options.sandbox);
  const clock = options.clock ?? createHastyClock();
  const { wrapHttp = (client) => client, wrapLimiter = (limiter) => limiter, learnSecret } = options;
  const provider = createFourpayOnline(
    {
      baseUrl: sandbox.baseUrl,
      credential: { kind: 'api_key', apiKey: sandbox.apiKey },
      organizationId: null,
      payerUrlTemplate: null,
      ...options.connection,
    },
    {
      clock,
      http: wrapHttp(createHttpClient(clock)),
      limiter: wrapLimiter(createRateLimiter(clock)),
      jitter: () => 0,
      ...(learnSecret ? { learnSecret } : {}),
    },
  );
  const close = async (): Promise<void> => {
    provider.close();
    await sandbox.close();
  };
  return { provider, control: controlOf(sandbox), clock, sandbox, close };
}

/** How 4pay.online is reached and played. */
export function fourpayPlay({ control, clock }: Pick<FourpayUnderTest, 'control' | 'clock'>): ProviderPlay {
  return {
    createPath: (way) => (way === 'link' ? '/api/v1/links' : '/api/v1/transactions'),
    check: { path: '/api/v1/transactions', status: 200 },
    pay: async (way, id) => (await (way === 'link' ? control.pay(id) : control.payHosted(id))).id,
    made: async () => {
      const { links, hosted } = await control.books();
      return links.length + hosted.length;
    },
    pass: async (ms) => clock.move(ms),
  };
}

/** The login of the sandbox's first partner. */
export function passwordCredential(
  sessions: SessionStore = recordedSessions(),
  password: string | null = 'sandbox-password',
): ProviderCredential {
  return { kind: 'password', login: 'till@sandbox.test', password, sessions };
}
