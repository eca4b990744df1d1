import type { Migration } from './migration.ts';

const MONEY = 'BETWEEN -9007199254740991 AND 9007199254740991';
const NOT_NEGATIVE = 'BETWEEN 0 AND 9007199254740991';
const POSITIVE = 'BETWEEN 1 AND 9007199254740991';
const DISCOUNT = `
ALTER TABLE $table ADD COLUMN discount_kind TEXT CHECK (discount_kind IN ('percent', 'amount'));
-- Basis points, or minor units.
ALTER TABLE $table ADD COLUMN discount_value INTEGER CHECK (discount_value ${POSITIVE});
ALTER TABLE $table ADD COLUMN discount_reason TEXT;
`;

/**
 * The span between two Z reports. There is always one that has not closed: money that comes while nobody is at the
 * till belongs to the next one.
 */
const SHIFTS = `
ALTER TABLE register ADD COLUMN last_z INTEGER NOT NULL DEFAULT 0 CHECK (last_z >= 0);

CREATE TABLE shift (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  -- When the one before it closed; opened_at says when a person began to work in it.
  began_at TEXT NOT NULL,
  opened_at TEXT,
  opened_by TEXT,
  -- Whether it has a drawer: the shop took cash when it was opened.
  with_cash INTEGER NOT NULL DEFAULT 0 CHECK (with_cash IN (0, 1)),
  float_minor INTEGER NOT NULL DEFAULT 0 CHECK (float_minor ${NOT_NEGATIVE}),
  closed_at TEXT,
  closed_by TEXT,
  CHECK (with_cash = 1 OR float_minor = 0)
) STRICT;
CREATE UNIQUE INDEX shift_one_current ON shift ((1)) WHERE closed_at IS NULL;

CREATE TABLE cash_movement (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  shift_id TEXT NOT NULL REFERENCES shift (id),
  kind TEXT NOT NULL CHECK (kind IN ('paid_in', 'paid_out', 'no_sale')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${NOT_NEGATIVE}),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  staff_id TEXT,
  CHECK ((kind = 'no_sale') = (amount_minor = 0))
) STRICT;
CREATE INDEX cash_movement_of_shift ON cash_movement (shift_id);

-- The drawer, counted without knowing what was expected. Committed before it is compared; the last one counts.
CREATE TABLE shift_count (
  shift_id TEXT NOT NULL REFERENCES shift (id),
  round INTEGER NOT NULL CHECK (round >= 1),
  at TEXT NOT NULL,
  staff_id TEXT,
  counted_minor INTEGER NOT NULL CHECK (counted_minor ${NOT_NEGATIVE}),
  -- What should have been there at that moment: money that moves afterwards makes the count out of date.
  expected_minor INTEGER NOT NULL CHECK (expected_minor ${MONEY}),
  -- Why it was counted again; null for the first one, and after money has moved.
  reason TEXT,
  PRIMARY KEY (shift_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift_count_piece (
  shift_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  denomination_minor INTEGER NOT NULL CHECK (denomination_minor ${POSITIVE}),
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 1000000),
  PRIMARY KEY (shift_id, round, denomination_minor),
  FOREIGN KEY (shift_id, round) REFERENCES shift_count (shift_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE z_report (
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  number INTEGER NOT NULL CHECK (number >= 1),
  shift_id TEXT NOT NULL UNIQUE REFERENCES shift (id),
  at TEXT NOT NULL,
  -- Null where the shop has no cash.
  expected_cash_minor INTEGER,
  counted_cash_minor INTEGER,
  over_short_reason TEXT,
  PRIMARY KEY (epoch, number)
) STRICT, WITHOUT ROWID;

-- One figure of a Z report: what it counts, of what, how often, how much.
CREATE TABLE z_figure (
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  section TEXT NOT NULL,
  key TEXT NOT NULL,
  -- What a person knows it by, as it was then: a tax rate's name, a receipt number. Empty where the key says it.
  label TEXT NOT NULL,
  position INTEGER NOT NULL,
  count INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${MONEY}),
  PRIMARY KEY (epoch, number, section, key),
  FOREIGN KEY (epoch, number) REFERENCES z_report (epoch, number)
) STRICT, WITHOUT ROWID;
`;

const TAXES = `
CREATE TABLE tax_rate (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE tax_rate_version (
  rate_id TEXT NOT NULL REFERENCES tax_rate (id),
  -- YYYY-MM-DD, in the shop's time zone.
  valid_from TEXT NOT NULL,
  -- Null: exempt, which is not the same as 0 %.
  basis_points INTEGER CHECK (basis_points BETWEEN 0 AND 10000),
  PRIMARY KEY (rate_id, valid_from)
) STRICT, WITHOUT ROWID;

ALTER TABLE product ADD COLUMN tax_rate_id TEXT REFERENCES tax_rate (id);
`;

const SALES = `
DROP TRIGGER sale_closed_update;
DROP TRIGGER sale_line_update;
ALTER TABLE sale ADD COLUMN subtotal_minor INTEGER NOT NULL DEFAULT 0 CHECK (subtotal_minor ${NOT_NEGATIVE});
ALTER TABLE sale ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor ${NOT_NEGATIVE});
ALTER TABLE sale ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0 CHECK (tax_minor ${NOT_NEGATIVE});
-- What rounding to the coins that exist has put on or taken off; total_minor does not contain it.
ALTER TABLE sale ADD COLUMN rounding_minor INTEGER NOT NULL DEFAULT 0 CHECK (rounding_minor ${MONEY});
ALTER TABLE sale ADD COLUMN tax_mode TEXT NOT NULL DEFAULT 'included' CHECK (tax_mode IN ('included', 'added'));
ALTER TABLE sale ADD COLUMN tax_rounding TEXT NOT NULL DEFAULT 'line' CHECK (tax_rounding IN ('line', 'sale'));
ALTER TABLE sale ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN customer_name TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN parked_at TEXT;
ALTER TABLE sale ADD COLUMN shift_id TEXT REFERENCES shift (id);
ALTER TABLE sale ADD COLUMN staff_id TEXT;
${DISCOUNT.replaceAll('$table', 'sale')}
UPDATE sale SET subtotal_minor = total_minor WHERE total_minor > 0;
CREATE INDEX sale_of_shift ON sale (shift_id) WHERE shift_id IS NOT NULL;

ALTER TABLE sale_line ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- What the catalogue asked for, where another price was typed.
ALTER TABLE sale_line ADD COLUMN catalogue_amount_minor INTEGER;
ALTER TABLE sale_line ADD COLUMN tax_rate_id TEXT;
ALTER TABLE sale_line ADD COLUMN tax_name TEXT;
ALTER TABLE sale_line ADD COLUMN tax_basis_points INTEGER;
ALTER TABLE sale_line ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0;
-- Its share of the sale's discount.
ALTER TABLE sale_line ADD COLUMN sale_discount_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_line ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0;
-- What the customer pays for it: the total less discounts, plus tax where tax is added.
ALTER TABLE sale_line ADD COLUMN charged_minor INTEGER NOT NULL DEFAULT 0;
${DISCOUNT.replaceAll('$table', 'sale_line')}
UPDATE sale_line SET charged_minor = total_minor;

-- The open sale before its last change, as JSON: read whole, written whole, gone with the sale's end.
CREATE TABLE sale_undo (
  sale_id TEXT PRIMARY KEY REFERENCES sale (id),
  revision INTEGER NOT NULL,
  snapshot TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

const TENDERS = `
DROP TRIGGER tender_insert;
DROP TRIGGER tender_update;
DROP TRIGGER tender_delete;
CREATE TABLE tender_rebuilt (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sale_id TEXT NOT NULL REFERENCES sale (id),
  kind TEXT NOT NULL CHECK (kind IN ('payment_link', 'claimed', 'cash', 'external')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${MONEY}),
  attempt_id TEXT REFERENCES payment_attempt (id),
  provider TEXT,
  provider_transaction_id TEXT,
  -- Of cash: what was handed over; the change is what of it went back.
  received_minor INTEGER,
  -- Of an external one: how, and what the terminal or the bank calls it.
  method TEXT CHECK (method IN ('card_terminal', 'transfer', 'other')),
  reference TEXT,
  taken_at TEXT NOT NULL,
  -- Null on tenders from before there were shifts.
  shift_id TEXT REFERENCES shift (id),
  UNIQUE (provider, provider_transaction_id),
  CHECK ((kind = 'payment_link') = (provider_transaction_id IS NOT NULL)),
  CHECK ((kind IN ('payment_link', 'claimed')) = (attempt_id IS NOT NULL)),
  CHECK ((attempt_id IS NULL) = (provider IS NULL)),
  CHECK ((kind = 'cash') = (received_minor IS NOT NULL)),
  CHECK (received_minor IS NULL OR received_minor >= amount_minor),
  CHECK ((kind = 'external') = (method IS NOT NULL))
) STRICT;
INSERT INTO tender_rebuilt (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at)
  SELECT t.id, t.sale_id, t.kind, t.amount_minor, t.attempt_id, t.provider, t.provider_transaction_id,
    coalesce(s.closed_at, s.opened_at)
  FROM tender t JOIN sale s ON s.id = t.sale_id ORDER BY t.rowid;
DROP TABLE tender;
ALTER TABLE tender_rebuilt RENAME TO tender;
CREATE INDEX tender_of_sale ON tender (sale_id);
CREATE INDEX tender_of_shift ON tender (shift_id) WHERE shift_id IS NOT NULL;

-- A tender that went back to the customer before its sale was completed.
CREATE TABLE tender_return (
  tender_id TEXT PRIMARY KEY REFERENCES tender (id),
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES shift (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_return_of_shift ON tender_return (shift_id);

-- The shift in which money was accepted, a claim ended, a refund was made.
ALTER TABLE acceptance ADD COLUMN shift_id TEXT REFERENCES shift (id);
ALTER TABLE claim_outcome ADD COLUMN shift_id TEXT REFERENCES shift (id);
ALTER TABLE refund ADD COLUMN shift_id TEXT REFERENCES shift (id);
CREATE INDEX refund_of_shift ON refund (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX claim_outcome_of_shift ON claim_outcome (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX acceptance_of_shift ON acceptance (shift_id) WHERE shift_id IS NOT NULL;
-- Claims of which nothing is known yet: few, however many there have ever been. Kept by the triggers below alone.
CREATE TABLE claim_awaited (
  tender_sequence INTEGER PRIMARY KEY,
  tender_id TEXT NOT NULL UNIQUE REFERENCES tender (id)
) STRICT;
INSERT INTO claim_awaited (tender_sequence, tender_id)
  SELECT t.sequence, t.id FROM tender t WHERE t.kind = 'claimed'
  AND NOT EXISTS (SELECT 1 FROM claim_outcome o WHERE o.tender_id = t.id);
CREATE TRIGGER claim_made AFTER INSERT ON tender WHEN NEW.kind = 'claimed' BEGIN
  INSERT INTO claim_awaited (tender_sequence, tender_id) VALUES (NEW.sequence, NEW.id);
END;
CREATE TRIGGER claim_ended AFTER INSERT ON claim_outcome BEGIN
  DELETE FROM claim_awaited WHERE tender_id = NEW.tender_id;
END;
`;

const refuse = (name: string, when: string, table: string, condition: string, message: string): string => `
CREATE TRIGGER ${name} BEFORE ${when} ON ${table} ${condition === '' ? '' : `WHEN ${condition} `}BEGIN
  SELECT RAISE(ABORT, '${message}');
END;
`;

const never = (table: string, message: string): string =>
  refuse(`${table}_update`, 'UPDATE', table, '', message) +
  refuse(`${table}_delete`, 'DELETE', table, '', message);

const saleIsClosed = (row: 'NEW' | 'OLD'): string =>
  `(SELECT state FROM sale WHERE id = ${row}.sale_id) IS NOT 'open'`;

const GUARDS = [
  refuse('sale_closed_update', 'UPDATE', 'sale', "OLD.state <> 'open'", 'a closed sale never changes'),
  refuse(
    'sale_line_update',
    'UPDATE',
    'sale_line',
    `${saleIsClosed('OLD')} OR ${saleIsClosed('NEW')}`,
    'a closed sale never changes',
  ),
  refuse('tender_insert', 'INSERT', 'tender', saleIsClosed('NEW'), 'a closed sale takes no tender'),
  never('tender', 'a tender never changes'),
  refuse(
    'tender_return_insert',
    'INSERT',
    'tender_return',
    `(SELECT s.state FROM tender t JOIN sale s ON s.id = t.sale_id WHERE t.id = NEW.tender_id) IS NOT 'open'`,
    'what completed a sale is refunded, not taken back',
  ),
  never('tender_return', 'what was taken back stays so'),
  never('cash_movement', 'a movement of cash never changes'),
  never('shift_count', 'a count never changes'),
  never('shift_count_piece', 'a count never changes'),
  never('z_report', 'a Z report never changes'),
  never('z_figure', 'a Z report never changes'),
  refuse(
    'z_figure_insert',
    'INSERT',
    'z_figure',
    `(SELECT s.closed_at FROM z_report z JOIN shift s ON s.id = z.shift_id
      WHERE z.epoch = NEW.epoch AND z.number = NEW.number) IS NOT NULL`,
    'a Z report never changes',
  ),
  refuse('shift_closed', 'UPDATE', 'shift', 'OLD.closed_at IS NOT NULL', 'a closed shift never changes'),
  refuse('shift_delete', 'DELETE', 'shift', '', 'a shift is never deleted'),
  refuse(
    'refund_shift',
    'UPDATE',
    'refund',
    'OLD.shift_id IS NOT NULL AND OLD.shift_id IS NOT NEW.shift_id',
    'a refund stays in its shift',
  ),
].join('');

/** Selling in full: discounts, taxes, cash and other tenders, parts, shifts and Z reports. */
export const selling: Migration = {
  version: 30,
  name: 'selling',
  sql: SHIFTS + TAXES + SALES + TENDERS + GUARDS,
};
