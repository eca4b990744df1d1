import { expect, test } from 'vitest';
import { ignoredProducts } from './ports-shop.ts';

test.each([
  ['all attached', ['a', 'b'], ['b', 'a'], []],
  ['one not attached', ['a', 'b'], ['a'], ['b']],
  ['others attached beside them', ['a'], ['a', 'c'], []],
  ['capitals', ['550E8400-E29B'], ['550e8400-e29b'], []],
  ['none asked for', [], ['a'], []],
  ['none attached', ['a', 'b'], [], ['a', 'b']],
  ['nothing said of products', ['a'], null, ['a']],
])('%s', (_, sent, productIds, ignored) => {
  expect(ignoredProducts(sent, { productIds })).toEqual(ignored);
});
