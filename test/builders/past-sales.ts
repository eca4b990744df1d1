import type { TenderKind } from '../../src/domain/tender.ts';
import type { TillDatabase, WriteHandle } from '../../src/main/database/handles.ts';

/** A sale that was made once; what is not named is of no matter. */
export interface PastSale {
  readonly lines?: readonly { readonly name: string; readonly amountMinor: number }[];
  readonly state?: 'open' | 'completed' | 'voided';
  /** ISO 8601; when it was opened, and closed. */
  readonly at?: string;
  readonly staffId?: string | null;
  readonly customerName?: string;
  readonly tender?: TenderKind | null;
  /** Of an external tender. */
  readonly reference?: string;
  /** Taken in cash before, and given back. */
  readonly returned?: boolean;
}

/** Writes sales as plain SQL, through the real tables and their triggers. Ids are `sale-1`, `sale-2`, … */
export function pastSales(database: TillDatabase) {
  let count = 0;
  let receipt = 0;
  const add = (db: WriteHandle, sale: PastSale): string => {
    count += 1;
    const id = `sale-${count}`;
    const { state = 'completed', tender = 'cash', at = '2026-11-20T10:00:00.000Z' } = sale;
    insertOpen(db, id, { ...sale, at });
    if (sale.returned) {
      insertTender(db, { id: `returned-${count}`, saleId: id, kind: 'cash', at });
      const shift = db.get<{ id: string }>('SELECT id FROM shift LIMIT 1')?.id ?? 'shift-1';
      db.run('INSERT OR IGNORE INTO shift (id, began_at) VALUES (?, ?)', shift, at);
      db.runOne('INSERT INTO tender_return VALUES (?, ?, ?, ?)', `returned-${count}`, at, 'changed', shift);
    }
    if (state === 'completed' && tender !== null) {
      const reference = sale.reference ?? null;
      insertTender(db, { id: `tender-${count}`, saleId: id, kind: tender, at, reference });
    }
    if (state === 'completed') {
      receipt += 1;
      db.runOne(
        `UPDATE sale SET state = 'completed', closed_at = ?, receipt_epoch = 1, receipt_sequence = ? WHERE id = ?`,
        at,
        receipt,
        id,
      );
    }
    if (state === 'voided') {
      db.runOne("UPDATE sale SET state = 'voided', closed_at = ? WHERE id = ?", at, id);
    }
    return id;
  };
  return {
    /** In one transaction. @returns their ids */
    add: (...sales: readonly PastSale[]): readonly string[] =>
      database.write((db) => sales.map((sale) => add(db, sale))),
    close: (id: string, at: string): void =>
      database.write((db) => {
        receipt += 1;
        db.runOne(
          `UPDATE sale SET state = 'completed', closed_at = ?, receipt_epoch = 1, receipt_sequence = ? WHERE id = ?`,
          at,
          receipt,
          id,
        );
      }),
  };
}

function insertOpen(db: WriteHandle, id: string, sale: PastSale & { readonly at: string }): void {
  const { lines = [{ name: 'Tea', amountMinor: 100 }] } = sale;
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  db.runOne(
    `INSERT INTO sale (id, state, currency, revision, total_minor, subtotal_minor, line_count, opened_at, staff_id,
       customer_name) VALUES (?, 'open', 'RUB', 1, ?, ?, ?, ?, ?, ?)`,
    id,
    total,
    total,
    lines.length,
    sale.at,
    sale.staffId ?? null,
    sale.customerName ?? '',
  );
  lines.forEach(({ name, amountMinor }, position) => {
    db.runOne(
      `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths,
         total_minor, charged_minor) VALUES (?, ?, ?, NULL, ?, 'piece', ?, 1000, ?, ?)`,
      `${id}-line-${position}`,
      id,
      position,
      name,
      amountMinor,
      amountMinor,
      amountMinor,
    );
  });
}

interface PastTender {
  readonly id: string;
  readonly saleId: string;
  readonly kind: TenderKind;
  readonly at: string;
  readonly reference?: string | null;
}

/** A payment by link has its attempt `attempt-…`, its link `link-…` and its transaction `trx-…`. */
function insertTender(db: WriteHandle, { id, saleId, kind, at, reference = null }: PastTender): void {
  const amount =
    db.get<{ total_minor: number }>('SELECT total_minor FROM sale WHERE id = ?', saleId)?.total_minor ?? 0;
  const collected = kind === 'payment_link' || kind === 'claimed';
  const attempt = id.replace('tender', 'attempt');
  const transaction = id.replace('tender', 'trx');
  if (collected) {
    db.runOne(
      `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state,
         provider_payment_id, payer_url, requested_at)
       VALUES (?, ?, 1, 'p', 'test', ?, 'RUB', 'paid', ?, 'https://pay', ?)`,
      attempt,
      saleId,
      Math.max(amount, 1),
      id.replace('tender', 'link'),
      at,
    );
  }
  if (kind === 'payment_link') {
    db.runOne(
      `INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency,
         first_seen_at, updated_at) VALUES ('p', ?, ?, 'charged', 'charged', ?, 'RUB', ?, ?)`,
      transaction,
      attempt,
      amount,
      at,
      at,
    );
  }
  db.runOne(
    `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id,
       received_minor, method, reference, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    saleId,
    kind,
    amount,
    collected ? attempt : null,
    collected ? 'p' : null,
    kind === 'payment_link' ? transaction : null,
    kind === 'cash' ? amount : null,
    kind === 'external' ? 'card_terminal' : null,
    reference,
    at,
  );
}
