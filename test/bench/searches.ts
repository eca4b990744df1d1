import type { OperationInput } from '../../src/contract/operations.ts';
import type { PastBooks } from './past-books.ts';
import { type Chance, CUSTOMERS, STAFF } from './past-shop.ts';

export type Search = OperationInput<'sale.search'>;

const DAY_MS = 24 * 3_600_000;
const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

const TENDERS = ['cash', 'payment_link', 'external', 'claimed'] as const;
const STATES = ['completed', 'completed', 'voided', 'open'] as const;

/** Every kind of search that a counter makes; each is asked many times, with other words every time. */
export function searchKinds(books: PastBooks, chance: Chance): Readonly<Record<string, () => Search>> {
  const someSale = () => chance.pick([books.sample[0] ?? missing(), ...books.sample]);
  const wordsOf = (name: string): readonly string[] =>
    name.split(' ').filter((word) => /\p{L}{3}/u.test(word));
  const popular = (): string => books.products[Math.floor(100 * chance.next() ** 3)]?.name ?? '';
  const any = (): string => books.products[chance.below(books.products.length)]?.name ?? '';
  const days = (): Pick<Search, 'from' | 'to'> => {
    const span = chance.pick([0, 1, 6, 30, 90, 365]);
    const to = chance.below(700);
    return { from: day(to + span), to: day(to) };
  };
  const amounts = (): Pick<Search, 'minAmount' | 'maxAmount'> => {
    const from = chance.below(400_000);
    return chance.next() < 0.3
      ? { minAmount: rub(from) }
      : { minAmount: rub(from), maxAmount: rub(from + chance.below(200_000)) };
  };
  return {
    'nothing typed': () => ({}),
    'receipt number': () => ({ text: String(1 + chance.below(books.lastReceipt)).padStart(6, '0') }),
    amount: () => ({ text: (someSale().totalMinor / 100).toFixed(2).replace('.', ',') }),
    'amounts from, to': amounts,
    'link or transaction of the provider': () => {
      const sale = someSale();
      return { text: sale.transactionId ?? sale.linkId ?? sale.id };
    },
    'one word of a product': () => ({ text: chance.pick(['чай', ...wordsOf(any())]) }),
    'two words of a product': () => ({ text: wordsOf(any()).slice(0, 2).join(' ') }),
    'beginning of a word': () => ({ text: popular().slice(0, 1 + chance.below(3)) }),
    'words that are nowhere': () => ({ text: `чай ${chance.below(1e6).toString(36)}zz` }),
    customer: () => ({ text: chance.pick(CUSTOMERS) }),
    days,
    state: () => ({ state: chance.pick(STATES) }),
    staff: () => ({ staffId: chance.pick(STAFF) }),
    tender: () => ({ tenderKind: chance.pick(TENDERS) }),
    'rare with common': () => ({ text: any(), state: chance.pick(STATES), tenderKind: chance.pick(TENDERS) }),
    'what excludes itself': () => ({
      state: 'voided',
      tenderKind: chance.pick(TENDERS),
      staffId: chance.pick(STAFF),
    }),
    everything: () => ({
      ...days(),
      ...amounts(),
      text: wordsOf(popular())[0] ?? '',
      state: 'completed',
      tenderKind: chance.pick(TENDERS),
      staffId: chance.pick(STAFF),
    }),
  };
}

function missing(): never {
  throw new Error('No sale was kept for asking: the bench is too small');
}
