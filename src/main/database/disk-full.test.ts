import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import type { TillDatabase } from './handles.ts';
import { openDatabase } from './open-database.ts';

/** Mounts a file system of two megabytes; null where the system does not let us. */
function mountSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'tillink-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

const disk = mountSmallDisk();
const why = disk === null ? ' (skipped: mounting a small disk takes root on Linux)' : '';

afterAll(() => {
  if (disk === null) return;
  execFileSync('umount', ['--lazy', disk]);
  rmSync(disk, { recursive: true });
});

/** Takes all room but so many bytes; the answer gives it back. */
function fill(folder: string, leave: number): () => void {
  const path = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return () => rmSync(path);
}

/** One act that touches two tables and several pages. */
function writeBoth(database: TillDatabase, number: number): void {
  database.write((db) => {
    db.runOne('INSERT INTO setting (key, value) VALUES (?, ?)', `k${number}`, 'x'.repeat(9000));
    db.runOne("INSERT INTO outbox (topic, subject_id, created_at) VALUES ('t', ?, 'now')", `k${number}`);
  });
}

const names = (database: TillDatabase, sql: string): readonly string[] =>
  database.read.all<{ name: string }>(sql).map(({ name }) => name);

function codeOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test.skipIf(disk === null)(
  `DB-7 T-3 a full disk is a typed error, leaves nothing half-written, and selling goes on with room${why}`,
  async () => {
    // Room for nothing, for a page, for some statements of the act: the error comes at another one each time.
    for (const leave of [0, 4096, 8192, 12_288, 16_384, 20_480, 28_672, 40_960]) {
      const folder = join(disk ?? '', `room-${leave}`);
      mkdirSync(folder);
      const database = await openDatabase(join(folder, 'till.db'));
      writeBoth(database, 0);
      const done = ['k0'];
      const free = fill(folder, leave);
      let refusal: string | null = null;
      for (let number = 1; refusal === null && number < 300; number++) {
        refusal = codeOf(() => writeBoth(database, number));
        if (refusal === null) done.push(`k${number}`);
      }
      expect(refusal).toBe('DISK_FULL');
      expect(codeOf(() => writeBoth(database, 900))).toBe('DISK_FULL');
      const settings = 'SELECT key AS name FROM setting ORDER BY rowid';
      expect(names(database, settings.replace(' ORDER BY rowid', '')).toSorted()).toEqual(done.toSorted());
      expect(names(database, 'SELECT subject_id AS name FROM outbox').toSorted()).toEqual(done.toSorted());

      free();
      writeBoth(database, 901);
      expect(names(database, 'SELECT subject_id AS name FROM outbox')).toContain('k901');
      expect(database.read.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
      database.close();
      const reopened = await openDatabase(join(folder, 'till.db'));
      expect(names(reopened, 'SELECT key AS name FROM setting').toSorted()).toEqual(
        [...done, 'k901'].toSorted(),
      );
      reopened.close();
      rmSync(folder, { recursive: true });
    }
  },
);

test.skipIf(disk === null)(
  `DB-7 a backup for which there is no room leaves no part of itself${why}`,
  async () => {
    const folder = join(disk ?? '', 'backup');
    mkdirSync(folder);
    const database = await openDatabase(join(folder, 'till.db'));
    writeBoth(database, 0);
    const free = fill(folder, 8192);
    await expect(database.copyTo(join(folder, 'copy.db'))).rejects.toThrow();
    expect(() => statfsSync(join(folder, 'copy.db'))).toThrow('ENOENT');
    expect(() => statfsSync(join(folder, 'copy.db.part'))).toThrow('ENOENT');
    free();
    await database.copyTo(join(folder, 'copy.db'));
    database.close();
  },
);

test('DB-7 the error says what to do and carries no SQL and no path', async () => {
  const { toStorageError } = await import('./storage-error.ts');
  const { default: Database } = await import('better-sqlite3');
  const told = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT'].map((code) =>
    toStorageError(new Database.SqliteError('INSERT INTO secret at /home/shop', code)),
  );
  expect(told).toMatchObject([
    { code: 'DISK_FULL', retry: { kind: 'later' } },
    { code: 'DISK_FULL', retry: { kind: 'later' } },
    { code: 'STORAGE_FAILED', message: 'The database answered SQLITE_CORRUPT' },
  ]);
  for (const error of told) expect(error instanceof AppError && error.message).not.toMatch(/INSERT|home/);
  const own = new Error('not of SQLite');
  expect(toStorageError(own)).toBe(own);
});
