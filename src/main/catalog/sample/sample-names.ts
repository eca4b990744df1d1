import type { GoodsKind } from './goods.ts';
import type { Chance } from './sample-chance.ts';

/** One product among its kind. */
export interface Mix {
  readonly variety: number;
  readonly brand: string;
  /** Empty where sizes are variants. */
  readonly size: string;
  readonly lot: string;
}

/** What tells one lot of the same goods from another, where a shop has more of them than words. */
const LOTS = [
  '',
  'эконом упаковка',
  'новый дизайн',
  'фермерская серия',
  'набор',
  'мини-формат',
  'в подарочной коробке',
  'лимитированный выпуск',
  'для заведений',
  'собственный импорт',
  'отборный сорт',
  'выгодный запас',
  'дорожный вариант',
  'премиум',
  'местное производство',
] as const;

const LATIN_LOTS = [
  '',
  'family pack',
  'limited edition',
  'organic',
  'gift box',
  'travel size',
  'value pack',
] as const;

const COLOURS = [
  'чёрный',
  'белый',
  'серый меланж',
  'тёмно-синий',
  'бордовый',
  'хаки',
  'бежевый',
  'голубой',
  'изумрудный',
  'горчичный',
  'терракотовый',
  'сиреневый',
  'ярко-розовый',
  'молочный',
  'графитовый',
  'в полоску',
  'в горошек',
  'лазурный',
] as const;

/** The n-th mix of a kind's words: all of them once, far apart, then again with the next lot. */
export function mixOf(kind: GoodsKind, nth: number): Mix {
  const sizes = kind.sizesAreVariants ? [''] : kind.sizes;
  const { varieties, brands } = kind;
  const mixes = varieties.length * brands.length * sizes.length;
  const place = ((nth % mixes) * coprime(mixes)) % mixes;
  const lots: readonly string[] =
    kind.path[0] === 'Одежда и обувь' && kind.sizesAreVariants ? COLOURS : kind.latin ? LATIN_LOTS : LOTS;
  const round = Math.floor(nth / mixes);
  const more = Math.floor(round / lots.length);
  const lot = lots[round % lots.length] ?? '';
  return {
    variety: place % varieties.length,
    brand: brands[Math.floor(place / varieties.length) % brands.length] ?? '',
    size: sizes[Math.floor(place / (varieties.length * brands.length))] ?? '',
    lot: more === 0 ? lot : `${lot} № ${more + 1}`.trim(),
  };
}

/** Steps through all places before it returns to the first. */
function coprime(places: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.floor(places * 0.38) + 1;
  while (divisor(step, places) !== 1) step++;
  return step;
}

/** As shops write them: the brand before or after what it is, sizes with and without a space, some in capitals. */
export function nameOf(kind: GoodsKind, mix: Mix, chance: Chance): string {
  const style = chance.below(12);
  const variety = kind.varieties[mix.variety] ?? '';
  const size = style === 3 || style === 7 ? mix.size.replace(' ', '') : mix.size;
  const tail = [mix.lot, size === 'кг' ? 'вес' : size].filter((part) => part !== '').join(', ');
  const head =
    style < 5
      ? `${kind.noun} ${mix.brand} ${variety}`
      : style < 7
        ? `${kind.noun} ${variety} «${mix.brand}»`
        : `${kind.noun} ${variety} ${mix.brand}`;
  const name = tail === '' ? head : `${head}${style % 2 === 0 ? ',' : ''} ${tail}`;
  if (kind.english)
    return `${name} / ${kind.english.noun} ${kind.english.varieties[mix.variety] ?? ''}`.trim();
  return style === 11 ? name.toLocaleUpperCase('ru') : name;
}
