import type { LinkWay } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ConnectionRow {
  readonly provider: string;
  readonly base_url: string;
  readonly organization_id: string | null;
  readonly payer_url_template: string | null;
  readonly partner_id: string | null;
  readonly sign_in: 'api_key' | 'password';
  readonly key_last_four: string | null;
  readonly login_last_four: string | null;
  /** Since when the credential is kept, of whichever kind. */
  readonly key_since: string | null;
  readonly password_kept: number;
  /** JSON. */
  readonly methods: string;
  readonly collect_by: LinkWay;
  readonly linkless: number;
}

export type ConnectionChoices = Pick<ConnectionRow, 'methods' | 'collect_by' | 'payer_url_template'>;

export const connectionStore = {
  find: (db: ReadHandle, provider: string) =>
    db.get<ConnectionRow>('SELECT * FROM connection WHERE provider = ?', provider),

  put: (db: WriteHandle, row: ConnectionRow): void =>
    db.runOne(
      `INSERT INTO connection (provider, base_url, organization_id, payer_url_template, partner_id, sign_in,
         key_last_four, login_last_four, key_since, password_kept, methods, collect_by, linkless)
       VALUES (:provider, :base_url, :organization_id, :payer_url_template, :partner_id, :sign_in,
         :key_last_four, :login_last_four, :key_since, :password_kept, :methods, :collect_by, :linkless)
       ON CONFLICT (provider) DO UPDATE SET base_url = excluded.base_url,
         organization_id = excluded.organization_id, payer_url_template = excluded.payer_url_template,
         partner_id = excluded.partner_id, sign_in = excluded.sign_in, key_last_four = excluded.key_last_four,
         login_last_four = excluded.login_last_four, key_since = excluded.key_since,
         password_kept = excluded.password_kept, methods = excluded.methods,
         collect_by = excluded.collect_by, linkless = excluded.linkless`,
      { ...row },
    ),

  choose: (db: WriteHandle, provider: string, choices: ConnectionChoices): void =>
    db.runOne(
      'UPDATE connection SET methods = ?, collect_by = ?, payer_url_template = ? WHERE provider = ?',
      choices.methods,
      choices.collect_by,
      choices.payer_url_template,
      provider,
    ),

  forgetCredential: (db: WriteHandle, provider: string): void =>
    db.runOne(
      `UPDATE connection SET key_last_four = NULL, login_last_four = NULL, key_since = NULL, password_kept = 0
       WHERE provider = ?`,
      provider,
    ),

  pinPartner: (db: WriteHandle, provider: string, partnerId: string): void =>
    db.runOne('UPDATE connection SET partner_id = ? WHERE provider = ?', partnerId, provider),

  setLinkless: (db: WriteHandle, provider: string): void =>
    db.runOne('UPDATE connection SET linkless = 1 WHERE provider = ?', provider),
};
