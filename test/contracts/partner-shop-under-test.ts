import type { CallOptions, PaymentProvider, ProviderAnswer } from '../../src/main/ports.ts';
import type {
  PartnerImage,
  PartnerLink,
  PartnerLinkDraft,
  PartnerProduct,
  PartnerProductDraft,
  PartnerShop,
} from '../../src/main/ports-shop.ts';
import type { Sandbox, SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { defaultSwitches } from '../../src/sandbox/switches.ts';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { type FourpayOptions, openFourpay } from './fourpay-under-test.ts';

export const sync: CallOptions = { priority: 'sync' };

/** What this very deployment does of what a shop can do. */
export interface ShopDeployment {
  readonly products: SandboxSwitches['productsOffered'];
  /** Every so many-th product is left off a link without a word; 0 for none. */
  readonly ignores: number;
  readonly productUrls: boolean;
  /** Whether a complaint says which field it is about, or only in its words. */
  readonly namesFields: boolean;
  readonly namesLink: boolean;
}

/** A provider's shop in front of its simulator, and the means to play the payer. */
export interface ShopUnderTest {
  readonly provider: PaymentProvider;
  readonly shop: PartnerShop;
  readonly control: SandboxControl;
  readonly sandbox: Sandbox;
  readonly deployment: ShopDeployment;
  close(): Promise<void>;
}

export type WithShop = (use: (parts: ShopUnderTest) => Promise<void>) => () => Promise<void>;

export async function openShopUnderTest(
  switches: Partial<SandboxSwitches>,
  options: FourpayOptions = {},
): Promise<ShopUnderTest> {
  const all = { ...defaultSwitches, ...switches };
  const parts = await openFourpay({
    ...options,
    sandbox: { switches },
    connection: { organizationId: all.organizationRequired, ...options.connection },
  });
  const { shop } = parts.provider;
  if (shop === null) throw new Error('The provider has no shop');
  const deployment: ShopDeployment = {
    products: all.productsOffered,
    ignores: all.productsIgnored,
    productUrls: all.urlOnProducts !== 'none',
    namesFields: ['fields', 'jsonapi', 'details'].includes(all.validationShape),
    namesLink: all.linkOnTransactions,
  };
  return { ...parts, shop, deployment };
}

/** The value of an answer that has to be there. */
export function got<T>(answer: ProviderAnswer<T>): T {
  if (answer.kind !== 'ok') throw new Error(`${answer.kind}: ${answer.problem.message}`);
  return answer.value;
}

export const LATTE: PartnerProductDraft = {
  header: 'Латте «Большой»',
  text: '400 ml,\nmit Milch',
  price: { amountMinor: 35_000, currency: 'RUB' },
  quantity: '1',
  imageUrl: null,
};

export const POSTER: PartnerLinkDraft = {
  ask: { amountType: 'fixed', amount: { amountMinor: 12_300, currency: 'RUB' } },
  methods: ['card', 'sbp'],
  productIds: [],
  imageUrl: null,
};

export const PNG: PartnerImage = {
  type: 'image/png',
  name: 'Латте Big.png',
  bytes: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2000, 7)]),
};

export async function makeLink(
  { shop }: ShopUnderTest,
  changes: Partial<PartnerLinkDraft> = {},
): Promise<PartnerLink> {
  return got(await shop.links.create({ ...POSTER, ...changes }, sync));
}

export async function makeProduct(
  { shop }: ShopUnderTest,
  changes: Partial<PartnerProductDraft> = {},
): Promise<PartnerProduct> {
  return got(await shop.products.create({ ...LATTE, ...changes }, sync));
}

/** So many products, where the deployment makes any; else ids of none. */
export async function productIds(parts: ShopUnderTest, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const made = parts.deployment.products === 'none' ? null : await makeProduct(parts);
    ids.push(made?.id ?? `019ab000-0000-7000-8000-00000000000${number}`);
  }
  return ids;
}

/** Which of these the deployment attaches to a link. */
export function attachedOf({ deployment }: ShopUnderTest, ids: readonly string[]): readonly string[] {
  if (deployment.products === 'none') return [];
  return ids.filter((_, index) => deployment.ignores === 0 || (index + 1) % deployment.ignores !== 0);
}

/** Every row of a list, page after page. */
export async function readAll<T>(
  page: (cursor: string | null) => Promise<{ readonly rows: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let number = 0; number < 50; number++) {
    const { rows: more, next }: Awaited<ReturnType<typeof page>> = await page(cursor);
    rows.push(...more);
    if (next === null) return rows;
    cursor = next;
  }
  throw new Error('The list has no end');
}

export function allLinks({ shop }: ShopUnderTest): Promise<readonly PartnerLink[]> {
  return readAll(async (cursor) => {
    const { links, unreadable, nextCursor } = got(await shop.links.list(cursor, sync));
    if (unreadable > 0) throw new Error('A link was not read');
    return { rows: links, next: nextCursor };
  });
}

export function allProducts({ shop }: ShopUnderTest): Promise<readonly PartnerProduct[]> {
  return readAll(async (cursor) => {
    const { products, unreadable, nextCursor } = got(await shop.products.list(cursor, sync));
    if (unreadable > 0) throw new Error('A product was not read');
    return { rows: products, next: nextCursor };
  });
}

interface ShopBooks {
  readonly products: readonly { readonly id: string; readonly header: string; readonly deleted: boolean }[];
  readonly images: readonly {
    readonly url: string;
    readonly type: string;
    readonly size: number;
    readonly fileName: string | null;
  }[];
}

/** What the simulator has in its books of products and images. */
export async function shopBooks({ sandbox }: ShopUnderTest): Promise<ShopBooks> {
  const response = await fetch(`${sandbox.baseUrl}/_sandbox/state`);
  // The answer is our own test server's: its shape is proven by its tests.
  return (await response.json()) as ShopBooks;
}
