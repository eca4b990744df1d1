import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { usualAnchorFolder } from '../../src/main/journal/anchor-store.ts';
import { openKeychain } from '../builders/open-keychain.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { sell } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';

/** FIS-1: the end of the journal, kept where the data folder is not. */

const HOUR = 3_600_000;

let counter: Counter;
let folder = '';

afterEach(async () => {
  await counter.close();
});

async function open(options: CounterOptions = {}): Promise<void> {
  folder = temporaryFolder();
  counter = await openCounter({ anchorFolder: folder, ...options });
}

const anchor = async () => (await counter.ask('books.status', {})).anchor;
const files = () => readdirSync(folder).map((name) => join(folder, name));
const accepted = () =>
  readBooks(counter, (read) =>
    read.all<{ payload: string }>("SELECT payload FROM journal WHERE kind = 'anchor.accepted'"),
  );

describe('FIS-1 the anchor of a register', () => {
  test('is started with it, follows hourly and at the close, and holds no secret', async () => {
    await open();
    const first = await anchor();
    expect(first).toMatchObject({ state: 'agrees', place: 'file' });
    await sell(counter);
    await counter.pass(2 * HOUR);
    const later = await anchor();
    expect(later.state).toBe('agrees');
    expect(later.sequence).toBeGreaterThan(first.sequence ?? 0);
    await sell(counter);
    await counter.restart();
    const afterClose = await anchor();
    expect(afterClose.sequence).toBeGreaterThan(later.sequence ?? 0);
    const [file = ''] = files();
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual([
      'at',
      'hash',
      'installationId',
      'sequence',
      'z',
    ]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('a longer chain is normal after a crash', async () => {
    await open();
    await sell(counter);
    await counter.crash();
    expect((await anchor()).state).toBe('ahead');
    await counter.pass(2 * HOUR);
    expect((await anchor()).state).toBe('agrees');
  });

  test('that is missing is asked for, and never started by the till itself', async () => {
    await open();
    await sell(counter);
    await counter.restart();
    for (const file of files()) rmSync(file);
    await counter.restart();
    await counter.pass(3 * HOUR);
    expect((await anchor()).state).toBe('missing');
    await counter.restart();
    expect((await anchor()).state).toBe('missing');
    expect(files()).toEqual([]);
    expect(await codeOf(counter.ask('books.acceptAnchor', { seen: 'cut' }))).toBe('ANCHOR_CHANGED');
    const { anchor: taken } = await counter.ask('books.acceptAnchor', { seen: 'missing' });
    expect(taken.state).toBe('agrees');
    expect((await accepted()).map(({ payload }) => JSON.parse(payload))).toEqual([
      { was: 'missing', sequence: null, hash: null },
    ]);
    expect(await codeOf(counter.ask('books.acceptAnchor', { seen: 'missing' }))).toBe('ANCHOR_CHANGED');
    expect(await accepted()).toHaveLength(1);
  });

  test('that is damaged counts as missing', async () => {
    await open();
    const [file = ''] = files();
    writeFileSync(file, 'not an anchor');
    await counter.pass(2 * HOUR);
    expect((await anchor()).state).toBe('missing');
    expect(readFileSync(file, 'utf8')).toBe('not an anchor');
  });

  test('an older copy of the data folder, sound in itself, is found by it and by the check', async () => {
    await open();
    await sell(counter);
    await counter.restart();
    const older = join(temporaryFolder(), 'older');
    cpSync(counter.dataDir, older, { recursive: true });
    await sell(counter);
    await counter.restart();
    const { sequence } = await anchor();
    const kept = readFileSync(files()[0] ?? '', 'utf8');
    await putBack(older);
    expect(await anchor()).toMatchObject({ state: 'cut', sequence });
    await counter.pass(3 * HOUR);
    expect(readFileSync(files()[0] ?? '', 'utf8')).toBe(kept);
    expect((await counter.ask('books.check', {})).running).not.toBeUndefined();
    await counter.settle();
    expect((await counter.ask('books.status', {})).last).toMatchObject({
      faultCount: 1,
      faults: [{ kind: 'cut', table: 'journal', sequence }],
    });
    // Sold on, it is another journal of the same length.
    await sell(counter);
    await sell(counter);
    await counter.pass(2 * HOUR);
    expect((await anchor()).state).toBe('rewritten');
    await counter.ask('books.acceptAnchor', { seen: 'rewritten' });
    expect((await anchor()).state).toBe('agrees');
    expect(JSON.parse((await accepted())[0]?.payload ?? '')).toMatchObject({ was: 'rewritten', sequence });
  });
});

/** What somebody does who copies an old data folder over the new one. */
async function putBack(older: string): Promise<void> {
  const { till, dataDir } = counter;
  await till().close();
  // The close is the old till's last word; the anchor has it.
  for (const name of ['till.db', 'till.db-wal', 'till.db-shm'])
    rmSync(join(dataDir, 'test', name), { force: true });
  cpSync(join(older, 'test', 'till.db'), join(dataDir, 'test', 'till.db'));
  await counter.restart();
}

describe('FIS-1 the anchor in the keychain', () => {
  test('is kept there and in no file', async () => {
    const keychain = openKeychain();
    await open({ secrets: keychain.store });
    expect(await anchor()).toMatchObject({ state: 'agrees', place: 'keychain' });
    expect(files()).toEqual([]);
    expect(keychain.anchors.size).toBe(1);
  });

  test('a keychain that does not answer is no reason to ask, nor to accuse', async () => {
    const keychain = openKeychain();
    await open({ secrets: keychain.store });
    keychain.fails = { get: true };
    await counter.pass(2 * HOUR);
    expect((await anchor()).state).toBe('unreadable');
    keychain.fails = {};
    await counter.pass(HOUR);
    expect(['agrees', 'ahead']).toContain((await anchor()).state);
  });

  test('a keychain that was emptied: asked for', async () => {
    const keychain = openKeychain();
    await open({ secrets: keychain.store });
    for (const name of [...keychain.anchors.keys()]) await keychain.store.delete(name);
    await counter.pass(2 * HOUR);
    expect((await anchor()).state).toBe('missing');
  });
});

test('FIS-1 the usual place is never inside the data folder', () => {
  const env = { XDG_STATE_HOME: '/state', LOCALAPPDATA: '/state' };
  const usual = usualAnchorFolder('/data/till', env);
  expect(usual).not.toContain('/data/till');
  for (const dataDir of ['/', '/state', join(usual, '..'), usual]) {
    const place = usualAnchorFolder(dataDir, env);
    if (dataDir !== '/') expect(place.startsWith(dataDir)).toBe(false);
  }
  expect(existsSync('/state')).toBe(false);
});
