import { join } from 'node:path';
import type { PaymentView } from '../../src/contract/views.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import type { Counter } from './counter.ts';

/** Opens a sale of one amount, setting the one in front aside where its code is alive, and presses Charge. */
export async function chargeNext({ ask }: Pick<Counter, 'ask'>, amountMinor: number): Promise<PaymentView> {
  const front = await ask('sale.current', {});
  if (front?.frozen) await ask('sale.next', { saleId: front.id });
  const { id, total } = await ask('sale.addAmount', { amount: { amountMinor, currency: 'RUB' } });
  return ask('payment.start', { saleId: id, expectedTotal: total });
}

/** A code as the till has written it down. */
export interface WrittenCode {
  readonly attemptId: string;
  readonly saleId: string;
  readonly state: string;
  /** The link's id, or the hosted payment's; null before the provider has answered. */
  readonly code: string | null;
}

/** Reads a till's file past the till, for as long as `act` takes. */
export async function readBooks<T>({ dataDir }: Counter, act: (read: TillDatabase['read']) => T): Promise<T> {
  const books = await openDatabase(join(dataDir, 'test', 'till.db'));
  try {
    return act(books.read);
  } finally {
    books.close();
  }
}

export function writtenCodes(counter: Counter): Promise<readonly WrittenCode[]> {
  return readBooks(counter, (read) =>
    read.all<WrittenCode>(
      `SELECT id AS attemptId, sale_id AS saleId, state, provider_payment_id AS code
       FROM payment_attempt ORDER BY sequence`,
    ),
  );
}

/** Money as the till has accepted it: which transaction, for which sale, and on which code that sale was charged. */
export interface AcceptedMoney {
  readonly transaction: string;
  readonly saleId: string;
  readonly code: string;
}

export function acceptedMoney(counter: Counter): Promise<readonly AcceptedMoney[]> {
  return readBooks(counter, (read) =>
    read.all<AcceptedMoney>(
      `SELECT a.provider_transaction_id AS "transaction", t.sale_id AS saleId, p.provider_payment_id AS code
       FROM acceptance a JOIN tender t ON t.id = a.tender_id JOIN payment_attempt p ON p.id = t.attempt_id
       WHERE p.sale_id = t.sale_id`,
    ),
  );
}
