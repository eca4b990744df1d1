import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { numberedIds } from '../../../test/builders/numbered-ids.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { recordedLog } from '../../../test/electron-stand-in/recorded-log.ts';
import { FILE_LIMITS } from '../../contract/file-kinds.ts';
import { type FileDesk, FILES_KEPT, openFileDesk } from './file-desk.ts';

let root: string;
let folder: string;
let desk: FileDesk;

const open = (): FileDesk => openFileDesk({ folder, ids: numberedIds(), logger: recordedLog() });

beforeEach(() => {
  root = temporaryFolder();
  folder = join(root, 'files');
  desk = open();
});

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

/** So many bytes, in pieces of a megabyte. */
async function* bytes(count: number): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(1_000_000);
  for (let left = count; left > 0; left -= piece.length)
    yield piece.subarray(0, Math.min(left, piece.length));
}

const onDisk = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

test('SEC-4 a file comes in by pieces and is read by its handle, under a name of ours', async () => {
  const picked = await desk.receive(chunks('a;', 'b\n'), '../товары.csv', 'import');
  expect(picked).toMatchObject({ name: 'товары.csv', sizeBytes: 4 });
  expect(picked.handle).toMatch(/^[0-9a-f]{32}$/);
  const { path, ...rest } = desk.open(picked.handle);
  expect(rest).toEqual({ name: 'товары.csv', sizeBytes: 4 });
  expect(readFileSync(path, 'utf8')).toBe('a;b\n');
  expect(path.startsWith(folder)).toBe(true);
  expect(path).not.toContain(picked.handle);
  expect(path).not.toContain('товары');
  if (process.platform !== 'win32') {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
});

test('SEC-4 an empty file is a file', async () => {
  const { handle } = await desk.receive(chunks(), 'x', 'import');
  expect(desk.open(handle).sizeBytes).toBe(0);
});

test('SEC-4 a handle is good for one purpose', async () => {
  const { handle } = await desk.receive(chunks('x'), 'x.png', 'image');
  const result = join(root, 'result.csv');
  writeFileSync(result, 'x');
  const offered = desk.offer(result, 'result.csv');
  expect(() => desk.open(handle)).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  expect(() => desk.open(handle, 'download')).toThrow();
  expect(() => desk.open(offered.handle)).toThrow();
  expect(() => desk.open(offered.handle, 'image')).toThrow();
  expect(desk.open(handle, 'image').name).toBe('x.png');
  expect(desk.open(offered.handle, 'download').name).toBe('result.csv');
});

test.each(['import', 'image'] as const)(
  'SEC-4 one byte more than a file for %s may have: refused, nothing stays, the rest is not even asked for',
  async (purpose) => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1_000_000;
        yield Buffer.alloc(1_000_000);
      }
    }
    await expect(desk.receive(endless(), 'x', purpose)).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      details: { limitBytes: String(FILE_LIMITS[purpose]) },
    });
    expect(sent).toBe(FILE_LIMITS[purpose] + 1_000_000);
    expect(onDisk()).toEqual([]);
  },
);

test('SEC-4 exactly as much as it may have is taken', async () => {
  expect((await desk.receive(bytes(FILE_LIMITS.image), 'x', 'image')).sizeBytes).toBe(FILE_LIMITS.image);
});

test('SEC-4 a stream that breaks leaves nothing', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('aborted');
  }
  await expect(desk.receive(broken(), 'x', 'import')).rejects.toThrow('aborted');
  expect(onDisk()).toEqual([]);
});

test('SEC-4 a file that is still coming in cannot be read', async () => {
  const gate = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    await gate.promise;
  }
  const ids = numberedIds();
  const first = Buffer.from(numberedIds().randomBytes(16)).toString('hex');
  const known = openFileDesk({ folder, ids, logger: recordedLog() });
  const coming = known.receive(slow(), 'x', 'import');
  await expect.poll(() => onDisk().length).toBe(1);
  expect(() => known.open(first)).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  gate.resolve();
  expect((await coming).handle).toBe(first);
  expect(known.open(first).sizeBytes).toBe(4);
});

test('SEC-4 hundreds of files: the newest of each purpose stay, and nothing else on the disk', async () => {
  const handles: string[] = [];
  for (let index = 0; index < 300; index += 1) {
    const purpose = index % 2 === 0 ? 'import' : 'image';
    handles.push((await desk.receive(chunks(`${index}`), 'x', purpose)).handle);
  }
  expect(new Set(handles).size).toBe(300);
  expect(onDisk()).toHaveLength(FILES_KEPT.import + FILES_KEPT.image);
  expect(() => desk.open(handles[0] ?? '')).toThrow();
  expect(readFileSync(desk.open(handles[298] ?? '').path, 'utf8')).toBe('298');
  expect(readFileSync(desk.open(handles[299] ?? '', 'image').path, 'utf8')).toBe('299');
});

test('SEC-4 uploads that never end make room for the newer ones too', async () => {
  const gate = Promise.withResolvers<void>();
  async function* stalled(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('x');
    await gate.promise;
    yield Buffer.from('y');
  }
  const coming = Array.from({ length: 50 }, () => desk.receive(stalled(), 'x', 'import'));
  const outcomes = Promise.allSettled(coming);
  await expect.poll(() => onDisk().length).toBe(FILES_KEPT.import);
  gate.resolve();
  const taken = (await outcomes).filter(({ status }) => status === 'fulfilled');
  expect(taken).toHaveLength(FILES_KEPT.import);
  expect(onDisk()).toHaveLength(FILES_KEPT.import);
});

test.each(['', 'x', '0'.repeat(32), '../files', '__proto__'])(
  'SEC-4 the handle %j opens nothing',
  (handle) => {
    expect(() => desk.open(handle)).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
    desk.release(handle);
  },
);

test('SEC-4 a file of this machine is copied: what happens to it later changes nothing', async () => {
  const path = join(root, 'price.csv');
  writeFileSync(path, 'before');
  const { handle, name } = await desk.take(path);
  writeFileSync(path, 'after');
  expect(name).toBe('price.csv');
  expect(readFileSync(desk.open(handle).path, 'utf8')).toBe('before');
  desk.release(handle);
  expect(readFileSync(path, 'utf8')).toBe('after');
});

test('SEC-4 a folder, a missing file and one that is too large are not taken', async () => {
  mkdirSync(join(root, 'folder'));
  const large = join(root, 'large.png');
  writeFileSync(large, Buffer.alloc(FILE_LIMITS.image + 1));
  await expect(desk.take(join(root, 'folder'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(desk.take(join(root, 'missing'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(desk.take(large, 'image')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  expect(onDisk()).toEqual([]);
});

test('SEC-4 a result that is offered belongs to the desk, wherever it was written', () => {
  const outside = join(root, 'export.csv');
  writeFileSync(outside, 'outside');
  const inside = desk.newPath();
  writeFileSync(inside, 'inside');
  const files = [desk.offer(outside, 'a.csv'), desk.offer(inside, 'b.csv')];
  expect(files.map(({ handle }) => readFileSync(desk.open(handle, 'download').path, 'utf8'))).toEqual([
    'outside',
    'inside',
  ]);
  expect(existsSync(outside)).toBe(false);
  for (const { handle } of files) desk.release(handle);
  expect(onDisk()).toEqual([]);
  expect(() => desk.offer(outside, 'a.csv')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
});

test('SEC-4 what lies in the folder goes at the start and at the end', async () => {
  writeFileSync(desk.newPath(), 'left by a kill');
  mkdirSync(join(folder, 'deeper'));
  expect(onDisk()).toHaveLength(2);
  const next = open();
  expect(onDisk()).toEqual([]);
  const { handle } = await next.receive(chunks('x'), 'x', 'import');
  next.close();
  expect(onDisk()).toEqual([]);
  expect(() => next.open(handle)).toThrow();
});

test('DB-7 where nothing can be written the error is typed', async () => {
  writeFileSync(folder, 'in the way');
  await expect(desk.receive(chunks('x'), 'x', 'import')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
});
