import type { Migration } from './migration.ts';

/**
 * The index by which closed sales are found, and the list of those that are not in it yet.
 *
 * One row of the index is one closed sale under its sequence: terms for words, amount, time, state, staff and kinds
 * of tender, as `history/search-terms.ts` makes them. Every filter is such a term, so that whatever is combined is
 * one walk through sorted lists. A closed sale never changes, and neither does its row: nothing is ever deleted.
 */
const INDEX = `
CREATE VIRTUAL TABLE history_index USING fts5(
  terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);

-- Closed sales that the index does not know yet: noted with the act that closes them, indexed behind it in batches.
CREATE TABLE history_pending (
  sequence INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER history_sale_closed AFTER UPDATE OF state ON sale
WHEN OLD.state = 'open' AND NEW.state <> 'open' AND NEW.line_count > 0 BEGIN
  INSERT INTO history_pending (sequence) VALUES (NEW.sequence);
END;
CREATE TRIGGER history_sale_closed_at_once AFTER INSERT ON sale
WHEN NEW.state <> 'open' AND NEW.line_count > 0 BEGIN
  INSERT INTO history_pending (sequence) VALUES (NEW.sequence);
END;

INSERT INTO history_pending (sequence)
  SELECT sequence FROM sale WHERE state <> 'open' AND line_count > 0 ORDER BY sequence;
`;

/** What one sale's timeline is read by. */
const TIMELINE = `
CREATE INDEX journal_of_subject ON journal (subject_id);
CREATE INDEX attention_of_sale ON attention (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX attention_of_attempt ON attention (attempt_id) WHERE attempt_id IS NOT NULL;
`;

/** Finding one sale among a million, and telling all that happened to it. */
export const history: Migration = {
  version: 50,
  name: 'history',
  sql: INDEX + TIMELINE,
};
