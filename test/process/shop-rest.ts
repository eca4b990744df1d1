import { setTimeout as wait } from 'node:timers/promises';
import type { OperationOutput } from '../../src/contract/operations.ts';
import { type Ask, Refused } from '../harness/ask.ts';
import { acknowledge, isOver, payClaimed, payCode, showCode } from './shop-acts.ts';
import { connected, type World } from './shop-world.ts';

/** How long a till may take until nothing is open any more, in milliseconds; busy machines included. */
const REST_MS = 120_000;

/** Lets the last till come to rest: all codes ended, all money seen, all refunds that can be read back read. */
export async function comeToRest(world: World, ask: Ask): Promise<void> {
  await connected(ask);
  const deadline = Date.now() + REST_MS;
  for (;;) {
    const standing = await goOn(world, ask);
    if (standing.length === 0) break;
    if (Date.now() > deadline) throw new Error(`Not at rest: ${standing.join(', ')}`);
    await wait(100);
  }
  await decideUnsent(world, ask);
}

/** Does what a cashier does with what is left. @returns what has not come to its end yet */
async function goOn(world: World, ask: Ask): Promise<readonly string[]> {
  const present = await ask('payment.current', {});
  if (present && (present.claimed || isOver(present))) await acknowledge({ ask, world }, present);
  else if (present?.state === 'open') {
    // The till may have seen its money, or taken it back, since it was asked.
    const code = await showCode({ ask, world }, present).catch(nullWhereEnded);
    if (code !== null) await payCode(world, code);
  }
  await payClaimed(world, 1);
  const connection = await ask('connection.get', {});
  const sales = await salesOf(ask);
  const refunds = sales.flatMap((sale) => sale.refunds).filter(({ state }) => state === 'requested');
  const seen = await seenMoney(ask, sales);
  const { transactions } = await world.control.books();
  const unseen = transactions.filter(
    ({ id, type, status }) => type !== 'refund' && ['charged', 'refunded'].includes(status) && !seen.has(id),
  );
  return [
    ...(present ? [`payment ${present.state}`] : []),
    ...(connection?.liveCount ? [`${connection.liveCount} codes alive`] : []),
    ...refunds.map(({ id }) => `refund ${id}`),
    ...unseen.map(({ id }) => `money ${id}`),
  ];
}

function nullWhereEnded(error: unknown): null {
  if (error instanceof Refused && error.error.code === 'PAYMENT_NOT_LIVE') return null;
  throw error;
}

async function salesOf(ask: Ask): Promise<readonly OperationOutput<'sale.get'>[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: OperationOutput<'sale.list'> = await ask('sale.list', { cursor, limit: 100 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return Promise.all(ids.map((saleId) => ask('sale.get', { saleId })));
}

async function seenMoney(
  ask: Ask,
  sales: readonly OperationOutput<'sale.get'>[],
): Promise<ReadonlySet<string | null>> {
  const raised = await Promise.all([true, false].map((resolved) => ask('attention.list', { resolved })));
  return new Set([
    ...sales.flatMap(({ tenders }) => tenders.map((tender) => tender.providerTransactionId)),
    ...raised.flatMap(({ items }) => items.map((item) => item.providerTransactionId)),
  ]);
}

/**
 * A refund that was written down as sent, and never left: the till may not send it again, and cannot know. Its
 * manager looks into the partner's office and says so. What is there would have been read back.
 */
async function decideUnsent({ control }: World, ask: Ask): Promise<void> {
  for (const { refunds, tenders } of await salesOf(ask)) {
    for (const { id, state } of refunds) {
      if (state !== 'unknown') continue;
      const { state: found } = await ask('refund.check', { refundId: id });
      if (found !== 'unknown') continue;
      const payment = tenders[0]?.providerTransactionId;
      const given = (await control.books()).transactions.filter(({ parent }) => parent === payment);
      const known = refunds.filter((refund) => refund.state === 'done' && refund.id !== id);
      if (given.length > known.length) throw new Error(`Refund ${id} is in the books, and was not read back`);
      await ask('refund.decide', { refundId: id, made: false, reason: 'The office shows none' });
    }
  }
}
