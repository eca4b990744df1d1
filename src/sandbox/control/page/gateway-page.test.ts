import { expect, test } from 'vitest';
import { formsOf, post, press } from '../../testing/control-forms.ts';
import { startGateway } from '../../testing/gateway-player.ts';
import { at, listAt } from '../../testing/player.ts';
import { startReceiver } from '../../testing/receiver.ts';

test('payments: every outcome is a button, another amount and any status are forms', async () => {
  const player = await startGateway();
  const { id, path } = await player.makeCheckout({ referenceLabel: '<b>Order</b>' });
  const { text } = await player.page('GET', '/_sandbox');
  for (const part of [
    '&lt;b&gt;Order&lt;/b&gt;',
    `href="${player.sandbox.baseUrl}${path.replace('&', '&amp;')}"`,
  ]) {
    expect(text).toContain(part);
  }
  const status = async (): Promise<unknown> => at(await player.payment(id), 'status');
  for (const [outcome, expected] of [
    ['received', 'RECEIVED'],
    ['confirm', 'CONFIRMED'],
    ['overpay', 'OVERPAID'],
    ['fail', 'FAILED'],
    ['expire', 'EXPIRED'],
    ['cancel', 'CANCELLED'],
  ] as const) {
    await press(player, '/gateway/pay', { id, outcome });
    expect(await status()).toBe(expected);
  }
  const short = await player.makeCheckout();
  const other = {
    back: 'gateway',
    id: short.id,
    outcome: 'confirm',
    shown_currency: 'RUB',
    amount_text: '12,5',
  };
  await post(player, { action: '/_sandbox/gateway/pay', fields: other });
  const move = { back: 'gateway', status: 'SOMETHING_NEW' };
  await post(player, { action: `/_sandbox/gateway/payments/${id}`, fields: move });
  expect(listAt(await player.books(), 'payments')).toMatchObject([
    { status: 'UNDERPAID', paidAmount: 1250 },
    { status: 'SOMETHING_NEW' },
  ]);
});

test('tokens and applications: ended, made valid again, changed and made', async () => {
  const player = await startGateway();
  const path = '/gateway/tokens/ct_test_sandbox';
  const alive = async (): Promise<number> => (await player.gateway('GET', '/payment/x')).status;
  await press(player, path, { act: 'revoke' });
  expect(await alive()).toBe(401);
  expect((await player.page('GET', '/_sandbox')).text).toContain('>Over<');
  await press(player, path, { act: 'renew' });
  expect(await alive()).toBe(404);
  const form = (await formsOf(player)).find(
    ({ action, fields }) => action === `/_sandbox${path}` && 'scopes' in fields,
  );
  expect(form?.fields['scopes']).toBe('payments.create payments.get payments.user-instructions.get');
  await post(player, { action: `/_sandbox${path}`, fields: { ...form?.fields, scopes: 'payments.create' } });
  expect(await alive()).toBe(403);
  await press(player, '/gateway/tokens', { kind: 'client' });
  const fields = { back: 'access', name: 'Kiosk' };
  await post(player, { action: '/_sandbox/gateway/applications', fields });
  const books = await player.books();
  expect(listAt(books, 'tokens')).toContainEqual(
    expect.objectContaining({ label: 'Made by hand', scopes: ['payments.create', 'payments.get'] }),
  );
  expect(listAt(books, 'applications')).toMatchObject([{ name: 'Kiosk' }, {}, {}]);
});

test('webhooks: told, told again in a storm, and told no more', async () => {
  const player = await startGateway();
  const receiver = await startReceiver();
  const action = '/_sandbox/gateway/webhooks';
  const form = (await formsOf(player)).find((one) => one.action === action);
  const fields = { ...form?.fields, url: receiver.url, secret: 'whsec_page' };
  await post(player, { action, fields });
  await player.makeCheckout();
  await expect.poll(() => receiver.received.length).toBe(1);
  await press(player, '/gateway/webhooks/storm', { copies: '1' });
  expect(receiver.received).toHaveLength(2);
  const { text } = await player.page('GET', '/_sandbox', undefined, 'ru');
  for (const part of [receiver.url, 'Платёжный шлюз: уведомления']) expect(text).toContain(part);
  expect(text).not.toContain('whsec_page');
  await press(player, '/gateway/webhooks/clear');
  expect(await player.control('GET', '/gateway/webhooks')).toMatchObject({ webhook: null });
});

test('switches of the gateway stand beside the others', async () => {
  const player = await startGateway();
  const form = (await formsOf(player)).find(({ action }) => action === '/_sandbox/switches');
  const fields = { ...form?.fields, gatewayClockSkewSeconds: '-30', gatewayPaidStatus: 'paid' };
  expect(await post(player, { action: '/_sandbox/switches', fields })).toMatchObject({
    switches: { gatewayClockSkewSeconds: -30, gatewayPaidStatus: 'paid', gatewayCurrency: null },
  });
});
