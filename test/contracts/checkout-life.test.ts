import { describe, expect, test } from 'vitest';
import { compareWithTerms } from '../../src/domain/payment.ts';
import { type GatewayUnderTest, madeCheckout, openedGateway } from './gateway-under-test.ts';
import { requestOf } from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

async function read({ provider }: GatewayUnderTest, id: string) {
  const answer = await provider.readTransaction(id, cashier);
  if (answer.kind !== 'ok') throw new Error(`Not read: ${answer.problem.message}`);
  const { reference, amount, env } = requestOf('checkout');
  const terms = { way: 'checkout', providerPaymentId: id, reference, amount, env } as const;
  return { ...answer.value, mismatch: compareWithTerms(answer.value, terms) };
}

describe('PAY-6 what becomes of a checkout', () => {
  test.each([
    ['confirm', 'CONFIRMED', 'charged', null],
    ['received', 'RECEIVED', 'processing', null],
    ['underpay', 'UNDERPAID', 'charged', 'amount'],
    ['overpay', 'OVERPAID', 'charged', 'amount'],
    ['fail', 'FAILED', 'declined', null],
    ['expire', 'EXPIRED', 'cancelled', null],
    ['cancel', 'CANCELLED', 'cancelled', null],
  ] as const)('%s is told as %s', async (outcome, rawStatus, status, mismatch) => {
    for (const gatewayAmount of ['absent', 'integer', 'string'] as const) {
      const parts = await openedGateway({ switches: { gatewayAmount } });
      const id = await madeCheckout(parts);
      await parts.gatewayControl.pay(id, outcome);
      expect(await read(parts, id)).toMatchObject({ rawStatus, status, mismatch });
    }
  });

  test('one that is paid twice is overpaid, one that is paid late is paid all the same', async () => {
    const parts = await openedGateway();
    const twice = await madeCheckout(parts);
    await parts.gatewayControl.pay(twice, 'confirm');
    expect(await read(parts, twice)).toMatchObject({ status: 'charged', mismatch: null });
    await parts.gatewayControl.pay(twice, 'confirm');
    expect(await read(parts, twice)).toMatchObject({ rawStatus: 'OVERPAID', mismatch: 'amount' });

    const late = await madeCheckout(parts, new Date(parts.clock.now() + 60_000).toISOString());
    parts.clock.move(61_000);
    expect(await read(parts, late)).toMatchObject({ status: 'cancelled' });
    await parts.gatewayControl.pay(late, 'confirm');
    expect(await read(parts, late)).toMatchObject({ status: 'charged', mismatch: null });
  });

  test('a part, and then the rest of it, is paid in the end', async () => {
    const parts = await openedGateway({ switches: { gatewayPaidAmount: true } });
    const id = await madeCheckout(parts);
    await parts.gatewayControl.pay(id, 'underpay');
    expect(await read(parts, id)).toMatchObject({ deviation: 'underpaid', amountMinor: 6150 });
    await parts.gatewayControl.pay(id, 'confirm');
    expect(await read(parts, id)).toMatchObject({ status: 'charged', amountMinor: 12_300, mismatch: null });
  });

  test('without a chosen word nothing is money', async () => {
    const parts = await openedGateway({ connection: { paidStatuses: [] } });
    const id = await madeCheckout(parts);
    await parts.gatewayControl.pay(id, 'confirm');
    expect(await read(parts, id)).toMatchObject({ status: 'processing', rawStatus: 'CONFIRMED' });
  });
});

describe('PAY-5 its end', () => {
  test.each([0, 7200, -7200])('T-7 is as asked, where their clock is %j s ahead', async (seconds) => {
    const parts = await openedGateway({ switches: { gatewayClockSkewSeconds: seconds } });
    await parts.provider.checkConnection(cashier);
    const expiresAt = new Date(parts.clock.now() + 600_000).toISOString();
    const answer = await parts.provider.createPayment(requestOf('checkout', { expiresAt }), cashier);
    if (answer.kind !== 'ok') throw new Error(`Not created: ${answer.problem.message}`);
    // Their clock is read from a header of whole seconds, and what is measured here goes on meanwhile.
    expect(Math.abs((answer.value.lifetimeMs ?? 0) - 600_000)).toBeLessThan(60_000);
  });

  test('is the gateway’s own where ours is not heeded, and is told', async () => {
    const parts = await openedGateway({ switches: { gatewayExpiryHeeded: false } });
    const expiresAt = new Date(parts.clock.now() + 600_000).toISOString();
    const answer = await parts.provider.createPayment(requestOf('checkout', { expiresAt }), cashier);
    const lifetimeMs = answer.kind === 'ok' ? answer.value.lifetimeMs : null;
    expect(Math.abs((lifetimeMs ?? 0) - 3_600_000)).toBeLessThan(60_000);
  });
});

describe('PAY-1 the address', () => {
  test.each(['own', 'other', 'elsewhere'] as const)(
    'is drawn as it was told, byte for byte, wherever it leads: %s',
    async (gatewayCheckoutOrigin) => {
      const { provider, gatewayControl } = await openedGateway({ switches: { gatewayCheckoutOrigin } });
      const answer = await provider.createPayment(requestOf('checkout'), cashier);
      const { payments } = await gatewayControl.books();
      expect(answer).toMatchObject({ kind: 'ok', value: { payerUrl: payments[0]?.toldUrl } });
    },
  );

  test('opens as it stands, and not with anything changed', async () => {
    const { provider } = await openedGateway();
    const answer = await provider.createPayment(requestOf('checkout'), cashier);
    const url = (answer.kind === 'ok' ? answer.value.payerUrl : null) ?? '';
    expect(await provider.probePayerPage(url, cashier)).toMatchObject({ kind: 'opens', status: 200 });
    for (const altered of [
      url.replace(/expires=(\d+)/, (_, end: string) => `expires=${Number(end) + 1}`),
      `${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`,
      url.replace(/&signature=.*/, ''),
    ]) {
      expect(await provider.probePayerPage(altered, cashier)).toMatchObject({ kind: 'refused', status: 403 });
    }
  });

  test('is refused once its time is over', async () => {
    const parts = await openedGateway();
    const expiresAt = new Date(parts.clock.now() + 60_000).toISOString();
    const answer = await parts.provider.createPayment(requestOf('checkout', { expiresAt }), cashier);
    const url = (answer.kind === 'ok' ? answer.value.payerUrl : null) ?? '';
    parts.clock.move(61_000);
    expect(await parts.provider.probePayerPage(url, cashier)).toMatchObject({ kind: 'refused', status: 410 });
  });
});
