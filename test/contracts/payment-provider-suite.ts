import { expect, test } from 'vitest';
import type { Clock, PaymentProvider } from '../../src/main/ports.ts';
import type { SandboxControl } from '../harness/sandbox-control.ts';

/** A provider in front of its simulator, and the means to play the payer. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly control: SandboxControl;
  readonly clock: Clock;
  close(): Promise<void>;
}

const cashier = { priority: 'cashier' } as const;
const amount = { amountMinor: 12_300, currency: 'RUB' } as const;

/**
 * What the till relies on of every payment provider. One suite for every adapter; what an adapter's
 * capabilities leave out is expected to be absent.
 * @param open makes a provider in front of a simulator of its own
 */
export function describePaymentProvider(name: string, open: () => Promise<ProviderUnderTest>): void {
  const withProvider = async (use: (parts: ProviderUnderTest) => Promise<void>): Promise<void> => {
    const parts = await open();
    try {
      await use(parts);
    } finally {
      parts.provider.close();
      await parts.close();
    }
  };
  const create = async ({ provider }: ProviderUnderTest) => {
    const answer = await provider.createPayment({ amount, attemptId: 'attempt' }, cashier);
    if (answer.kind !== 'ok') throw new Error(`Not created: ${answer.problem.message}`);
    return answer.value;
  };

  test(`${name}: the connection is checked with a call that costs nothing`, () =>
    withProvider(async ({ provider }) => {
      expect(await provider.checkConnection(cashier)).toMatchObject({
        kind: 'ok',
        facts: { requestId: expect.any(String), clockSkewMs: expect.any(Number) },
      });
    }));

  test(`${name}: a created payment echoes what was asked, and its payer page opens`, () =>
    withProvider(async (parts) => {
      const created = await create(parts);
      expect(created.echo.amountMinor ?? amount.amountMinor).toBe(amount.amountMinor);
      expect(created.echo.currency ?? amount.currency).toBe(amount.currency);
      expect(created.echo.amountType ?? 'fixed').toBe('fixed');
      expect((await fetch(created.payerUrl)).status).toBe(200);
    }));

  test(`${name}: two creates are two payments`, () =>
    withProvider(async (parts) => {
      const [first, second] = [await create(parts), await create(parts)];
      expect(first.providerPaymentId).not.toBe(second.providerPaymentId);
    }));

  test(`${name}: a payment is read, taken back, and taking it back twice is the same as once`, () =>
    withProvider(async (parts) => {
      const { provider } = parts;
      if (!provider.capabilities.cancel) return;
      const { providerPaymentId: id } = await create(parts);
      expect(await provider.readPayment(id, cashier)).toMatchObject({ kind: 'ok', value: { exists: true } });
      expect(await provider.cancelPayment(id, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.cancelPayment(id, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.readPayment(id, cashier)).toMatchObject({ kind: 'ok', value: { exists: false } });
    }));

  test(`${name}: a payer's transaction is listed and read with status, amounts and currency`, () =>
    withProvider(async (parts) => {
      const { providerPaymentId: id } = await create(parts);
      const money = await parts.control.pay(id);
      const listed = await parts.provider.listTransactions({ cursor: null, limit: 10 }, cashier);
      expect(listed).toMatchObject({
        kind: 'ok',
        value: { transactions: [{ id: money.id, status: 'charged' }] },
      });
      const read = await parts.provider.readTransaction(money.id, cashier);
      if (read.kind !== 'ok') throw new Error('The transaction was not read');
      expect(read.value).toMatchObject({
        id: money.id,
        status: 'charged',
        amountMinor: 12_300,
        kind: 'link',
      });
      expect(Date.parse(read.value.startedAt ?? '')).not.toBeNaN();
    }));

  test(`${name}: paging reaches every transaction once, and ends`, () =>
    withProvider(async ({ provider, control }) => {
      for (let number = 0; number < 25; number++) await control.book({ amount: 100 + number });
      const ids: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 20; page++) {
        const answer = await provider.listTransactions({ cursor, limit: 4 }, { priority: 'sync' });
        if (answer.kind !== 'ok') throw new Error('The page was not read');
        ids.push(...answer.value.transactions.map((transaction) => transaction.id));
        const next = answer.value.nextCursor;
        if (answer.value.transactions.length === 0 || next === null || next === cursor) break;
        cursor = next;
      }
      expect(ids).toHaveLength(25);
      expect(new Set(ids).size).toBe(25);
    }));

  test(`${name}: refusals are told apart and carry the provider's request id`, () =>
    withProvider(async ({ provider, control }) => {
      for (const [status, reason] of [
        [401, 'key_refused'],
        [403, 'forbidden'],
      ] as const) {
        await control.fault({ kind: 'status_before', status });
        expect(await provider.createPayment({ amount, attemptId: 'a' }, cashier)).toMatchObject({
          kind: 'rejected',
          problem: { reason, status, requestId: expect.any(String) },
        });
      }
    }));

  test.each(['500_after_write', 'reset', 'reset_after_write', 'truncated', 'malformed'])(
    `${name}: a create that ends in %s is unknown, never failed`,
    (kind) =>
      withProvider(async ({ provider, control }) => {
        await control.fault({ kind, method: 'POST' });
        expect(await provider.createPayment({ amount, attemptId: 'a' }, cashier)).toMatchObject({
          kind: 'unknown',
        });
      }),
  );

  test(`${name}: what is refused for its content names the field, in every shape of the complaint`, () =>
    withProvider(async ({ provider }) => {
      const nothing = { ...amount, amountMinor: 0 };
      const answer = await provider.createPayment({ amount: nothing, attemptId: 'a' }, cashier);
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'rejected', status: 422 } });
      if (answer.kind !== 'rejected') throw new Error('The create was not refused');
      expect(answer.problem.complaints.length).toBeGreaterThan(0);
      expect(answer.problem.complaints.every(({ message }) => message !== '')).toBe(true);
    }));

  test(`${name}: a call that is aborted ends at once, as unknown`, () =>
    withProvider(async ({ provider, control }) => {
      await control.fault({ kind: 'hang', method: 'POST' });
      const stop = new AbortController();
      const call = provider.createPayment({ amount, attemptId: 'a' }, { ...cashier, signal: stop.signal });
      stop.abort();
      expect(await call).toMatchObject({ kind: 'unknown' });
    }));
}
