import { afterEach, expect, test } from 'vitest';
import type { LinkWay } from '../../src/domain/payment.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { acceptedMoney, chargeNext, readBooks, writtenCodes } from '../harness/selling.ts';
import { playerOf } from './schedules/player.ts';

/** Twenty customers with a code each, at one till, and all of them owe the same. */

const LIVE = 20;
const AMOUNT = 12_345;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** @returns the codes by the sale that they were shown for */
async function showTwenty(way: LinkWay): Promise<ReadonlyMap<string, string>> {
  counter = await openCounter();
  await counter.ask('connection.change', { collectBy: way });
  for (let customer = 0; customer < LIVE; customer++) {
    await chargeNext(counter, AMOUNT);
    await counter.pass(2000);
  }
  await counter.pass(20_000);
  const codes = await writtenCodes(counter);
  expect(codes.map(({ state }) => state)).toEqual(Array.from({ length: LIVE }, () => 'open'));
  expect((await counter.ask('payment.tray', {})).items).toHaveLength(LIVE - 1);
  return new Map(codes.flatMap(({ saleId, code }) => (code === null ? [] : [[code, saleId]])));
}

type Break = 'none' | 'restart' | 'crash';

const days = (['link', 'hosted'] as const).flatMap((way) =>
  (['none', 'restart', 'crash'] as const).map((end, index) => [way, end, index + 1] as const),
);

test.each<readonly [LinkWay, Break, number]>(days)(
  'PAY-6 PAY-7 PAY-11 twenty live payments (%s, with a break: %s), paid in the order of seed %i: each settles its own sale',
  async (way, end, seed) => {
    const shown = await showTwenty(way);
    const { random, whole } = playerOf(seed);
    const order = [...shown.keys()]
      .map((code) => ({ code, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ code }) => code);
    const pay = way === 'link' ? counter.control.pay : counter.control.payHosted;
    const paidFor = new Map<string, string>();
    for (const [index, code] of order.entries()) {
      const { id } = await pay(code);
      paidFor.set(id, code);
      await counter.pass(whole(0, 3000));
      if (index === LIVE / 2 && end !== 'none') await counter[end]();
    }
    await counter.pass(60_000);

    const accepted = await acceptedMoney(counter);
    expect(accepted).toHaveLength(LIVE);
    for (const { transaction, saleId, code } of accepted) {
      expect(code).toBe(paidFor.get(transaction));
      expect(saleId).toBe(shown.get(code));
    }
    const receipts = await readBooks(counter, (read) =>
      read.all<{ number: number }>(
        "SELECT receipt_sequence AS number FROM sale WHERE state = 'completed' ORDER BY receipt_sequence",
      ),
    );
    expect(receipts.map(({ number }) => number)).toEqual(
      Array.from({ length: LIVE }, (_, index) => index + 1),
    );
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
    expect((await counter.ask('payment.tray', {})).items).toEqual([]);
    expect((await counter.control.books()).links.every(({ deleted }) => deleted)).toBe(true);
  },
);
