import type { Migration } from './migration.ts';

const OPEN = "('sending', 'accepted', 'unknown')";

/**
 * What was asked of the card issuer. A row is there before its first byte leaves: after a kill it says what has to be
 * looked for. No digits of a card are in it, ever (SEC-10).
 */
const OPERATIONS = `
CREATE TABLE card_operation (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The client's own: a form that is sent twice is one operation.
  id TEXT NOT NULL UNIQUE,
  -- The address of the deployment: after another one was connected, nothing is looked for at the wrong place.
  desk TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN
    ('create_holder', 'issue', 'top_up', 'withdraw', 'transfer', 'freeze', 'unfreeze', 'close')),
  state TEXT NOT NULL CHECK (state IN ('sending', 'accepted', 'unknown', 'done', 'failed', 'refused', 'not_seen',
    'decided_done', 'decided_not_done')),
  account_id TEXT NOT NULL,
  to_account_id TEXT,
  -- Of an issue: once the issuer has named it.
  card_id TEXT,
  holder_id TEXT,
  -- A card's or a holder's name, for people.
  label TEXT NOT NULL,
  -- In major units, canonical.
  amount TEXT,
  currency TEXT,
  -- What our transactions carry in their description.
  mark TEXT NOT NULL UNIQUE,
  -- The rest of what was asked, as JSON.
  request TEXT NOT NULL,
  -- What stood there before it was sent, as JSON: a look tells what is new by it.
  before TEXT NOT NULL,
  -- The issuer's own id of the transaction, where it named one.
  transaction_id TEXT,
  evidence TEXT CHECK (evidence IN ('answer', 'card', 'marked_transaction', 'like_transaction', 'owner')),
  words TEXT NOT NULL DEFAULT '',
  complaints TEXT NOT NULL DEFAULT '[]',
  -- Who asked; null without staff.
  staff_id TEXT,
  requested_at TEXT NOT NULL,
  -- When the issuer first said that it works on it: one that was taken is never given up for "not seen".
  accepted_at TEXT,
  changed_at TEXT NOT NULL,
  last_look_at TEXT,
  looks INTEGER NOT NULL DEFAULT 0 CHECK (looks >= 0),
  CHECK ((amount IS NULL) = (currency IS NULL)),
  CHECK ((act IN ('top_up', 'withdraw', 'transfer')) = (amount IS NOT NULL)),
  CHECK ((act = 'transfer') = (to_account_id IS NOT NULL)),
  CHECK (act IN ('create_holder', 'issue', 'transfer') OR card_id IS NOT NULL),
  CHECK ((state IN ('done', 'failed', 'decided_done', 'decided_not_done')) <= (evidence IS NOT NULL))
) STRICT;

-- Money of one card, or of one account that it leaves, moves in one way at a time.
CREATE UNIQUE INDEX card_operation_moving ON card_operation (desk, COALESCE(card_id, account_id))
  WHERE state IN ${OPEN} AND act IN ('top_up', 'withdraw', 'transfer', 'close');
CREATE UNIQUE INDEX card_operation_freezing ON card_operation (desk, card_id)
  WHERE state IN ${OPEN} AND act = 'unfreeze';
-- By its name a card is found whose making was not answered; a holder by the merchant's own id.
CREATE UNIQUE INDEX card_operation_issuing ON card_operation (desk, account_id, label)
  WHERE state IN ${OPEN} AND act = 'issue';
CREATE UNIQUE INDEX card_operation_naming ON card_operation (desk, holder_id)
  WHERE state IN ${OPEN} AND act = 'create_holder';
-- One transaction of the issuer is one operation of ours.
CREATE UNIQUE INDEX card_operation_transaction ON card_operation (desk, transaction_id)
  WHERE transaction_id IS NOT NULL;
CREATE INDEX card_operation_open ON card_operation (desk, sequence)
  WHERE state IN ('sending', 'accepted', 'unknown', 'not_seen', 'decided_not_done');
CREATE INDEX card_operation_card ON card_operation (desk, card_id, sequence);
`;

const GUARDS = `
CREATE TRIGGER card_operation_terms BEFORE UPDATE ON card_operation
WHEN OLD.id IS NOT NEW.id OR OLD.desk IS NOT NEW.desk OR OLD.act IS NOT NEW.act
  OR OLD.account_id IS NOT NEW.account_id OR OLD.to_account_id IS NOT NEW.to_account_id
  OR OLD.amount IS NOT NEW.amount OR OLD.currency IS NOT NEW.currency OR OLD.mark IS NOT NEW.mark
  OR OLD.request IS NOT NEW.request OR OLD.before IS NOT NEW.before OR OLD.requested_at IS NOT NEW.requested_at
  OR OLD.holder_id IS NOT NEW.holder_id OR OLD.staff_id IS NOT NEW.staff_id
  OR (OLD.card_id IS NOT NULL AND OLD.card_id IS NOT NEW.card_id)
BEGIN
  SELECT RAISE(ABORT, 'what was asked of the card issuer stays');
END;
CREATE TRIGGER card_operation_ended BEFORE UPDATE OF state ON card_operation
WHEN OLD.state IN ('done', 'failed', 'refused', 'decided_done') AND OLD.state <> NEW.state
BEGIN
  SELECT RAISE(ABORT, 'an operation that has ended stays ended');
END;
CREATE TRIGGER card_operation_kept BEFORE DELETE ON card_operation BEGIN
  SELECT RAISE(ABORT, 'what was asked of the card issuer stays');
END;
`;

/** The cards desk: what was asked of the card issuer, and what became of it. */
export const cards: Migration = {
  version: 100,
  name: 'cards',
  sql: OPERATIONS + GUARDS,
};
