import type { Migration } from './migration.ts';

const MONEY = 'BETWEEN -9007199254740991 AND 9007199254740991';
const POSITIVE = 'BETWEEN 1 AND 9007199254740991';

/** Where the code of an attempt came from, and whether it may be paid for a day instead of minutes. */
const ATTEMPTS = `
ALTER TABLE payment_attempt ADD COLUMN origin TEXT NOT NULL DEFAULT 'sale'
  CHECK (origin IN ('sale', 'spare', 'reusable'));
ALTER TABLE payment_attempt ADD COLUMN day_long INTEGER NOT NULL DEFAULT 0 CHECK (day_long IN (0, 1));
`;

/**
 * Links that this register has made apart from a sale: reusable ones, and spare ones whose amount the payer enters.
 * Another register's are read from the provider, and not kept.
 */
const LINKS = `
CREATE TABLE own_link (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  -- The account at the provider: a spare link of another one is of no use.
  account TEXT NOT NULL,
  env TEXT NOT NULL CHECK (env IN ('prod', 'test')),
  purpose TEXT NOT NULL CHECK (purpose IN ('reusable', 'spare')),
  -- Null until the provider has answered.
  provider_link_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('requesting', 'open', 'taken', 'closing', 'closed', 'lost', 'refused')),
  name TEXT NOT NULL,
  -- Null: the payer enters it.
  amount_minor INTEGER CHECK (amount_minor ${POSITIVE}),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  methods TEXT NOT NULL,
  image_url TEXT,
  -- The partner's ids of the products on it, as JSON.
  products TEXT NOT NULL DEFAULT '[]',
  payer_url TEXT,
  requested_at TEXT NOT NULL,
  opened_at TEXT,
  ended_at TEXT,
  -- The sale's attempt that a spare one was taken for.
  attempt_id TEXT UNIQUE REFERENCES payment_attempt (id),
  UNIQUE (provider, provider_link_id),
  CHECK (purpose = 'reusable' OR amount_minor IS NULL),
  CHECK ((state = 'taken') = (attempt_id IS NOT NULL))
) STRICT;
CREATE INDEX own_link_standing ON own_link (purpose, sequence) WHERE state IN ('requesting', 'open', 'closing');

-- What was seen on such a link, but for spare ones that a sale has taken: those are the attempt's.
CREATE TABLE link_payment (
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  own_link_id TEXT NOT NULL REFERENCES own_link (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  raw_status TEXT NOT NULL,
  amount_minor INTEGER CHECK (amount_minor ${MONEY}),
  currency TEXT,
  env TEXT,
  amount_with_fee_minor INTEGER,
  amount_dest_minor INTEGER,
  -- Of a refund: the payment that it gives back, where it says that.
  parent_id TEXT,
  started_at TEXT,
  first_seen_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- Null until a manager has said which sale it pays, or that it pays none.
  settled_at TEXT,
  attempt_id TEXT UNIQUE REFERENCES payment_attempt (id),
  reason TEXT,
  PRIMARY KEY (provider, id),
  CHECK (attempt_id IS NULL OR settled_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_payment_of_link ON link_payment (own_link_id, first_seen_at);
CREATE INDEX link_payment_waiting ON link_payment (first_seen_at)
  WHERE settled_at IS NULL AND status = 'charged' AND kind IN ('payment', 'link');
`;

const refuse = (name: string, when: string, table: string, condition: string, message: string): string => `
CREATE TRIGGER ${name} BEFORE ${when} ON ${table} ${condition === '' ? '' : `WHEN ${condition} `}BEGIN
  SELECT RAISE(ABORT, '${message}');
END;
`;

const GUARDS = [
  refuse(
    'attempt_origin',
    'UPDATE',
    'payment_attempt',
    'OLD.origin IS NOT NEW.origin OR OLD.day_long > NEW.day_long',
    'the origin of an attempt never changes',
  ),
  refuse('own_link_delete', 'DELETE', 'own_link', '', 'a link that was made is never forgotten'),
  refuse(
    'own_link_taken',
    'UPDATE',
    'own_link',
    `OLD.state IN ('taken', 'closed', 'lost', 'refused') OR OLD.purpose IS NOT NEW.purpose
     OR (OLD.provider_link_id IS NOT NULL AND OLD.provider_link_id IS NOT NEW.provider_link_id)`,
    'a spare link is taken once',
  ),
  refuse('link_payment_delete', 'DELETE', 'link_payment', '', 'money that was seen is never forgotten'),
  refuse(
    'link_payment_settled',
    'UPDATE',
    'link_payment',
    `OLD.settled_at IS NOT NULL AND
     (OLD.settled_at IS NOT NEW.settled_at OR OLD.attempt_id IS NOT NEW.attempt_id OR OLD.reason IS NOT NEW.reason)`,
    'what became of this money stays',
  ),
].join('');

/** Links apart from sales: reusable ones with their payments, and spare ones for selling without a network. */
export const links: Migration = {
  version: 80,
  name: 'links',
  sql: ATTEMPTS + LINKS + GUARDS,
};
