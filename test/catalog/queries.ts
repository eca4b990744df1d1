import type { Category, Product } from '../../src/domain/product.ts';
import { otherLayout } from '../../src/main/catalog/search/layout.ts';
import type { SearchQuery } from '../../src/main/catalog/search/search.ts';
import { foldText } from '../../src/main/catalog/search/search-text.ts';
import { otherScript } from '../../src/main/catalog/search/transliteration.ts';
import { wantedHits } from './recall.ts';

/** One search of a working day, with the kind under which its time is told. */
export interface DayQuery {
  readonly kind: string;
  readonly query: SearchQuery;
}

const COMMON = [
  'молоко',
  'сыр',
  'чай',
  'шоколад',
  'хлеб',
  'новый',
  'упаковка',
  'с',
  'для',
  'organic',
] as const;
const LETTERS = ['м', 'с', 'к', 'п', 'а', 'х', 'ё', 'b', 'c', 's', '1', '5'] as const;

/**
 * Searches as a counter makes them, of every kind, over a sample catalogue of any size: some 350, the same for the
 * same sample. The table of recall is among them.
 * @param products as the sample gives them; a part is enough
 */
export function dayQueries(
  products: Iterable<Product>,
  categories: readonly Category[],
): readonly DayQuery[] {
  const some = spread([...products], 24);
  const all = (text: string, filter: Partial<SearchQuery> = {}): SearchQuery => ({
    text,
    categoryIds: null,
    favourite: false,
    state: 'active',
    cursor: null,
    limit: 60,
    ...filter,
  });
  const of = (
    kind: string,
    texts: readonly string[],
    filter: Partial<SearchQuery> = {},
  ): readonly DayQuery[] =>
    texts.filter((text) => text !== '').map((text) => ({ kind, query: all(text, filter) }));
  const wordsOf = ({ name }: Product): readonly string[] =>
    foldText(name)
      .split(' ')
      .filter((word) => /^\p{L}{4,}$/u.test(word));
  const first = some.map((product) => wordsOf(product)[0] ?? '');
  const last = some.map((product) => wordsOf(product).at(-1) ?? '');
  const shelves = categories.filter(({ id }) => some.some(({ categoryId }) => categoryId === id));
  return [
    ...of('one letter', LETTERS),
    ...of('common word', COMMON),
    ...of(
      'two letters',
      first.map((word) => word.slice(0, 2)),
    ),
    ...of(
      'beginning',
      first.map((word) => word.slice(0, 4)),
    ),
    ...of(
      'words, any order',
      some.map((product) => [...wordsOf(product)].slice(0, 3).reverse().join(' ')),
    ),
    ...of(
      'part of a word',
      last.map((word) => word.slice(1, 5)),
    ),
    ...of(
      'typo',
      last.map((word) => `${word.slice(0, 2)}${word.slice(3)}`),
    ),
    ...of('other layout', first.map(otherLayout)),
    ...of(
      'transliteration',
      first.map((word) => otherScript(word)[0] ?? ''),
    ),
    ...of(
      'mixed',
      some.map((_, index) => `${otherLayout(first[index] ?? '')} ${(last[index] ?? '').slice(0, 5)}`),
    ),
    ...of(
      'SKU',
      some.map(({ variants }) => variants[0]?.sku ?? ''),
    ),
    ...of(
      'barcode',
      some.map(({ variants }) => variants[0]?.barcodes[0] ?? ''),
    ),
    ...of('favourites', ['м', 'с', ...COMMON], { favourite: true }),
    ...shelves.flatMap(({ id }) =>
      of('common word, one category', COMMON.slice(5, 8), { categoryIds: [id] }),
    ),
    ...of('nothing', ['абырвалг', 'zzzzqqq', 'молоко бвгдж', 'qwertyuiop']),
    ...wantedHits().map(({ kind, text }): DayQuery => ({ kind: `recall: ${kind}`, query: all(text) })),
  ];
}

/** So many of the items, from all over the list. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}
