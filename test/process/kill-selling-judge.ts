import { join } from 'node:path';
import { expect } from 'vitest';
import { openReadOnly, type ReadOnlyDatabase } from '../../src/main/database/read-only.ts';
import { checkEverything } from '../../src/main/journal/check-file.ts';
import type { Ask } from '../harness/ask.ts';
import { SELLING_ACTS, type SellingAct } from './kill-selling-acts.ts';
import type { Shop, ToldAct } from './kill-selling-shop.ts';

/** What a shop has come to, for the record. */
export interface Verdict {
  readonly told: number;
  readonly lost: number;
  /** There, and asked for by nobody. */
  readonly doubled: number;
  /** Done, but killed before the answer left. */
  readonly unheard: number;
  readonly receipts: number;
  readonly reports: number;
  readonly byAct: ReadonlyMap<SellingAct, number>;
}

type Read = ReadOnlyDatabase['read'];

/** Every row that stands for an act: its id and amount, and its number where it has one. */
const ROWS: Readonly<Record<SellingAct, string>> = {
  tender: 'SELECT id, amount_minor AS amount, NULL AS number FROM tender',
  give_back:
    'SELECT t.id, t.amount_minor AS amount, NULL AS number FROM tender_return r JOIN tender t ON t.id = r.tender_id',
  complete: `SELECT id, total_minor AS amount, receipt_sequence AS number FROM sale WHERE state = 'completed'`,
  void: `SELECT id, total_minor AS amount, NULL AS number FROM sale WHERE state = 'voided' AND shift_id IS NOT NULL`,
  refund: `SELECT id, amount_minor AS amount, NULL AS number FROM refund WHERE state = 'done' AND sale_id IS NOT NULL`,
  refund_without_sale: `SELECT id, amount_minor AS amount, NULL AS number FROM refund WHERE state = 'done' AND sale_id IS NULL`,
  paid_in: `SELECT id, amount_minor AS amount, NULL AS number FROM cash_movement WHERE kind = 'paid_in'`,
  paid_out: `SELECT id, amount_minor AS amount, NULL AS number FROM cash_movement WHERE kind = 'paid_out'`,
  open: 'SELECT id, float_minor AS amount, NULL AS number FROM shift WHERE opened_at IS NOT NULL',
  close: `SELECT z.shift_id AS id, f.amount_minor AS amount, z.number FROM z_report z JOIN z_figure f
    ON f.epoch = z.epoch AND f.number = z.number AND f.section = 'period' AND f.key = 'sales'`,
};

/** Judges a till's file by what people were told. @throws when they disagree */
export async function judge(shop: Shop, ask: Ask): Promise<Verdict> {
  const database = openReadOnly(join(shop.dataDir, 'test', 'till.db'));
  try {
    const { read } = database;
    expect(checkEverything(database)?.faults, 'what the verifier finds').toEqual([]);
    const acts = judgeActs(read, shop);
    const receipts = judgeNumbers(
      read,
      "SELECT receipt_sequence AS number FROM sale WHERE state = 'completed'",
    );
    const reports = judgeNumbers(read, 'SELECT number FROM z_report');
    await judgeDrawers(read, ask, reports);
    const byAct = new Map(SELLING_ACTS.map((act) => [act, toldOf(shop, act).length]));
    return { told: shop.told.length, ...acts, receipts, reports, byAct };
  } finally {
    database.close();
  }
}

const toldOf = ({ told }: Shop, act: SellingAct): readonly ToldAct[] => told.filter((one) => one.act === act);

/** What was told and is not there, or not so; what is there and was asked for by nobody; and what nobody was told of. */
function judgeActs(read: Read, shop: Shop): Pick<Verdict, 'lost' | 'doubled' | 'unheard'> {
  const sums = { lost: 0, doubled: 0, unheard: 0 };
  for (const act of SELLING_ACTS) {
    const rows = read.all<{ id: string; amount: number; number: number | null }>(ROWS[act]);
    const kept = new Map(rows.map(({ id, amount, number }) => [id, `${amount} ${number}`]));
    const told = toldOf(shop, act);
    const isKept = ({ id, amount, number }: ToldAct): boolean => kept.get(id) === `${amount} ${number}`;
    sums.lost += told.filter((one) => !isKept(one)).length;
    // Each answer names a row of its own: one row for two answers is an act that was lost.
    sums.lost += told.length - new Set(told.map(({ id }) => id)).size;
    // A sale is completed by its last tender.
    const cause = act === 'complete' ? 'tender' : act;
    const cutOff = (shop.begun.get(cause) ?? 0) - toldOf(shop, cause).length;
    const untold = rows.length - rows.filter(({ id }) => told.some((one) => one.id === id)).length;
    sums.doubled += Math.max(0, untold - cutOff);
    sums.unheard += untold;
  }
  return sums;
}

/** 1 to n, without a gap. @returns n */
function judgeNumbers(read: Read, sql: string): number {
  const numbers = read.all<{ number: number }>(sql).map(({ number }) => number);
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  return numbers.length;
}

interface DrawerRow {
  readonly float: number;
  readonly tendered: number;
  readonly returned: number;
  readonly refunded: number;
  readonly paidIn: number;
  readonly paidOut: number;
}

/** What each Z says should have lain in the drawer is what was put in and taken out, row by row. */
async function judgeDrawers(read: Read, ask: Ask, reports: number): Promise<void> {
  for (let number = 1; number <= reports; number++) {
    const { shiftId, figures } = await ask('report.z', { number });
    const row = read.get<DrawerRow>(
      `SELECT s.float_minor AS float,
         (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE shift_id = s.id AND kind = 'cash') AS tendered,
         (SELECT coalesce(sum(t.amount_minor), 0) FROM tender_return r JOIN tender t ON t.id = r.tender_id
           WHERE r.shift_id = s.id AND t.kind = 'cash') AS returned,
         (SELECT coalesce(sum(amount_minor), 0) FROM refund
           WHERE shift_id = s.id AND way = 'cash' AND state = 'done') AS refunded,
         (SELECT coalesce(sum(amount_minor), 0) FROM cash_movement
           WHERE shift_id = s.id AND kind = 'paid_in') AS paidIn,
         (SELECT coalesce(sum(amount_minor), 0) FROM cash_movement
           WHERE shift_id = s.id AND kind = 'paid_out') AS paidOut
       FROM shift s WHERE s.id = ?`,
      shiftId,
    );
    if (!row) throw new Error('The shift of a Z is gone');
    const { float, tendered, returned, refunded, paidIn, paidOut } = row;
    const expected = figures.find(({ section, key }) => section === 'drawer' && key === 'expected');
    expect(expected?.amount.amountMinor, `the drawer of Z ${number}`).toBe(
      float + tendered - returned - refunded + paidIn - paidOut,
    );
  }
}
