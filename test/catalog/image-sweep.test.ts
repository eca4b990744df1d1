import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeChange } from '../../src/main/catalog/editing/change-log.ts';
import { SWEEP_AFTER_MS } from '../../src/main/catalog/image-sweep.ts';
import { openShelf, type Shelf, shelfProduct } from '../builders/shelf.ts';
import { type ImportShop, openImportShop } from './import-shop.ts';

const nameOf = (digit: string): string => `${digit.repeat(64)}.webp`;
const imageOf = (digit: string) => ({ tile: nameOf(digit), large: nameOf(digit) });

/** A catalogue of more products than one step reads; the last one has a picture. */
async function openLarge(): Promise<ImportShop> {
  const shop = await openImportShop();
  const products = Array.from({ length: 1200 }, (_, at) =>
    shelfProduct(`p${at}`, {
      name: `Tea ${at}`,
      categoryId: null,
      image: at === 1199 ? imageOf('a') : null,
    }),
  );
  shop.put(...products);
  return shop;
}

test('the names of all images are read in steps, between which the counter goes on', async () => {
  const shop = await openLarge();
  let pauses = 0;
  const names = await shop.files.imageNames(async () => {
    pauses++;
    shop.put(shelfProduct(`new ${pauses}`, { name: 'Sold meanwhile', categoryId: null }));
  });
  expect(names).toEqual(new Set([nameOf('a')]));
  expect(pauses).toBe(4);
});

test('an image that a product loses between two steps is still needed: the change can be taken back', async () => {
  const shop = await openLarge();
  const before = shop.named('Tea 1199');
  let isChanged = false;
  const names = await shop.files.imageNames(async () => {
    if (isChanged) return;
    isChanged = true;
    const item = { entity: 'product' as const, before, after: { ...before, image: imageOf('b') } };
    shop.files.current.write((db) =>
      makeChange(db, { id: 'c', at: 'now', kind: 'product_changed', title: '', items: [item] }),
    );
  });
  expect(names).toEqual(new Set([nameOf('a'), nameOf('b')]));
});

test('nothing is said of a catalogue that became another one between two steps', async () => {
  const shop = await openLarge();
  await shop.plan('name,sku,price\nBun,B,1\n');
  let isApplied = false;
  const names = await shop.files.imageNames(async () => {
    if (!isApplied) await shop.apply();
    isApplied = true;
  });
  expect(names).toBeNull();
  // The new one, and the one that an undo goes back to.
  expect(await shop.files.imageNames(async () => {})).toEqual(new Set([nameOf('a')]));
});

const folderOf = ({ books }: Shelf): string => join(dirname(books.path), 'images');

async function openWithImages(): Promise<Shelf> {
  const shelf = await openShelf();
  shelf.add({ name: 'Tea', image: imageOf('a') });
  mkdirSync(folderOf(shelf), { recursive: true });
  for (const digit of ['a', 'b']) writeFileSync(join(folderOf(shelf), nameOf(digit)), 'of an earlier run');
  return shelf;
}

const untilRemoved = async (shelf: Shelf): Promise<void> => {
  while (readdirSync(folderOf(shelf)).length > 1) await shelf.clock.advance(1000);
};

test('images without a product are removed once the first minute is over', async () => {
  const shelf = await openWithImages();
  await shelf.clock.advance(SWEEP_AFTER_MS - 1);
  expect(readdirSync(folderOf(shelf))).toHaveLength(2);
  await shelf.clock.advance(1);
  await untilRemoved(shelf);
  expect(readdirSync(folderOf(shelf))).toEqual([nameOf('a')]);
});

test.each([0, SWEEP_AFTER_MS])(
  'a till that closes %i ms after its start does not wait for the sweep',
  async (ms) => {
    const shelf = await openWithImages();
    await shelf.clock.advance(ms);
    await shelf.close();
    expect(readdirSync(folderOf(shelf))).toContain(nameOf('a'));
    expect(shelf.logged).not.toContain('Images could not be swept');
  },
);
