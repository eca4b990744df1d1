import { expect, test } from 'vitest';
import { ignoredProducts } from '../../src/main/ports-shop.ts';
import { describeShopFaults } from './partner-shop-faults.ts';
import { describeProducts } from './partner-shop-products.ts';
import {
  allLinks,
  attachedOf,
  makeLink,
  PNG,
  POSTER,
  productIds,
  type ShopUnderTest,
  sync,
  got,
  type WithShop,
} from './partner-shop-under-test.ts';

const UNKNOWN = '019ab000-0000-7000-8000-00000000dead';

/**
 * What the till relies on of a provider's shop: reusable links, products, images.
 * @param open makes a shop in front of a simulator of its own
 */
export function describePartnerShop(
  name: string,
  open: () => Promise<ShopUnderTest>,
  { faults = false }: { readonly faults?: boolean } = {},
): void {
  const withShop: WithShop = (use) => async () => {
    const parts = await open();
    try {
      await use(parts);
    } finally {
      await parts.close();
    }
  };
  describeLinks(name, withShop);
  describeLinkProducts(name, withShop);
  describeProducts(name, withShop);
  if (faults) describeShopFaults(name, withShop);
}

function describeLinks(name: string, withShop: WithShop): void {
  test(
    `${name}: a link is made, read, listed, changed and deleted, and deleting it twice is the same as once`,
    withShop(async (parts) => {
      const { links } = parts.shop;
      const made = await makeLink(parts);
      expect(made).toMatchObject({
        amountType: 'fixed',
        amount: { amountMinor: 12_300, currency: 'RUB' },
        currency: 'RUB',
        methods: ['card', 'sbp'],
        imageUrl: null,
        productIds: [],
      });
      expect(made.partnerId).toMatch(/^\d+$/);
      expect(Date.parse(made.createdAt ?? '')).not.toBeNaN();
      expect(got(await links.read(made.id, sync))).toEqual(made);
      expect((await allLinks(parts)).map(({ id }) => id)).toEqual([made.id]);
      const ask = { amountType: 'fixed', amount: { amountMinor: 45_600, currency: 'RUB' } } as const;
      const changed = { ...made, amount: ask.amount };
      expect(got(await links.update(made.id, { ask }, sync))).toEqual(changed);
      expect(got(await links.read(made.id, sync))).toEqual(changed);
      for (let time = 0; time < 2; time++)
        expect(await links.delete(made.id, sync)).toMatchObject({ kind: 'ok', value: null });
      const gone = { kind: 'rejected', problem: { reason: 'not_found' } };
      expect(await links.read(made.id, sync)).toMatchObject(gone);
      expect(await links.update(made.id, { ask }, sync)).toMatchObject(gone);
      expect(await allLinks(parts)).toEqual([]);
    }),
  );

  test(
    `${name}: a link opens, and is paid again and again`,
    withShop(async (parts) => {
      const { id, payerUrl } = await makeLink(parts);
      expect(await parts.provider.probePayerPage(payerUrl ?? '', sync)).toMatchObject({ kind: 'opens' });
      for (let time = 0; time < 2; time++) await parts.control.pay(id);
      const { transactions } = got(await parts.provider.listTransactions({ cursor: null, limit: 10 }, sync));
      const linkId = parts.deployment.namesLink ? id : null;
      expect(transactions).toMatchObject([
        { kind: 'link', linkId, status: 'charged', amountMinor: 12_300 },
        { kind: 'link', linkId, status: 'charged', amountMinor: 12_300 },
      ]);
    }),
  );

  test(
    `${name}: the payer of a dynamic link enters the amount; a link changes from one to the other`,
    withShop(async (parts) => {
      const { shop, control, provider } = parts;
      const dynamic = { amountType: 'dynamic', currency: 'RUB' } as const;
      const made = await makeLink(parts, { ask: dynamic });
      expect(made).toMatchObject({ amountType: 'dynamic', amount: null, currency: 'RUB' });
      expect(got(await shop.links.read(made.id, sync))).toEqual(made);
      await control.pay(made.id, { amount: 777 });
      const { transactions } = got(await provider.listTransactions({ cursor: null, limit: 10 }, sync));
      expect(transactions).toMatchObject([{ status: 'charged', amountMinor: 777 }]);
      const fixed = got(await shop.links.update(made.id, { ask: POSTER.ask }, sync));
      expect(fixed).toMatchObject({ amountType: 'fixed', amount: { amountMinor: 12_300, currency: 'RUB' } });
      const back = got(await shop.links.update(made.id, { ask: dynamic }, sync));
      expect(back).toMatchObject({ amountType: 'dynamic', amount: null, currency: 'RUB' });
    }),
  );

  test(
    `${name}: a list reaches every link once, and ends`,
    withShop(async (parts) => {
      const ids: string[] = [];
      for (let number = 0; number < 45; number++) ids.push((await makeLink(parts)).id);
      const listed = (await allLinks(parts)).map(({ id }) => id);
      expect(listed).toHaveLength(45);
      expect(new Set(listed)).toEqual(new Set(ids));
    }),
  );

  test(
    `${name}: what is refused of a link names the field, in every shape of the complaint`,
    withShop(async ({ shop, deployment }) => {
      const zero = { amountType: 'fixed', amount: { amountMinor: 0, currency: 'RUB' } } as const;
      for (const [changes, field] of [
        [{ ask: zero }, 'amount.default'],
        [{ imageUrl: 'none' }, 'image'],
        [{ methods: [] }, 'pay_config.methods'],
      ] as const) {
        const answer = await shop.links.create({ ...POSTER, ...changes }, sync);
        expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'rejected', status: 422 } });
        if (answer.kind === 'ok') continue;
        expect(answer.problem.message).toContain(field);
        if (deployment.namesFields) expect(answer.problem.complaints).toMatchObject([{ field }]);
      }
      expect(got(await shop.links.list(null, sync)).links).toEqual([]);
    }),
  );
}

function describeLinkProducts(name: string, withShop: WithShop): void {
  test(
    `${name}: products of a link are replaced whole, left alone, and detached`,
    withShop(async (parts) => {
      const { links } = parts.shop;
      const [a = '', b = '', c = ''] = await productIds(parts, 3);
      const made = await makeLink(parts, { productIds: [a, b] });
      expect(made.productIds).toEqual(attachedOf(parts, [a, b]));
      expect(made.products.map(({ id }) => id)).toEqual(made.productIds);
      const image = await links.update(made.id, { imageUrl: 'https://images.example/a.png' }, sync);
      expect(got(image).productIds).toEqual(made.productIds);
      const replaced = got(await links.update(made.id, { productIds: [c] }, sync));
      expect(replaced.productIds).toEqual(attachedOf(parts, [c]));
      expect(replaced.imageUrl).toBe('https://images.example/a.png');
      const detached = got(await links.update(made.id, { productIds: [], imageUrl: null }, sync));
      expect(detached).toEqual({ ...made, products: [], productIds: [] });
    }),
  );

  test(
    `${name}: products that are left off without a word are told, by what came back`,
    withShop(async (parts) => {
      const ids = await productIds(parts, 2);
      const sent = [ids[0] ?? '', UNKNOWN, ids[1] ?? ''];
      const attached = attachedOf(parts, sent).filter((id) => id !== UNKNOWN);
      const expected = sent.filter((id) => !attached.includes(id));
      const made = await makeLink(parts, { productIds: sent });
      expect(ignoredProducts(sent, made)).toEqual(expected);
      const changed = got(await parts.shop.links.update(made.id, { productIds: sent }, sync));
      expect(ignoredProducts(sent, changed)).toEqual(expected);
    }),
  );

  test(
    `${name}: an image is uploaded under a safe name, opens as what it is, and a link carries it`,
    withShop(async (parts) => {
      const { url } = got(await parts.shop.uploadImage(PNG, sync));
      const stored = await fetch(url);
      expect([stored.status, stored.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(Buffer.from(await stored.arrayBuffer()).equals(PNG.bytes)).toBe(true);
      expect((await makeLink(parts, { imageUrl: url })).imageUrl).toBe(url);
    }),
  );
}
