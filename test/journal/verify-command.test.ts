import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { startScript } from '../builders/child-script.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { sell } from '../harness/refunding.ts';

/** FIS-1: `npm run verify`, for whoever does not want to ask the till itself. */

const VERIFY = join(import.meta.dirname, '../../src/main/hosts/verify.ts');

let counter: Counter | undefined;

afterEach(async () => {
  await counter?.close();
  counter = undefined;
});

async function verify(...args: readonly string[]) {
  const run = startScript(VERIFY, args);
  const code = await run.ended;
  const last = run.lines.at(-1) ?? '';
  return { code, lines: run.lines, json: last.startsWith('{') ? JSON.parse(last) : null };
}

/** Names, sizes and times of everything in a folder. */
function footprint(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });
}

/** A data folder that was left in order, and its anchor. */
async function closedFolder() {
  const anchorFolder = temporaryFolder();
  const till = await openCounter({ anchorFolder });
  await sell(till);
  await till.restart();
  await till.till().close();
  const dataDir = temporaryFolder();
  cpSync(till.dataDir, dataDir, { recursive: true });
  const [name = ''] = readdirSync(anchorFolder);
  await till.close();
  return { dataDir, anchor: join(anchorFolder, name) };
}

test('FIS-1 a sound folder: 0, and nothing in it was touched', async () => {
  const { dataDir, anchor } = await closedFolder();
  const before = footprint(dataDir);
  const alone = await verify('--data', dataDir, '--json');
  expect(alone.code).toBe(0);
  expect(alone.json).toMatchObject({
    code: 0,
    verdicts: [{ mode: 'test', anchor: null, report: { faultCount: 0 } }],
  });
  const compared = await verify('--data', dataDir, '--anchor', anchor);
  expect(compared.code).toBe(0);
  expect(compared.lines.join('\n')).toMatch(
    /test +R\w{3} +sound: \d+ entries, ends \d+ [0-9a-f]{64}, anchor given/,
  );
  expect(footprint(dataDir)).toEqual(before);
});

test('FIS-1 a folder whose books were changed, or cut back before the anchor: 1, with the place', async () => {
  const { dataDir, anchor } = await closedFolder();
  const file = new Database(join(dataDir, 'test', 'till.db'));
  file.exec("DROP TRIGGER sale_closed_update; UPDATE sale SET total_minor = 1 WHERE state = 'completed'");
  file.close();
  const changed = await verify('--data', dataDir, '--json');
  expect(changed.code).toBe(1);
  expect(changed.json.verdicts[0].report.faults).toMatchObject([{ kind: 'differs', table: 'sale' }]);
  expect(changed.lines.join('\n')).toContain('differs');
  const ahead = temporaryFolder();
  const moved = { ...JSON.parse(readFileSync(anchor, 'utf8')), sequence: 9999 };
  writeFileSync(join(ahead, 'anchor.json'), JSON.stringify(moved));
  const cut = await verify('--data', dataDir, '--anchor', join(ahead, 'anchor.json'), '--json');
  expect(cut.code).toBe(1);
  expect(cut.json.verdicts[0].report.faults[0]).toMatchObject({ kind: 'cut', sequence: 9999 });
});

test('FIS-1 while a till is at work in it: sound, and the till is not disturbed', async () => {
  counter = await openCounter();
  await sell(counter);
  const before = readdirSync(join(counter.dataDir, 'test')).sort();
  expect((await verify('--data', counter.dataDir)).code).toBe(0);
  expect(readdirSync(join(counter.dataDir, 'test')).sort()).toEqual(before);
  await sell(counter);
});

test('FIS-1 after a kill: sound, and the log is left as it is', async () => {
  counter = await openCounter();
  await sell(counter);
  const dataDir = temporaryFolder();
  cpSync(counter.dataDir, dataDir, { recursive: true });
  rmSync(join(dataDir, 'test', 'till.db-shm'), { force: true });
  const before = footprint(dataDir);
  expect((await verify('--data', dataDir)).code).toBe(0);
  expect(footprint(dataDir)).toEqual(before);
});

test('FIS-1 what cannot be read: 2, in words', async () => {
  expect((await verify('--data', temporaryFolder())).code).toBe(2);
  expect((await verify()).code).toBe(2);
  const { dataDir, anchor } = await closedFolder();
  expect((await verify('--data', dataDir, '--anchor', join(dataDir, 'nothing'))).code).toBe(2);
  const other = { ...JSON.parse(readFileSync(anchor, 'utf8')), installationId: 'another' };
  writeFileSync(anchor, JSON.stringify(other));
  expect((await verify('--data', dataDir, '--anchor', anchor)).code).toBe(2);
  writeFileSync(join(dataDir, 'test', 'till.db'), 'no database');
  const unreadable = await verify('--data', dataDir, '--json');
  expect(unreadable.code).toBe(2);
  expect(unreadable.json.verdicts).toMatchObject([{ mode: 'test', report: null }]);
});
