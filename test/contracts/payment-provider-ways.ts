import { expect, test } from 'vitest';
import { type CollectWay, compareWithTerms } from '../../src/domain/payment.ts';
import {
  AMOUNT,
  create,
  notOffered,
  type ProviderUnderTest,
  requestOf,
  type WithProvider,
} from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

/** A payment that nobody has made. */
const NOBODYS = '019ab000-0000-7000-8000-00000000dead';

const gone = { kind: 'ok', value: { exists: false } } as const;
const there = { kind: 'ok', value: { exists: true } } as const;

/** One way of collecting, from the create to the money. */
export function describeWay(name: string, way: CollectWay, withProvider: WithProvider): void {
  const withWay: WithProvider = (use) =>
    withProvider(async (parts) => {
      if (parts.deployment.ways.includes(way)) await use(parts);
      else await expectNoWay(parts, way);
    });
  describeCreate(name, way, withWay);
  describeEnd(name, way, withWay);
  if (way === 'hosted') describeReference(name, withWay);
  if (way === 'checkout') describeExpiry(name, way, withWay);

  test(
    `${name}: PAY-6 a payer's transaction is read, and listed, with status, amounts and what it belongs to`,
    withWay(async (parts) => {
      const { provider, play, deployment } = parts;
      const { providerPaymentId } = await create(parts, way);
      const id = await play.pay(way, providerPaymentId);
      const read = await provider.readTransaction(id, cashier);
      if (read.kind !== 'ok') throw new Error('The transaction was not read');
      expect(read.value).toMatchObject({ id, status: 'charged', parentId: null });
      if (provider.capabilities.list) {
        const listed = await provider.listTransactions({ cursor: null, limit: 10 }, cashier);
        expect(listed).toMatchObject({ kind: 'ok', value: { transactions: [read.value] } });
      }
      const { kind, linkId, ownReference, startedAt } = read.value;
      expect(Number.isNaN(Date.parse(startedAt ?? ''))).toBe(!deployment.tellsTimes);
      expect(read.value.amountMinor).toBe(deployment.tellsAmount ? AMOUNT.amountMinor : null);
      if (way === 'link') {
        expect([kind, linkId]).toEqual(['link', deployment.namesLink ? providerPaymentId : null]);
      } else {
        expect([kind, id, ownReference]).toEqual(['payment', providerPaymentId, requestOf(way).reference]);
      }
      const { reference, amount, env } = requestOf(way);
      const mismatch = compareWithTerms(read.value, { way, providerPaymentId, reference, amount, env });
      const isTold = way !== 'link' || deployment.namesLink;
      expect(mismatch).toBe(isTold ? envMismatch(read.value.env) : 'not_ours');
    }),
  );
}

/** A deployment may say that the money is of another environment: then it is none of this connection. */
function envMismatch(env: string | null): 'env' | null {
  return env === null || env === 'test' ? null : 'env';
}

function describeCreate(name: string, way: CollectWay, withWay: WithProvider): void {
  test(
    `${name}: PAY-1 a created payment echoes what was asked, and its payer page opens`,
    withWay(async (parts) => {
      const created = await create(parts, way);
      const { echoes, payerPage } = parts.deployment;
      expect(created).toMatchObject({
        refused: false,
        reference: way === 'hosted' ? requestOf(way).reference : null,
        echo: echoes ? AMOUNT : { amountMinor: null, currency: null },
      });
      expect(created.echo.amountType ?? 'fixed').toBe('fixed');
      expect(created.lifetimeMs === null || created.lifetimeMs > 0).toBe(true);
      expect(created.payerUrl === null).toBe(payerPage === 'none');
      if (payerPage !== 'opens') return;
      const probe = await parts.provider.probePayerPage(created.payerUrl ?? '', cashier);
      expect(probe).toMatchObject({ kind: 'opens', status: 200 });
    }),
  );

  test(
    `${name}: two creates are two payments`,
    withWay(async (parts) => {
      const first = await create(parts, way, { reference: 'R7K2-1' });
      const second = await create(parts, way, { reference: 'R7K2-2' });
      expect(first.providerPaymentId).not.toBe(second.providerPaymentId);
      expect(await parts.play.made()).toBe(2);
    }),
  );

  test(
    `${name}: what is refused for its content names the field, in every shape of the complaint`,
    withWay(async ({ provider, deployment }) => {
      const nothing = requestOf(way, { amount: { ...AMOUNT, amountMinor: 0 } });
      const answer = await provider.createPayment(nothing, cashier);
      if (answer.kind !== 'rejected') throw new Error('The create was not refused');
      expect(answer.problem).toMatchObject({ reason: 'rejected', status: 422 });
      expect(answer.problem.complaints.length > 0).toBe(deployment.namesFields);
      if (deployment.namesFields) expect(answer.problem.message).toContain('amount');
    }),
  );
}

/** A payment that is not wanted any more: it is taken back, or it ends by itself. */
function describeEnd(name: string, way: CollectWay, withWay: WithProvider): void {
  test(
    `${name}: PAY-4 a payment is read, taken back, and taking it back twice is the same as once`,
    withWay(async (parts) => {
      const { provider, control } = parts;
      const ref = { way, id: (await create(parts, way)).providerPaymentId };
      const unknown = { way, id: NOBODYS };
      expect(await provider.readPayment(ref, cashier)).toMatchObject(there);
      expect(await provider.readPayment(unknown, cashier)).toMatchObject(gone);
      if (!provider.capabilities.cancel) {
        const before = (await control.requests()).length;
        expect(await provider.cancelPayment(ref, cashier)).toMatchObject(notOffered);
        expect(await provider.cancelPayment(unknown, cashier)).toMatchObject(notOffered);
        expect(await control.requests()).toHaveLength(before);
        return;
      }
      expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.readPayment(ref, cashier)).toMatchObject(gone);
      expect(await provider.cancelPayment(unknown, cashier)).toMatchObject({ kind: 'ok' });
    }),
  );
}

function describeExpiry(name: string, way: CollectWay, withWay: WithProvider): void {
  test(
    `${name}: PAY-4 a payment that ends by itself tells when, and cannot be paid afterwards`,
    withWay(async (parts) => {
      const { provider, play } = parts;
      expect(provider.capabilities.expiry).toBe(true);
      const { providerPaymentId: id, lifetimeMs } = await create(parts, way);
      if (lifetimeMs === null) throw new Error('It is not told when it ends');
      await play.pass(lifetimeMs - 5000);
      expect(await provider.readPayment({ way, id }, cashier)).toMatchObject(there);
      await play.pass(10_000);
      expect(await provider.readPayment({ way, id }, cashier)).toMatchObject(gone);
      expect(await provider.readTransaction(id, cashier)).toMatchObject({ value: { status: 'cancelled' } });
    }),
  );
}

function describeReference(name: string, withWay: WithProvider): void {
  test(
    `${name}: PAY-3 the same reference again is the same payment, or told as there already`,
    withWay(async (parts) => {
      const first = await create(parts, 'hosted');
      const again = await parts.provider.createPayment(requestOf('hosted'), cashier);
      if (again.kind === 'ok') expect(again.value.providerPaymentId).toBe(first.providerPaymentId);
      else expect(again).toMatchObject({ kind: 'rejected', problem: { reason: 'duplicate' } });
      expect(await parts.play.made()).toBe(1);
    }),
  );

  test(
    `${name}: PAY-4 one that was paid is not taken back`,
    withWay(async (parts) => {
      const { providerPaymentId: id } = await create(parts, 'hosted');
      await parts.play.pay('hosted', id);
      const ref = { way: 'hosted', id } as const;
      expect(await parts.provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'rejected' });
      expect(await parts.provider.readTransaction(id, cashier)).toMatchObject({
        value: { status: 'charged' },
      });
    }),
  );
}

/** A way that a deployment does not have is refused, or ends at once; either is told, and nothing can be paid. */
async function expectNoWay({ provider }: ProviderUnderTest, way: CollectWay): Promise<void> {
  const answer = await provider.createPayment(requestOf(way), cashier);
  if (answer.kind === 'ok') expect(answer.value).toMatchObject({ refused: true, payerUrl: null });
  else expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'not_offered' } });
}
