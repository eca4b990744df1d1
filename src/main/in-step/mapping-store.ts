import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/** creating → in_step | unknown; a row that turns out not to be there is removed. */
export type MappingState = 'creating' | 'unknown' | 'in_step';

export interface MappingRow {
  readonly provider: string;
  readonly account: string;
  readonly variant_id: string;
  readonly state: MappingState;
  readonly partner_product_id: string | null;
  readonly made_here: 0 | 1;
  readonly attempts: number;
  readonly run_sequence: number | null;
  readonly sent_header: string | null;
  readonly sent_text: string | null;
  readonly sent_price_minor: number | null;
  readonly sent_image: string | null;
  readonly told_header: string | null;
  readonly told_text: string | null;
  readonly told_price_minor: number | null;
  readonly told_currency: string | null;
  readonly told_quantity: string | null;
  readonly told_image_url: string | null;
  readonly changed_at: string;
  readonly ignored_at: string | null;
}

export type MappingChanges = Partial<Omit<MappingRow, 'provider' | 'account' | 'variant_id'>>;

/** Whose products: the provider, and the account there. */
export interface Whose {
  readonly provider: string;
  readonly account: string;
}

export interface ImageRow {
  readonly image: string;
  readonly state: 'sending' | 'there' | 'unknown' | 'refused';
  readonly url: string | null;
  readonly run_sequence: number;
}

const OF = 'provider = ? AND account = ?';
const of = ({ provider, account }: Whose): readonly [string, string] => [provider, account];

/** Which variant is which product at the provider. */
export const mappingStore = {
  find: (db: ReadHandle, whose: Whose, variantId: string) =>
    db.get<MappingRow>(
      `SELECT * FROM partner_product WHERE ${OF} AND variant_id = ?`,
      ...of(whose),
      variantId,
    ),

  findByPartner: (db: ReadHandle, whose: Whose, partnerProductId: string) =>
    db.get<MappingRow>(
      `SELECT * FROM partner_product WHERE ${OF} AND partner_product_id = ?`,
      ...of(whose),
      partnerProductId,
    ),

  /** @param after the last variant of the page before; empty for the beginning */
  page: (db: ReadHandle, whose: Whose, after: string, limit: number) =>
    db.all<MappingRow>(
      `SELECT * FROM partner_product WHERE ${OF} AND variant_id > ? ORDER BY variant_id LIMIT ?`,
      ...of(whose),
      after,
      limit,
    ),

  unsettled: (db: ReadHandle, whose: Whose) =>
    db.all<MappingRow>(
      `SELECT * FROM partner_product WHERE ${OF} AND state <> 'in_step' ORDER BY variant_id`,
      ...of(whose),
    ),

  /** Those whose create a push has sent more than once: a late one may have come true as well. */
  sentAgain: (db: ReadHandle, whose: Whose, run: number) =>
    db.all<MappingRow>(
      `SELECT * FROM partner_product WHERE ${OF} AND run_sequence = ? AND attempts > 1 ORDER BY variant_id`,
      ...of(whose),
      run,
    ),

  put: (db: WriteHandle, row: MappingRow): void => {
    const columns = Object.keys(row);
    db.runOne(
      `INSERT INTO partner_product (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')})
       ON CONFLICT (provider, account, variant_id) DO UPDATE SET
       ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      { ...row },
    );
  },

  update: (db: WriteHandle, whose: Whose, variantId: string, changes: MappingChanges): void => {
    const columns = Object.entries(changes);
    db.runOne(
      `UPDATE partner_product SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE ${OF} AND variant_id = ?`,
      ...columns.map(([, value]) => value ?? null),
      ...of(whose),
      variantId,
    );
  },

  remove: (db: WriteHandle, whose: Whose, variantId: string): void => {
    db.run(`DELETE FROM partner_product WHERE ${OF} AND variant_id = ?`, ...of(whose), variantId);
  },

  /** The partner's ids of those of these variants that are there. */
  partnerIds: (db: ReadHandle, whose: Whose, variantIds: readonly string[]): readonly string[] =>
    db
      .all<{ id: string }>(
        `SELECT partner_product_id AS id FROM partner_product WHERE ${OF} AND state = 'in_step'
         AND variant_id IN (SELECT value FROM json_each(?)) ORDER BY variant_id`,
        ...of(whose),
        JSON.stringify(variantIds),
      )
      .map(({ id }) => id),

  /** What a link carried of what it should have carried. */
  noteIgnored: (
    db: WriteHandle,
    whose: Whose,
    { sent, ignored, at }: { sent: readonly string[]; ignored: readonly string[]; at: string },
  ): number =>
    db.run(
      `UPDATE partner_product SET ignored_at = CASE WHEN partner_product_id IN (SELECT value FROM json_each(?))
         THEN ? END
       WHERE ${OF} AND partner_product_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ignored),
      at,
      ...of(whose),
      JSON.stringify(sent),
    ),

  ignoredCount: (db: ReadHandle, whose: Whose): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM partner_product WHERE ${OF} AND ignored_at IS NOT NULL`,
      ...of(whose),
    )?.count ?? 0,

  findImage: (db: ReadHandle, whose: Whose, image: string) =>
    db.get<ImageRow>(`SELECT * FROM partner_image WHERE ${OF} AND image = ?`, ...of(whose), image),

  putImage: (db: WriteHandle, whose: Whose, row: ImageRow): void =>
    db.runOne(
      `INSERT INTO partner_image (provider, account, image, state, url, run_sequence) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (provider, account, image) DO UPDATE SET state = excluded.state, url = excluded.url,
       run_sequence = excluded.run_sequence`,
      ...of(whose),
      row.image,
      row.state,
      row.url,
      row.run_sequence,
    ),

  /** It was not sent after all. */
  removeImage: (db: WriteHandle, whose: Whose, image: string): void => {
    db.run(`DELETE FROM partner_image WHERE ${OF} AND image = ?`, ...of(whose), image);
  },

  /** Every account that something is kept of. */
  accounts: (db: ReadHandle, provider: string): readonly string[] =>
    db
      .all<{ account: string }>(
        `SELECT account FROM partner_product WHERE provider = :provider
         UNION SELECT account FROM in_step_run WHERE provider = :provider AND ended_at IS NULL`,
        { provider },
      )
      .map(({ account }) => account),

  /** Whether anything is kept under this account. */
  isKnown: (db: ReadHandle, whose: Whose): boolean =>
    ['partner_product', 'partner_image'].some(
      (table) => db.get(`SELECT 1 FROM ${table} WHERE ${OF} LIMIT 1`, ...of(whose)) !== undefined,
    ) || db.get(`SELECT 1 FROM in_step_run WHERE ${OF} AND ended_at IS NULL`, ...of(whose)) !== undefined,

  /** The same account has told whose it is: what was kept before is kept under its whole name. */
  rename: (db: WriteHandle, from: Whose, account: string): void => {
    for (const table of ['partner_product', 'partner_image']) {
      db.run(`UPDATE OR REPLACE ${table} SET account = ? WHERE ${OF}`, account, ...of(from));
    }
    db.run(`UPDATE in_step_run SET account = ? WHERE ${OF} AND ended_at IS NULL`, account, ...of(from));
  },
};
