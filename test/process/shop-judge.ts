import { join } from 'node:path';
import { expect } from 'vitest';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import type { BookedTransaction, Books } from '../harness/sandbox-control.ts';
import type { Told, World } from './shop-world.ts';

/** What a world has come to, for the record. */
export interface Verdict {
  readonly told: number;
  readonly sales: number;
  readonly payments: number;
  readonly refunds: number;
  readonly lost: number;
  readonly doubles: number;
  /** Refunds that were written down as sent and never left. */
  readonly decided: number;
  readonly raised: readonly string[];
}

interface AttemptRow {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
  readonly way: string;
  readonly closeReason: string | null;
}

interface RefundRow {
  readonly id: string;
  readonly state: string;
  readonly decided: number;
  readonly sentAt: string | null;
  readonly payment: string;
  readonly amount: number;
}

type Read = TillDatabase['read'];

/** Judges a till's file by the provider's own books, and by what people were told. @throws when they disagree */
export async function judge(world: World): Promise<Verdict> {
  const books = await world.control.books();
  const requests = await world.control.requests();
  expect(requests.length, 'the log of the provider is whole').toBeLessThan(1000);
  const database = await openDatabase(join(world.dataDir, 'test', 'till.db'));
  try {
    const { read } = database;
    expect(createJournal(read, () => '').verify()).toBeNull();
    expect(read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(read.all('PRAGMA foreign_key_check')).toEqual([]);
    const lost = world.told.filter((one) => !isKept(read, one));
    expect(lost).toEqual([]);
    const doubles = doubled(read, books);
    expect(doubles).toEqual([]);
    const sales = judgeSales(read);
    const payments = judgeMoney(read, books);
    judgeAttempts(read, books);
    const sent = requests.filter(({ method, path }) => method === 'PUT' && path.includes('/transactions/'));
    const refunds = judgeRefunds(
      read,
      books,
      sent.map(({ path }) => path),
    );
    const raised = read.all<{ kind: string }>(
      'SELECT kind FROM attention WHERE id NOT IN (SELECT attention_id FROM attention_resolution)',
    );
    return {
      told: world.told.length,
      lost: lost.length,
      doubles: doubles.length,
      sales,
      payments,
      ...refunds,
      raised: raised.map(({ kind }) => kind),
    };
  } finally {
    database.close();
  }
}

/** Whether what was told to somebody is in the file. */
function isKept(read: Read, told: Told): boolean {
  switch (told.kind) {
    case 'charged':
      return read.all('SELECT 1 FROM payment_attempt WHERE id = ?', told.attemptId).length === 1;
    case 'cancelling':
    case 'replacing':
      // Money that was faster than the wish wins.
      return (
        read.all(
          `SELECT 1 FROM payment_attempt_event e JOIN payment_attempt a ON a.id = e.attempt_id
           WHERE e.attempt_id = ? AND (e.kind = 'close_requested' OR a.accepted_at IS NOT NULL)`,
          told.attemptId,
        ).length > 0
      );
    case 'paid':
    case 'claimed':
      return (
        read.all(
          `SELECT 1 FROM sale s JOIN tender t ON t.sale_id = s.id
           WHERE s.id = ? AND s.state = 'completed' AND s.receipt_sequence = ?`,
          told.saleId,
          Number(told.receiptNumber),
        ).length === 1
      );
    case 'refund':
      return (
        read.all(
          "SELECT 1 FROM refund WHERE id = ? AND (state = 'done' OR NOT ?)",
          told.refundId,
          told.done ? 1 : 0,
        ).length === 1
      );
  }
}

/** Every completed sale has one tender and the next receipt number. @returns how many there are */
function judgeSales(read: Read): number {
  const sales = read.all<{ id: string; receipt: number }>(
    "SELECT id, receipt_sequence AS receipt FROM sale WHERE state = 'completed' ORDER BY receipt_sequence",
  );
  expect(sales.map(({ receipt }) => receipt)).toEqual(sales.map((_, index) => index + 1));
  const tendered = read.all<{ id: string }>('SELECT sale_id AS id FROM tender');
  expect(tendered.map(({ id }) => id).sort()).toEqual(sales.map(({ id }) => id).sort());
  return sales.length;
}

const isMoney = ({ type, status }: BookedTransaction): boolean =>
  type !== 'refund' && (status === 'charged' || status === 'refunded');

/** Sales that took more than one payment, payments that were taken more than once, and payments overpaid back. */
function doubled(read: Read, { transactions }: Books): readonly string[] {
  const twice = read.all<{ id: string }>(
    `SELECT t.sale_id AS id FROM acceptance a JOIN tender t ON t.id = a.tender_id
     GROUP BY t.sale_id HAVING count(*) > 1
     UNION ALL SELECT provider_transaction_id FROM acceptance GROUP BY provider_transaction_id HAVING count(*) > 1`,
  );
  const overpaid = transactions.filter(({ id, amount }) => {
    const back = transactions.filter(({ parent, status }) => parent === id && status === 'charged');
    return back.reduce((sum, row) => sum + row.amount, 0) > amount;
  });
  return [...twice, ...overpaid].map(({ id }) => id);
}

/** All money is taken once or raised. @returns how many payments there were */
function judgeMoney(read: Read, { transactions }: Books): number {
  const money = transactions.filter(isMoney).map(({ id }) => id);
  const accepted = read.all<{ id: string }>('SELECT provider_transaction_id AS id FROM acceptance');
  const raised = read.all<{ id: string }>(
    "SELECT provider_transaction_id AS id FROM attention WHERE kind IN ('late_payment', 'second_payment')",
  );
  const known = [...accepted, ...raised].map(({ id }) => id);
  expect(known.sort()).toEqual(money.sort());
  return money.length;
}

/** Every attempt has ended as the books say. */
function judgeAttempts(read: Read, { links, hosted, transactions }: Books): void {
  const attempts = read.all<AttemptRow>(
    `SELECT id, state, way, provider_payment_id AS code, close_reason AS closeReason FROM payment_attempt`,
  );
  const found = attempts.map((attempt) => {
    const money = transactions.find((row) => isMoney(row) && [row.link, row.id].includes(attempt.code));
    return { ...attempt, state: money ? paidState(attempt, money) : unpaidState(attempt) };
  });
  expect(attempts).toEqual(found);
  const alive = new Set([
    ...links.filter(({ deleted }) => !deleted).map(({ id }) => id),
    ...hosted.filter(({ cancelled, status }) => !cancelled && status === 'created').map(({ id }) => id),
  ]);
  const unpaid = attempts.filter(({ state }) => ['cancelled', 'replaced', 'expired'].includes(state));
  expect(unpaid.filter(({ code }) => alive.has(code ?? ''))).toEqual([]);
}

function paidState({ closeReason, state }: AttemptRow, money: BookedTransaction): string {
  const back = money.amount_refunded ?? 0;
  if (back > 0) return back < money.amount ? 'part_refunded' : 'refunded';
  return closeReason !== null && state === 'late_paid' ? 'late_paid' : 'paid';
}

function unpaidState({ closeReason, state }: AttemptRow): string {
  return closeReason ?? (state === 'rejected' ? 'rejected' : 'lost');
}

/** What has gone back is what was ordered, each order once, never above the payment. */
function judgeRefunds(
  read: Read,
  { transactions }: Books,
  sent: readonly string[],
): Pick<Verdict, 'refunds' | 'decided'> {
  const refunds = read.all<RefundRow>(
    `SELECT id, state, decided, sent_at AS sentAt, provider_transaction_id AS payment, amount_minor AS amount
     FROM refund`,
  );
  expect(refunds.filter(({ state }) => state !== 'done' && state !== 'refused')).toEqual([]);
  const order = (rows: readonly { payment: string | null; amount: number }[]): readonly string[] =>
    rows.map(({ payment, amount }) => `${payment} ${amount}`).sort();
  const given = transactions.filter(({ type, status }) => type === 'refund' && status === 'charged');
  const done = refunds.filter(({ state }) => state === 'done');
  expect(order(done)).toEqual(order(given.map(({ parent, amount }) => ({ payment: parent, amount }))));
  for (const payment of transactions.filter(isMoney)) {
    const orders = refunds.filter((refund) => refund.payment === payment.id && refund.sentAt !== null);
    const calls = sent.filter((path) => path.endsWith(payment.id));
    expect(calls.length, 'each order is sent once at most').toBeLessThanOrEqual(orders.length);
  }
  return { refunds: given.length, decided: refunds.filter(({ decided }) => decided === 1).length };
}
