import { expect, test } from 'vitest';
import { openHookShop, portOf } from './hook-shop.ts';
import { envelope, FLAT, pour, type Post } from './posting.ts';

const PAYMENTS = 250;
const COPIES = 8;

/** The same order in every run, and no order at all. */
function shuffled<T>(things: readonly T[]): readonly T[] {
  let seed = 20_261_121;
  const keyed = things.map((thing) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return { thing, key: seed };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ thing }) => thing);
}

/** What a payer does, told in both forms; each told several times over. */
function deliveriesOf(at: number, number: number): readonly Post[] {
  const events = ['started', 'processing', 'charged'].flatMap((status): readonly Post[] => {
    const data = { ...FLAT, id: `payment-${number}`, link: `link-${number}`, status };
    const whole = { ...data, env: 'test', currency: 'RUB' };
    const event = `transaction.${status}`;
    return [
      { body: JSON.stringify(data) },
      envelope({ data: whole, at, event, eventId: `${number}-${status}` }),
    ];
  });
  return Array.from({ length: COPIES }, () => events).flat();
}

test('PAY-6 T-8 a storm of 12,000 deliveries, doubled and out of order: each payment is money once', async () => {
  const shop = await openHookShop();
  const mine = shop.charge('link-7');
  const all = Array.from({ length: PAYMENTS }, (_, number) => deliveriesOf(shop.clock.now(), number)).flat();
  expect(all).toHaveLength(12_000);
  const port = portOf(shop.webhooks);
  const statuses = new Map<number, number>();
  const queue = [...shuffled(all)];
  const post = async (): Promise<void> => {
    while (queue.length > 0) {
      for (const status of await pour(port, queue.splice(0, 100))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, post));

  expect([...statuses]).toEqual([[200, 12_000]]);
  const { proofs, hints, duplicates, failed, refused } = shop.webhooks.view().counts;
  expect({ proofs, failed, refused }).toEqual({ proofs: 3 * PAYMENTS, failed: 0, refused: 0 });
  expect(proofs + hints + duplicates).toBe(12_000);
  expect(hints).toBeLessThanOrEqual(3 * PAYMENTS);
  expect(shop.taken.filter(({ linkId }) => linkId === 'link-7')).toHaveLength(1);
  expect(shop.attempt(mine.id).state).toBe('paid');
  expect(shop.session.attention.list(false)).toEqual([]);
  // The clock stood still: one look at once, and one that waits for all the rest.
  expect(shop.looks).toHaveLength(1);
  await shop.clock.advance(60_000);
  expect(shop.looks).toHaveLength(2);
}, 240_000);
