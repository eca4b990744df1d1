import { expect, test } from 'vitest';
import { COLLECT_WAYS, type CollectWay } from '../../src/domain/payment.ts';
import type { CreatedPayment, PaymentProvider, PaymentRequest } from '../../src/main/ports.ts';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { describeFaults } from './payment-provider-faults.ts';
import { describeRefunds } from './payment-provider-refunds.ts';

/** A provider in front of its simulator, and the means to play the payer. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly control: SandboxControl;
  readonly deployment: Deployment;
  close(): Promise<void>;
}

/** What this very deployment does of what its adapter can do. */
export interface Deployment {
  /** The ways in which a payer can be made to pay here. */
  readonly ways: readonly CollectWay[];
  readonly refunds: 'any' | 'whole' | 'none';
  /** Whether a transaction made through a link names it. */
  readonly namesLink: boolean;
  /** Whether a 401 is met with another session; a key has none. */
  readonly renews: boolean;
}

export interface SuiteOptions {
  /** Also the faults of the network, which no variant of the answers changes. */
  readonly faults?: boolean;
}

export type WithProvider = (use: (parts: ProviderUnderTest) => Promise<void>) => () => Promise<void>;

const cashier = { priority: 'cashier' } as const;

export const AMOUNT = { amountMinor: 12_300, currency: 'RUB' } as const;

export function requestOf(way: CollectWay, changes: Partial<PaymentRequest> = {}): PaymentRequest {
  const reference = 'R7K2-019ab0000000700080000000000000001';
  return {
    way,
    amount: AMOUNT,
    methods: ['card', 'sbp'],
    reference,
    env: 'test',
    language: 'ru',
    productIds: [],
    ...changes,
  };
}

export async function create(
  { provider }: ProviderUnderTest,
  way: CollectWay,
  changes: Partial<PaymentRequest> = {},
): Promise<CreatedPayment> {
  const answer = await provider.createPayment(requestOf(way, changes), cashier);
  if (answer.kind !== 'ok') throw new Error(`Not created: ${answer.problem.message}`);
  return answer.value;
}

/** Plays the payer. @returns the id of the transaction */
export async function pay({ control }: ProviderUnderTest, way: CollectWay, id: string): Promise<string> {
  return (await (way === 'link' ? control.pay(id) : control.payHosted(id))).id;
}

/**
 * What the till relies on of every payment provider. One suite for every adapter; what an adapter's capabilities
 * leave out, or a deployment does not offer, is expected to be refused in words.
 * @param open makes a provider in front of a simulator of its own
 */
export function describePaymentProvider(
  name: string,
  open: () => Promise<ProviderUnderTest>,
  { faults = false }: SuiteOptions = {},
): void {
  const withProvider: WithProvider = (use) => async () => {
    const parts = await open();
    try {
      await use(parts);
    } finally {
      await parts.close();
    }
  };
  describeConnection(name, withProvider);
  for (const way of COLLECT_WAYS) {
    describeWay(`${name}, ${way}`, way, withProvider);
    if (faults) describeFaults(`${name}, ${way}`, way, withProvider);
  }
  describeRefunds(name, withProvider);
}

function describeConnection(name: string, withProvider: WithProvider): void {
  test(
    `${name}: the connection is checked with a call that costs nothing`,
    withProvider(async ({ provider, control }) => {
      expect(await provider.checkConnection(cashier)).toMatchObject({
        kind: 'ok',
        facts: { requestId: expect.any(String), clockSkewMs: expect.any(Number) },
      });
      const { links, transactions } = await control.books();
      expect([links, transactions]).toEqual([[], []]);
    }),
  );

  test(
    `${name}: paging reaches every transaction once, and ends`,
    withProvider(async ({ provider, control }) => {
      for (let number = 0; number < 9; number++) await control.book({ amount: 100 + number });
      const ids: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 9; page++) {
        const answer = await provider.listTransactions({ cursor, limit: 4 }, { priority: 'sync' });
        if (answer.kind !== 'ok') throw new Error('The page was not read');
        expect(answer.value.unreadable).toBe(0);
        ids.push(...answer.value.transactions.map((transaction) => transaction.id));
        const next = answer.value.nextCursor;
        if (answer.value.transactions.length === 0 || next === null || next === cursor) break;
        cursor = next;
      }
      expect(ids).toHaveLength(9);
      expect(new Set(ids).size).toBe(9);
    }),
  );

  test(
    `${name}: refusals are told apart and carry the provider's request id`,
    withProvider(async ({ provider, control }) => {
      for (const [status, reason] of [
        [401, 'key_refused'],
        [403, 'forbidden'],
        [404, 'not_found'],
        [429, 'slow_down'],
      ] as const) {
        await control.fault({ kind: 'status_before', path: '/api/v1/links', status, count: 'always' });
        expect(await provider.createPayment(requestOf('link'), cashier)).toMatchObject({
          kind: 'rejected',
          problem: { reason, status, requestId: expect.any(String) },
        });
        await control.clearFaults();
      }
      expect((await control.books()).links).toEqual([]);
    }),
  );

  test(
    `${name}: "slow down" holds the next call back for as long as was asked, and it is repeated`,
    withProvider(async ({ provider, control }) => {
      await control.fault({
        kind: 'status_before',
        status: 429,
        retryAfterSeconds: 2,
        path: '/api/v1/transactions',
      });
      expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'ok' });
      const calls = (await control.requests()).filter(({ path }) => path === '/api/v1/transactions');
      expect(calls.map(({ status }) => status)).toEqual([429, 200]);
    }),
  );

  test(
    `${name}: signing out is answered, and afterwards a session sends nothing any more`,
    withProvider(async ({ provider, control, deployment }) => {
      await provider.checkConnection(cashier);
      expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
      expect((await control.books()).sessions.alive).toBe(0);
      const before = (await control.requests()).length;
      const expected = deployment.renews
        ? { kind: 'rejected', problem: { reason: 'sign_in_needed', status: null } }
        : { kind: 'ok' };
      expect(await provider.checkConnection(cashier)).toMatchObject(expected);
      expect((await control.requests()).length - before).toBe(deployment.renews ? 0 : 1);
    }),
  );
}

function describeWay(name: string, way: CollectWay, withProvider: WithProvider): void {
  const withWay: WithProvider = (use) =>
    withProvider(async (parts) => {
      if (parts.deployment.ways.includes(way)) await use(parts);
      else await expectNoWay(parts, way);
    });

  test(
    `${name}: PAY-1 a created payment echoes what was asked, and its payer page opens`,
    withWay(async (parts) => {
      const created = await create(parts, way);
      expect(created).toMatchObject({
        refused: false,
        reference: way === 'link' ? null : requestOf(way).reference,
      });
      expect(created.echo.amountMinor).toBe(AMOUNT.amountMinor);
      expect(created.echo.currency).toBe(AMOUNT.currency);
      expect(created.echo.amountType ?? 'fixed').toBe('fixed');
      expect(created.lifetimeMs === null || created.lifetimeMs > 0).toBe(true);
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
    }),
  );

  test(
    `${name}: PAY-4 a payment is read, taken back, and taking it back twice is the same as once`,
    withWay(async (parts) => {
      const { provider } = parts;
      const ref = { way, id: (await create(parts, way)).providerPaymentId };
      expect(await provider.readPayment(ref, cashier)).toMatchObject({ kind: 'ok', value: { exists: true } });
      expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.readPayment(ref, cashier)).toMatchObject({
        kind: 'ok',
        value: { exists: false },
      });
      const unknown = { way, id: '019ab000-0000-7000-8000-00000000dead' };
      expect(await provider.cancelPayment(unknown, cashier)).toMatchObject({ kind: 'ok' });
      expect(await provider.readPayment(unknown, cashier)).toMatchObject({
        kind: 'ok',
        value: { exists: false },
      });
    }),
  );

  test(
    `${name}: PAY-6 a payer's transaction is listed and read with status, amounts and what it belongs to`,
    withWay(async (parts) => {
      const { providerPaymentId } = await create(parts, way);
      const id = await pay(parts, way, providerPaymentId);
      const listed = await parts.provider.listTransactions({ cursor: null, limit: 10 }, cashier);
      const read = await parts.provider.readTransaction(id, cashier);
      if (listed.kind !== 'ok' || read.kind !== 'ok') throw new Error('The transaction was not read');
      expect(listed.value.transactions).toEqual([read.value]);
      expect(read.value).toMatchObject({ id, status: 'charged', amountMinor: 12_300, parentId: null });
      expect(Date.parse(read.value.startedAt ?? '')).not.toBeNaN();
      const { kind, linkId, ownReference } = read.value;
      if (way === 'hosted') {
        expect([kind, id, ownReference]).toEqual(['payment', providerPaymentId, requestOf(way).reference]);
      } else {
        expect([kind, linkId]).toEqual(['link', parts.deployment.namesLink ? providerPaymentId : null]);
      }
    }),
  );

  test(
    `${name}: what is refused for its content names the field, in every shape of the complaint`,
    withWay(async ({ provider }) => {
      const nothing = requestOf(way, { amount: { ...AMOUNT, amountMinor: 0 } });
      const answer = await provider.createPayment(nothing, cashier);
      if (answer.kind !== 'rejected') throw new Error('The create was not refused');
      expect(answer.problem).toMatchObject({ reason: 'rejected', status: 422 });
      expect(answer.problem.complaints.length).toBeGreaterThan(0);
      expect(answer.problem.message).toContain('amount');
    }),
  );

  if (way === 'hosted') describeReference(name, withWay);
}

function describeReference(name: string, withWay: WithProvider): void {
  test(
    `${name}: PAY-3 the same reference again is the same payment, or told as there already`,
    withWay(async (parts) => {
      const first = await create(parts, 'hosted');
      const again = await parts.provider.createPayment(requestOf('hosted'), cashier);
      if (again.kind === 'ok') expect(again.value.providerPaymentId).toBe(first.providerPaymentId);
      else expect(again).toMatchObject({ kind: 'rejected', problem: { reason: 'duplicate' } });
      expect((await parts.control.books()).hosted).toHaveLength(1);
    }),
  );

  test(
    `${name}: PAY-4 one that was paid is not taken back`,
    withWay(async (parts) => {
      const { providerPaymentId: id } = await create(parts, 'hosted');
      await pay(parts, 'hosted', id);
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
