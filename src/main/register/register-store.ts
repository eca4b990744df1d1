import type { CurrencyCode } from '../../domain/currency.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface RegisterRow {
  readonly code: string;
  readonly installation_id: string;
  readonly mode: TillMode;
  readonly currency: CurrencyCode;
  readonly epoch: number;
  readonly last_receipt: number;
}

export const registerStore = {
  find: (db: ReadHandle) => db.get<RegisterRow>('SELECT * FROM register WHERE id = 1'),

  insert: (db: WriteHandle, row: RegisterRow, createdAt: string): void =>
    db.runOne(
      `INSERT INTO register (id, code, installation_id, mode, currency, epoch, last_receipt, created_at)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
      row.code,
      row.installation_id,
      row.mode,
      row.currency,
      row.epoch,
      row.last_receipt,
      createdAt,
    ),

  takeReceipt: (db: WriteHandle) =>
    db.get<{ epoch: number; last_receipt: number }>(
      'UPDATE register SET last_receipt = last_receipt + 1 WHERE id = 1 RETURNING epoch, last_receipt',
    ),
};
