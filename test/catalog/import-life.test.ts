import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { REPLY_MAX_BYTES } from '../../src/contract/envelope.ts';
import { money } from '../../src/domain/money.ts';
import type { Product } from '../../src/domain/product.ts';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { createWorkRunner } from '../../src/main/catalog/work/work-runner.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { shelfProduct } from '../builders/shelf.ts';
import { ean, square } from './import-files/systems.ts';
import { textTable } from './import-files/table.ts';
import { type ImportShop, openImportShop, runHere } from './import-shop.ts';

const GOODS = textTable([
  ['name', 'sku', 'price'],
  ['Tea', 'T', '1'],
  ['Cake', 'C', '2'],
]);

const importId = (shop: ImportShop): string => shop.exchange.current()?.importId ?? '';
const leftovers = (shop: ImportShop): readonly string[] =>
  readdirSync(shop.files.folder).filter((name) => name.startsWith('import-'));
const journal = (shop: ImportShop, kind: string): readonly unknown[] =>
  shop.books.database.read
    .all<{ payload: string }>('SELECT payload FROM journal WHERE kind = ? ORDER BY sequence', kind)
    .map(({ payload }) => JSON.parse(payload));

describe('the life of an import', () => {
  test('from the file to the catalogue, in processes, with the journal told once (AUD-1)', async () => {
    const shop = await openImportShop({ run: createWorkRunner(runInNode, temporaryFolder()) });
    const view = await shop.plan(textTable(square()));
    expect(view).toMatchObject({ phase: 'planned', progress: null, problem: null, work: 'import' });
    expect(shop.products()).toEqual([]);
    expect(await shop.apply()).toMatchObject({ phase: 'applied', counts: { added: 4, refused: 1 } });
    expect(shop.products()).toHaveLength(3);
    expect(shop.changes()).toBe(1);
    expect(journal(shop, 'catalog.imported')).toEqual([{ products: 3, added: 4, changed: 0, refused: 1 }]);
    const change = shop.files.current.read.get('SELECT kind, facts FROM change');
    expect(change).toEqual({ kind: 'imported', facts: expect.stringContaining('"count":3') });
    expect(shop.events.every(({ name }) => name === 'import.changed')).toBe(true);
  });

  test('one press takes it back, byte for byte', async () => {
    const shop = await openImportShop();
    shop.put(
      shelfProduct('p1', { name: 'Tea', sku: 'T', barcode: ean(1), categoryId: null, description: 'Leaves' }),
    );
    const before = shop.products();
    await shop.plan(
      textTable([
        ['name', 'sku', 'price', 'category'],
        ['Green tea', 'T', '9', 'Drinks'],
        ['New', 'N', '1', ''],
      ]),
    );
    await shop.apply();
    expect(shop.products()).not.toEqual(before);
    await shop.files.goBack(() => {});
    expect(shop.products()).toEqual(before);
    expect(shop.files.current.read.all('SELECT * FROM category')).toEqual([]);
  });

  test('another import ends the one before, and leaves nothing of it', async () => {
    const shop = await openImportShop();
    const first = await shop.plan(GOODS);
    const second = await shop.plan(GOODS);
    expect(second.importId).not.toBe(first.importId);
    expect(leftovers(shop)).toEqual([`import-${second.importId}.db`, `import-${second.importId}.source`]);
    expect(() => shop.exchange.apply(first.importId)).toThrow('no such import');
    await shop.exchange.close();
    expect(leftovers(shop)).toEqual([]);
  });

  test('a plan is worth nothing once the catalogue has changed', async () => {
    const shop = await openImportShop();
    await shop.plan(GOODS);
    shop.files.current.write((db) =>
      db.run(
        "INSERT INTO change (id, at, kind, facts, whole_file) VALUES ('c', 'now', 'product_added', '{}', 0)",
      ),
    );
    expect(() => shop.exchange.apply(importId(shop))).toThrow(
      expect.objectContaining({ code: 'IMPORT_NOT_READY', details: { reason: 'catalog_changed' } }),
    );
    const { source, options } = shop.exchange.current() ?? {};
    if (!source || !options) throw new Error('It has gone');
    shop.exchange.plan({ importId: importId(shop), mapping: source.mapping, options });
    expect(await shop.settled()).toMatchObject({ phase: 'planned' });
    expect(await shop.apply()).toMatchObject({ phase: 'applied' });
  });

  test('nothing is done out of turn', async () => {
    const shop = await openImportShop();
    expect(shop.exchange.current()).toBeNull();
    expect(() => shop.exchange.apply('x')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    const view = await shop.exchange.open(await shop.lay('goods.csv', GOODS));
    const { importId: id, options } = view;
    const mapping = view.source?.mapping ?? { columns: [] };
    expect(() => shop.exchange.apply(id)).toThrow(expect.objectContaining({ code: 'IMPORT_NOT_READY' }));
    expect(() => shop.exchange.rows({ importId: id, outcome: null, cursor: null, limit: 1 })).toThrow(
      expect.objectContaining({ code: 'IMPORT_NOT_READY' }),
    );
    for (const [columns, reason] of [
      [[], 'mapping_incomplete'],
      [[{ column: 0, field: 'price' }], 'mapping_incomplete'],
      [[{ column: 9, field: 'name' }], 'mapping_column'],
      [
        [
          { column: 0, field: 'name' },
          { column: 1, field: 'name' },
        ],
        'mapping_twice',
      ],
      [
        [
          { column: 0, field: 'name' },
          { column: 0, field: 'sku' },
        ],
        'mapping_twice',
      ],
    ] as const) {
      expect(() => shop.exchange.plan({ importId: id, mapping: { columns: [...columns] }, options })).toThrow(
        expect.objectContaining({ code: 'IMPORT_NOT_READY', details: { reason } }),
      );
    }
    shop.exchange.plan({ importId: id, mapping, options });
    expect(() => shop.exchange.plan({ importId: id, mapping, options })).toThrow(
      'not where this could be done',
    );
    await shop.settled();
    const another = await shop.lay('goods.csv', GOODS);
    shop.exchange.apply(id);
    expect(shop.exchange.isApplying).toBe(true);
    await expect(shop.exchange.open(another)).rejects.toMatchObject({ code: 'CATALOG_BUSY' });
    await shop.settled();
    expect(shop.exchange.isApplying).toBe(false);
  });

  test.each(['planning', 'applying'] as const)(
    'cancelled while %s it leaves the catalogue as it was',
    async (phase) => {
      // Held until it is told to end, as a long one would be.
      const held: string[] = [];
      const shop = await openImportShop({
        run: (name, input, onProgress) => {
          const work = runHere(name, input, onProgress);
          if (name !== (phase === 'planning' ? 'planImport' : 'applyImport') || held.length > 0) return work;
          held.push(name);
          work.cancel();
          return work;
        },
      });
      shop.put(shelfProduct('p1', { name: 'Old', categoryId: null }));
      const before = shop.products();
      const view = await shop.plan(GOODS);
      if (phase === 'applying') expect(await shop.apply()).toMatchObject({ phase: 'cancelled' });
      else expect(view).toMatchObject({ phase: 'cancelled', progress: null });
      expect(shop.products()).toEqual(before);
      expect(readdirSync(shop.files.folder).filter((name) => name.includes('building'))).toEqual([]);
      // It can be planned again.
      const { source, options } = shop.exchange.current() ?? {};
      if (!source || !options) throw new Error('It has gone');
      shop.exchange.plan({ importId: importId(shop), mapping: source.mapping, options });
      await shop.settled();
      expect(await shop.apply()).toMatchObject({ phase: 'applied' });
    },
  );

  test('a file that cannot be read says why, and the next one is read', async () => {
    const shop = await openImportShop();
    await expect(shop.exchange.open(await shop.lay('x.csv', Buffer.from('%PDF-1.7')))).rejects.toMatchObject({
      code: 'IMPORT_UNREADABLE',
      details: { reason: 'not_a_table' },
    });
    expect(shop.exchange.current()).toMatchObject({ phase: 'failed', problem: 'not_a_table', source: null });
    expect(await shop.plan(GOODS)).toMatchObject({ phase: 'planned' });
  });

  test('a thread that dies fails the import, and nothing else', async () => {
    const shop = await openImportShop({
      run: (name, input, onProgress) =>
        name === 'applyImport'
          ? { done: Promise.reject(new Error('The work ended without an answer (1)')), cancel: () => {} }
          : runHere(name, input, onProgress),
    });
    await shop.plan(GOODS);
    expect(await shop.apply()).toMatchObject({ phase: 'failed', problem: 'internal' });
    expect(shop.products()).toEqual([]);
    expect(shop.logged.join()).toContain('An import failed');
  });

  test('how a file was read is offered again for the same headers', async () => {
    const shop = await openImportShop();
    const file = textTable([
      ['What', 'Number', 'Cost'],
      ['Tea', 'T', '1,5'],
    ]);
    const columns = [
      { column: 0, field: 'name' as const },
      { column: 1, field: 'sku' as const },
      { column: 2, field: 'price' as const },
    ];
    const first = await shop.plan(file, { mapping: { columns }, options: { decimals: 'comma' } });
    expect(first.source).toMatchObject({ format: 'other', remembered: false });
    const again = await shop.exchange.open(await shop.lay('again.csv', file));
    expect(again).toMatchObject({
      source: { remembered: true, mapping: { columns } },
      options: { decimals: 'comma', missing: 'keep' },
    });
  });

  test('a table with very many blank rows below it is read', async () => {
    const shop = await openImportShop();
    const blank = '\n'.repeat(250_000);
    expect(await shop.plan(`${GOODS}${blank}Bun,B,3\n`)).toMatchObject({
      phase: 'planned',
      counts: { added: 3 },
    });
    await expect(shop.lay('blank.csv', blank).then(shop.exchange.open)).rejects.toMatchObject({
      code: 'IMPORT_UNREADABLE',
      details: { reason: 'empty' },
    });
  });

  test('the widest table that there can be is shown in one reply', async () => {
    const shop = await openImportShop();
    const wide = (letter: string) => Array.from({ length: 1000 }, (_, at) => `${at}${letter.repeat(200)}`);
    const rows = Array.from({ length: 10 }, () => wide('語'));
    const view = await shop.exchange.open(await shop.lay('wide.csv', textTable([wide('語'), ...rows])));
    expect(view.source?.headers).toHaveLength(1000);
    expect(view.source?.sample).toHaveLength(10);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(REPLY_MAX_BYTES);
  });

  test('another header row brings other headers', async () => {
    const shop = await openImportShop();
    const view = await shop.plan('Name;Price of all\nfirst;second\nTea;1\n', { options: { headerRow: 1 } });
    expect(view.source?.headers).toEqual(['first', 'second']);
    expect(view.counts?.rows).toBe(1);
  });
});

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('Чай', "'=1+1", '=cmd()', '-5', 'a "b"', 'x;y,z', 'é > ё', "''"),
);
const trimmed = text.map((value) => value.trim());
const named = trimmed.filter((value) => value !== '');

/** Any catalogue that editing could make. */
const catalogue = fc
  .array(
    fc.record({
      name: named,
      description: fc.oneof(trimmed, fc.constant('Two\r\nlines\n"quoted"')),
      category: fc.constantFrom(null, 'c1', 'c2'),
      unit: fc.constantFrom('piece' as const, 'kilogram' as const),
      taxRateId: fc.constantFrom(null, 'vat', 'free'),
      favourite: fc.boolean(),
      active: fc.boolean(),
      partner: fc.boolean(),
      variants: fc.array(
        fc.record({
          name: named,
          sku: fc.boolean(),
          codes: fc.integer({ min: 0, max: 3 }),
          amount: fc.nat(10 ** 9),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map((draft, index): Product => {
      const many = draft.variants.length > 1;
      return {
        id: `product-${index}`,
        name: draft.name,
        description: draft.description,
        categoryId: draft.category,
        unit: draft.unit,
        taxRateId: draft.taxRateId,
        favourite: draft.favourite,
        active: draft.active,
        image: null,
        partnerProductId: draft.partner ? `partner ${index}` : null,
        variants: draft.variants.map((variant, place) => ({
          id: many ? `variant-${index}-${place}` : `product-${index}`,
          name: many ? `${variant.name} ${place}` : '',
          sku: variant.sku ? `-${variant.name}${index}.${place}`.trim() : null,
          barcodes: Array.from({ length: variant.codes }, (_, code) =>
            code === 1 ? `=CODE ${index}.${place}` : ean(index * 100 + place * 10 + code),
          ),
          unitAmount: money(variant.amount, 'RUB'),
        })),
      };
    }),
  );

function fill(shop: ImportShop, products: readonly Product[]): void {
  shop.files.current.write((db) => {
    db.run(
      "INSERT OR IGNORE INTO category (id, name, sort_name, position) VALUES ('c1', 'Tea > leaves', 'tea leaves', 0)",
    );
    db.run(
      "INSERT OR IGNORE INTO category (id, parent_id, name, sort_name, position) VALUES ('c2', 'c1', 'B\\s', 'b s', 0)",
    );
  });
  shop.put(...products);
}

async function exported(shop: ImportShop, delimiter: ',' | ';'): Promise<string> {
  shop.exchange.export(delimiter);
  for (;;) {
    const view = shop.exchange.exportStatus();
    if (view?.phase === 'done' && view.file)
      return readFileSync(shop.desk.open(view.file.handle, 'download').path, 'utf8');
    if (view?.phase !== 'running') throw new Error(`The export is ${view?.phase}`);
    await nextTurn();
  }
}

const byId = (products: readonly Product[]): readonly Product[] =>
  [...products].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('our own file', () => {
  test('brings every field back, into the same catalogue and into an empty one', async () => {
    const [full, empty] = [await openImportShop(), await openImportShop()];
    await fc.assert(
      fc.asyncProperty(
        catalogue,
        fc.constantFrom(',' as const, ';' as const),
        async (products, delimiter) => {
          for (const shop of [full, empty]) {
            shop.files.current.write((db) => {
              for (const table of ['barcode', 'variant', 'product', 'category'])
                db.run(`DELETE FROM ${table}`);
            });
          }
          fill(full, products);
          const file = await exported(full, delimiter);
          // Cell by cell: the other delimiter, or a new line within quotes, is a letter like any other.
          const cells = Papa.parse<string[]>(file, { delimiter }).data.flat();
          expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
          const again = await full.plan(file);
          expect([again.source?.format, full.refusals()]).toEqual(['tillink', []]);
          expect(again.counts).toMatchObject({ added: 0, changed: 0, refused: 0, missing: 0 });
          await empty.plan(file);
          await empty.apply();
          const path = (shop: ImportShop) => (product: Product) => ({
            ...product,
            categoryId: shop.pathOf(product),
          });
          expect(byId(empty.products()).map(path(empty))).toEqual(byId(full.products()).map(path(full)));
        },
      ),
      { numRuns: 8 },
    );
  });

  test('an empty cell of it means none', async () => {
    const shop = await openImportShop();
    fill(shop, [
      {
        ...shelfProduct('p1', { name: 'Tea', sku: 'T', barcode: ean(1), categoryId: 'c1' }),
        description: 'x',
        taxRateId: 'vat',
      },
    ]);
    const [header = '', row = ''] = (await exported(shop, ',')).split('\r\n');
    const cells = row.split(',');
    for (const name of ['SKU', 'Category', 'Description', 'Tax', 'Barcode'])
      cells[header.split(',').indexOf(name)] = '';
    await shop.plan(`${header}\r\n${cells.join(',')}\r\n`);
    await shop.apply();
    expect(shop.named('Tea')).toMatchObject({ description: '', categoryId: null, taxRateId: null });
    expect(shop.named('Tea').variants[0]).toMatchObject({ sku: null, barcodes: [] });
  });

  test('that it was exported is in the journal before it can be saved (AUD-1)', async () => {
    const shop = await openImportShop();
    fill(shop, [shelfProduct('p1', { name: 'Tea', categoryId: null })]);
    await exported(shop, ',');
    expect(journal(shop, 'catalog.exported')).toEqual([{ products: 1, variants: 1 }]);
  });
});

test('the dry run tells exactly what applying does', async () => {
  const cell = {
    name: fc.constantFrom('Tea', 'Cake', 'чай', '', 'Hat'),
    variant: fc.constantFrom('', '', 'S', 'M'),
    sku: fc.constantFrom('', 'A', 'b', 'C', 'd'),
    barcode: fc.constantFrom('', '', ean(1), ean(2), '123'),
    price: fc.constantFrom('1', '2,50', '', 'x', '3'),
    category: fc.constantFrom('', 'Food', 'Food > Hot'),
  };
  const rows = fc.array(fc.record(cell), { minLength: 1, maxLength: 10 });
  const shop = await openImportShop();
  await fc.assert(
    fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 2 }), async (files) => {
      shop.files.current.write((db) => {
        for (const table of ['barcode', 'variant', 'product', 'category']) db.run(`DELETE FROM ${table}`);
      });
      for (const file of files) {
        const headers = Object.keys(cell);
        const before = variantsOf(shop);
        const { counts } = await shop.plan(
          textTable([headers, ...file.map((row) => Object.values(row))], { delimiter: ';' }),
        );
        const told = shop.rows();
        await shop.apply();
        const after = variantsOf(shop);
        const added = [...after.keys()].filter((id) => !before.has(id));
        expect([counts?.added, [...before.keys()].filter((id) => !after.has(id))]).toEqual([
          added.length,
          [],
        ]);
        // What no row says is changed has not changed.
        const changed = [...after].filter(([id, one]) => before.has(id) && before.get(id) !== one);
        const products = new Set(told.filter(({ outcome }) => outcome === 'changed').map(({ name }) => name));
        for (const [, one] of changed) expect(products).toContain(JSON.parse(one).name);
        expect(changed.length >= (counts?.changed ?? 0)).toBe(true);
        expect(counts?.rows).toBe(told.filter(({ row }) => row !== null).length);
        const again = await shop.plan(
          textTable([headers, ...file.map((row) => Object.values(row))], { delimiter: ';' }),
        );
        // A row whose code was another's may find a place of its own, now that the other has changed.
        const contested = told.some(({ reason }) => /taken|repeated/.test(reason?.code ?? ''));
        if (!contested) expect(again.counts).toMatchObject({ added: 0, changed: 0 });
      }
    }),
    { numRuns: Number(process.env['TILLINK_PLANS'] ?? 10) },
  );
}, 240_000);

/** Every variant with its product, as text. */
function variantsOf(shop: ImportShop): ReadonlyMap<string, string> {
  return new Map(
    shop
      .products()
      .flatMap(({ variants, ...product }) =>
        variants.map((variant): [string, string] => [
          variant.id,
          JSON.stringify({ ...product, path: shop.pathOf({ ...product, variants }), variant }),
        ]),
      ),
  );
}
