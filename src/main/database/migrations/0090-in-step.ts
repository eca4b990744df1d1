import type { Migration } from './migration.ts';

const NOT_NEGATIVE = 'BETWEEN 0 AND 9007199254740991';

/**
 * Which product at the provider is which variant of the catalogue, for each account; what was sent last, and what the
 * provider then told. A row is there before its create is sent: after a kill it says what has to be looked up.
 */
const PRODUCTS = `
CREATE TABLE partner_product (
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  -- creating: sent, or about to be; unknown: whether it is there only a person can say.
  state TEXT NOT NULL CHECK (state IN ('creating', 'unknown', 'in_step')),
  partner_product_id TEXT,
  -- Of one that a person named nothing is deleted: somebody else made it.
  made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
  -- How often its create was sent.
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  -- The push whose create made it.
  run_sequence INTEGER,
  -- Null: nothing was sent yet.
  sent_header TEXT,
  sent_text TEXT,
  sent_price_minor INTEGER CHECK (sent_price_minor ${NOT_NEGATIVE}),
  -- The name of the image's file, which is the hash of its bytes.
  sent_image TEXT,
  told_header TEXT,
  told_text TEXT,
  told_price_minor INTEGER CHECK (told_price_minor ${NOT_NEGATIVE}),
  told_currency TEXT,
  told_quantity TEXT,
  told_image_url TEXT,
  changed_at TEXT NOT NULL,
  -- A link that should have carried it came back without it.
  ignored_at TEXT,
  PRIMARY KEY (provider, account, variant_id),
  UNIQUE (provider, account, partner_product_id),
  CHECK ((state = 'in_step') = (partner_product_id IS NOT NULL)),
  CHECK ((sent_header IS NULL) = (sent_price_minor IS NULL) AND (sent_header IS NULL) = (sent_text IS NULL)),
  CHECK ((told_header IS NULL) = (told_price_minor IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_product_unsettled ON partner_product (provider, account, variant_id) WHERE state <> 'in_step';
CREATE INDEX partner_product_ignored ON partner_product (provider, account, variant_id) WHERE ignored_at IS NOT NULL;

CREATE TABLE partner_image (
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  -- The name of its file, which is the hash of its bytes.
  image TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'there', 'unknown', 'refused')),
  url TEXT,
  -- The push that sent it: what is not there is sent again by another one only.
  run_sequence INTEGER NOT NULL,
  PRIMARY KEY (provider, account, image),
  CHECK ((state = 'there') = (url IS NOT NULL))
) STRICT, WITHOUT ROWID;
`;

/** A push: what a person has seen and wanted sent, in the order in which it is sent. */
const RUNS = `
CREATE TABLE in_step_run (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'pushing', 'paused', 'stopped', 'done', 'cancelled')),
  problem TEXT,
  list_offered INTEGER NOT NULL CHECK (list_offered IN (0, 1)),
  -- Rows of the partner's list that could not be read when it was compared.
  unreadable INTEGER NOT NULL CHECK (unreadable >= 0),
  images_offered INTEGER NOT NULL DEFAULT 1 CHECK (images_offered IN (0, 1)),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX in_step_run_open ON in_step_run ((1)) WHERE ended_at IS NULL;

CREATE TABLE in_step_item (
  run_sequence INTEGER NOT NULL REFERENCES in_step_run (sequence),
  position INTEGER NOT NULL,
  variant_id TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('create', 'change', 'delete')),
  -- What is changed or deleted; of a create, the one that is gone at the provider.
  partner_product_id TEXT,
  -- What the person saw as ours; of a delete its name alone.
  header TEXT NOT NULL,
  text TEXT,
  price_minor INTEGER CHECK (price_minor ${NOT_NEGATIVE}),
  image TEXT,
  -- Of a change: the fields that are sent, as JSON.
  fields TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'done', 'changed', 'refused', 'unknown', 'not_offered')),
  -- Why, where this till knows it; what the provider says of it.
  reason TEXT,
  words TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run_sequence, position),
  CHECK ((act = 'delete') = (price_minor IS NULL)),
  CHECK (act = 'create' OR partner_product_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX in_step_item_waiting ON in_step_item (run_sequence, position) WHERE state = 'waiting';
CREATE INDEX in_step_item_left ON in_step_item (run_sequence, position) WHERE state NOT IN ('waiting', 'done');

-- The partner's products that nobody here knew before a push began: whatever they are equal to, it has not made them.
CREATE TABLE in_step_seen (
  run_sequence INTEGER NOT NULL REFERENCES in_step_run (sequence),
  partner_product_id TEXT NOT NULL,
  PRIMARY KEY (run_sequence, partner_product_id)
) STRICT, WITHOUT ROWID;
`;

const GUARDS = `
CREATE TRIGGER in_step_item_settled BEFORE UPDATE ON in_step_item WHEN OLD.state <> 'waiting' BEGIN
  SELECT RAISE(ABORT, 'what became of a product in a push stays');
END;
CREATE TRIGGER in_step_run_ended BEFORE UPDATE ON in_step_run WHEN OLD.ended_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a push that has ended does not go on');
END;
`;

/** Products in step with the partner's: the mapping, the images, and the push that is under way. */
export const inStep: Migration = {
  version: 90,
  name: 'in-step',
  sql: PRODUCTS + RUNS + GUARDS,
};
