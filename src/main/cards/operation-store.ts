import type { CardAct, CardOperationState } from '../../domain/card-operation.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export type CardEvidence = 'answer' | 'card' | 'marked_transaction' | 'like_transaction' | 'owner';

export interface CardOperationRow {
  readonly sequence: number;
  readonly id: string;
  /** The address of the deployment. */
  readonly desk: string;
  readonly act: CardAct;
  readonly state: CardOperationState;
  readonly account_id: string;
  readonly to_account_id: string | null;
  readonly card_id: string | null;
  readonly holder_id: string | null;
  readonly label: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly mark: string;
  /** JSON. */
  readonly request: string;
  /** JSON, see `before.ts`. */
  readonly before: string;
  readonly transaction_id: string | null;
  readonly evidence: CardEvidence | null;
  readonly words: string;
  /** A JSON list, see `complaints.ts`. */
  readonly complaints: string;
  readonly staff_id: string | null;
  readonly requested_at: string;
  readonly accepted_at: string | null;
  readonly changed_at: string;
  readonly last_look_at: string | null;
  readonly looks: number;
}

export type NewCardOperation = Pick<
  CardOperationRow,
  | 'id'
  | 'desk'
  | 'act'
  | 'account_id'
  | 'to_account_id'
  | 'card_id'
  | 'holder_id'
  | 'label'
  | 'amount'
  | 'currency'
  | 'mark'
  | 'request'
  | 'before'
  | 'staff_id'
  | 'requested_at'
>;

export type CardOperationChanges = Partial<
  Pick<
    CardOperationRow,
    | 'state'
    | 'card_id'
    | 'transaction_id'
    | 'evidence'
    | 'words'
    | 'complaints'
    | 'accepted_at'
    | 'changed_at'
    | 'last_look_at'
    | 'looks'
  >
>;

/** Where a list goes on: those of unknown end first, then the newest. */
export interface OperationPlace {
  readonly open: 0 | 1;
  readonly sequence: number;
}

const IS_OPEN = "state IN ('sending', 'accepted', 'unknown')";
/** As the index of what is looked for has it, word for word: else SQLite reads every operation that ever was. */
const IS_LISTED = "state IN ('sending', 'accepted', 'unknown', 'not_seen', 'decided_not_done')";

/** Which operations stand in each other's way, as the UNIQUE indexes of the table have it. */
const IN_THE_WAY: Readonly<Record<CardAct, string>> = {
  top_up: "act IN ('top_up', 'withdraw', 'transfer', 'close') AND COALESCE(card_id, account_id) = :card_id",
  withdraw: "act IN ('top_up', 'withdraw', 'transfer', 'close') AND COALESCE(card_id, account_id) = :card_id",
  close: "act IN ('top_up', 'withdraw', 'transfer', 'close') AND COALESCE(card_id, account_id) = :card_id",
  transfer:
    "act IN ('top_up', 'withdraw', 'transfer', 'close') AND COALESCE(card_id, account_id) = :account_id",
  // What one does in a hurry is never in the way of itself: a card is frozen twice as well as once.
  freeze: "act = 'unfreeze' AND card_id = :card_id",
  unfreeze: "act IN ('freeze', 'unfreeze') AND card_id = :card_id",
  issue: "act = 'issue' AND account_id = :account_id AND label = :label",
  create_holder: "act = 'create_holder' AND holder_id = :holder_id",
};

type Whereabouts = Pick<
  CardOperationRow,
  'id' | 'desk' | 'act' | 'account_id' | 'card_id' | 'holder_id' | 'label'
>;

/** Moves the same amount in the same place, and no transaction is known to be it. */
const IS_ALIKE = `desk = :desk AND act = :act AND account_id = :account_id AND card_id IS :card_id
  AND to_account_id IS :to_account_id AND amount = :amount AND currency = :currency AND transaction_id IS NULL`;

function countOf(db: ReadHandle, sql: string, row: CardOperationRow): number {
  return db.get<{ count: number }>(sql, { ...row })?.count ?? 0;
}

export const operationStore = {
  find: (db: ReadHandle, id: string) =>
    db.get<CardOperationRow>('SELECT * FROM card_operation WHERE id = ?', id),

  insert: (db: WriteHandle, row: NewCardOperation): void =>
    db.runOne(
      `INSERT INTO card_operation (id, desk, act, state, account_id, to_account_id, card_id, holder_id, label, amount,
         currency, mark, request, before, staff_id, requested_at, changed_at)
       VALUES (:id, :desk, :act, 'sending', :account_id, :to_account_id, :card_id, :holder_id, :label, :amount,
         :currency, :mark, :request, :before, :staff_id, :requested_at, :requested_at)`,
      { ...row },
    ),

  update: (db: WriteHandle, id: string, changes: CardOperationChanges): void => {
    const columns = Object.entries(changes);
    const assignments = columns.map(([column]) => `${column} = ?`).join(', ');
    db.runOne(
      `UPDATE card_operation SET ${assignments} WHERE id = ?`,
      ...columns.map(([, value]) => value ?? null),
      id,
    );
  },

  /** One whose end is not known, and that moves the same money or makes the same thing. */
  inTheWay: (db: ReadHandle, { id, desk, act, account_id, card_id, holder_id, label }: Whereabouts) =>
    db.get<CardOperationRow>(
      `SELECT * FROM card_operation WHERE desk = :desk AND ${IS_OPEN} AND id <> :id AND ${IN_THE_WAY[act]} LIMIT 1`,
      { id, desk, account_id, card_id, holder_id, label },
    ),

  /** Whose answer never came when the last run ended. */
  leftSending: (db: ReadHandle) =>
    db.all<CardOperationRow>(
      `SELECT * FROM card_operation WHERE ${IS_LISTED} AND state = 'sending' ORDER BY sequence`,
    ),

  /** What is looked for at this deployment, oldest first; of what has been decided or not seen, until a time. */
  lookedFor: (db: ReadHandle, desk: string, since: string) =>
    db.all<CardOperationRow>(
      `SELECT * FROM card_operation WHERE ${IS_LISTED} AND desk = ? AND (state IN ('accepted', 'unknown')
         OR (state IN ('not_seen', 'decided_not_done') AND requested_at >= ?)) ORDER BY sequence`,
      desk,
      since,
    ),

  openCount: (db: ReadHandle, desk: string): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM card_operation WHERE ${IS_LISTED} AND desk = ? AND ${IS_OPEN}`,
      desk,
    )?.count ?? 0,

  /** Whose a transaction of the issuer is. */
  ownerOf: (db: ReadHandle, desk: string, transactionId: string) =>
    db.get<Pick<CardOperationRow, 'id'>>(
      'SELECT id FROM card_operation WHERE desk = ? AND transaction_id = ?',
      desk,
      transactionId,
    ),

  /** The marks of the newest operations whose transactions are known, by the ids of those. */
  marksOf: (
    db: ReadHandle,
    { desk, act, limit }: { readonly desk: string; readonly act: CardAct; readonly limit: number },
  ): ReadonlyMap<string, string> =>
    new Map(
      db
        .all<{ transaction_id: string; mark: string }>(
          `SELECT transaction_id, mark FROM card_operation WHERE desk = ? AND act = ?
           AND transaction_id IS NOT NULL ORDER BY sequence DESC LIMIT ?`,
          desk,
          act,
          limit,
        )
        .map(({ transaction_id, mark }) => [transaction_id, mark]),
    ),

  /**
   * How many later operations move the same as one and have no transaction yet: of those that look alike, the newest
   * belong to them.
   */
  laterAlike: (db: ReadHandle, row: CardOperationRow): number =>
    countOf(
      db,
      `SELECT count(*) AS count FROM card_operation WHERE ${IS_ALIKE} AND sequence > :sequence
       AND state NOT IN ('refused', 'decided_not_done')`,
      row,
    ),

  /** How many were done within the hour before, of which the issuer named no transaction: theirs may show late. */
  doneAlikeBefore: (db: ReadHandle, row: CardOperationRow): number =>
    countOf(
      db,
      `SELECT count(*) AS count FROM card_operation WHERE ${IS_ALIKE} AND sequence < :sequence
       AND state IN ('done', 'decided_done')
       AND julianday(requested_at) >= julianday(:requested_at) - 1.0 / 24`,
      row,
    ),

  /** Whether the same was asked for once more: what shows then is the later one's. */
  isAskedAgain: (db: ReadHandle, row: CardOperationRow): boolean =>
    countOf(
      db,
      `SELECT count(*) AS count FROM card_operation WHERE desk = :desk AND act = :act AND sequence > :sequence
       AND state NOT IN ('refused', 'decided_not_done') AND CASE act WHEN 'issue'
         THEN account_id = :account_id AND label = :label
         WHEN 'create_holder' THEN holder_id = :holder_id ELSE card_id = :card_id END`,
      row,
    ) > 0,

  /** How the newest transaction that was found here was known: by its mark, or by its likeness. */
  newestFinding: (db: ReadHandle, desk: string, act: CardAct): CardEvidence | null =>
    db.get<{ evidence: CardEvidence }>(
      `SELECT evidence FROM card_operation WHERE desk = ? AND act = ?
       AND evidence IN ('marked_transaction', 'like_transaction') ORDER BY sequence DESC LIMIT 1`,
      desk,
      act,
    )?.evidence ?? null,

  page: (db: ReadHandle, cardId: string | null, after: OperationPlace | null, limit: number) =>
    db.all<CardOperationRow & { readonly open: 0 | 1 }>(
      `SELECT * FROM (SELECT *, ${IS_OPEN} AS open FROM card_operation WHERE :card IS NULL OR card_id = :card)
       WHERE :open IS NULL OR open < :open OR (open = :open AND sequence < :sequence)
       ORDER BY open DESC, sequence DESC LIMIT :limit`,
      { card: cardId, open: after?.open ?? null, sequence: after?.sequence ?? null, limit },
    ),
};
