import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { openCopyToRead, openReadOnly } from '../../src/main/database/read-only.ts';
import type { Anchor } from '../../src/main/journal/anchor.ts';
import { checkEverything } from '../../src/main/journal/check-file.ts';
import { journalStore } from '../../src/main/journal/journal-store.ts';
import { startScript } from '../builders/child-script.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { sell } from '../harness/refunding.ts';

/** FIS-1: a sound file is never accused, whatever ended the till that wrote it. */

const WRITER = join(import.meta.dirname, 'journal-writer.ts');

let counter: Counter | undefined;

afterEach(async () => {
  await counter?.close();
  counter = undefined;
});

/** Opens the file as the next start of the till does, then checks all of it. */
async function checkAfterOpening(path: string, anchors: readonly Anchor[] = []) {
  (await openDatabase(path)).close();
  const database = openReadOnly(path);
  try {
    return checkEverything(database, { anchors });
  } finally {
    database.close();
  }
}

test('FIS-1 after a kill while acts are journalled, and with an anchor from before it', async () => {
  const path = join(temporaryFolder(), 'till.db');
  let acts = 0;
  for (let kill = 1; kill <= 5; kill++) {
    const writer = startScript(WRITER, [path]);
    await writer.waitFor((line) => line === `done ${10 * kill}`);
    const before = openReadOnly(path);
    const head = journalStore.head(before.read);
    before.close();
    await writer.kill();
    const anchor = { installationId: 'test', sequence: 0, hash: '', at: '', z: null, ...head };
    const report = await checkAfterOpening(path, [anchor]);
    expect(report?.faults).toEqual([]);
    expect(report?.entries).toBeGreaterThan(acts);
    acts = report?.entries ?? 0;
  }
});

test('FIS-1 wherever the log was cut by a power cut, with or without rubbish behind the cut', async () => {
  counter = await openCounter();
  const { dataDir } = counter;
  for (let number = 0; number < 5; number++) await sell(counter, [[1000, 1]]);
  const folder = temporaryFolder();
  for (const suffix of ['', '-wal']) {
    copyFileSync(join(dataDir, 'test', `till.db${suffix}`), join(folder, `whole.db${suffix}`));
  }
  const wal = readFileSync(join(folder, 'whole.db-wal'));
  const lengths = new Set<number>();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(wal.length), fc.uint8Array({ maxLength: 5000 }), async (length, rubbish) => {
      const place = join(folder, String(round++));
      mkdirSync(place);
      copyFileSync(join(folder, 'whole.db'), join(place, 'till.db'));
      writeFileSync(join(place, 'till.db-wal'), wal);
      truncateSync(join(place, 'till.db-wal'), length);
      if (round % 2 === 0) writeFileSync(join(place, 'till.db-wal'), rubbish, { flag: 'a' });
      const report = await checkAfterOpening(join(place, 'till.db'));
      expect(report?.faults).toEqual([]);
      lengths.add(report?.entries ?? 0);
    }),
    { numRuns: 60 },
  );
  // The cuts fell into different acts: it was not one state that was sound sixty times.
  expect(lengths.size).toBeGreaterThan(3);
});

test('FIS-1 while a till is at work, from a copy and in place', async () => {
  counter = await openCounter();
  const path = join(counter.dataDir, 'test', 'till.db');
  for (let number = 0; number < 3; number++) {
    await sell(counter, [[1000, 1]]);
    const inPlace = openReadOnly(path);
    const seen = checkEverything(inPlace);
    inPlace.close();
    const copy = await openCopyToRead(path);
    expect(checkEverything(copy)).toEqual(seen);
    copy.close();
    expect(seen?.faults).toEqual([]);
  }
});
