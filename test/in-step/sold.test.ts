import { afterEach, expect, test } from 'vitest';
import { openStepShop, type StepShop } from './step-shop.ts';

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

async function chargeFor(variantIds: readonly string[]): Promise<void> {
  const { counter } = shop;
  for (const productId of variantIds) await counter.ask('sale.addLine', { productId });
  const amount = { amountMinor: 700, currency: 'RUB' } as const;
  const sale = await counter.ask('sale.addAmount', { amount, name: 'Delivery' });
  await counter.ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  await counter.pass(2000);
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'open', amount: sale.total });
}

/** What the newest link at the partner carries. */
async function carried(): Promise<readonly string[]> {
  const { sandbox } = shop.counter;
  const answer = await fetch(`${sandbox.baseUrl}/api/v1/links`, { headers: { 'x-api-key': sandbox.apiKey } });
  // The sandbox's own shape, proven by its tests.
  const { data } = (await answer.json()) as { data: { products: { header: string }[] }[] };
  return (data[0]?.products ?? []).map(({ header }) => header).sort();
}

test("a sale's link carries those of its products that are in step, each once", async () => {
  shop = await openStepShop();
  const [bread, milk] = [await shop.add('Bread', 5000), await shop.add('Milk', 9000)];
  await shop.start();
  await shop.finish();
  const tea = await shop.add('Tea', 300);
  await chargeFor([tea, milk, bread, milk].map(({ id }) => id));
  expect(await carried()).toEqual(['Bread', 'Milk']);
  expect((await shop.status()).ignored).toBe(0);
});

test('a product that somebody has deleted at the partner is told, and the sale goes on without it', async () => {
  shop = await openStepShop();
  const [bread, milk] = [await shop.add('Bread', 5000), await shop.add('Milk', 9000)];
  await shop.start();
  await shop.finish();
  const gone = (await shop.theirs()).find(({ header }) => header === 'Milk');
  await shop.elsewhere('DELETE', `/products/${gone?.id}`);
  await chargeFor([bread.id, milk.id]);
  expect(await carried()).toEqual(['Bread']);
  expect((await shop.status()).ignored).toBe(1);
});

test('a deployment that refuses a link for its products gets it without them', async () => {
  shop = await openStepShop();
  const bread = await shop.add('Bread', 5000);
  await shop.start();
  await shop.finish();
  const fault = { kind: 'status_before', method: 'POST', path: '/api/v1/links', status: 422, count: 1 };
  await shop.counter.control.fault(fault);
  await chargeFor([bread.id]);
  expect(await carried()).toEqual([]);
  expect((await shop.status()).ignored).toBe(1);
});
