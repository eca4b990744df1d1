import { describe, expect, test } from 'vitest';
import { foldText } from '../../src/main/catalog/search/search-text.ts';
import { sampleCatalog } from '../../src/main/catalog/sample/sample-catalog.ts';
import { createSearch, type SearchPage } from '../../src/main/catalog/search/search.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { NONSENSE, wantedHits } from './recall.ts';
import { shelfProducts } from './recall-shelf.ts';
import { searchableFile, withSales } from './searchable-file.ts';

/** Everything as it is sold most days: the shelf's goods sell neither best nor worst. */
const SOLD_ON_SHELF = 25;

async function openShop() {
  const sample = sampleCatalog(10_000, 7);
  const shelf = shelfProducts().map((product) => ({ product, soldCount: SOLD_ON_SHELF }));
  return searchableFile(sample.categories, [...withSales(sample.products), ...shelf]);
}

const ask = (file: TillDatabase, text: string): SearchPage =>
  createSearch(file.read).find({
    text,
    categoryIds: null,
    favourite: false,
    state: 'active',
    cursor: null,
    limit: 10,
  });

describe('recall', () => {
  const names = (file: TillDatabase, page: SearchPage): readonly string[] =>
    page.hits.map(
      ({ rowid }) =>
        file.read.get<{ name: string }>('SELECT name FROM product WHERE rowid = ?', rowid)?.name ?? '',
    );

  test('every wanted product is among the first ten, whatever the kind of query; nonsense finds nothing', async () => {
    const file = await openShop();
    const kinds = new Map<string, { asked: number; found: number }>();
    const missed: string[] = [];
    for (const { kind, text, finds, variant } of wantedHits()) {
      const page = ask(file, text);
      const place = names(file, page).findIndex((name) => foldText(name).includes(foldText(finds)));
      const variantId = page.hits[place]?.variantId ?? null;
      const size =
        variant === null
          ? null
          : file.read.get<{ name: string }>('SELECT name FROM variant WHERE id = ?', variantId);
      const found = place >= 0 && (size === null || size?.name === variant);
      const count = kinds.get(kind) ?? { asked: 0, found: 0 };
      kinds.set(kind, { asked: count.asked + 1, found: count.found + (found ? 1 : 0) });
      if (!found) missed.push(`${kind}: ${text} → ${finds}, not ${names(file, page).slice(0, 3).join(', ')}`);
    }
    const counts = [...kinds].map(([kind, { asked, found }]) => `${kind} ${found}/${asked}`).join(', ');
    process.stdout.write(`Recall: ${counts}\n`);
    expect(missed).toEqual([]);
    expect([...kinds.values()].reduce((sum, { asked }) => sum + asked, 0)).toBeGreaterThanOrEqual(200);
    expect(kinds.size).toBeGreaterThanOrEqual(12);

    const sense = NONSENSE.filter((text) => ask(file, text).total > 0);
    expect(sense).toEqual([]);
    expect(NONSENSE.length).toBeGreaterThanOrEqual(20);
  });
});
