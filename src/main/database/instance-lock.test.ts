import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startScript } from '../../../test/builders/child-script.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { lockDataFolder } from './instance-lock.ts';

const HOLDER = join(import.meta.dirname, '../../../test/builders/lock-holder.ts');
const said = (): boolean => true;

test('SEC-6 a second process is refused while the first lives, and let in once it was killed', async () => {
  const folder = temporaryFolder();
  const first = startScript(HOLDER, [folder]);
  expect(await first.waitFor(said)).toBe('held');

  const second = startScript(HOLDER, [folder]);
  expect(await second.waitFor(said)).toBe('refused');
  expect(await second.ended).toBe(0);
  expect(lockDataFolder(folder)).toBeNull();

  await first.kill();
  const third = startScript(HOLDER, [folder]);
  expect(await third.waitFor(said)).toBe('held');
  await third.kill();
  const own = lockDataFolder(folder);
  expect(own).not.toBeNull();
  own?.release();
});

test('SEC-6 of many that start at once, one gets the folder', async () => {
  const folder = temporaryFolder();
  const starters = Array.from({ length: 4 }, () => startScript(HOLDER, [folder]));
  const answers = await Promise.all(starters.map((starter) => starter.waitFor(said)));
  expect(answers.toSorted()).toEqual(['held', 'refused', 'refused', 'refused']);
});

test('SEC-6 within one process too; another folder is another till; released is free', () => {
  const folder = join(temporaryFolder(), 'not', 'yet', 'made');
  const lock = lockDataFolder(folder);
  expect(lock).not.toBeNull();
  expect(existsSync(folder)).toBe(true);
  expect(lockDataFolder(folder)).toBeNull();
  const other = lockDataFolder(temporaryFolder());
  expect(other).not.toBeNull();
  other?.release();
  lock?.release();
  const again = lockDataFolder(folder);
  expect(again).not.toBeNull();
  again?.release();
});
