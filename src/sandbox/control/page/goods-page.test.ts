import { expect, test } from 'vitest';
import { formsOf, post, press } from '../../testing/control-forms.ts';
import { jpeg, plainJpeg, upload } from '../../testing/pictures.ts';
import { coffee, listAt, startPlayer, textAt } from '../../testing/player.ts';
import { startReceiver } from '../../testing/receiver.ts';

test('products: shown with their image, paid, declined, and paid late', async () => {
  const player = await startPlayer();
  const image = textAt((await upload(player.sandbox, plainJpeg.bytes)).json, 'data.url');
  const product = await player.makeProduct({ header: '<i>Tea</i>', image });
  await player.makeLink({ ...coffee, products: [product] });
  const { text } = await player.page('GET', '/_sandbox');
  for (const part of [
    '&lt;i&gt;Tea&lt;/i&gt; · 1',
    `<img class="thumb" src="${new URL(image).pathname}"`,
    `href="${player.sandbox.baseUrl}/pay/product/${product}"`,
    'products: 1',
  ]) {
    expect(text).toContain(part);
  }
  const path = `/products/${product}/pay`;
  await press(player, path, { outcome: 'charged' });
  await press(player, path, { outcome: 'declined' });
  await player.api('DELETE', `/products/${product}`);
  const state = await press(player, path, { outcome: 'charged', evenIfDeleted: 'true' });
  expect(listAt(state, 'transactions')).toMatchObject([
    { product, status: 'charged', amount: 350 },
    { product, status: 'rejected' },
    { product, status: 'charged' },
  ]);
});

test('images: shown with the name that came along, and whether EXIF did', async () => {
  const player = await startPlayer();
  await upload(player.sandbox, plainJpeg.bytes, { fileName: '<b>кофе</b>.jpg' });
  const plain = await player.page('GET', '/_sandbox');
  expect(plain.text).toContain('&lt;b&gt;кофе&lt;/b&gt;.jpg');
  expect(plain.text).toContain('No EXIF');
  await upload(player.sandbox, jpeg([0xe1, 'Exif\0\0']).bytes, { fileName: null });
  const { text } = await player.page('GET', '/_sandbox', undefined, 'ru');
  for (const part of ['Внутри EXIF', 'Без EXIF', '<dd>нет</dd>']) expect(text).toContain(part);
});

test('webhooks: told, told again in a storm, and told no more', async () => {
  const player = await startPlayer();
  const receiver = await startReceiver();
  expect((await player.page('GET', '/_sandbox')).text).toContain('data-testid="no-webhook"');
  const form = (await formsOf(player)).find(({ action }) => action === '/_sandbox/webhooks');
  const fields = { ...form?.fields, url: receiver.url, form: 'signed', secret: 'whsec_page', times: '2' };
  await post(player, { action: '/_sandbox/webhooks', fields });
  await player.control('POST', '/transactions', {});
  await expect.poll(() => receiver.received.length).toBe(2);
  await press(player, '/webhooks/storm', { copies: '1' });
  expect(receiver.received).toHaveLength(3);
  const { text } = await player.page('GET', '/_sandbox');
  expect(text).toContain(receiver.url);
  expect([...text.matchAll(/data-testid="delivery"/g)]).toHaveLength(3);
  expect(text).not.toContain('whsec_page');
  await press(player, '/webhooks/clear');
  expect(await player.control('GET', '/webhooks')).toMatchObject({ webhook: null });
});

test('says what is wrong with a webhook', async () => {
  const player = await startPlayer();
  const fields = { back: 'webhooks', url: 'http://shop.example/', form: 'flat' };
  const answer = await player.page('POST', '/_sandbox/webhooks', fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('url: http and on this computer');
  expect(answer.text).toContain('href="/_sandbox#webhooks"');
});
