/**
 * What search knows of the catalogue. Everything here follows from the products and can be made anew from them.
 *
 * Readings of a text (other layout, other letters, typos) are looked for among the words, of which there are few,
 * never among the products, of which there are many; the products are then asked once, for all words together.
 */
export const SEARCH_SCHEMA = `
-- Whole words and their beginnings; a rowid is the product's. Words come folded and parted by spaces (words.ts), with
-- hidden ones that begin with "_" and cannot be typed: category, favourite, active (hidden-words.ts).
CREATE VIRTUAL TABLE product_words USING fts5(
  words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'", prefix = '1 2 3'
);

-- The same words once more, to be taken out again exactly and to be looked at one product at a time.
CREATE TABLE search_text (
  product_rowid INTEGER PRIMARY KEY,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE search_word (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE,
  -- How many products have it; none: it is not here.
  products INTEGER NOT NULL CHECK (products > 0),
  -- How it sounds, in either script (transliteration.ts); empty: not to be heard.
  sound TEXT NOT NULL
) STRICT;
CREATE INDEX search_word_by_sound ON search_word (sound, products DESC) WHERE sound <> '';

-- Every ending of a word from its second letter on, three letters and more: a part of a word begins one of them.
CREATE TABLE search_ending (
  ending TEXT NOT NULL,
  word_id INTEGER NOT NULL,
  PRIMARY KEY (ending, word_id)
) STRICT, WITHOUT ROWID;

-- What is left of a word's beginning when letters are left out, as a number (typos.ts).
CREATE TABLE search_remnant (
  remnant INTEGER NOT NULL,
  word_id INTEGER NOT NULL,
  PRIMARY KEY (remnant, word_id)
) STRICT, WITHOUT ROWID;

-- Products that stand elsewhere in the ranking than their rowid says: added or sold since the file was built.
CREATE TABLE search_moved (
  inactive INTEGER NOT NULL,
  ordinary INTEGER NOT NULL,
  unsold INTEGER NOT NULL,
  sort_name TEXT NOT NULL,
  product_rowid INTEGER NOT NULL,
  PRIMARY KEY (inactive, ordinary, unsold, sort_name, product_rowid)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX search_moved_product ON search_moved (product_rowid);

-- A file that is being built has no row in catalogue yet, and its products come in order of rank.
CREATE TRIGGER search_moved_by_insert AFTER INSERT ON product WHEN EXISTS (SELECT 1 FROM catalogue) BEGIN
  INSERT INTO search_moved (inactive, ordinary, unsold, sort_name, product_rowid)
  VALUES (1 - new.active, 1 - new.favourite, -new.sold_count, new.sort_name, new.rowid);
END;
CREATE TRIGGER search_moved_by_update AFTER UPDATE OF active, favourite, sold_count, sort_name ON product
WHEN (old.active, old.favourite, old.sold_count, old.sort_name)
  IS NOT (new.active, new.favourite, new.sold_count, new.sort_name)
BEGIN
  DELETE FROM search_moved WHERE product_rowid = old.rowid;
  INSERT INTO search_moved (inactive, ordinary, unsold, sort_name, product_rowid)
  VALUES (1 - new.active, 1 - new.favourite, -new.sold_count, new.sort_name, new.rowid);
END;
CREATE TRIGGER search_moved_by_delete AFTER DELETE ON product BEGIN
  DELETE FROM search_moved WHERE product_rowid = old.rowid;
END;
`;
