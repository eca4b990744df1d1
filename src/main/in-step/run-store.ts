import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { Whose } from './mapping-store.ts';

/** preparing → pushing ⇄ paused | stopped; any of them → cancelled, pushing → done. */
export type RunState = 'preparing' | 'pushing' | 'paused' | 'stopped' | 'done' | 'cancelled';

export type Act = 'create' | 'change' | 'delete';

export interface RunRow extends Whose {
  readonly sequence: number;
  readonly state: RunState;
  readonly problem: string | null;
  readonly list_offered: 0 | 1;
  readonly unreadable: number;
  readonly images_offered: 0 | 1;
  readonly started_at: string;
  readonly ended_at: string | null;
}

/** What becomes of an item: `changed`: ours is not what was seen any more. */
export type ItemEnd = 'done' | 'changed' | 'refused' | 'unknown' | 'not_offered';

export interface ItemRow {
  readonly run_sequence: number;
  readonly position: number;
  readonly variant_id: string;
  readonly act: Act;
  readonly partner_product_id: string | null;
  readonly header: string;
  readonly text: string | null;
  readonly price_minor: number | null;
  readonly image: string | null;
  /** A JSON list of field names. */
  readonly fields: string;
  readonly state: 'waiting' | ItemEnd;
  readonly reason: string | null;
  readonly words: string;
}

export type NewItem = Omit<ItemRow, 'run_sequence' | 'state' | 'reason' | 'words'>;

export interface ItemCounts {
  readonly waiting: number;
  readonly total: number;
  readonly left: number;
}

/**
 * What a push has left. A create of unknown end is left for as long as nobody has said what became of it: an item that has
 * ended does not change, but what is known of its variant does.
 */
const IS_LEFT = `state NOT IN ('waiting', 'done') AND NOT (
  act = 'create' AND state = 'unknown' AND reason IN ('no_list', 'unreadable', 'several', 'other_product')
  AND NOT EXISTS (SELECT 1 FROM in_step_run r JOIN partner_product p
    ON p.provider = r.provider AND p.account = r.account AND p.variant_id = in_step_item.variant_id
    WHERE r.sequence = in_step_item.run_sequence AND p.state = 'unknown'))`;

/** Pushes, and what each of them is to send. */
export const runStore = {
  newest: (db: ReadHandle) => db.get<RunRow>('SELECT * FROM in_step_run ORDER BY sequence DESC LIMIT 1'),

  open: (db: ReadHandle) => db.get<RunRow>('SELECT * FROM in_step_run WHERE ended_at IS NULL'),

  /** Forgets the items of the pushes before. */
  begin: (
    db: WriteHandle,
    run: Pick<RunRow, 'provider' | 'account' | 'list_offered' | 'unreadable' | 'started_at'>,
  ): number => {
    db.run('DELETE FROM in_step_item');
    db.run('DELETE FROM in_step_seen');
    const row = db.get<{ sequence: number }>(
      `INSERT INTO in_step_run (provider, account, state, list_offered, unreadable, started_at)
       VALUES (:provider, :account, 'preparing', :list_offered, :unreadable, :started_at) RETURNING sequence`,
      { ...run },
    );
    if (!row) throw new Error('The push was not written');
    return row.sequence;
  },

  setState: (db: WriteHandle, sequence: number, state: RunState, problem: string | null = null): void =>
    db.runOne('UPDATE in_step_run SET state = ?, problem = ? WHERE sequence = ?', state, problem, sequence),

  end: (db: WriteHandle, sequence: number, state: 'done' | 'cancelled', at: string): void =>
    db.runOne(
      'UPDATE in_step_run SET state = ?, problem = NULL, ended_at = ? WHERE sequence = ?',
      state,
      at,
      sequence,
    ),

  noImages: (db: WriteHandle, sequence: number): void =>
    db.runOne('UPDATE in_step_run SET images_offered = 0 WHERE sequence = ?', sequence),

  addItem: (db: WriteHandle, run: number, item: NewItem): void =>
    db.runOne(
      `INSERT INTO in_step_item (run_sequence, position, variant_id, act, partner_product_id, header, text, price_minor,
         image, fields)
       VALUES (:run, :position, :variant_id, :act, :partner_product_id, :header, :text, :price_minor, :image, :fields)`,
      { ...item, run },
    ),

  next: (db: ReadHandle, run: number) =>
    db.get<ItemRow>(
      `SELECT * FROM in_step_item WHERE run_sequence = ? AND state = 'waiting' ORDER BY position LIMIT 1`,
      run,
    ),

  settle: (
    db: WriteHandle,
    { run_sequence: run, position }: ItemRow,
    end: Pick<ItemRow, 'state' | 'reason' | 'words'>,
  ): void =>
    db.runOne(
      'UPDATE in_step_item SET state = ?, reason = ?, words = ? WHERE run_sequence = ? AND position = ?',
      end.state,
      end.reason,
      end.words,
      run,
      position,
    ),

  /** It was to be changed, and is gone at the provider: it is made anew in its turn. */
  turnIntoCreate: (db: WriteHandle, { run_sequence: run, position }: ItemRow): void =>
    db.runOne(
      `UPDATE in_step_item SET act = 'create', fields = '[]' WHERE run_sequence = ? AND position = ?`,
      run,
      position,
    ),

  /** All that wait for an act that the provider does not know. */
  settleAct: (db: WriteHandle, run: number, act: Act): void => {
    db.run(
      `UPDATE in_step_item SET state = 'not_offered' WHERE run_sequence = ? AND state = 'waiting' AND act = ?`,
      run,
      act,
    );
  },

  counts: (db: ReadHandle, run: number): ItemCounts =>
    db.get<ItemCounts>(
      `SELECT count(*) AS total,
         coalesce(sum(state = 'waiting'), 0) AS waiting,
         coalesce(sum(${IS_LEFT}), 0) AS left
       FROM in_step_item WHERE run_sequence = ?`,
      run,
    ) ?? { waiting: 0, total: 0, left: 0 },

  /** How many pictures are still to be sent: each of them is a call of its own. */
  imagesWaiting: (db: ReadHandle, { provider, account, sequence }: RunRow): number =>
    db.get<{ count: number }>(
      `SELECT count(DISTINCT i.image) AS count FROM in_step_item i
       LEFT JOIN partner_image p ON p.provider = ? AND p.account = ? AND p.image = i.image
       WHERE i.run_sequence = ? AND i.state = 'waiting' AND i.image IS NOT NULL
       AND (i.act = 'create' OR instr(i.fields, '"image"') > 0)
       AND (p.image IS NULL OR (p.state <> 'there' AND p.run_sequence <> i.run_sequence))`,
      provider,
      account,
      sequence,
    )?.count ?? 0,

  left: (db: ReadHandle, run: number, after: number, limit: number) =>
    db.all<ItemRow>(
      `SELECT * FROM in_step_item WHERE run_sequence = ? AND ${IS_LEFT} AND position > ?
       ORDER BY position LIMIT ?`,
      run,
      after,
      limit,
    ),

  addSeen: (db: WriteHandle, run: number, partnerProductId: string): void => {
    db.run('INSERT OR IGNORE INTO in_step_seen VALUES (?, ?)', run, partnerProductId);
  },

  seen: (db: ReadHandle, run: number): ReadonlySet<string> =>
    new Set(
      db
        .all<{ id: string }>('SELECT partner_product_id AS id FROM in_step_seen WHERE run_sequence = ?', run)
        .map(({ id }) => id),
    ),
};
