import { FOUND_MAX } from '../../contract/in-step.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { Catalog } from './in-step-parts.ts';
import { mappingStore, type Whose } from './mapping-store.ts';
import { variantsOf } from './our-products.ts';

type Found = OperationOutput<'inStep.search'>['items'];
type Named = OperationOutput<'inStep.named'>['items'];

const TILES = 20;

interface FindParts {
  readonly catalog: Catalog;
  readonly currency: CurrencyCode;
  readonly database: { readonly read: ReadHandle };
}

/** Products of ours by words, those in step first; without words what sells most. */
export function findProducts(
  { catalog, currency, database }: FindParts,
  whose: Whose | null,
  text: string,
): Found {
  const filter = { categoryId: null, favourite: false, state: 'active' } as const;
  const { items: tiles } =
    text.trim() === ''
      ? catalog.browse({ ...filter, order: 'rank', offset: 0, limit: TILES })
      : catalog.search({ ...filter, text, cursor: null, limit: TILES });
  const found = tiles.flatMap(({ id, tile }) =>
    variantsOf(catalog, id)
      .filter(({ priceMinor }) => priceMinor > 0)
      .map(({ variantId, header: name, priceMinor }) => ({
        variantId,
        name,
        tile,
        amount: { amountMinor: priceMinor, currency },
        partnerProductId: whose && partnerIdOf(database.read, whose, variantId),
      })),
  );
  const isThere = ({ partnerProductId }: Found[number]): boolean => partnerProductId !== null;
  return [...found.filter(isThere), ...found.filter((product) => !isThere(product))].slice(0, FOUND_MAX);
}

function partnerIdOf(read: ReadHandle, whose: Whose, variantId: string): string | null {
  const [id] = mappingStore.partnerIds(read, whose, [variantId]);
  return id ?? null;
}

/** What the provider's products are called here, in the order in which they were asked for. */
export function nameProducts(read: ReadHandle, whose: Whose | null, ids: readonly string[]): Named {
  return ids.map((partnerProductId) => {
    const row = whose && mappingStore.findByPartner(read, whose, partnerProductId);
    return { partnerProductId, name: row?.sent_header ?? row?.told_header ?? null };
  });
}
