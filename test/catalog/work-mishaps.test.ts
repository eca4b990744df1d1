import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { createWorkRunner } from '../../src/main/catalog/work/work-runner.ts';
import { openShelf } from '../builders/shelf.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { textTable } from './import-files/table.ts';
import { openImportShop, runHere } from './import-shop.ts';

const GOODS = textTable([
  ['name', 'sku', 'price'],
  ['Tea', 'T', '1'],
]);

test('a file that is opened while another is applied in a second tab does not end it', async () => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const shop = await openImportShop({
    run: (name, input, onProgress) => {
      if (name !== 'applyImport') return runHere(name, input, onProgress);
      let stopped = false;
      return {
        done: held.then(() => (stopped ? null : runHere(name, input, onProgress).done)),
        cancel: () => {
          stopped = true;
        },
      };
    },
  });
  const first = await shop.plan(GOODS);
  const other = shop.exchange.open(await shop.lay('other.csv', GOODS)).catch((error: unknown) => error);
  shop.exchange.apply(first.importId);
  // The file has to be brought over first; what is applied is busy meanwhile and afterwards.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(shop.exchange.isApplying).toBe(true);
  letGo();
  expect(await other).toMatchObject({ code: 'CATALOG_BUSY' });
  expect(await shop.settled()).toMatchObject({ importId: first.importId, phase: 'applied' });
  expect(shop.products()).toHaveLength(1);
});

test('progress that cannot be read is passed over, and the work goes on', async () => {
  const run = createWorkRunner(async (_file, [place = '']) => {
    writeFileSync(join(place, 'progress.json'), '{"done":');
    await new Promise((resolve) => setTimeout(resolve, 250));
    writeFileSync(join(place, 'answer.json'), '{"kind":"done","output":{"changed":1}}');
    return 0;
  }, temporaryFolder());
  const job = { path: '', source: '', at: '', staffId: null, changeId: '', title: '' };
  const what = { kind: 'drop_category' as const, categoryId: 'a', parentId: null };
  const told = vi.fn();
  await expect(run('bulkChange', { ...job, what }, told).done).resolves.toEqual({ changed: 1 });
  expect(told).not.toHaveBeenCalled();
});

test('a large change that cannot be started is not under way', async () => {
  const shelf = await openShelf({
    runWork: () => {
      throw new Error('ENOSPC: no space left on device');
    },
  });
  shelf.add(...Array.from({ length: 201 }, (_, index) => ({ name: `Tea ${index}` })));
  const filter = { text: '', categoryId: null, favourite: false, state: 'all' as const };
  const selection = { kind: 'all' as const, filter, except: [] };
  const change = { kind: 'active' as const, active: false };
  expect(() => shelf.catalogEdits.bulk({ selection, change })).toThrow('ENOSPC');
  expect(shelf.exchange.current()).toBeNull();
});

test.skipIf(process.platform === 'win32').each([
  ['at once', 300],
  ['half-way', 6000],
])('a disk that gets full %s says so, and leaves nothing', async (_when, blocks) => {
  const folder = temporaryFolder();
  const run = createWorkRunner(
    (file, args) =>
      new Promise((resolve) => {
        // No file may get larger than so many blocks: SQLite is told what a full disk tells it.
        const limited = ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, file, ...args];
        spawn('sh', limited, { stdio: 'ignore' }).once('exit', resolve);
      }),
    temporaryFolder(),
  );
  const path = join(folder, 'catalog-000001.db');
  const job = { path, size: 5000, seed: 1, currency: 'RUB' as const, at: '2026-11-21T09:00:00.000Z' };
  await expect(run('buildSample', job, () => {}).done).rejects.toMatchObject({ code: 'disk_full' });
  expect(readdirSync(folder)).toEqual([]);
});

describe('a file that needs more memory than the work may take', () => {
  /** Rows that are kept until a file is known, far more than fit; every cell is shorter than its bound. */
  const LARGE = Array.from({ length: 130 }, (_, row) => `${row},${'x'.repeat(500_000)}\n`).join('');

  test('is told as too large when it is opened, and the catalogue stays as it is', async () => {
    const run = createWorkRunner(
      (file, args, options) => runInNode(file, args, { ...options, heapMiB: 48 }),
      temporaryFolder(),
    );
    const shop = await openImportShop({ run });
    await expect(shop.lay('large.csv', LARGE).then(shop.exchange.open)).rejects.toMatchObject({
      code: 'IMPORT_UNREADABLE',
      details: { reason: 'too_large' },
    });
    expect(shop.exchange.current()).toMatchObject({ phase: 'failed', problem: 'too_large' });
    expect(shop.logged).toEqual([]);
    expect(await shop.plan(GOODS)).toMatchObject({ phase: 'planned', counts: { added: 1 } });
  });

  test.each([
    ['the heap was nearly full', 'tight', '', 'too_large'],
    ['Node says that it was full', 'fatal.json', '{"header":{"trigger":"OOMError"}}', 'too_large'],
    ['Node says that something else was', 'fatal.json', '{"header":{"trigger":"FatalError"}}', undefined],
    ['nothing is known of it', 'progress.json', '{"done":1,"total":2}', undefined],
  ])('a program that ended when %s', async (_when, file, text, code) => {
    const run = createWorkRunner(async (_program, [place = '']) => {
      writeFileSync(join(place, file), text);
      return null;
    }, temporaryFolder());
    const caught: unknown = await run('inspectImport', { path: '', headerRow: null }, () => {}).done.catch(
      (error: unknown) => error,
    );
    expect(Reflect.get(Object(caught), 'code')).toBe(code);
  });
});
