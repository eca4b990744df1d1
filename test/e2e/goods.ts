import type { TillUnderTest } from './fixtures.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

/** Puts a product of one variant into the catalogue; 99.00 roubles, by the piece unless said otherwise. */
export async function addProduct(
  till: TillUnderTest,
  name: string,
  given: {
    readonly barcodes?: readonly string[];
    readonly sku?: string;
    readonly unit?: 'piece' | 'kilogram';
  },
): Promise<void> {
  const { barcodes = [], sku = null, unit = 'piece' } = given;
  await till.ask('catalog.save', {
    id: null,
    revision: null,
    name,
    description: '',
    categoryId: null,
    unit,
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id: null, name: '', sku, barcodes: [...barcodes], unitAmount: rub(9900) }],
  });
}
