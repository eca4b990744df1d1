import { expect, test } from 'vitest';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { passwordCredential } from './fourpay-under-test.ts';
import { VARIANTS } from './fourpay-variants.ts';
import { describePartnerShop } from './partner-shop-suite.ts';
import {
  allLinks,
  allProducts,
  makeLink,
  makeProduct,
  openShopUnderTest,
  PNG,
  shopBooks,
  sync,
  got,
} from './partner-shop-under-test.ts';

const bySession = () => ({ connection: { credential: passwordCredential() } });

describePartnerShop('4pay.online as documented', () => openShopUnderTest({}), { faults: true });
describePartnerShop('4pay.online by session', () => openShopUnderTest({}, bySession()));

/** Several at once: what an older, sparing deployment may be like. */
const OLDER: Partial<SandboxSwitches> = {
  olderLinkShape: true,
  linkPaging: 'cursor',
  productPaging: 'cursor',
  urlOnProducts: 'qr_url',
  urlOnLinks: 'url',
  validationShape: 'jsonapi',
  timestampFormat: 'etc',
};

describePartnerShop('4pay.online of an older revision', () => openShopUnderTest(OLDER));

for (const [variant, switches] of VARIANTS)
  describePartnerShop(`4pay.online with ${variant}`, () => openShopUnderTest(switches));

test('an upload goes on where a session has ended before its time: it was refused, and is sent once more', async () => {
  const parts = await openShopUnderTest({}, bySession());
  await makeLink(parts);
  await parts.control.sessions('revoke');
  const { url } = got(await parts.shop.uploadImage(PNG, sync));
  expect((await shopBooks(parts)).images.map((image) => image.url)).toEqual([url]);
  await parts.close();
});

test('PAY-10 another account at the same address sees, changes and deletes nothing of ours', async () => {
  const ours = await openShopUnderTest({});
  const credential = { kind: 'api_key', apiKey: 'pk_test_neighbour' } as const;
  const connection = { baseUrl: ours.sandbox.baseUrl, credential };
  const theirs = await openShopUnderTest({}, { connection });
  const product = await makeProduct(ours);
  const link = await makeLink(ours, { productIds: [product.id] });
  expect([await allLinks(theirs), await allProducts(theirs)]).toEqual([[], []]);
  const notFound = { kind: 'rejected', problem: { reason: 'not_found' } };
  expect(await theirs.shop.links.update(link.id, { productIds: [] }, sync)).toMatchObject(notFound);
  expect(await theirs.shop.products.update(product.id, { header: 'x' }, sync)).toMatchObject(notFound);
  await theirs.shop.links.delete(link.id, sync);
  await theirs.shop.products.delete(product.id, sync);
  expect((await makeLink(theirs, { productIds: [product.id] })).productIds).toEqual([]);
  expect([await allLinks(ours), await allProducts(ours)]).toEqual([[link], [product]]);
  await theirs.close();
  await ours.close();
});
