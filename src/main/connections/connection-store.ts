import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ConnectionRow {
  readonly provider: string;
  readonly base_url: string;
  readonly organization_id: string | null;
  readonly payer_url_template: string | null;
  readonly partner_id: string | null;
  readonly key_last_four: string | null;
  readonly key_since: string | null;
  readonly linkless: number;
}

export const connectionStore = {
  find: (db: ReadHandle, provider: string) =>
    db.get<ConnectionRow>('SELECT * FROM connection WHERE provider = ?', provider),

  /** A new account starts unpinned. */
  put: (db: WriteHandle, row: ConnectionRow): void =>
    db.runOne(
      `INSERT INTO connection (provider, base_url, organization_id, payer_url_template, partner_id,
         key_last_four, key_since, linkless) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (provider) DO UPDATE SET base_url = excluded.base_url,
         organization_id = excluded.organization_id, payer_url_template = excluded.payer_url_template,
         partner_id = excluded.partner_id, key_last_four = excluded.key_last_four,
         key_since = excluded.key_since, linkless = excluded.linkless`,
      row.provider,
      row.base_url,
      row.organization_id,
      row.payer_url_template,
      row.partner_id,
      row.key_last_four,
      row.key_since,
      row.linkless,
    ),

  pinPartner: (db: WriteHandle, provider: string, partnerId: string): void =>
    db.runOne('UPDATE connection SET partner_id = ? WHERE provider = ?', partnerId, provider),

  setLinkless: (db: WriteHandle, provider: string): void =>
    db.runOne('UPDATE connection SET linkless = 1 WHERE provider = ?', provider),
};
