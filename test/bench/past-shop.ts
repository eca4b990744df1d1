import { createHash } from 'node:crypto';

/** Chance that is the same in every run with the same seed (xorshift32). */
export interface Chance {
  /** From 0 up to, and without, 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(size: number): Uint8Array;
}

export function seededChance(seed: number): Chance {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE() || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes: (size) => Uint8Array.from({ length: size }, () => below(256)),
  };
}

const NOUNS = [
  'Чай чёрный',
  'Чай зелёный',
  'Кофе в зёрнах',
  'Молоко',
  'Сыр',
  'Хлеб',
  'Шоколад',
  'Печенье',
  'Яблоки',
  'Вода',
  'Сок',
  'Йогурт',
  'Пирожное',
  'Мёд',
  'Варенье',
  'Coffee',
  'Black tea',
  'Chocolate bar',
  'Croissant',
  'Crème brûlée',
  'Lemonade',
  'Sandwich',
  'Granola',
  'Oat milk',
] as const;

const KINDS = [
  'классический',
  'деревенский',
  'с корицей',
  'без сахара',
  'крупный',
  'свежий',
  'выдержанный',
  'classic',
  'organic',
  'dark roast',
  'with almonds',
  'light',
  'family pack',
] as const;

const MAKERS = [
  'Заря',
  'Северный луг',
  'Артель',
  'Тихий двор',
  'Добрый повар',
  'Ёлочка',
  'Alpine',
  'Harbour',
  'Old Mill',
  'Sunrise',
  'Fjord',
  'Meridian',
] as const;

export const CUSTOMERS = [
  'Анна Сергеевна',
  'Пётр Ильич',
  'Мария',
  'John Smith',
  'Zoë Müller',
  'Фёдор Кузнецов',
] as const;

export interface PastProduct {
  readonly id: string;
  readonly name: string;
  readonly unitAmountMinor: number;
}

export const PRODUCTS = 10_000;

/** The catalogue: the first ones sell most. */
export function pastProducts(chance: Chance): readonly PastProduct[] {
  return Array.from({ length: PRODUCTS }, (_, index) => ({
    id: `bench-${index}`,
    name: `${chance.pick(NOUNS)} ${chance.pick(KINDS)} «${chance.pick(MAKERS)}» ${50 + chance.below(40) * 25} г`,
    unitAmountMinor: 1000 + chance.below(900) * 100,
  }));
}

export type PastTender = 'cash' | 'payment_link' | 'external' | 'claimed';

/** One sale before it is written. */
export interface PlannedSale {
  readonly atMs: number;
  readonly voided: boolean;
  readonly staffId: string;
  readonly customerName: string;
  readonly lines: readonly { readonly product: PastProduct; readonly quantity: number }[];
  readonly tender: PastTender;
  /** Declined once, and tried again. */
  readonly declined: boolean;
  readonly refunded: boolean;
}

export const STAFF = ['staff-a', 'staff-b', 'staff-c', 'staff-d', 'staff-e', 'staff-f'] as const;

/** About half in cash, a third by link; some voided, few claimed, one in a hundred given back. */
export function planSale(chance: Chance, products: readonly PastProduct[], atMs: number): PlannedSale {
  const kind = chance.next();
  const tender = kind < 0.55 ? 'cash' : kind < 0.88 ? 'payment_link' : kind < 0.98 ? 'external' : 'claimed';
  const count = 1 + chance.below(3) + (chance.next() < 0.2 ? chance.below(6) : 0);
  return {
    atMs,
    tender,
    voided: chance.next() < 0.04,
    staffId: chance.pick(STAFF),
    customerName: chance.next() < 0.03 ? chance.pick(CUSTOMERS) : '',
    lines: Array.from({ length: count }, () => ({
      product: popular(chance, products),
      quantity: chance.next() < 0.8 ? 1 : 2 + chance.below(4),
    })),
    declined: chance.next() < 0.05,
    refunded: chance.next() < 0.01,
  };
}

/** A few products make most of the sales, as in any shop. */
function popular(chance: Chance, products: readonly PastProduct[]): PastProduct {
  const product = products[Math.floor(products.length * chance.next() ** 3)];
  if (!product) throw new Error('There is no product');
  return product;
}
