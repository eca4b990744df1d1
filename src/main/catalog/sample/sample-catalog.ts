import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { uuidV7 } from '../../../domain/ids.ts';
import { type Money, money } from '../../../domain/money.ts';
import type { Category, Product, Variant } from '../../../domain/product.ts';
import { type GoodsKind, readGoods } from './goods.ts';
import { type Chance, chanceOf, shuffled } from './sample-chance.ts';
import { sampleBarcodes, sampleSku } from './sample-codes.ts';
import { mixOf, nameOf } from './sample-names.ts';

export interface SampleCatalog {
  readonly categories: readonly Category[];
  /** Made while it is walked, the same ones every time. */
  readonly products: Iterable<Product>;
}

/** Ids of the sample count on from here: the first of January 2026. */
const SAMPLE_TIME_MS = 1_767_225_600_000;

/**
 * A believable catalogue of any size, for the demo, tests and benchmarks: goods of a grocer's, café's and clothes
 * shop, Russian and English, with sizes, brands, variants and valid codes.
 *
 * The same size and seed give the same catalogue, to the letter; names, SKUs and barcodes are unique.
 */
export function sampleCatalog(size: number, seed: number, currency: CurrencyCode = 'RUB'): SampleCatalog {
  const chance = chanceOf(seed);
  const goods = readGoods();
  const categories = categoriesOf(goods, chance);
  const kinds = shuffled(goods, chance);
  return {
    categories,
    products: { [Symbol.iterator]: () => walk(size, chanceOf(seed + 1), { kinds, categories, currency }) },
  };
}

interface Shop {
  readonly kinds: readonly GoodsKind[];
  readonly categories: readonly Category[];
  readonly currency: CurrencyCode;
}

function* walk(size: number, chance: Chance, { kinds, categories, currency }: Shop): Generator<Product> {
  const shelves = new Map(categories.map(({ id, name }, number) => [name, { id, number }]));
  const favouriteEvery = Math.max(5, Math.floor(size / 40));
  let serial = 1;
  for (let index = 0; index < size; index++) {
    const kind = kinds[index % kinds.length];
    if (!kind) throw new Error('There are no goods to make a catalogue of');
    const shelf = shelves.get(kind.path.at(-1) ?? '');
    const mix = mixOf(kind, Math.floor(index / kinds.length));
    const id = uuidV7(SAMPLE_TIME_MS + index, chance.bytes(10));
    const amount = priceOf(kind, chance, currency);
    const variants = variantsOf(kind, { id, serial, shelf: shelf?.number ?? 0, amount }, chance);
    serial += variants.length;
    yield {
      id,
      name: nameOf(kind, mix, chance),
      description: chance.below(8) === 0 ? `${kind.path.join(', ')}: ${mix.brand}.` : '',
      categoryId: shelf?.id ?? null,
      unit: mix.size === 'кг' ? 'kilogram' : 'piece',
      taxRateId: null,
      favourite: index % favouriteEvery === 2,
      active: true,
      image: null,
      partnerProductId: null,
      variants,
    };
  }
}

/** Every shelf that goods name, and those above it, in the order of the goods. */
function categoriesOf(goods: readonly GoodsKind[], chance: Chance): readonly Category[] {
  const made = new Map<string, Category>();
  for (const { path } of goods) {
    let parentId: string | null = null;
    path.forEach((name, depth) => {
      const key = path.slice(0, depth + 1).join('>');
      const position: number = [...made.values()].filter((other) => other.parentId === parentId).length;
      const category: Category = made.get(key) ?? {
        id: uuidV7(SAMPLE_TIME_MS - 1000 + made.size, chance.bytes(10)),
        parentId,
        name,
        position,
      };
      made.set(key, category);
      parentId = category.id;
    });
  }
  return [...made.values()];
}

interface NewVariants {
  readonly id: string;
  readonly serial: number;
  readonly shelf: number;
  readonly amount: Money;
}

function variantsOf(
  kind: GoodsKind,
  { id, serial, shelf, amount }: NewVariants,
  chance: Chance,
): readonly Variant[] {
  const sizes = kind.sizesAreVariants ? kind.sizes.slice(0, 2 + chance.below(5)) : [''];
  return sizes.map((name, index) => ({
    id: index === 0 ? id : uuidV7(SAMPLE_TIME_MS + serial, chance.bytes(10)),
    name,
    sku: sampleSku(shelf, serial + index, name),
    barcodes: sampleBarcodes(serial + index),
    // A larger cup costs more, a larger shirt does not.
    unitAmount: /л$/.test(name)
      ? money(Math.round(amount.amountMinor * (1 + index * 0.2)), amount.currency)
      : amount,
  }));
}

/** What a unit of the currency is worth in roubles, roughly: prices that do not look foreign. */
const ROUBLES_PER_UNIT: Partial<Record<CurrencyCode, number>> = {
  RUB: 1,
  BYN: 28,
  CHF: 100,
  EUR: 95,
  GBP: 110,
  GEL: 30,
  JPY: 0.6,
  KGS: 1,
  KRW: 0.06,
  KZT: 0.17,
  KWD: 290,
  BHD: 230,
  OMR: 220,
  TRY: 2,
  UZS: 0.007,
  USD: 85,
  VND: 0.0035,
};

/** Ends as prices end: in ,90 or ,50 or whole; in tens and hundreds where there are no small coins. */
function priceOf({ roubles: [from, to] }: GoodsKind, chance: Chance, currency: CurrencyCode): Money {
  const roubles = from + chance.below(to - from + 1);
  const units = roubles / (ROUBLES_PER_UNIT[currency] ?? 20);
  const exponent = currencyExponent(currency);
  if (exponent === 0) return money(Math.max(1, Math.round(units / 10)) * 10, currency);
  const minorPerUnit = 10 ** exponent;
  const ending = [0, 0.9, 0.5, 0.99][chance.below(4)] ?? 0;
  return money(
    Math.round((Math.max(0, Math.floor(units)) + (units < 1 ? 0.9 : ending)) * minorPerUnit),
    currency,
  );
}
