import type { Migration } from './migration.ts';

const MONEY = 'BETWEEN -9007199254740991 AND 9007199254740991';
const POSITIVE = 'BETWEEN 1 AND 9007199254740991';

/** Ways of signing in and of collecting; when what was proven by a payment, and how. */
const CONNECTION = `
ALTER TABLE connection ADD COLUMN sign_in TEXT NOT NULL DEFAULT 'api_key'
  CHECK (sign_in IN ('api_key', 'password'));
ALTER TABLE connection ADD COLUMN login_last_four TEXT;
ALTER TABLE connection ADD COLUMN password_kept INTEGER NOT NULL DEFAULT 0 CHECK (password_kept IN (0, 1));
ALTER TABLE connection ADD COLUMN methods TEXT NOT NULL DEFAULT '["card","sbp"]';
ALTER TABLE connection ADD COLUMN collect_by TEXT NOT NULL DEFAULT 'link'
  CHECK (collect_by IN ('link', 'hosted'));

CREATE TABLE payment_proof (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  sale_id TEXT NOT NULL REFERENCES sale (id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${POSITIVE}),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  -- The steps with their outcomes, as JSON: read whole, written whole, never searched.
  record TEXT NOT NULL
) STRICT;
CREATE INDEX payment_proof_by_time ON payment_proof (provider, started_at);

-- Rows of the account that are not this register's: kept for comparing, never shown one by one.
CREATE TABLE foreign_transaction (
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  amount_minor INTEGER,
  currency TEXT,
  started_at TEXT,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (provider, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX foreign_transaction_by_start ON foreign_transaction (started_at);
`;

/** Sales that stand in the tray, sales that prove a connection, tenders on the customer's word. */
const SALES = `
ALTER TABLE sale ADD COLUMN purpose TEXT NOT NULL DEFAULT 'counter' CHECK (purpose IN ('counter', 'proof'));
-- What is called out to the customer, from the first Charge on.
ALTER TABLE sale ADD COLUMN call_number INTEGER CHECK (call_number BETWEEN 1 AND 999);
-- The open sale with the highest one is in front of the cashier.
ALTER TABLE sale ADD COLUMN front_order INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sale_open ON sale (front_order, sequence) WHERE state = 'open';

DROP TRIGGER tender_insert;
DROP TRIGGER tender_update;
DROP TRIGGER tender_delete;
CREATE TABLE tender_rebuilt (
  id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sale (id),
  kind TEXT NOT NULL CHECK (kind IN ('payment_link', 'claimed')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${MONEY}),
  attempt_id TEXT NOT NULL REFERENCES payment_attempt (id),
  provider TEXT NOT NULL,
  provider_transaction_id TEXT,
  UNIQUE (provider, provider_transaction_id),
  CHECK ((kind = 'claimed') = (provider_transaction_id IS NULL))
) STRICT;
INSERT INTO tender_rebuilt (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id)
  SELECT id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id FROM tender ORDER BY rowid;
DROP TABLE tender;
ALTER TABLE tender_rebuilt RENAME TO tender;
CREATE INDEX tender_of_sale ON tender (sale_id);

-- Every transaction that was ever taken as money, whatever it settled or confirmed: once, ever (PAY-6).
CREATE TABLE acceptance (
  provider TEXT NOT NULL,
  provider_transaction_id TEXT NOT NULL,
  tender_id TEXT NOT NULL UNIQUE REFERENCES tender (id),
  at TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('settled', 'confirmed', 'attached')),
  PRIMARY KEY (provider, provider_transaction_id)
) STRICT, WITHOUT ROWID;
INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how)
  SELECT t.provider, t.provider_transaction_id, t.id, s.closed_at, 'settled'
  FROM tender t JOIN sale s ON s.id = t.sale_id WHERE s.closed_at IS NOT NULL;

CREATE TABLE claim_outcome (
  tender_id TEXT PRIMARY KEY REFERENCES tender (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'written_off')),
  at TEXT NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;
`;

const ATTEMPTS = `
ALTER TABLE payment_attempt ADD COLUMN way TEXT NOT NULL DEFAULT 'link' CHECK (way IN ('link', 'hosted'));
ALTER TABLE payment_attempt ADD COLUMN reference TEXT;
ALTER TABLE payment_attempt ADD COLUMN methods TEXT NOT NULL DEFAULT '["card","sbp"]';
-- The first time that a QR could be shown, and that money was accepted: the pulse of the provider.
ALTER TABLE payment_attempt ADD COLUMN opened_at TEXT;
ALTER TABLE payment_attempt ADD COLUMN accepted_at TEXT;
CREATE UNIQUE INDEX payment_attempt_reference ON payment_attempt (provider, reference)
  WHERE reference IS NOT NULL;

ALTER TABLE provider_transaction ADD COLUMN kind TEXT NOT NULL DEFAULT 'link';
ALTER TABLE provider_transaction ADD COLUMN refunded_minor INTEGER;
ALTER TABLE provider_transaction ADD COLUMN parent_id TEXT;
ALTER TABLE provider_transaction ADD COLUMN started_at TEXT;

CREATE TABLE attention_rebuilt (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  sale_id TEXT REFERENCES sale (id),
  attempt_id TEXT REFERENCES payment_attempt (id),
  provider TEXT NOT NULL,
  -- The transaction, or the tender or refund that it is about.
  provider_transaction_id TEXT NOT NULL,
  amount_minor INTEGER,
  currency TEXT,
  UNIQUE (kind, provider, provider_transaction_id)
) STRICT;
INSERT INTO attention_rebuilt SELECT * FROM attention ORDER BY sequence;
DROP TABLE attention;
ALTER TABLE attention_rebuilt RENAME TO attention;

CREATE TABLE attention_resolution (
  attention_id TEXT PRIMARY KEY REFERENCES attention (id),
  at TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('attached', 'refunded', 'dismissed', 'decided', 'settled')),
  reason TEXT
) STRICT, WITHOUT ROWID;
`;

const REFUNDS = `
CREATE TABLE refund (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sale_id TEXT REFERENCES sale (id),
  -- Null when money is given back that settled nothing: late, twice, wrong.
  tender_id TEXT REFERENCES tender (id),
  attempt_id TEXT REFERENCES payment_attempt (id),
  attention_id TEXT REFERENCES attention (id),
  provider TEXT NOT NULL,
  provider_transaction_id TEXT,
  way TEXT NOT NULL CHECK (way IN ('provider', 'cash', 'elsewhere')),
  state TEXT NOT NULL CHECK (state IN ('requested', 'done', 'refused', 'unknown')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${POSITIVE}),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  reason TEXT NOT NULL,
  -- The partner's office's word for a refund that was made there.
  reference TEXT,
  -- What the provider had given back before this one was sent: what it is read back against.
  refunded_before_minor INTEGER,
  requested_at TEXT NOT NULL,
  ended_at TEXT,
  -- The first byte may have left from here on: afterwards it is only looked up.
  sent_at TEXT,
  decided INTEGER NOT NULL DEFAULT 0 CHECK (decided IN (0, 1)),
  problem_code TEXT,
  problem_message TEXT
) STRICT;
CREATE INDEX refund_of_sale ON refund (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX refund_of_transaction ON refund (provider, provider_transaction_id);
-- One refund of a payment at a time: the next is computed from what this one came to.
CREATE UNIQUE INDEX refund_one_open ON refund (provider, provider_transaction_id)
  WHERE state IN ('requested', 'unknown') AND provider_transaction_id IS NOT NULL;

CREATE TABLE refund_line (
  refund_id TEXT NOT NULL REFERENCES refund (id),
  sale_line_id TEXT NOT NULL REFERENCES sale_line (id),
  quantity_thousandths INTEGER NOT NULL CHECK (quantity_thousandths > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor ${MONEY}),
  PRIMARY KEY (refund_id, sale_line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_event (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  refund_id TEXT NOT NULL REFERENCES refund (id),
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX refund_event_of_refund ON refund_event (refund_id, sequence);
`;

const refuse = (name: string, when: string, table: string, condition: string, message: string): string => `
CREATE TRIGGER ${name} BEFORE ${when} ON ${table} ${condition === '' ? '' : `WHEN ${condition} `}BEGIN
  SELECT RAISE(ABORT, '${message}');
END;
`;

const never = (table: string, message: string): string =>
  refuse(`${table}_update`, 'UPDATE', table, '', message) +
  refuse(`${table}_delete`, 'DELETE', table, '', message);

const GUARDS = [
  refuse(
    'tender_insert',
    'INSERT',
    'tender',
    "(SELECT state FROM sale WHERE id = NEW.sale_id) IS NOT 'open'",
    'a closed sale takes no tender',
  ),
  never('tender', 'a tender never changes'),
  never('acceptance', 'what was accepted stays accepted'),
  never('claim_outcome', 'what became of a claim stays'),
  never('attention_resolution', 'a resolution stays'),
  never('refund_line', 'a refund never changes its lines'),
  never('refund_event', 'a timeline is append-only'),
  refuse('refund_delete', 'DELETE', 'refund', '', 'a refund is never deleted'),
  refuse(
    'refund_terms',
    'UPDATE',
    'refund',
    `OLD.amount_minor IS NOT NEW.amount_minor OR OLD.currency IS NOT NEW.currency OR OLD.way IS NOT NEW.way
     OR OLD.provider_transaction_id IS NOT NEW.provider_transaction_id OR OLD.tender_id IS NOT NEW.tender_id
     OR (OLD.sent_at IS NOT NULL AND OLD.sent_at IS NOT NEW.sent_at)`,
    'the terms of a refund never change',
  ),
  refuse(
    'refund_ended',
    'UPDATE',
    'refund',
    "OLD.state IN ('done', 'refused') AND NEW.state IS NOT OLD.state",
    'a refund that has ended stays so',
  ),
  refuse(
    'attempt_terms_more',
    'UPDATE',
    'payment_attempt',
    'OLD.way IS NOT NEW.way OR OLD.reference IS NOT NEW.reference',
    'the terms of an attempt never change',
  ),
].join('');

/** Payments whole: ways to sign in and to collect, the tray, claims, refunds, Attention that can be closed. */
export const paymentsWhole: Migration = {
  version: 20,
  name: 'payments-whole',
  sql: CONNECTION + SALES + ATTEMPTS + REFUNDS + GUARDS,
};
