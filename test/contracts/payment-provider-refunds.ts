import { expect, test } from 'vitest';
import type { ProviderTransaction } from '../../src/domain/payment.ts';
import type { ProviderAnswer } from '../../src/main/ports.ts';
import {
  AMOUNT,
  create,
  notOffered,
  type ProviderUnderTest,
  type WithProvider,
} from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

async function paidTransaction(parts: ProviderUnderTest): Promise<string> {
  const [way] = parts.provider.capabilities.ways;
  if (way === undefined) throw new Error('The provider has no way to collect');
  return parts.play.pay(way, (await create(parts, way)).providerPaymentId);
}

function giveBack(
  { provider }: ProviderUnderTest,
  transactionId: string,
  amountMinor: number,
): Promise<ProviderAnswer<ProviderTransaction | null>> {
  const whole = amountMinor === AMOUNT.amountMinor;
  return provider.refundPayment({ transactionId, amount: { ...AMOUNT, amountMinor }, whole }, cashier);
}

async function orders({ control }: ProviderUnderTest): Promise<number> {
  return (await control.requests()).filter(({ method }) => method === 'PUT').length;
}

/** Reads what the provider tells of a payment and of the refunds beside it. */
async function told({ provider }: ProviderUnderTest, id: string) {
  const read = await provider.readTransaction(id, cashier);
  const list = await provider.listTransactions({ cursor: null, limit: 10 }, cashier);
  if (read.kind !== 'ok' || list.kind !== 'ok') throw new Error('The transaction was not read');
  const refunds = list.value.transactions.filter(({ kind }) => kind === 'refund');
  return { payment: read.value, refunds };
}

/** Giving money back (PAY-8), by what the deployment offers. */
export function describeRefunds(name: string, withAny: WithProvider): void {
  const withProvider: WithProvider = (use) =>
    withAny(async (parts) => {
      if (parts.provider.capabilities.refund) await use(parts);
      else await expectNoRefund(parts);
    });
  test(
    `${name}: PAY-8 all of a payment is given back, and told so when it is read again`,
    withProvider(async (parts) => {
      const id = await paidTransaction(parts);
      const answer = await giveBack(parts, id, AMOUNT.amountMinor);
      if (parts.deployment.refunds === 'none') {
        expect(answer).toMatchObject({
          kind: 'rejected',
          problem: { reason: 'forbidden', requestId: expect.any(String) },
        });
        expect((await told(parts, id)).payment.status).toBe('charged');
        return;
      }
      expect(answer).toMatchObject({ kind: 'ok', value: { id } });
      const { payment, refunds } = await told(parts, id);
      expect(payment).toMatchObject({ status: 'refunded', refundedMinor: AMOUNT.amountMinor });
      expect(refunds).toMatchObject([{ amountMinor: AMOUNT.amountMinor, refundedMinor: null }]);
      expect(await giveBack(parts, id, AMOUNT.amountMinor)).toMatchObject({ kind: 'rejected' });
    }),
  );

  test(
    `${name}: PAY-8 a part is given back where the deployment takes parts; more than is left never`,
    withProvider(async (parts) => {
      const id = await paidTransaction(parts);
      const answer = await giveBack(parts, id, 300);
      if (parts.deployment.refunds !== 'any') {
        expect(answer).toMatchObject({ kind: 'rejected' });
        expect((await told(parts, id)).refunds).toEqual([]);
        return;
      }
      expect(answer).toMatchObject({ kind: 'ok' });
      const { payment, refunds } = await told(parts, id);
      expect(refunds).toMatchObject([{ amountMinor: 300, kind: 'refund' }]);
      // Where the payment tells nothing of it, the row of the refund does.
      expect(payment.refundedMinor ?? refunds[0]?.amountMinor).toBe(300);
      expect(await giveBack(parts, id, 12_299)).toMatchObject({ kind: 'rejected', problem: { status: 422 } });
    }),
  );

  test.each(['500_after_write', 'reset_after_write', 'truncated', 'malformed'])(
    `${name}: PAY-8 a refund that ends in %s is unknown, and never sent twice`,
    (kind) =>
      withProvider(async (parts) => {
        const id = await paidTransaction(parts);
        await parts.control.fault({ kind, method: 'PUT', path: '/api/v1/transactions/:id' });
        const answer = await giveBack(parts, id, AMOUNT.amountMinor);
        // A refusal is one by its status, whatever else arrives of it.
        const refused = parts.deployment.refunds === 'none' && kind === 'malformed';
        expect(answer.kind).toBe(refused ? 'rejected' : 'unknown');
        expect(await orders(parts)).toBe(1);
        const { payment } = await told(parts, id);
        expect(payment.status).toBe(parts.deployment.refunds === 'none' ? 'charged' : 'refunded');
      })(),
  );
}

/** A provider that gives nothing back says so, without a call, whatever is asked. */
async function expectNoRefund(parts: ProviderUnderTest): Promise<void> {
  const id = await paidTransaction(parts);
  const before = (await parts.control.requests()).length;
  expect(await giveBack(parts, id, AMOUNT.amountMinor)).toMatchObject(notOffered);
  expect(await giveBack(parts, id, 300)).toMatchObject(notOffered);
  expect(await parts.control.requests()).toHaveLength(before);
  expect(await parts.provider.readTransaction(id, cashier)).toMatchObject({ value: { status: 'charged' } });
}
