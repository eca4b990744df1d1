import { expect, test } from 'vitest';
import { requestOf } from './payment-provider-suite.ts';
import {
  allProducts,
  attachedOf,
  LATTE,
  makeProduct,
  PNG,
  type ShopUnderTest,
  shopBooks,
  sync,
  got,
  type WithShop,
} from './partner-shop-under-test.ts';

const notOffered = { kind: 'rejected', problem: { reason: 'not_offered' } } as const;
const notFound = { kind: 'rejected', problem: { reason: 'not_found' } } as const;

/** Products, by what the deployment offers of them. */
export function describeProducts(name: string, withShop: WithShop): void {
  const withProducts: WithShop = (use) =>
    withShop(async (parts) => {
      if (parts.deployment.products === 'all') await use(parts);
      else await expectFewer(parts);
    });

  test(
    `${name}: a product is made, read, listed, changed and deleted, and deleting it twice is the same as once`,
    withProducts(async (parts) => {
      const { products } = parts.shop;
      const made = await makeProduct(parts);
      expect(made).toMatchObject(LATTE);
      expect(made.partnerId).toMatch(/^\d+$/);
      expect(got(await products.read(made.id, sync))).toEqual(made);
      expect(await allProducts(parts)).toEqual([made]);
      const price = { amountMinor: 40_000, currency: 'RUB' } as const;
      const changed = { ...made, price };
      expect(got(await products.update(made.id, { price }, sync))).toEqual(changed);
      expect(got(await products.read(made.id, sync))).toEqual(changed);
      for (let time = 0; time < 2; time++)
        expect(await products.delete(made.id, sync)).toMatchObject({ kind: 'ok', value: null });
      expect(await products.read(made.id, sync)).toMatchObject(notFound);
      expect(await products.update(made.id, { price }, sync)).toMatchObject(notFound);
      expect(await allProducts(parts)).toEqual([]);
    }),
  );

  test(
    `${name}: a product's own code opens, where its address is told`,
    withProducts(async (parts) => {
      const { payerUrl } = await makeProduct(parts);
      expect(payerUrl !== null).toBe(parts.deployment.productUrls);
      if (payerUrl === null) return;
      expect(await parts.provider.probePayerPage(payerUrl, sync)).toMatchObject({ kind: 'opens' });
    }),
  );

  test(
    `${name}: a payment's link carries the products that are there, and no product stands in a payment's way`,
    withProducts(async (parts) => {
      const { provider, control } = parts;
      const { id } = await makeProduct(parts);
      const gone = '0b8c6f0e-0d0e-4f5a-9d43-000000000000';
      const request = requestOf('link', { productIds: [id, gone] });
      const made = got(await provider.createPayment(request, sync));
      expect(made.productIds).toEqual(attachedOf(parts, [id]));
      const fault = { kind: 'status_before', method: 'POST', path: '/api/v1/links', status: 422, count: 1 };
      await control.fault(fault);
      expect(got(await provider.createPayment(request, sync)).productIds ?? []).toEqual([]);
      expect((await control.books()).links).toHaveLength(2);
    }),
  );

  test(
    `${name}: every field of a product is kept, and an image is put on and taken off`,
    withProducts(async (parts) => {
      const { url } = got(await parts.shop.uploadImage(PNG, sync));
      const changes = { header: 'Чай', text: '', quantity: '0.5', imageUrl: url };
      const made = await makeProduct(parts, changes);
      expect(made).toMatchObject({ ...LATTE, ...changes });
      const without = got(await parts.shop.products.update(made.id, { imageUrl: null }, sync));
      expect(without).toEqual({ ...made, imageUrl: null });
    }),
  );

  test(
    `${name}: a list reaches every product once, and ends`,
    withProducts(async (parts) => {
      const ids: string[] = [];
      for (let number = 0; number < 45; number++) ids.push((await makeProduct(parts)).id);
      const listed = (await allProducts(parts)).map(({ id }) => id);
      expect(listed).toHaveLength(45);
      expect(new Set(listed)).toEqual(new Set(ids));
    }),
  );

  test(
    `${name}: what is refused of a product names the field, in every shape of the complaint`,
    withProducts(async (parts) => {
      const { products } = parts.shop;
      const { id } = await makeProduct(parts);
      for (const [changes, field] of [
        [{ header: '' }, 'header'],
        [{ price: { amountMinor: 0, currency: 'RUB' } }, 'price'],
        [{ quantity: 'two' }, 'qty'],
        [{ imageUrl: 'none' }, 'image'],
      ] as const) {
        const answers = [
          await products.create({ ...LATTE, ...changes }, sync),
          await products.update(id, changes, sync),
        ];
        for (const answer of answers) {
          expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'rejected', status: 422 } });
          if (answer.kind === 'ok') continue;
          expect(answer.problem.message).toContain(field);
          if (parts.deployment.namesFields) expect(answer.problem.complaints).toMatchObject([{ field }]);
        }
      }
      expect((await shopBooks(parts)).products).toHaveLength(1);
    }),
  );
}

/** What a deployment does not offer is refused in words, and what it offers works. */
async function expectFewer({ shop, deployment }: ShopUnderTest): Promise<void> {
  const { products } = shop;
  expect(await products.list(null, sync)).toMatchObject(notOffered);
  const made = await products.create(LATTE, sync);
  if (deployment.products === 'none') {
    expect(made).toMatchObject(notOffered);
    expect(await products.read('a', sync)).toMatchObject(notFound);
    return;
  }
  expect(made).toMatchObject({ kind: 'ok', value: LATTE });
  const { id } = got(made);
  expect(await products.read(id, sync)).toMatchObject(notOffered);
  expect(await products.update(id, LATTE, sync)).toMatchObject(notOffered);
  expect(await products.delete(id, sync)).toMatchObject(notOffered);
}
