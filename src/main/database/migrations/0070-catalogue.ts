import type { Migration } from './migration.ts';

/**
 * What was scanned stays on the line: the code as it was, and what the till took from it. Lines from before have
 * none. The triggers that keep the lines of a finished sale as they are cover every column, these as well.
 */
const LINE_CODES = `
ALTER TABLE sale_line ADD COLUMN code_text TEXT;
ALTER TABLE sale_line ADD COLUMN code_gtin TEXT;
ALTER TABLE sale_line ADD COLUMN code_serial TEXT;
ALTER TABLE sale_line ADD COLUMN code_expires_on TEXT CHECK (code_text IS NOT NULL OR
  (code_gtin IS NULL AND code_serial IS NULL AND code_expires_on IS NULL));
`;

/** Selling from a catalogue of its own. */
export const catalogue: Migration = {
  version: 70,
  name: 'catalogue',
  sql: LINE_CODES,
};
