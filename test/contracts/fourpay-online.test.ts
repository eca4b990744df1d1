import { expect, test } from 'vitest';
import { defaultSwitches } from '../../src/sandbox/switches.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import {
  type FourpayOptions,
  type FourpayUnderTest,
  fourpayPlay,
  openFourpay,
  passwordCredential,
} from './fourpay-under-test.ts';
import { VARIANTS } from './fourpay-variants.ts';
import { createHastyClock } from './hasty-clock.ts';
import {
  type Deployment,
  describePaymentProvider,
  type ProviderUnderTest,
  requestOf,
} from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

type Switches = Partial<SandboxSwitches>;

function deploymentOf(switches: Switches, renews: boolean): Deployment {
  const { hostedOffered, hostedOutcome, refundsOffered, partialRefunds, linkOnTransactions } = {
    ...defaultSwitches,
    ...switches,
  };
  return {
    ways: hostedOffered && hostedOutcome === 'created' ? ['link', 'hosted'] : ['link'],
    refunds: refundsOffered ? (partialRefunds ? 'any' : 'whole') : 'none',
    namesLink: linkOnTransactions,
    renews,
    echoes: true,
    payerPage: 'opens',
    namesFields: true,
    tellsAmount: true,
    tellsTimes: true,
  };
}

async function open(
  switches: Switches,
  options: FourpayOptions = {},
): Promise<FourpayUnderTest & ProviderUnderTest> {
  const { connection = {} } = options;
  const organizationId = switches.organizationRequired ?? null;
  const clock = createHastyClock();
  const parts = await openFourpay({
    ...options,
    clock,
    sandbox: { switches, clock: { now: clock.now } },
    connection: { organizationId, ...connection },
  });
  const deployment = deploymentOf(switches, connection.credential?.kind === 'password');
  return { ...parts, deployment, play: fourpayPlay(parts) };
}

const bySession = (): FourpayOptions => ({ connection: { credential: passwordCredential() } });

const ways = ['link', 'hosted'] as const;

describePaymentProvider('4pay.online as documented', () => open({}), { ways, faults: true });
describePaymentProvider('4pay.online by session', () => open({}, bySession()), { ways, faults: true });

for (const [variant, switches] of VARIANTS) {
  describePaymentProvider(`4pay.online with ${variant}`, () => open(switches), { ways });
  describePaymentProvider(`4pay.online by session with ${variant}`, () => open(switches, bySession()), {
    ways,
  });
}

test('a bare 400 is told as a missing organization, a wrong key as such, and a forbidden one as such', async () => {
  const withKey = (apiKey: string): FourpayOptions => ({
    connection: { credential: { kind: 'api_key', apiKey } },
  });
  const cases = [
    [{ organizationRequired: 'org-7' }, { connection: { organizationId: null } }, 'organization'],
    [{}, withKey('pk_test_wrong'), 'key_refused'],
    [{}, withKey('pk_test_forbidden'), 'forbidden'],
  ] as const;
  for (const [switches, options, reason] of cases) {
    const { provider, close } = await open(switches, options);
    expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'rejected', problem: { reason } });
    await close();
  }
});

test('an address where nobody listens is unreachable, and not a byte was sent', async () => {
  const { provider, close } = await open({}, { connection: { baseUrl: 'http://127.0.0.1:9' } });
  expect(await provider.createPayment(requestOf('link'), cashier)).toMatchObject({
    kind: 'unknown',
    problem: { reason: 'unreachable', message: 'Not sent: refused' },
  });
  await close();
});

test('PAY-8 a refund that takes its time is ordered, and its row says that it is under way', async () => {
  const parts = await open({ refundDelaySeconds: 60 });
  const created = await parts.provider.createPayment(requestOf('link'), cashier);
  if (created.kind !== 'ok') throw new Error('Not created');
  const { id } = await parts.control.pay(created.value.providerPaymentId);
  const request = { transactionId: id, amount: requestOf('link').amount, whole: true };
  expect(await parts.provider.refundPayment(request, cashier)).toMatchObject({
    kind: 'ok',
    value: { id, status: 'charged', refundedMinor: null },
  });
  const list = await parts.provider.listTransactions({ cursor: null, limit: 10 }, cashier);
  expect(list).toMatchObject({ value: { transactions: [{ kind: 'refund', status: 'processing' }, { id }] } });
  await parts.close();
});

test('PAY-10 another account at the same address sees nothing of ours', async () => {
  const ours = await open({});
  const credential = { kind: 'api_key', apiKey: 'pk_test_neighbour' } as const;
  const theirs = await open({}, { connection: { baseUrl: ours.sandbox.baseUrl, credential } });
  const created = await ours.provider.createPayment(requestOf('link'), cashier);
  if (created.kind !== 'ok') throw new Error('Not created');
  const id = created.value.providerPaymentId;
  const paid = await ours.control.pay(id);
  const list = await theirs.provider.listTransactions({ cursor: null, limit: 10 }, cashier);
  expect(list).toMatchObject({ kind: 'ok', value: { transactions: [] } });
  const ref = { way: 'link', id } as const;
  expect(await theirs.provider.readPayment(ref, cashier)).toMatchObject({ value: { exists: false } });
  expect(await ours.provider.readPayment(ref, cashier)).toMatchObject({ value: { exists: true } });
  const order = { transactionId: paid.id, amount: requestOf('link').amount, whole: true };
  expect(await theirs.provider.refundPayment(order, cashier)).toMatchObject({ kind: 'rejected' });
  await theirs.close();
  await ours.close();
});
