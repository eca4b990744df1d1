import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startScript } from '../../../test/builders/child-script.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { openDatabase } from './open-database.ts';

const WRITER = join(import.meta.dirname, '../../../test/builders/acknowledging-writer.ts');
const KILLS = 24;

test(`DB-2 T-1 nothing that was called done is lost, and nothing is half there, over ${KILLS} kills`, async () => {
  const path = join(temporaryFolder(), 'till.db');
  let next = 1;
  let acknowledged = 0;
  for (let round = 0; round < KILLS; round++) {
    const writer = startScript(WRITER, [path, String(next)]);
    const last = next + Math.floor(Math.random() * 40);
    await writer.waitFor((line) => line === `done ${last}`);
    await writer.kill();
    expect(await writer.ended).toBe('SIGKILL');
    const done = writer.lines.map((line) => Number(line.slice('done '.length)));
    acknowledged += done.length;

    const database = await openDatabase(path);
    const settings = database.read.all<{ key: string; size: number }>(
      'SELECT key, length(value) AS size FROM setting',
    );
    const outbox = database.read.all<{ subject_id: string }>('SELECT subject_id FROM outbox');
    const present = new Set(settings.map(({ key }) => Number(key)));
    expect(done.filter((number) => !present.has(number))).toEqual([]);
    expect(settings.filter(({ key, size }) => size !== Number(key) % 900)).toEqual([]);
    expect(outbox.map(({ subject_id }) => Number(subject_id)).sort((a, b) => a - b)).toEqual(
      [...present].sort((a, b) => a - b),
    );
    // One transaction may have been committed without the kill leaving time to say so.
    expect(present.size - acknowledged).toBeLessThanOrEqual(round + 1);
    next = Math.max(...present) + 1;
    database.close();
  }
  expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
});
