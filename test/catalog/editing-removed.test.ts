import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import { CATALOG_MIGRATIONS } from '../../src/main/catalog/file/schema.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { openShelf, type Shelf } from '../builders/shelf.ts';

async function undoNewest({ catalogEdits }: Shelf): Promise<void> {
  const [change] = catalogEdits.changes({ cursor: null, limit: 1 }).items;
  if (!change) throw new Error('Nothing has been changed');
  await catalogEdits.undo(change.id);
}

function draftOf({ catalog }: Shelf, id: string, amountMinor: number) {
  const { updatedAt: _, ...draft } = catalog.product(id);
  const unitAmount = money(amountMinor, 'RUB');
  return { ...draft, variants: draft.variants.map((variant) => ({ ...variant, unitAmount })) };
}

/** Two teas, of which the second sells and was edited twice. */
async function openTeas(): Promise<Shelf> {
  const shelf = await openShelf();
  shelf.add({ name: 'Tea A' }, { name: 'Tea B' });
  await shelf.sell('p2', 'p2');
  for (const amount of [200, 300]) shelf.catalogEdits.save(draftOf(shelf, 'p2', amount));
  expect(shelf.find('tea')).toEqual(['Tea B', 'Tea A']);
  return shelf;
}

test('a removed product comes back selling as it sold, and editors that were open are out of date', async () => {
  const shelf = await openTeas();
  const open = draftOf(shelf, 'p2', 400);
  expect(open.revision).toBe(3);
  shelf.catalogEdits.remove('p2');
  await undoNewest(shelf);
  expect(shelf.find('tea')).toEqual(['Tea B', 'Tea A']);
  expect(shelf.catalog.product('p2').revision).toBe(4);
  expect(() => shelf.catalogEdits.save(open)).toThrow(expect.objectContaining({ code: 'CATALOG_CHANGED' }));
  shelf.catalogEdits.save(draftOf(shelf, 'p2', 400));
  // Whatever is taken back afterwards is no removal: it keeps what was sold meanwhile.
  await shelf.sell('p1', 'p1', 'p1');
  await undoNewest(shelf);
  expect(shelf.find('tea')).toEqual(['Tea A', 'Tea B']);
});

test('so do products that were removed together', async () => {
  const shelf = await openTeas();
  const selection = { kind: 'these' as const, ids: ['p1', 'p2'] };
  shelf.catalogEdits.bulk({ selection, change: { kind: 'delete' } });
  expect(shelf.find('tea')).toEqual([]);
  await undoNewest(shelf);
  expect(shelf.find('tea')).toEqual(['Tea B', 'Tea A']);
  expect(['p1', 'p2'].map((id) => shelf.catalog.product(id).revision)).toEqual([2, 4]);
});

test('one that was removed by a version that kept less comes back all the same', async () => {
  const shelf = await openTeas();
  shelf.catalogEdits.remove('p2');
  await shelf.close();
  const path = join(dirname(shelf.books.path), 'catalog', 'catalog-000001.db');
  const file = await openDatabase(path, { migrations: CATALOG_MIGRATIONS });
  file.write((db) =>
    expect(db.run("UPDATE change_item SET before = json_remove(before, '$.kept') WHERE after IS NULL")).toBe(
      1,
    ),
  );
  file.close();
  const reopened = await shelf.reopen();
  await undoNewest(reopened);
  expect(reopened.catalog.product('p2')).toMatchObject({ name: 'Tea B', revision: 1 });
});
