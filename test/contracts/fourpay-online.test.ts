import { expect, test } from 'vitest';
import { createHttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import {
  createFourpayOnline,
  type FourpayOnlineConnection,
} from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import type { Clock } from '../../src/main/ports.ts';
import { type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { describePaymentProvider, type ProviderUnderTest } from './payment-provider-suite.ts';

/** Real time without its waits: the limiter and retries are proven elsewhere, on a clock of their own. */
function hastyClock(): Clock {
  let spared = 0;
  return {
    now: () => Date.now(),
    monotonic: () => performance.now() + spared,
    startTimer: (ms, callback) => {
      // Deadlines of calls are kept real; waits between calls are a few seconds at most.
      const deadline = ms >= 5000;
      const timer = setTimeout(
        () => {
          if (!deadline) spared += ms;
          callback();
        },
        deadline ? ms : 0,
      );
      return () => clearTimeout(timer);
    },
  };
}

async function open(
  switches: Partial<SandboxSwitches>,
  connection: Partial<FourpayOnlineConnection> = {},
): Promise<ProviderUnderTest> {
  const sandbox = await startSandbox({ switches });
  const clock = hastyClock();
  const provider = createFourpayOnline(
    {
      baseUrl: sandbox.baseUrl,
      apiKey: sandbox.apiKey,
      organizationId: null,
      payerUrlTemplate: null,
      methods: ['card', 'sbp'],
      ...connection,
    },
    { clock, http: createHttpClient(clock), limiter: createRateLimiter(clock), jitter: () => 0 },
  );
  return { provider, clock, control: controlOf(sandbox), close: () => sandbox.close() };
}

describePaymentProvider('4pay.online as documented', () => open({}));

const VARIANTS: readonly (readonly [string, Partial<SandboxSwitches>])[] = [
  ['url beside data', { urlOnLinks: 'url' }],
  ['url inside data', { urlOnLinks: 'data.url' }],
  ['the older shape of links', { olderLinkShape: true }],
  ['times in Etc/UTC', { timestampFormat: 'etc' }],
  ['amounts as strings of digits', { amountAs: 'string' }],
  ['no env on rows', { env: 'absent' }],
  ['complaints as JSON:API', { validationShape: 'jsonapi' }],
  ['complaints as strings', { validationShape: 'strings' }],
  ['complaints with a code', { validationShape: 'code' }],
  ['complaints as details', { validationShape: 'details' }],
  ['Retry-After as a date', { retryAfterForm: 'date' }],
  ['no Retry-After', { retryAfterForm: 'absent' }],
  ['rows that name no link', { linkOnTransactions: false }],
];

for (const [variant, switches] of VARIANTS) {
  describePaymentProvider(`4pay.online with ${variant}`, () => open(switches));
}

describePaymentProvider('4pay.online where the organization is required', () =>
  open({ organizationRequired: 'org-7' }, { organizationId: 'org-7' }),
);

test('a bare 400 is told as a missing organization, a wrong key as such, and a forbidden one as such', async () => {
  const cases = [
    [{ organizationRequired: 'org-7' }, {}, 'organization'],
    [{}, { apiKey: 'pk_test_wrong' }, 'key_refused'],
    [{}, { apiKey: 'pk_test_forbidden' }, 'forbidden'],
  ] as const;
  for (const [switches, connection, reason] of cases) {
    const { provider, close } = await open(switches, connection);
    expect(await provider.checkConnection({ priority: 'cashier' })).toMatchObject({
      kind: 'rejected',
      problem: { reason },
    });
    provider.close();
    await close();
  }
});

test('an address where nobody listens is unreachable, and not a byte was sent', async () => {
  const { provider, close } = await open({}, { baseUrl: 'http://127.0.0.1:9' });
  const amount = { amountMinor: 100, currency: 'RUB' } as const;
  const answer = await provider.createPayment({ amount, attemptId: 'a' }, { priority: 'cashier' });
  expect(answer).toMatchObject({ kind: 'unknown', problem: { reason: 'unreachable' } });
  provider.close();
  await close();
});
