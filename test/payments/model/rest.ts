import { join } from 'node:path';
import { openDatabase } from '../../../src/main/database/open-database.ts';
import { createJournal } from '../../../src/main/journal/journal-service.ts';
import { goOnline, putClock } from './acts-trouble.ts';
import { type Day, isLive } from './books.ts';
import { same } from './check.ts';
import { compare } from './compare.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY_AND_HOUR = 25 * 60 * MINUTE;

/** Nobody does anything any more, the provider is there, and the sweeps pass: everything has come to its end. */
export async function comeToRest(day: Day, world: World): Promise<void> {
  const { clock, counter } = world;
  await goOnline(day, world);
  putClock(day, world, 0);
  await clock.advance(90_000);
  await compare(world, day);
  for (const [index, payment] of day.payments.filter(({ status }) => status === 'processing').entries()) {
    const status = index % 2 === 0 ? 'rejected' : 'charged';
    await counter.control.move(payment.id, status);
    Object.assign(payment, { status, changedAt: clock.now() });
  }
  await clock.advance(61 * MINUTE);
  await compare(world, day);
  // The sweep of a whole day is due by the wall, and is made at the start.
  putClock(day, world, DAY_AND_HOUR);
  await counter.restart();
  await clock.advance(5 * MINUTE);
  await compare(world, day, { atRest: true });
  same(day.codes.filter(isLive).length, 0, 'codes that have not ended');
  await compareFile(day, world);
}

/** What the file itself says, past the till. */
async function compareFile(day: Day, { counter }: World): Promise<void> {
  const database = await openDatabase(join(counter.dataDir, 'test', 'till.db'));
  try {
    const { read } = database;
    same(createJournal(read, () => '').verify(), null, 'the journal');
    const accepted = read.all<{ id: string; saleId: string }>(
      `SELECT a.provider_transaction_id AS id, t.sale_id AS saleId FROM acceptance a
       JOIN tender t ON t.id = a.tender_id`,
    );
    const paid = day.sales.flatMap(({ id, paid: money }) => (money ? [`${money.id} ${id}`] : []));
    same(accepted.map(({ id, saleId }) => `${id} ${saleId}`).sort(), paid.sort(), 'what was taken as money');
    const kept = read.all<{ id: string }>('SELECT id FROM provider_transaction');
    const ours = new Set([
      ...day.codes.map(({ payable }) => payable),
      ...day.payments.flatMap(({ id, given }) => [id, ...given.map(({ row }) => row)]),
    ]);
    same(
      kept.filter(({ id }) => !ours.has(id)),
      [],
      "other people's rows that are kept as ours",
    );
    const refunds = read.all<{ state: string }>(
      "SELECT state FROM refund WHERE state NOT IN ('done', 'refused')",
    );
    same(refunds, [], 'refunds that have not ended');
  } finally {
    database.close();
  }
}
