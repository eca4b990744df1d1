import { BEAUTY_AND_CLOTHES } from './goods-beauty-and-clothes.ts';
import { DAIRY_AND_FRESH } from './goods-dairy-and-fresh.ts';
import { HOME } from './goods-home.ts';
import { IMPORTED } from './goods-imported.ts';
import { PANTRY } from './goods-pantry.ts';
import { SWEETS_AND_DRINKS } from './goods-sweets-and-drinks.ts';

/** One kind of goods: every mix of its words is a product. */
export interface GoodsKind {
  readonly noun: string;
  readonly varieties: readonly string[];
  /** The same in English, where labels carry both; as many varieties. */
  readonly english: { readonly noun: string; readonly varieties: readonly string[] } | null;
  readonly brands: readonly string[];
  readonly sizes: readonly string[];
  /** Its sizes are variants of one product, not products. */
  readonly sizesAreVariants: boolean;
  /** In roubles, from and to. */
  readonly roubles: readonly [number, number];
  /** From the top: a shelf in a shelf. */
  readonly path: readonly string[];
  readonly latin: boolean;
}

/**
 * The goods of a grocer's, café's and clothes shop, as text that a shopkeeper could extend:
 *
 * `# shelf > shelf | brand, brand` opens a shelf; under it `noun: variety, variety; size, size; from-to`.
 * `/ noun: variety, …` after the varieties says the same in English; sizes that begin with `+` are variants.
 */
export function readGoods(): readonly GoodsKind[] {
  const lines = [PANTRY, DAIRY_AND_FRESH, SWEETS_AND_DRINKS, HOME, BEAUTY_AND_CLOTHES, IMPORTED]
    .join('\n')
    .split('\n');
  const kinds: GoodsKind[] = [];
  let shelf: Pick<GoodsKind, 'path' | 'brands'> = { path: [], brands: [] };
  for (const line of lines) {
    if (line.startsWith('#')) {
      const [path = '', brands = ''] = line.slice(1).split('|');
      shelf = { path: list(path, '>'), brands: list(brands, ',') };
    } else if (line.trim() !== '') {
      kinds.push({ ...shelf, ...readKind(line) });
    }
  }
  return kinds;
}

function readKind(line: string): Omit<GoodsKind, 'path' | 'brands'> {
  const [words = '', sizes = '', roubles = ''] = line.split(';');
  const [own = '', other] = words.split(' / ');
  const { noun, varieties } = nounAndVarieties(own);
  const [from = 0, to = from] = list(roubles, '-').map(Number);
  return {
    noun,
    varieties,
    english: other === undefined ? null : nounAndVarieties(other),
    sizes: sizeList(sizes.replace('+', '')),
    sizesAreVariants: sizes.includes('+'),
    roubles: [from, to],
    latin: !/\p{Script=Cyrillic}/u.test(noun),
  };
}

function nounAndVarieties(text: string): { noun: string; varieties: readonly string[] } {
  const [noun = '', varieties = ''] = text.split(': ');
  return { noun: noun.trim(), varieties: sizeList(varieties) };
}

/** A comma between two digits is a decimal one. */
const sizeList = (text: string): readonly string[] => trimmed(text.split(/,(?!\d)/));

const list = (text: string, separator: string): readonly string[] => trimmed(text.split(separator));

const trimmed = (parts: readonly string[]): readonly string[] =>
  parts.map((part) => part.trim()).filter((part) => part !== '');
