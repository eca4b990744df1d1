import { describe, expect, test } from 'vitest';
import { madeCheckout, openedGateway } from './gateway-under-test.ts';
import { requestOf } from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

describe('tokens', () => {
  test.each([
    ['ct_test_sandbox', { get: 'has', instructions: 'has' }],
    ['ct_test_star', { get: 'has', instructions: 'has' }],
    ['ct_test_no_instructions', { get: 'has', instructions: 'lacks' }],
    ['ct_test_create_only', { get: 'lacks', instructions: 'lacks' }],
  ])('%s: what it may do is found out, and nothing is made', async (clientToken, scopes) => {
    const { provider, play } = await openedGateway({ connection: { clientToken } });
    expect(await provider.gateway.probeScopes(cashier)).toMatchObject({
      kind: 'ok',
      value: { create: 'not_yet_used', star: 'unknown', ...scopes },
    });
    expect(await play.made()).toBe(0);
    expect(await provider.createPayment(requestOf('checkout'), cashier)).toMatchObject({ kind: 'ok' });
    expect(await provider.gateway.probeScopes(cashier)).toMatchObject({ value: { create: 'has' } });
  });

  test.each(['message', 'nested', 'oauth', 'bare'] as const)(
    'each refusal is told as such, where complaints come as "%s"',
    async (gatewayErrorShape) => {
      const switches = { gatewayErrorShape };
      for (const [connection, reason] of [
        [{ clientToken: 'ct_test_expired' }, 'key_refused'],
        [{ clientToken: 'ct_test_unheard_of' }, 'key_refused'],
        [{ clientToken: 'ct_test_create_only' }, 'forbidden'],
      ] as const) {
        const { provider } = await openedGateway({ switches, connection });
        expect(await provider.checkConnection(cashier)).toMatchObject({
          kind: 'rejected',
          problem: { reason },
        });
      }
      const { provider } = await openedGateway({ switches });
      expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'ok' });
    },
  );

  test('a client ID that nobody has names itself, and another merchant’s is refused', async () => {
    const unknown = await openedGateway({ connection: { clientId: 'x'.repeat(32) } });
    expect(await unknown.provider.createPayment(requestOf('checkout'), cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'rejected', status: 422, complaints: [{ field: 'clientId' }] },
    });
    const theirs = await openedGateway({ connection: { clientId: 'tillinksandboxneighbour000000002' } });
    expect(await theirs.provider.createPayment(requestOf('checkout'), cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'forbidden', message: expect.stringContaining('client ID') },
    });
  });

  test('PAY-10 another merchant at the same address sees nothing of ours', async () => {
    const ours = await openedGateway();
    const id = await madeCheckout(ours);
    const connection = { baseUrl: ours.sandbox.baseUrl, clientToken: 'ct_test_neighbour' };
    const theirs = await openedGateway({ connection });
    expect(await theirs.provider.readTransaction(id, cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'not_found' },
    });
    expect(await ours.provider.readTransaction(id, cashier)).toMatchObject({ kind: 'ok' });
  });

  test('an address where nobody listens is unreachable, one of something else is no gateway', async () => {
    const nowhere = await openedGateway({ connection: { baseUrl: 'http://127.0.0.1:9' } });
    expect(await nowhere.provider.createPayment(requestOf('checkout'), cashier)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'unreachable', message: 'Not sent: refused' },
    });
    const { sandbox } = nowhere;
    const elsewhere = await openedGateway({ connection: { baseUrl: `${sandbox.baseUrl}/elsewhere` } });
    expect(await elsewhere.provider.checkConnection(cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'not_found' },
    });
  });
});

describe('what a payer has to do', () => {
  test.each(['iso', 'offset', 'unix', 'absent'] as const)(
    'is told for every way of paying, with times as "%s"',
    async (gatewayTimestamps) => {
      const parts = await openedGateway({ switches: { gatewayTimestamps } });
      const paymentId = await madeCheckout(parts);
      const { gateway } = parts.provider;
      const list = await gateway.methods(paymentId, cashier);
      if (list.kind !== 'ok') throw new Error('The methods were not read');
      expect(list.value).toMatchObject({ unreadable: 0 });
      expect(list.value.methods.length).toBeGreaterThan(1);
      for (const { provider, method } of list.value.methods) {
        const told = await gateway.instructions({ paymentId, provider, method }, cashier);
        if (told.kind !== 'ok') throw new Error('The instructions were not read');
        const { destination, amountText, qrText, expiresAt, details } = told.value;
        expect(told.value).toMatchObject({ provider, method });
        expect(qrText).toContain(destination?.text);
        expect(qrText).toContain(amountText);
        expect(Number.isNaN(Date.parse(expiresAt ?? ''))).toBe(gatewayTimestamps === 'absent');
        expect(details).toEqual([]);
      }
    },
  );

  test('is not found for a payment, or a way of paying it, that is not there', async () => {
    const parts = await openedGateway();
    const paymentId = await madeCheckout(parts);
    const { gateway } = parts.provider;
    const nobodys = { paymentId: '019ab000-0000-7000-8000-00000000dead', provider: 'x', method: 'y' };
    for (const answer of [
      await gateway.methods(nobodys.paymentId, cashier),
      await gateway.instructions(nobodys, cashier),
      await gateway.instructions({ ...nobodys, paymentId }, cashier),
    ]) {
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'not_found' } });
    }
  });
});

describe('payment applications', () => {
  test('are listed, and made, with the access token alone', async () => {
    const { provider, sandbox } = await openedGateway();
    const { applications } = provider.gateway;
    const draft = { name: 'Counter two', webhookSecret: 'whsec-0123456789' };
    const created = await applications.create(draft, cashier);
    expect(created).toMatchObject({
      kind: 'ok',
      value: { name: 'Counter two', clientId: expect.stringMatching(/^[A-Za-z0-9]{32}$/) },
    });
    const list = await applications.list(cashier);
    if (list.kind !== 'ok' || created.kind !== 'ok') throw new Error('The applications were not read');
    expect(list.value.unreadable).toBe(0);
    expect(list.value.applications).toContainEqual(created.value);
    expect(list.value.applications.map(({ clientId }) => clientId)).toContain(sandbox.gateway.clientId);
  });

  test.each([
    [{}, { accessToken: 'oa_test_expired' }, 'key_refused', 'key_refused'],
    [{}, { accessToken: 'ct_test_sandbox' }, 'forbidden', 'forbidden'],
    [{}, { accessToken: null }, 'sign_in_needed', 'sign_in_needed'],
    [{ gatewayApplications: 'none' }, {}, 'not_offered', 'not_offered'],
    [{ gatewayApplications: 'list_only' }, {}, null, 'not_offered'],
  ] as const)('%j %j', async (switches, connection, listing, making) => {
    const { provider } = await openedGateway({ switches, connection });
    const { applications } = provider.gateway;
    const list = await applications.list(cashier);
    expect(list.kind === 'ok' ? null : list.problem.reason).toBe(listing);
    const draft = { name: 'Counter two', webhookSecret: null };
    expect(await applications.create(draft, cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: making },
    });
  });
});
