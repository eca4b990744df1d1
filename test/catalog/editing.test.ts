import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProductDraft, ProductView } from '../../src/contract/views.ts';
import { money } from '../../src/domain/money.ts';
import { journalStore } from '../../src/main/journal/journal-store.ts';
import { openShelf, type Shelf, type ShelfProduct } from '../builders/shelf.ts';

const draft = (given: Partial<ProductDraft> & { readonly name: string }): ProductDraft => ({
  id: null,
  revision: null,
  description: '',
  categoryId: 'a',
  unit: 'piece',
  taxRateId: null,
  favourite: false,
  active: true,
  image: null,
  partnerProductId: null,
  variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: money(100, 'RUB') }],
  ...given,
});

const priced = (product: ProductView, amountMinor: number): ProductDraft => {
  const { updatedAt: _, ...rest } = product;
  return {
    ...rest,
    variants: rest.variants.map((variant) => ({ ...variant, unitAmount: money(amountMinor, 'RUB') })),
  };
};

/** Everything that the catalogue says of its products, in an order of its own. */
function everything(shelf: Shelf) {
  const { items } = shelf.catalog.browse({
    categoryId: null,
    favourite: false,
    state: 'all',
    order: 'name',
    offset: 0,
    limit: 200,
  });
  return items.map(({ id }) => {
    const { revision: _, updatedAt: __, ...product } = shelf.catalog.product(id);
    return product;
  });
}

function newestChange({ catalogEdits }: Shelf) {
  const [change] = catalogEdits.changes({ cursor: null, limit: 1 }).items;
  if (!change) throw new Error('Nothing has been changed');
  return change;
}

const journalled = ({ books }: Shelf) =>
  books.database.read
    .all<{ kind: string; payload: string }>(
      "SELECT kind, payload FROM journal WHERE kind LIKE 'catalog.%' ORDER BY sequence",
    )
    .map(({ kind, payload }) => [kind, JSON.parse(payload)]);

describe('a product', () => {
  test('is saved whole, found by every code, and sold by its variants', async () => {
    const { catalog, catalogEdits, find } = await openShelf();
    const shirt = catalogEdits.save(
      draft({
        name: 'Shirt',
        taxRateId: 'vat',
        variants: ['S', 'M'].map((name, index) => ({
          id: null,
          name,
          sku: ` Sh-${name}`,
          barcodes: index === 0 ? ['036000291452'] : ['4006381333931', 'LOT/7'],
          unitAmount: money(1000 + index, 'RUB'),
        })),
      }),
    );
    expect(catalog.product(shirt.id)).toEqual(shirt);
    expect(find('shirt')).toEqual(['Shirt']);
    const [small, medium] = shirt.variants;
    // UPC-A and EAN-13 are one code.
    expect(catalog.sellableByBarcode('00036000291452')?.variantId).toBe(small?.id);
    expect(catalog.sellableByBarcode('LOT/7')).toMatchObject({ variantId: medium?.id, name: 'Shirt · M' });
    expect(catalog.sellableBySku('sh-m')).toMatchObject({ unitAmount: money(1001, 'RUB'), taxRateId: 'vat' });
    const single = catalogEdits.save(draft({ name: 'Tea' }));
    expect(single.variants.map(({ id }) => id)).toEqual([single.id]);
  });

  test.each([
    [
      'barcode',
      'check_digit',
      {
        variants: [
          { id: null, name: '', sku: null, barcodes: ['4006381333932'], unitAmount: money(1, 'RUB') },
        ],
      },
    ],
    ['category', 'unknown', { categoryId: 'nowhere' }],
    ['tax', 'unknown', { taxRateId: 'none' }],
    [
      'price',
      'currency',
      { variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: money(1, 'EUR') }] },
    ],
    [
      'price',
      'negative',
      { variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: money(-1, 'RUB') }] },
    ],
    [
      'variants',
      'same_name',
      {
        variants: ['A', 'a'].map((name) => ({
          id: null,
          name,
          sku: null,
          barcodes: [],
          unitAmount: money(1, 'RUB'),
        })),
      },
    ],
    [
      'sku',
      'twice',
      {
        variants: ['A', 'B'].map((name) => ({
          id: null,
          name,
          sku: 'X',
          barcodes: [],
          unitAmount: money(1, 'RUB'),
        })),
      },
    ],
  ] satisfies readonly [string, string, Partial<ProductDraft>][])(
    'with a wrong %s (%s) is refused, and nothing is changed',
    async (field, reason, wrong) => {
      const shelf = await openShelf();
      const before = everything(shelf);
      expect(() => shelf.catalogEdits.save(draft({ name: 'Wrong', ...wrong }))).toThrow(
        expect.objectContaining({
          code: 'PRODUCT_INVALID',
          details: expect.objectContaining({ field, reason }),
        }),
      );
      expect(everything(shelf)).toEqual(before);
    },
  );

  test('that names one of its variants twice is refused: neither may be lost', async () => {
    const { catalogEdits, catalog } = await openShelf();
    const saved = catalogEdits.save(
      draft({
        name: 'Shirt',
        variants: ['S', 'M'].map((name) => ({
          id: null,
          name,
          sku: null,
          barcodes: [],
          unitAmount: money(1, 'RUB'),
        })),
      }),
    );
    const { updatedAt: _, ...rest } = saved;
    const id = saved.variants[0]?.id ?? '';
    const twice = { ...rest, variants: rest.variants.map((variant) => ({ ...variant, id })) };
    expect(() => catalogEdits.save(twice)).toThrow(
      expect.objectContaining({ code: 'PRODUCT_INVALID', details: { field: 'variants', reason: 'twice' } }),
    );
    expect(catalog.product(saved.id)).toEqual(saved);
  });

  test('with a code of another one is refused, and told whose it is', async () => {
    const { add, catalogEdits } = await openShelf();
    add({ name: 'Tea', sku: 'T-1', barcode: '4006381333931' });
    const with_ = (codes: { sku?: string; barcodes?: readonly string[] }) =>
      draft({
        name: 'Other',
        variants: [
          {
            id: null,
            name: '',
            sku: codes.sku ?? null,
            barcodes: [...(codes.barcodes ?? [])],
            unitAmount: money(1, 'RUB'),
          },
        ],
      });
    for (const codes of [{ sku: 't-1 ' }, { barcodes: ['04006381333931'] }]) {
      expect(() => catalogEdits.save(with_(codes))).toThrow(
        expect.objectContaining({
          code: 'CODE_TAKEN',
          details: expect.objectContaining({ productId: 'p1', name: 'Tea' }),
        }),
      );
    }
  });

  test('that somebody else has changed meanwhile is not overwritten', async () => {
    const { add, catalog, catalogEdits } = await openShelf();
    add({ name: 'Tea' });
    const seen = catalog.product('p1');
    const after = catalogEdits.save(priced(seen, 150));
    expect(() => catalogEdits.save(priced(seen, 90))).toThrow(
      expect.objectContaining({ code: 'CATALOG_CHANGED' }),
    );
    expect(catalog.product('p1')).toEqual(after);
    expect(after.revision).toBe(seen.revision + 1);
  });

  test('saved as it is changes nothing', async () => {
    const shelf = await openShelf();
    shelf.add({ name: 'Tea' });
    shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 100));
    expect(shelf.catalogEdits.changes({ cursor: null, limit: 10 }).items).toEqual([]);
  });
});

describe('prices', () => {
  test('AUD-1 every change of a price is in the journal, in the history, and told by ids only', async () => {
    const shelf = await openShelf();
    shelf.add({ name: 'Tea secret' });
    shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 150));
    shelf.catalogEdits.undo(newestChange(shelf).id);
    expect(journalled(shelf)).toEqual([
      ['catalog.prices_changed', { prices: 'p1:100>150' }],
      ['catalog.prices_changed', { prices: 'p1:150>100' }],
      ['catalog.undone', { kind: 'product_changed' }],
    ]);
    const { items } = shelf.catalog.priceHistory({ variantId: 'p1', cursor: null, limit: 10 });
    expect(items.map(({ before, after }) => [before?.amountMinor, after?.amountMinor])).toEqual([
      [150, 100],
      [100, 150],
    ]);
    expect(shelf.books.journal.verify()).toBeNull();
  });

  test('AUD-1 what the books have not been told when the till died they are told at the next start, once', async () => {
    const shelf = await openShelf();
    shelf.add({ name: 'Tea' });
    const { database } = shelf.books;
    // The books refuse, as a full disk would: the change of the catalogue stands.
    database.write((db) =>
      db.run("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END"),
    );
    shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 150));
    expect(journalled(shelf)).toEqual([]);
    expect(shelf.logged).toContain('The catalogue could not go on by itself');
    database.write((db) => db.run('DROP TRIGGER full'));
    const reopened = await (await shelf.reopen()).reopen();
    expect(journalled(reopened)).toEqual([['catalog.prices_changed', { prices: 'p1:100>150' }]]);
    expect(reopened.catalog.product('p1').variants[0]?.unitAmount).toEqual(money(150, 'RUB'));
  });
});

describe('taking back', () => {
  const words = fc.constantFrom('tea', 'milk', 'хлеб', 'сыр');
  const product = fc.record({
    name: fc.tuple(words, words).map((pair) => pair.join(' ')),
    favourite: fc.boolean(),
    amountMinor: fc.nat(10_000),
  });
  const act = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), product }),
    fc.record({ kind: fc.constant('reprice' as const), at: fc.nat(30), amountMinor: fc.nat(9999) }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat(30) }),
    fc.record({ kind: fc.constant('percent' as const), basisPoints: fc.integer({ min: -5000, max: 5000 }) }),
    fc.record({ kind: fc.constant('category' as const), to: fc.constantFrom('a', 'b', null) }),
    fc.record({ kind: fc.constant('dropCategory' as const) }),
  );

  test('every change, one after the other, leads back to what was there, and search agrees each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const shelf = await openShelf();
        const { catalog, catalogEdits } = shelf;
        shelf.add({ name: 'tea one' }, { name: 'milk two', categoryId: 'b' });
        const seen = [everything(shelf)];
        for (const one of acts) {
          const changes = catalogEdits.changes({ cursor: null, limit: 1 }).items[0]?.id;
          perform(shelf, one);
          if (catalogEdits.changes({ cursor: null, limit: 1 }).items[0]?.id !== changes)
            seen.push(everything(shelf));
          expect(new Set(shelf.find('tea'))).toEqual(
            new Set(
              everything(shelf)
                .filter(({ name }) => name.includes('tea'))
                .map(({ name }) => name),
            ),
          );
        }
        while (seen.length > 1) {
          const change = newestStanding(shelf);
          await catalogEdits.undo(change);
          seen.pop();
          expect(everything(shelf)).toEqual(seen.at(-1));
        }
        expect(catalog.categories().map(({ id }) => id)).toEqual(['a', 'b']);
        expect(shelf.books.journal.verify()).toBeNull();
      }),
      { numRuns: 12 },
    );
  });

  const newestStanding = ({ catalogEdits }: Shelf): string => {
    const change = catalogEdits.changes({ cursor: null, limit: 100 }).items.find(({ undoable }) => undoable);
    if (!change) throw new Error('Nothing can be taken back');
    return change.id;
  };

  type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

  function perform({ catalog, catalogEdits }: Shelf, one: Act): void {
    const { items } = catalog.browse({
      categoryId: null,
      favourite: false,
      state: 'all',
      order: 'name',
      offset: 0,
      limit: 200,
    });
    const all = {
      kind: 'all',
      filter: { text: '', categoryId: null, favourite: false, state: 'all' },
      except: [],
    } as const;
    const bulk = (change: Parameters<typeof catalogEdits.bulk>[0]['change']) =>
      catalogEdits.bulk({ selection: { ...all, except: [] }, change });
    switch (one.kind) {
      case 'add':
        catalogEdits.save(
          draft({
            name: one.product.name,
            favourite: one.product.favourite,
            variants: [
              {
                id: null,
                name: '',
                sku: null,
                barcodes: [],
                unitAmount: money(one.product.amountMinor, 'RUB'),
              },
            ],
          }),
        );
        return;
      case 'percent':
        bulk({ kind: 'price_percent', basisPoints: one.basisPoints, roundTo: 50 });
        return;
      case 'category':
        if (one.to === null || catalog.categories().some(({ id }) => id === one.to))
          bulk({ kind: 'category', categoryId: one.to });
        return;
      case 'dropCategory':
        if (catalog.categories().some(({ id }) => id === 'b')) catalogEdits.deleteCategory('b');
        return;
    }
    const chosen = items[one.at % Math.max(1, items.length)];
    if (!chosen) return;
    if (one.kind === 'delete') catalogEdits.remove(chosen.id);
    else catalogEdits.save(priced(catalog.product(chosen.id), one.amountMinor));
  }

  test('only the newest change, and only what the screen showed as such', async () => {
    const shelf = await openShelf();
    shelf.add({ name: 'Tea' });
    shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 110));
    const first = newestChange(shelf);
    shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 120));
    await expect(shelf.catalogEdits.undo(first.id)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect(first.undoable).toBe(true);
    expect(
      shelf.catalogEdits.changes({ cursor: null, limit: 5 }).items.map(({ undoable }) => undoable),
    ).toEqual([true, false]);
  });
});

describe('very many at once', () => {
  const many = (count: number): readonly ShelfProduct[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `Tea ${index}`,
      categoryId: index % 2 === 0 ? 'a' : 'b',
      amountMinor: 100 + index,
      barcode: `LOT-${index}`,
    }));
  const everyPrice = (shelf: Shelf) =>
    everything(shelf).map(({ id, variants }) => `${id} ${variants[0]?.unitAmount.amountMinor}`);

  test('are changed beside the counter, and taken back in one step', async () => {
    const shelf = await openShelf();
    const { catalogEdits, exchange } = shelf;
    shelf.add(
      ...many(150),
      ...many(150).map((product, index) => ({ ...product, barcode: `B-${index}`, categoryId: 'b' })),
    );
    const before = everyPrice(shelf);
    const selection = {
      kind: 'all',
      filter: { text: 'tea', categoryId: null, favourite: false, state: 'active' },
      except: ['p1'],
    } as const;
    const change = { kind: 'price_percent', basisPoints: 1000, roundTo: 10 } as const;
    expect(catalogEdits.previewBulk({ selection: { ...selection, except: ['p1'] }, change })).toMatchObject({
      count: 299,
      refused: 0,
    });
    expect(catalogEdits.bulk({ selection: { ...selection, except: ['p1'] }, change })).toEqual({
      changed: 299,
      inBackground: true,
    });
    expect(() => catalogEdits.save(draft({ name: 'Meanwhile' }))).toThrow(
      expect.objectContaining({ code: 'CATALOG_BUSY' }),
    );
    expect(everyPrice(shelf)).toEqual(before);
    await ended(shelf);
    expect(exchange.current()).toMatchObject({ phase: 'applied', counts: { changed: 299 } });
    expect(shelf.catalog.product('p1').variants[0]?.unitAmount.amountMinor).toBe(100);
    expect(shelf.catalog.product('p2').variants[0]?.unitAmount.amountMinor).toBe(110);
    expect(shelf.catalog.product('p99').variants[0]?.unitAmount.amountMinor).toBe(220);
    expect(shelf.catalog.sellableByBarcode('LOT-98')?.variantId).toBe('p99');
    expect(shelf.find('tea 98')).toContain('Tea 98');
    await shelf.clock.advance(1000);
    const told = journalled(shelf).flatMap(([kind, { prices }]) =>
      kind === 'catalog.prices_changed' ? prices.split(' ') : [],
    );
    expect(told).toHaveLength(299);
    const reopened = await shelf.reopen();
    await reopened.catalogEdits.undo(newestChange(reopened).id);
    expect(everyPrice(reopened)).toEqual(before);
    expect(reopened.books.journal.verify()).toBeNull();
  });

  test('a price of another currency is refused, and nothing is changed', async () => {
    const shelf = await openShelf();
    shelf.add(...many(3));
    const before = everyPrice(shelf);
    const selection = { kind: 'these', ids: ['p1', 'p2'] } as const;
    for (const change of [
      { kind: 'price_set', amount: money(5, 'KZT') },
      { kind: 'price_add', amount: money(5, 'KZT'), roundTo: 1 },
    ] as const) {
      const wrong = expect.objectContaining({
        code: 'PRODUCT_INVALID',
        details: { field: 'price', reason: 'currency' },
      });
      const chosen = { ...selection, ids: [...selection.ids] };
      expect(() => shelf.catalogEdits.bulk({ selection: chosen, change })).toThrow(wrong);
      expect(() => shelf.catalogEdits.previewBulk({ selection: chosen, change })).toThrow(wrong);
    }
    expect(everyPrice(shelf)).toEqual(before);
  });

  test('that are cancelled leave the catalogue as it was', async () => {
    const shelf = await openShelf();
    shelf.add(...many(400));
    const before = everyPrice(shelf);
    shelf.catalogEdits.bulk({
      selection: {
        kind: 'all',
        filter: { text: '', categoryId: null, favourite: false, state: 'all' },
        except: [],
      },
      change: { kind: 'delete' },
    });
    shelf.exchange.cancel(shelf.exchange.current()?.importId ?? '');
    await ended(shelf);
    expect(shelf.exchange.current()?.phase).toBe('cancelled');
    expect(everyPrice(shelf)).toEqual(before);
    shelf.catalogEdits.save(draft({ name: 'Afterwards' }));
  });

  test('a category of very many goes to its parent whole', async () => {
    const shelf = await openShelf();
    shelf.add(...many(450));
    const { id: child } = shelf.catalogEdits.saveCategory({ id: null, name: 'Below', parentId: 'b' });
    shelf.catalogEdits.deleteCategory('b');
    await ended(shelf);
    const categories = shelf.catalog.categories();
    expect(categories.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['a', null],
      [child, null],
    ]);
    expect(
      shelf.catalog.browse({
        categoryId: 'a',
        favourite: false,
        state: 'all',
        order: 'rank',
        offset: 0,
        limit: 1,
      }).total,
    ).toBe(225);
    await shelf.catalogEdits.undo(newestChange(shelf).id);
    expect(shelf.catalog.categories().find(({ id }) => id === 'b')?.productCount).toBe(225);
  });

  async function ended({ exchange }: Shelf): Promise<void> {
    while (exchange.current()?.phase === 'applying') await new Promise((resolve) => setTimeout(resolve, 5));
  }
});

describe('the tree of categories', () => {
  test('children follow their parent, places are kept, names are unlike beside each other', async () => {
    const { catalog, catalogEdits } = await openShelf();
    const tea = catalogEdits.saveCategory({ id: null, name: 'Tea', parentId: 'a' }).id;
    const green = catalogEdits.saveCategory({ id: null, name: 'Green', parentId: tea }).id;
    const names = () => catalog.categories().map(({ name }) => name);
    expect(names()).toEqual(['First', 'Tea', 'Green', 'Second']);
    expect(() => catalogEdits.saveCategory({ id: null, name: 'TEA', parentId: 'a' })).toThrow(
      expect.objectContaining({ code: 'CATEGORY_INVALID', details: { reason: 'name_taken' } }),
    );
    expect(() => catalogEdits.moveCategory({ id: 'a', parentId: green, position: 0 })).toThrow(
      expect.objectContaining({ details: { reason: 'below_itself' } }),
    );
    catalogEdits.moveCategory({ id: 'b', parentId: null, position: 0 });
    expect(names()).toEqual(['Second', 'First', 'Tea', 'Green']);
    catalogEdits.moveCategory({ id: green, parentId: null, position: 1 });
    expect(names()).toEqual(['Second', 'Green', 'First', 'Tea']);
    catalogEdits.deleteCategory('a');
    expect(names()).toEqual(['Second', 'Green', 'Tea']);
  });

  test('no deeper than a path that can be read', async () => {
    const { catalogEdits } = await openShelf();
    let parentId: string | null = null;
    for (let depth = 1; depth <= 8; depth++) {
      parentId = catalogEdits.saveCategory({ id: null, name: `Depth ${depth}`, parentId }).id;
    }
    expect(() => catalogEdits.saveCategory({ id: null, name: 'Too deep', parentId })).toThrow(
      expect.objectContaining({ details: { reason: 'too_deep' } }),
    );
  });
});

test('FIS-3 the journal of the catalogue names nobody and nothing', async () => {
  const shelf = await openShelf();
  shelf.add({ name: 'Marked-name' });
  shelf.catalogEdits.save(priced(shelf.catalog.product('p1'), 150));
  shelf.catalogEdits.remove('p1');
  const entries = shelf.books.database.read.all<{ payload: string }>('SELECT payload FROM journal');
  expect(entries.length).toBeGreaterThan(2);
  expect(JSON.stringify(entries)).not.toContain('Marked-name');
  expect(journalStore.head(shelf.books.database.read)?.sequence).toBe(entries.length);
});
