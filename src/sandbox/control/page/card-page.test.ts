import { expect, test } from 'vitest';
import { freeAccount, startCards } from '../../testing/cards-player.ts';
import { formsOf, post, press } from '../../testing/control-forms.ts';
import { at, listAt, textAt } from '../../testing/player.ts';
import { startReceiver } from '../../testing/receiver.ts';

test('accounts are funded and cards pay by forms; what is under way is decided by buttons', async () => {
  const player = await startCards();
  const { makeCard, read, page } = player;
  const { path, id } = await makeCard(freeAccount, { name: '<b>Office</b>' });
  const fund = { back: 'cardaccounts', accountId: freeAccount, amount: '12.000000001' };
  await post(player, { action: '/_sandbox/cards/fund', fields: fund });
  expect(at(await read(`/accounts/${freeAccount}`), 'balance')).toBe('512.12345679');
  await player.cards('POST', `${path}/topup`, { amount: '20', currency: 'USD' });
  const buy = { back: 'cards', cardId: id, amount: '5', merchant: 'Trains' };
  await post(player, { action: '/_sandbox/cards/purchase', fields: buy });
  await post(player, { action: '/_sandbox/cards/purchase', fields: { ...buy, status: 'pending' } });
  const { text } = await page('GET', '/_sandbox');
  expect(text).toContain('&lt;b&gt;Office&lt;/b&gt;');
  expect(text).not.toContain(textAt(await read(`${path}/sensitive`), 'pan'));
  const waiting = textAt(await read('/transactions/cards?status=pending'), 'items.0.id');
  await press(player, `/cards/transactions/${waiting}`, { status: 'failed' });
  expect(at(await read(path), 'balance')).toBe('15.00');
  await post(player, {
    action: `/_sandbox/cards/cards/${id}`,
    fields: { back: 'cards', status: 'something_new' },
  });
  expect(at(await read(path), 'status')).toBe('something_new');
  await press(player, '/cards/seed', { cardId: id });
  expect(listAt(await read(`/transactions/cards?card_id=${id}&limit=1000`), 'items')).toHaveLength(1000);
});

test('webhooks are told by a form, in both languages', async () => {
  const player = await startCards();
  const receiver = await startReceiver();
  const form = { back: 'cardwebhooks', url: receiver.url };
  await post(player, { action: '/_sandbox/cards/webhooks', fields: form });
  expect(at(await player.control('GET', '/cards/webhooks'), 'webhook.url')).toBe(receiver.url);
  expect((await formsOf(player)).map(({ action }) => action)).toContain('/_sandbox/cards/webhooks/clear');
  expect((await player.page('GET', '/_sandbox', undefined, 'ru')).text).toContain('Выпуск карт: уведомления');
});
