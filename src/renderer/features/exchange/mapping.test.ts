import { describe, expect, it } from 'vitest';
import { IMPORT_FIELDS, type importFieldSchema } from '../../../contract/exchange.ts';
import type { z } from 'zod';
import { assignColumn, columnOf, FIELD_GROUPS, fieldOf, mappingProblems, missingFields } from './mapping.ts';

type Field = z.infer<typeof importFieldSchema>;

const mappingOf = (...columns: readonly (readonly [number, Field])[]) => ({
  columns: columns.map(([column, field]) => ({ column, field })),
});

describe('the mapping of columns', () => {
  it('is asked by column and by field', () => {
    const mapping = mappingOf([0, 'name'], [3, 'price']);
    expect([0, 1, 3].map((column) => fieldOf(mapping, column))).toEqual(['name', null, 'price']);
    expect(columnOf(mapping, 'price')).toBe(3);
    expect(columnOf(mapping, 'sku')).toBeNull();
  });

  it('reads a column as one field only, in the order of the columns', () => {
    const mapping = assignColumn(mappingOf([0, 'name'], [3, 'price']), 1, 'sku');
    expect(mapping).toEqual(mappingOf([0, 'name'], [1, 'sku'], [3, 'price']));
    expect(assignColumn(mapping, 1, 'barcode')).toEqual(mappingOf([0, 'name'], [1, 'barcode'], [3, 'price']));
    expect(assignColumn(mapping, 0, null)).toEqual(mappingOf([1, 'sku'], [3, 'price']));
  });

  it('offers every field of the contract once', () => {
    const offered = Object.values(FIELD_GROUPS).flat();
    expect([...offered].sort()).toEqual([...IMPORT_FIELDS].sort());
  });
});

describe('what keeps a mapping from being sent', () => {
  it('is nothing when products can be told apart, by whatever', () => {
    for (const field of ['name', 'sku', 'barcode', 'id'] as const) {
      expect(mappingProblems(mappingOf([2, field])), field).toEqual([]);
    }
  });

  it('is a field that is read from two columns', () => {
    const mapping = mappingOf([0, 'name'], [1, 'price'], [4, 'price']);
    expect(mappingProblems(mapping)).toEqual([{ kind: 'double', field: 'price', columns: [1, 4] }]);
  });

  it('is not a second column of barcodes', () => {
    expect(mappingProblems(mappingOf([0, 'barcode'], [1, 'barcode']))).toEqual([]);
  });

  it('is a file whose rows name no product', () => {
    expect(mappingProblems(mappingOf([0, 'price']))).toEqual([{ kind: 'nothing' }]);
    expect(mappingProblems(mappingOf())).toEqual([{ kind: 'nothing' }]);
  });

  it('is more columns than the wire takes', () => {
    const barcodes = Array.from({ length: 61 }, (_, column) => [column, 'barcode'] as const);
    expect(mappingProblems(mappingOf(...barcodes))).toEqual([{ kind: 'tooMany' }]);
    expect(mappingProblems(mappingOf(...barcodes.slice(1)))).toEqual([]);
  });
});

describe('what a new product lacks', () => {
  it('is its name or its price, and only remarked', () => {
    expect(missingFields(mappingOf([0, 'sku']))).toEqual(['name', 'price']);
    expect(missingFields(mappingOf([0, 'name'], [1, 'price']))).toEqual([]);
  });
});
