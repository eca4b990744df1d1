import { expect, test } from 'vitest';
import type { CollectWay } from '../../src/domain/payment.ts';
import type { LoggedRequest } from '../harness/sandbox-control.ts';
import { create, type ProviderUnderTest, requestOf, type WithProvider } from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

/** What becomes of a payment when the network fails: what may have been done is never called undone (PAY-3). */
export function describeFaults(name: string, way: CollectWay, withProvider: WithProvider): void {
  const creates = async ({ control, play }: ProviderUnderTest): Promise<number> => {
    const isCreate = ({ method, path }: LoggedRequest): boolean =>
      method === 'POST' && path === play.createPath(way);
    return (await control.requests()).filter(isCreate).length;
  };

  for (const kind of ['500_after_write', 'reset', 'reset_after_write', 'truncated', 'malformed']) {
    test(
      `${name}: PAY-3 a create that ends in ${kind} is unknown, never failed, and sent once`,
      withProvider(async (parts) => {
        const { provider, control, play } = parts;
        await control.fault({ kind, method: 'POST', path: play.createPath(way) });
        expect(await provider.createPayment(requestOf(way), cashier)).toMatchObject({ kind: 'unknown' });
        expect(await creates(parts)).toBe(1);
      }),
    );
  }

  test(
    `${name}: a call that is aborted before it leaves was not sent; one that left may have been done`,
    withProvider(async (parts) => {
      const { provider, control, play } = parts;
      await provider.checkConnection(cashier);
      const early = new AbortController();
      const held = provider.createPayment(requestOf(way), { ...cashier, signal: early.signal });
      early.abort();
      expect(await held).toMatchObject({ kind: 'unknown', problem: { reason: 'unreachable' } });
      await control.fault({ kind: 'hang', method: 'POST', path: play.createPath(way) });
      const late = new AbortController();
      const call = provider.createPayment(requestOf(way), { ...cashier, signal: late.signal });
      await expect.poll(() => creates(parts)).toBe(1);
      late.abort();
      expect(await call).toMatchObject({ kind: 'unknown', problem: { reason: 'no_answer' } });
    }),
  );

  // A checkout is never taken back.
  if (way === 'checkout') return;
  test(
    `${name}: PAY-4 a taking back whose answer was lost is unknown, and looked up it is gone`,
    withProvider(async (parts) => {
      const ref = { way, id: (await create(parts, way)).providerPaymentId };
      await parts.control.fault({ kind: 'reset_after_write', path: `${parts.play.createPath(way)}/:id` });
      expect(await parts.provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'unknown' });
      expect(await parts.provider.readPayment(ref, cashier)).toMatchObject({
        kind: 'ok',
        value: { exists: false },
      });
    }),
  );
}
