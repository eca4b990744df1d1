import { expect, test } from 'vitest';
import { type GatewayPlayer, type Made, actPath, startGateway } from '../../testing/gateway-player.ts';
import { at, listAt, textAt } from '../../testing/player.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10) };

const statusOf = async (player: GatewayPlayer, { id }: Made): Promise<unknown> =>
  at(await player.payment(id), 'status');

/** Presses a button that does something: the browser is sent on to a page of the same checkout. */
async function acts(player: GatewayPlayer, made: Made, act: string, form = {}): Promise<void> {
  const answer = await player.press(made, act, form);
  expect([answer.status, answer.text]).toEqual([303, '']);
  expect(answer.headers.location).toMatch(new RegExp(`^/checkout/${made.id}(?:/result)?\\?expires=`));
}

async function chosen(player: GatewayPlayer, members: object = {}): Promise<Made> {
  const made = await player.makeCheckout(members);
  await acts(player, made, 'method', { method: 'sandbox-bank/transfer' });
  return made;
}

test('by what to pay, then where the money goes: in English and in Russian', async () => {
  const player = await startGateway();
  const made = await player.makeCheckout({ referenceLabel: 'Order <7>' });
  const first = await player.page('GET', made.path);
  expect(first.status).toBe(200);
  expect(first.headers['content-security-policy']).toContain("default-src 'none'");
  for (const part of [
    'Sandbox: no real money',
    '₽300.00',
    'Order &lt;7&gt;',
    'Bank transfer',
    'USDT (TRC-20)',
  ]) {
    expect(first.text).toContain(part);
  }
  expect(first.text).not.toContain('<script');
  await acts(player, made, 'method', { method: 'sandbox-chain/usdt-trc20' });
  expect(await statusOf(player, made)).toBe('PENDING');
  const second = await player.page('GET', made.path, undefined, 'ru');
  for (const part of ['Песочница', 'TSANDBOX', 'TRC20', '3.0000 USDT', 'На адрес', 'Заплатить половину']) {
    expect(second.text).toContain(part);
  }
  const { json } = await player.gateway(
    'GET',
    `/payment/${made.id}/provider/sandbox-chain/method/usdt-trc20`,
  );
  expect(second.text).toContain(`data-testid="place">${textAt(json, 'data.address')}<`);
  expect(listAt(await player.books(), 'payments')).toMatchObject([
    { views: 2, method: 'sandbox-chain/usdt-trc20' },
  ]);
});

test('the payer may choose again', async () => {
  const player = await startGateway();
  const made = await chosen(player);
  const again = await player.page('GET', actPath(made, 'methods'));
  expect(again.text).toMatch(/value="sandbox-bank\/transfer" checked/);
  await acts(player, made, 'method', { method: 'sandbox-wallet/phone' });
  expect((await player.page('GET', made.path)).text).toContain('Wallet by phone number');
});

test.each([
  ['pay', 'CONFIRMED', 'Paid'],
  ['half', 'UNDERPAID', 'Not enough was paid'],
  ['more', 'OVERPAID', 'Too much was paid'],
  ['received', 'RECEIVED', 'The money has been seen'],
  ['fail', 'FAILED', 'The payment failed'],
  ['cancel', 'CANCELLED', 'This payment is cancelled'],
])('%s: %s', async (act, status, heading) => {
  const player = await startGateway();
  const made = await chosen(player);
  expect((await player.page('GET', made.path)).text).toContain(`data-testid="${act}"`);
  await acts(player, made, act);
  expect(await statusOf(player, made)).toBe(status);
  // What is decided leads to its result from then on.
  const page = await player.page('GET', made.path);
  expect(page.headers.location).toBe(actPath(made, 'result'));
  const result = await player.page('GET', actPath(made, 'result'));
  expect(result.status).toBe(200);
  expect(result.text).toContain(`data-status="${status}"`);
  expect(result.text).toContain(`<h1 class="title">${heading}</h1>`);
});

test('an amount of the payer’s own; what is no amount is said', async () => {
  const player = await startGateway();
  const made = await chosen(player);
  for (const amount of ['much', '0', '', '12,345']) {
    const wrong = await player.press(made, 'pay', { amount });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('role="alert">Enter an amount');
  }
  expect(await statusOf(player, made)).toBe('PENDING');
  await acts(player, made, 'pay', { amount: '299,99' });
  expect(listAt(await player.books(), 'payments')).toMatchObject([
    { status: 'UNDERPAID', paidAmount: 29_999 },
  ]);
});

test('paid twice, and money that was seen is confirmed by hand', async () => {
  const player = await startGateway();
  const twice = await chosen(player);
  await acts(player, twice, 'pay');
  expect((await player.page('GET', actPath(twice, 'result'))).text).toContain('Pay once more');
  await acts(player, twice, 'pay');
  expect(await statusOf(player, twice)).toBe('OVERPAID');
  const seen = await chosen(player);
  await acts(player, seen, 'received');
  expect((await player.page('GET', actPath(seen, 'result'))).text).toContain('data-testid="confirm"');
  await acts(player, seen, 'confirm');
  expect(await statusOf(player, seen)).toBe('CONFIRMED');
  // A second press of an old page moves nothing.
  await acts(player, seen, 'confirm');
  await acts(player, seen, 'fail');
  expect(await statusOf(player, seen)).toBe('CONFIRMED');
});

test('the rest of an underpaid one is a press away', async () => {
  const player = await startGateway();
  const made = await chosen(player);
  await acts(player, made, 'half');
  expect((await player.page('GET', actPath(made, 'result'))).text).toContain('>Pay the rest</button>');
  await acts(player, made, 'pay');
  expect(await statusOf(player, made)).toBe('CONFIRMED');
});

test('leaving is no ending, and the shop is a press away once it is paid', async () => {
  const player = await startGateway();
  const made = await chosen(player, { redirectUrl: 'https://shop.example/?a=1&b=2' });
  const left = await player.page('GET', actPath(made, 'left'));
  expect([left.status, left.text.includes('You left the payment')]).toEqual([200, true]);
  expect(await statusOf(player, made)).toBe('PENDING');
  expect((await player.page('GET', actPath(made, 'result'))).headers.location).toBe(made.path);
  await acts(player, made, 'pay');
  const result = await player.page('GET', actPath(made, 'result'));
  expect(result.text).toContain('data-testid="shop" href="https://shop.example/?a=1&amp;b=2"');
});

test('the time runs out by the clock: 410, readable by the API, and money still comes', async () => {
  const player = await startGateway({ clock });
  const made = await chosen(player);
  await player.control('POST', '/clock', { advanceMs: 3_599_999 });
  expect((await player.page('GET', made.path)).status).toBe(200);
  await player.control('POST', '/clock', { advanceMs: 1 });
  const page = await player.page('GET', made.path);
  expect(page.status).toBe(410);
  expect(page.text).toContain('data-testid="late"');
  expect(await statusOf(player, made)).toBe('EXPIRED');
  const wrong = await player.press(made, 'late', { amount: 'x' });
  expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([410, true]);
  // The buttons of a page that was left open do nothing any more.
  for (const act of ['pay', 'half', 'fail', 'method']) await acts(player, made, act);
  expect(await statusOf(player, made)).toBe('EXPIRED');
  await acts(player, made, 'late');
  expect(await statusOf(player, made)).toBe('CONFIRMED');
  expect((await player.page('GET', made.path)).headers.location).toBe(actPath(made, 'result'));
});

test('“let the time run out” ends it at once', async () => {
  const player = await startGateway();
  const made = await chosen(player);
  await acts(player, made, 'expire');
  expect(await statusOf(player, made)).toBe('EXPIRED');
  expect((await player.page('GET', made.path)).status).toBe(410);
  expect((await player.page('GET', actPath(made, 'result'))).text).toContain('data-status="EXPIRED"');
});

test('gatewayPaidAfterExpiry: false takes no late money on the page', async () => {
  const player = await startGateway({ switches: { gatewayPaidAfterExpiry: false } });
  const made = await chosen(player);
  await acts(player, made, 'expire');
  expect((await player.page('GET', made.path)).text).not.toContain('data-testid="late"');
  await acts(player, made, 'late');
  expect(await statusOf(player, made)).toBe('EXPIRED');
});

test.each([
  ['another end', (path: string) => path.replace(/expires=\d+/, 'expires=9999999999')],
  ['another signature', (path: string) => path.replace(/signature=.*/, `signature=${'0'.repeat(64)}`)],
  ['a cut signature', (path: string) => path.slice(0, -1)],
  ['capitals', (path: string) => path.replace(/signature=.*/, (text) => text.toUpperCase())],
  ['no signature', (path: string) => path.replace(/&signature=.*/, '')],
  ['no query', (path: string) => path.replace(/\?.*/, '')],
  ['the other order', (path: string) => path.replace(/\?(.*)&(.*)/, '?$2&$1')],
  ['one more member', (path: string) => `${path}&lang=ru`],
  ['a zero before', (path: string) => path.replace('expires=', 'expires=0')],
  ['another payment', (path: string) => path.replace(/[0-9a-f]{12}\?/, '000000000000?')],
  ['no such word', (path: string) => path.replace(/expires=\d+/, 'expires=never')],
])('an address with %s is refused, whatever is pressed', async (_name, change) => {
  const player = await startGateway();
  const made = await chosen(player);
  const altered = change(made.path);
  expect(altered).not.toBe(made.path);
  const page = await player.page('GET', altered);
  expect(page.status).toBe(403);
  expect(page.text).toContain('data-testid="altered"');
  for (const act of ['pay', 'method', 'cancel']) {
    const at = altered.includes('?') ? altered.replace('?', `/${act}?`) : `${altered}/${act}`;
    expect((await player.page('POST', at, {})).status).toBe(403);
  }
  expect(await statusOf(player, made)).toBe('PENDING');
});

test('the address of one checkout opens no other', async () => {
  const player = await startGateway();
  const [one, other] = [await player.makeCheckout(), await player.makeCheckout()];
  const mixed = one.path.replace(one.id, other.id);
  expect((await player.page('GET', mixed)).status).toBe(403);
});
