/**
 * Writes into a till's database for ever, two tables at a time, and prints each number once its transaction
 * has returned. Started by tests, which kill it: `acknowledging-writer.ts <database> <first number>`.
 */
import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/main/database/open-database.ts';

const [path = '', first = '1'] = process.argv.slice(2);
const database = await openDatabase(path);
for (let number = Number(first); ; number++) {
  database.write((db) => {
    db.runOne('INSERT INTO setting (key, value) VALUES (?, ?)', String(number), 'x'.repeat(number % 900));
    db.runOne(
      "INSERT INTO outbox (topic, subject_id, created_at) VALUES ('test', ?, '2026-11-21T09:00:00Z')",
      String(number),
    );
  });
  writeSync(1, `done ${number}\n`);
}
