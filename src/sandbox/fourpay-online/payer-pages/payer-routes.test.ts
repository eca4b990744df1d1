import { expect, test } from 'vitest';
import { type Player, coffee, listAt, startPlayer, textAt } from '../../testing/player.ts';

const dynamic = {
  amount: { currency: 'RUB' },
  amount_type: 'dynamic',
  pay_config: { methods: ['card', 'sbp'] },
} as const;

const rows = async (player: Player): Promise<readonly unknown[]> =>
  listAt(await player.control('GET', '/state'), 'transactions');

/** Presses a button; the address of the page that the browser is sent to. */
async function press(
  player: Player,
  path: string,
  form: Readonly<Record<string, string>> = {},
): Promise<string> {
  const answer = await player.page('POST', path, form);
  expect(answer.status).toBe(303);
  return answer.headers.location ?? '';
}

test('shows the amount and the buttons, in English and in Russian', async () => {
  const player = await startPlayer();
  const path = `/pay/link/${await player.makeLink()}`;
  const english = await player.page('GET', path);
  expect(english.status).toBe(200);
  expect(english.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(english.headers['content-security-policy']).toContain("default-src 'none'");
  expect(english.text).toContain('<html lang="en">');
  expect(english.text).toContain('Sandbox: no real money');
  expect(english.text).toMatch(/data-testid="pay">Pay ₽300\.00</);
  for (const id of ['decline', 'wait', 'abandon']) expect(english.text).toContain(`data-testid="${id}"`);
  const russian = await player.page('GET', path, undefined, 'ru-RU,ru;q=0.9,en;q=0.8');
  expect(russian.text).toContain('<html lang="ru">');
  expect(russian.text).toMatch(/data-testid="pay">Оплатить 300,00\s₽</);
});

test.each([
  ['pay', 'charged', 'Paid'],
  ['decline', 'rejected', 'Declined'],
  ['abandon', 'created', 'You left the payment'],
])('%s ends as %s', async (action, status, heading) => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const location = await press(player, `/pay/link/${link}/${action}`);
  expect(await rows(player)).toMatchObject([{ link, status, amount: 30_000, method: 'card' }]);
  const result = await player.page('GET', location);
  expect(result.text).toContain(`data-status="${status}"`);
  expect(result.text).toContain(`>${heading}</h1>`);
  expect(result.text).toContain('data-testid="again"');
});

test.each([
  ['confirm', 'charged'],
  ['refuse', 'rejected'],
])('start and wait, then %s, even after the link is deleted', async (action, status) => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const result = await press(player, `/pay/link/${link}/wait`);
  expect((await player.page('GET', result)).text).toContain(`data-testid="${action}"`);
  expect(await rows(player)).toMatchObject([{ status: 'processing' }]);
  await player.api('DELETE', `/links/${link}`);
  expect(await press(player, `${result}/${action}`)).toBe(result);
  expect(await rows(player)).toMatchObject([{ status }]);
  // What is at rest stays: an old page may still have the buttons.
  await press(player, `${result}/${action === 'confirm' ? 'refuse' : 'confirm'}`);
  expect(await rows(player)).toMatchObject([{ status }]);
  expect((await player.page('GET', result)).text).not.toContain('data-testid="again"');
});

test('the same link can be paid twice', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const first = await press(player, `/pay/link/${link}/pay`);
  const second = await press(player, `/pay/link/${link}/pay`);
  expect(first).not.toBe(second);
  expect(await rows(player)).toMatchObject([{ status: 'charged' }, { status: 'charged' }]);
});

test('a deleted link is gone, an unknown one was never there', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  await player.api('DELETE', `/links/${link}`);
  const gone = await player.page('GET', `/pay/link/${link}`);
  expect(gone.status).toBe(410);
  expect(gone.text).toContain('This payment link is closed');
  expect((await player.page('POST', `/pay/link/${link}/pay`, {})).status).toBe(410);
  expect((await player.page('GET', '/pay/link/none')).status).toBe(404);
  expect((await player.page('POST', '/pay/link/none/pay', {})).status).toBe(404);
  expect((await player.page('GET', `/pay/link/${link}/result/none`)).status).toBe(404);
  expect(await rows(player)).toEqual([]);
});

test('a result is shown under its own link only', async () => {
  const player = await startPlayer();
  const result = await press(player, `/pay/link/${await player.makeLink()}/pay`);
  const other = await player.makeLink();
  const id = result.split('/').at(-1);
  expect((await player.page('GET', `/pay/link/${other}/result/${id}`)).status).toBe(404);
});

test('the payer chooses among the methods of the link', async () => {
  const player = await startPlayer();
  const link = await player.makeLink({ ...coffee, pay_config: { methods: ['card', 'sbp'] } });
  const page = await player.page('GET', `/pay/link/${link}`);
  expect(page.text).toContain('<input type="radio" name="method" value="card" checked>Bank card');
  expect(page.text).toContain('<input type="radio" name="method" value="sbp">SBP');
  await press(player, `/pay/link/${link}/pay`, { method: 'sbp' });
  await press(player, `/pay/link/${link}/pay`, { method: 'gold' });
  expect(await rows(player)).toMatchObject([{ method: 'card' }, { method: 'sbp' }]);
});

test('the payer of a dynamic link enters the amount', async () => {
  const player = await startPlayer();
  const link = await player.makeLink(dynamic);
  expect((await player.page('GET', `/pay/link/${link}`)).text).toContain(
    '<label for="amount">Amount, RUB</label>',
  );
  await press(player, `/pay/link/${link}/pay`, { amount: '1 234,5', method: 'sbp' });
  await press(player, `/pay/link/${link}/wait`, { amount: '0.01', method: 'card' });
  expect(await rows(player)).toMatchObject([
    { amount: 1, method: 'card', status: 'processing' },
    { amount: 123_450, method: 'sbp', status: 'charged' },
  ]);
});

test('asks again for a wrong amount and keeps what was entered', async () => {
  const player = await startPlayer();
  const link = await player.makeLink(dynamic);
  const form = { amount: '"><script>', method: 'sbp' };
  const answer = await player.page('POST', `/pay/link/${link}/pay`, form);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('role="alert"');
  expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;"');
  expect(answer.text).toContain('value="sbp" checked');
  expect(await rows(player)).toEqual([]);
});

test('who leaves before entering an amount has started nothing', async () => {
  const player = await startPlayer();
  const link = await player.makeLink(dynamic);
  const left = await press(player, `/pay/link/${link}/abandon`, { amount: '' });
  expect((await player.page('GET', left)).text).toContain('You left the payment');
  expect(await rows(player)).toEqual([]);
});

test('escapes what comes from outside', async () => {
  const player = await startPlayer();
  const link = await player.makeLink({ ...coffee, pay_config: { methods: ['<b>', 'card'] } });
  const page = await player.page('GET', `/pay/link/${link}`);
  expect(page.text).not.toContain('<b>');
  expect(page.text).toContain('&lt;b&gt;');
});

test('survives a row in something that is no currency', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  await player.control('POST', `/links/${link}/pay`, { outcome: 'charged', currency: 'SHELLS' });
  const [row] = await rows(player);
  const result = await player.page('GET', `/pay/link/${link}/result/${String(Object(row).id)}`);
  expect(result.text).toContain('30000 SHELLS');
});

test('the index page lists links, newest first, with their state', async () => {
  const player = await startPlayer();
  expect((await player.page('GET', '/')).text).toContain('No links yet');
  const older = await player.makeLink();
  const newer = await player.makeLink(dynamic);
  await player.control('POST', `/links/${older}/pay`, { outcome: 'charged' });
  await player.control('POST', `/links/${older}/pay`, { outcome: 'charged' });
  await player.api('DELETE', `/links/${older}`);
  const { text } = await player.page('GET', '/');
  expect(text).toContain(`<a href="${player.sandbox.baseUrl}/pay/link/${newer}">`);
  expect(text.indexOf(newer)).toBeLessThan(text.indexOf(older));
  expect(text).toContain('Waiting');
  expect(text).toContain('Paid 2 times');
  expect(text).toContain('Deleted');
});

test('the index page lists hosted payments, with their state', async () => {
  const player = await startPlayer();
  const cancelled = await player.makeHosted();
  const paid = await player.makeHosted({ txid: 'R7K2-<7>' });
  await player.put(cancelled.id, { type: 'cancel' });
  await player.control('POST', `/hosted/${paid.id}/pay`, { outcome: 'charged' });
  const { text } = await player.page('GET', '/');
  expect(text.indexOf(paid.id)).toBeLessThan(text.indexOf(cancelled.id));
  expect(text).toContain(`<a href="${player.sandbox.baseUrl}${paid.path}">`);
  for (const words of ['Paid', 'Cancelled', 'R7K2-&lt;7&gt;']) expect(text).toContain(words);
});

test('a refund of a link does not count as a payment', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  const id = textAt(row, 'id');
  await player.put(id, { type: 'refund', amount: 100 });
  expect((await player.page('GET', '/')).text).not.toContain('Paid 2 times');
  await player.put(id, { type: 'refund' });
  expect((await player.page('GET', '/')).text).toContain('Refunded');
  expect((await player.page('GET', `/pay/link/${link}/result/${id}`)).text).toContain('>Refunded</h1>');
});
