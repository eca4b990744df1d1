import { expect, test } from 'vitest';
import { COLLECT_WAYS, type CollectWay } from '../../src/domain/payment.ts';
import { notOffered, requestOf, type WithProvider } from './payment-provider-suite.ts';

const cashier = { priority: 'cashier' } as const;

/** What holds for a provider as a whole, whichever way it collects. */
export function describeConnection(
  name: string,
  ways: readonly CollectWay[],
  withProvider: WithProvider,
): void {
  test(
    `${name}: the connection is checked with a call that costs nothing`,
    withProvider(async ({ provider, play }) => {
      expect(provider.capabilities.ways).toEqual(ways);
      expect(await provider.checkConnection(cashier)).toMatchObject({
        kind: 'ok',
        facts: { requestId: expect.any(String), clockSkewMs: expect.any(Number) },
      });
      expect(await play.made()).toBe(0);
    }),
  );

  test(
    `${name}: a way that it has not is refused in words, and nothing is sent`,
    withProvider(async ({ provider, control }) => {
      for (const way of COLLECT_WAYS.filter((known) => !ways.includes(known))) {
        const ref = { way, id: '019ab000-0000-7000-8000-00000000dead' };
        expect(await provider.createPayment(requestOf(way), cashier)).toMatchObject(notOffered);
        expect(await provider.cancelPayment(ref, cashier)).toMatchObject(notOffered);
        expect(await provider.readPayment(ref, cashier)).toMatchObject(notOffered);
      }
      expect(await control.requests()).toEqual([]);
    }),
  );

  describePaging(name, withProvider);

  test(
    `${name}: refusals are told apart and carry the provider's request id`,
    withProvider(async ({ provider, control, play }) => {
      const [way] = provider.capabilities.ways;
      if (way === undefined) throw new Error('The provider has no way to collect');
      for (const [status, reason] of [
        [401, 'key_refused'],
        [403, 'forbidden'],
        [404, 'not_found'],
        [429, 'slow_down'],
      ] as const) {
        await control.fault({ kind: 'status_before', path: play.createPath(way), status, count: 'always' });
        expect(await provider.createPayment(requestOf(way), cashier)).toMatchObject({
          kind: 'rejected',
          problem: { reason, status, requestId: expect.any(String) },
        });
        await control.clearFaults();
      }
      expect(await play.made()).toBe(0);
    }),
  );

  test(
    `${name}: "slow down" holds the next call back for as long as was asked, and it is repeated`,
    withProvider(async ({ provider, control, play }) => {
      const { path, status } = play.check;
      await control.fault({ kind: 'status_before', status: 429, retryAfterSeconds: 2, path });
      expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'ok' });
      const calls = (await control.requests()).filter(({ method }) => method === 'GET');
      expect(calls.slice(0, 2).map((call) => call.status)).toEqual([429, status]);
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
      expect((await control.requests()).length > before).toBe(!deployment.renews);
    }),
  );
}

function describePaging(name: string, withProvider: WithProvider): void {
  test(
    `${name}: paging reaches every transaction once, and ends; a provider without a list says so`,
    withProvider(async ({ provider, control }) => {
      if (!provider.capabilities.list) {
        const page = { cursor: null, limit: 4 };
        expect(await provider.listTransactions(page, cashier)).toMatchObject(notOffered);
        expect(await control.requests()).toEqual([]);
        return;
      }
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
}
