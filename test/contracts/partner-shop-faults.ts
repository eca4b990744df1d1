import { expect, test } from 'vitest';
import { PARTNER_IMAGE_MAX_BYTES } from '../../src/main/ports-shop.ts';
import {
  allLinks,
  allProducts,
  LATTE,
  makeLink,
  makeProduct,
  PNG,
  POSTER,
  type ShopUnderTest,
  shopBooks,
  sync,
  got,
  type WithShop,
} from './partner-shop-under-test.ts';

const FAULTS = ['500_after_write', 'reset', 'reset_after_write', 'truncated', 'malformed'] as const;
/** Of these it is certain, for whoever looks at the books, that nothing was done. */
const UNDONE: ReadonlySet<string> = new Set(['reset']);

interface Making {
  readonly what: string;
  readonly path: string;
  make(parts: ShopUnderTest, signal?: AbortSignal): Promise<{ readonly kind: string }>;
  count(parts: ShopUnderTest): Promise<number>;
}

const withSignal = (signal: AbortSignal | undefined) => (signal ? { ...sync, signal } : sync);

const MAKING: readonly Making[] = [
  {
    what: 'link',
    path: '/api/v1/links',
    make: ({ shop }, signal) => shop.links.create(POSTER, withSignal(signal)),
    count: async ({ control }) => (await control.books()).links.length,
  },
  {
    what: 'product',
    path: '/api/v1/products',
    make: ({ shop }, signal) => shop.products.create(LATTE, withSignal(signal)),
    count: async (parts) => (await shopBooks(parts)).products.length,
  },
  {
    what: 'image',
    path: '/api/v1/images',
    make: ({ shop }, signal) => shop.uploadImage(PNG, withSignal(signal)),
    count: async (parts) => (await shopBooks(parts)).images.length,
  },
];

/** How often a path was called by a method. */
async function callsOf({ control }: ShopUnderTest, method: string, path: string): Promise<number> {
  return (await control.requests()).filter((call) => call.method === method && call.path === path).length;
}

/** What becomes of a shop when the network fails: nothing is ever made twice, and nothing unknown is called undone. */
export function describeShopFaults(name: string, withShop: WithShop): void {
  for (const making of MAKING) describeMaking(name, making, withShop);

  for (const kind of FAULTS) {
    test(
      `${name}: a change and a delete that end in ${kind} are unknown, sent once, and looked up`,
      withShop(async (parts) => {
        const { shop, control } = parts;
        const { id } = await makeProduct(parts);
        const path = `/api/v1/products/${id}`;
        await control.fault({ kind, method: 'PATCH', path });
        expect(await shop.products.update(id, { header: 'Чай' }, sync)).toMatchObject({ kind: 'unknown' });
        expect(await callsOf(parts, 'PATCH', path)).toBe(1);
        expect(await callsOf(parts, 'PUT', path)).toBe(0);
        const read = got(await shop.products.read(id, sync));
        expect(read.header).toBe(UNDONE.has(kind) ? LATTE.header : 'Чай');
        await control.fault({ kind, method: 'DELETE', path });
        const deleted = await shop.products.delete(id, sync);
        expect(deleted.kind).toBe('unknown');
        expect(await callsOf(parts, 'DELETE', path)).toBe(1);
        expect(await allProducts(parts)).toHaveLength(UNDONE.has(kind) ? 1 : 0);
      }),
    );

    test(
      `${name}: a list that ends in ${kind} is read again`,
      withShop(async (parts) => {
        const { id } = await makeLink(parts);
        await parts.control.fault({ kind, method: 'GET', path: '/api/v1/links' });
        expect((await allLinks(parts)).map((link) => link.id)).toEqual([id]);
        expect(await callsOf(parts, 'GET', '/api/v1/links')).toBe(2);
      }),
    );
  }

  test(
    `${name}: the largest picture goes through`,
    withShop(async (parts) => {
      const rest = Buffer.alloc(PARTNER_IMAGE_MAX_BYTES - PNG.bytes.length, 9);
      const bytes = Buffer.concat([PNG.bytes, rest]);
      expect(await parts.shop.uploadImage({ ...PNG, bytes }, sync)).toMatchObject({ kind: 'ok' });
      expect((await shopBooks(parts)).images).toMatchObject([
        { size: PARTNER_IMAGE_MAX_BYTES, type: 'image/png', fileName: 'big.png' },
      ]);
    }),
  );
}

function describeMaking(name: string, { what, path, make, count }: Making, withShop: WithShop): void {
  for (const kind of FAULTS) {
    test(
      `${name}: PAY-3 making ${what} that ends in ${kind} is unknown, and sent once`,
      withShop(async (parts) => {
        await parts.control.fault({ kind, method: 'POST', path });
        expect(await make(parts)).toMatchObject({ kind: 'unknown' });
        expect(await callsOf(parts, 'POST', path)).toBe(1);
        expect(await count(parts)).toBe(UNDONE.has(kind) ? 0 : 1);
      }),
    );
  }

  for (const kind of ['hang', 'hang_after_write']) {
    test(
      `${name}: PAY-3 making ${what} that ends in ${kind} is unknown to whoever gives up, and sent once`,
      withShop(async (parts) => {
        await parts.control.fault({ kind, method: 'POST', path });
        const stop = new AbortController();
        const made = make(parts, stop.signal);
        await expect.poll(() => callsOf(parts, 'POST', path)).toBe(1);
        stop.abort();
        expect(await made).toMatchObject({ kind: 'unknown', problem: { reason: 'no_answer' } });
        expect(await callsOf(parts, 'POST', path)).toBe(1);
        expect(await count(parts)).toBe(kind === 'hang' ? 0 : 1);
      }),
    );
  }

  test(
    `${name}: refusals of ${what} are told apart and carry the provider's request id`,
    withShop(async (parts) => {
      for (const [status, reason] of [
        [401, 'key_refused'],
        [403, 'forbidden'],
        [429, 'slow_down'],
        [413, 'rejected'],
      ] as const) {
        await parts.control.fault({ kind: 'status_before', path, status, count: 'always' });
        expect(await make(parts)).toMatchObject({
          kind: 'rejected',
          problem: { reason, status, requestId: expect.any(String) },
        });
        await parts.control.clearFaults();
      }
      expect(await count(parts)).toBe(0);
    }),
  );
}
