import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface TaxRateRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly active: 0 | 1;
}

export interface TaxVersionRow {
  readonly rate_id: string;
  /** YYYY-MM-DD. */
  readonly valid_from: string;
  /** Null: exempt. */
  readonly basis_points: number | null;
}

export const taxStore = {
  rates: (db: ReadHandle) => db.all<TaxRateRow>('SELECT * FROM tax_rate ORDER BY position, id'),

  rate: (db: ReadHandle, id: string) => db.get<TaxRateRow>('SELECT * FROM tax_rate WHERE id = ?', id),

  /** Oldest first. */
  versions: (db: ReadHandle, rateId: string) =>
    db.all<TaxVersionRow>('SELECT * FROM tax_rate_version WHERE rate_id = ? ORDER BY valid_from', rateId),

  put: (db: WriteHandle, row: TaxRateRow): void =>
    db.runOne(
      `INSERT INTO tax_rate (id, name, position, active) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position, active = excluded.active`,
      row.id,
      row.name,
      row.position,
      row.active,
    ),

  replaceVersions: (db: WriteHandle, rateId: string, versions: readonly TaxVersionRow[]): void => {
    db.run('DELETE FROM tax_rate_version WHERE rate_id = ?', rateId);
    for (const { valid_from: validFrom, basis_points: basisPoints } of versions) {
      db.runOne(
        'INSERT INTO tax_rate_version (rate_id, valid_from, basis_points) VALUES (?, ?, ?)',
        rateId,
        validFrom,
        basisPoints,
      );
    }
  },

  deactivate: (db: WriteHandle, id: string): number =>
    db.run('UPDATE tax_rate SET active = 0 WHERE id = ?', id),
};
