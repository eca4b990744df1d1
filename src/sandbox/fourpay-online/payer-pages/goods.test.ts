import { expect, test } from 'vitest';
import { plainJpeg, upload } from '../../testing/pictures.ts';
import { type Player, coffee, listAt, startPlayer, textAt } from '../../testing/player.ts';

const rows = async (player: Player): Promise<readonly unknown[]> =>
  listAt(await player.control('GET', '/state'), 'transactions');

async function uploaded({ sandbox }: Player): Promise<string> {
  return textAt((await upload(sandbox, plainJpeg.bytes)).json, 'data.url');
}

test('the page of a link shows its image, and its products with images and prices', async () => {
  const player = await startPlayer();
  const image = await uploaded(player);
  const { pathname } = new URL(image);
  const tea = await player.makeProduct({
    header: '<b>Tea</b>',
    text: 'Green',
    price: 12_345,
    qty: '2',
    image,
  });
  const plain = await player.makeProduct({
    header: 'Sugar',
    text: null,
    image: 'https://images.example/a.png',
  });
  const link = await player.makeLink({ ...coffee, products: [tea, plain], image });
  const page = await player.page('GET', `/pay/link/${link}`);
  expect(page.headers['content-security-policy']).toContain("img-src 'self' data:");
  expect(page.text).toContain(`<img class="picture" data-testid="picture" src="${pathname}" alt="">`);
  const [first = '', second = ''] = [...page.text.matchAll(/<li data-testid="good">.*?<\/li>/gs)].map(
    ([part]) => part,
  );
  for (const part of [`<img src="${pathname}"`, '&lt;b&gt;Tea&lt;/b&gt;', 'Green', '2 × ₽123.45']) {
    expect(first).toContain(part);
  }
  expect(second).toContain('<strong>Sugar</strong></div><b>₽3.50</b>');
  expect(page.text).not.toContain('images.example');
});

test('a link without products or image looks as before', async () => {
  const player = await startPlayer();
  const { text } = await player.page('GET', `/pay/link/${await player.makeLink()}`);
  for (const part of ['data-testid="goods"', 'data-testid="picture"']) expect(text).not.toContain(part);
});

test('the code of a product is paid as often as somebody does, at its price', async () => {
  const player = await startPlayer();
  const product = await player.makeProduct({ price: 99_900 });
  const path = `/pay/product/${product}`;
  const page = await player.page('GET', path, undefined, 'ru');
  expect(page.text).toContain('<strong>Coffee</strong>');
  expect(page.text).toMatch(/data-testid="pay">Оплатить 999,00\s₽</);
  const first = await player.page('POST', `${path}/pay`, { method: 'sbp' });
  await player.page('POST', `${path}/decline`, { method: 'card' });
  const result = first.headers.location ?? '';
  expect((await player.page('GET', result)).text).toContain('data-status="charged"');
  const row = { type: 'payment', link: null, product, amount: 99_900, currency: 'RUB' };
  expect(await rows(player)).toMatchObject([
    { ...row, status: 'rejected', method: 'card' },
    { ...row, status: 'charged', method: 'sbp' },
  ]);
  // A row of type link without a link would say that the deployment names none.
  const told = listAt((await player.api('GET', '/transactions')).json, 'data')[0];
  for (const name of ['link', 'product']) expect(told).not.toHaveProperty(name);
  expect((await player.page('GET', '/')).text).toContain(`/pay/product/${product}`);
  const state = await player.control('GET', '/state');
  expect(listAt(state, 'products')).toMatchObject([{ id: product, views: 1 }]);
});

test('a result is shown under its own product only', async () => {
  const player = await startPlayer();
  const [one, other] = [await player.makeProduct(), await player.makeProduct()];
  const row = await player.control('POST', `/products/${one}/pay`, { outcome: 'charged' });
  const path = `/result/${textAt(row, 'id')}`;
  expect((await player.page('GET', `/pay/product/${one}${path}`)).status).toBe(200);
  expect((await player.page('GET', `/pay/product/${other}${path}`)).status).toBe(404);
});

test('a deleted product is gone, unless the deployment goes on taking money', async () => {
  const player = await startPlayer();
  const product = await player.makeProduct();
  await player.api('DELETE', `/products/${product}`);
  expect((await player.page('GET', `/pay/product/${product}`)).status).toBe(410);
  await expect(player.control('POST', `/products/${product}/pay`, { outcome: 'charged' })).rejects.toThrow(
    '410',
  );
  const late = { outcome: 'charged', evenIfDeleted: true, amount: 1 };
  expect(await player.control('POST', `/products/${product}/pay`, late)).toMatchObject({
    product,
    amount: 1,
  });
  await player.control('PATCH', '/switches', { payableAfterDelete: true });
  expect((await player.page('GET', `/pay/product/${product}`)).status).toBe(200);
  expect((await player.page('GET', '/pay/product/none')).status).toBe(404);
});

test('the payer of a dynamic link with products enters one minor unit, and less is refused', async () => {
  const player = await startPlayer();
  const product = await player.makeProduct();
  const link = await player.makeLink({ ...coffee, amount_type: 'dynamic', products: [product] });
  const page = await player.page('GET', `/pay/link/${link}`);
  expect(page.text).toContain('data-testid="goods"');
  expect(page.text).toContain('value="300.00"');
  expect((await player.page('POST', `/pay/link/${link}/pay`, { amount: '0' })).status).toBe(422);
  expect((await player.page('POST', `/pay/link/${link}/pay`, { amount: '0.01' })).status).toBe(303);
  await player.control('POST', `/links/${link}/pay`, { outcome: 'charged', amount: 700 });
  expect(await rows(player)).toMatchObject([{ amount: 700 }, { amount: 1 }]);
});
