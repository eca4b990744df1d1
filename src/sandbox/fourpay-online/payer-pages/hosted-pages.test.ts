import { expect, test } from 'vitest';
import { type Player, at, startPlayer } from '../../testing/player.ts';

const statusOf = async (player: Player, id: string): Promise<unknown> =>
  at((await player.api('GET', `/transactions/${id}`)).json, 'data.status');

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

test('shows amount, description and the same endings as a link, in the language of the shop', async () => {
  const player = await startPlayer();
  const { path } = await player.makeHosted({ description: 'Coffee <big>', lang: 'ru' });
  const page = await player.page('GET', path);
  expect(page.status).toBe(200);
  expect(page.text).toContain('<html lang="ru">');
  expect(page.text).toContain('Coffee &lt;big&gt;');
  expect(page.text).toMatch(/data-testid="pay">Оплатить 300,00\s₽</);
  for (const id of ['decline', 'wait', 'abandon', 'card-number']) {
    expect(page.text).toContain(`data-testid="${id}"`);
  }
  const other = await player.makeHosted({ lang: 'de' });
  expect((await player.page('GET', other.path)).text).toContain('<html lang="en">');
});

test.each([
  ['pay', 'charged', 'https://shop.example/ok'],
  ['decline', 'rejected', 'https://shop.example/no'],
])('%s ends as %s, for good, and leads back to the shop', async (action, status, shop) => {
  const player = await startPlayer();
  const { id, path } = await player.makeHosted({
    returnUrl: 'https://shop.example/ok',
    failUrl: 'https://shop.example/no',
  });
  const result = await press(player, `${path}/${action}`);
  expect(result).toBe(`${path}/result/${id}`);
  expect(await statusOf(player, id)).toBe(status);
  const { text } = await player.page('GET', result);
  expect(text).toContain(`data-status="${status}"`);
  expect(text).toContain(`href="${shop}"`);
  expect(text).not.toContain('data-testid="again"');
  // There is one transaction only: the page and every other button lead to its result.
  expect((await player.page('GET', path)).headers.location).toBe(result);
  for (const other of ['pay', 'decline', 'wait', 'abandon']) {
    expect(await press(player, `${path}/${other}`)).toBe(result);
  }
  expect(await statusOf(player, id)).toBe(status);
});

test('who leaves has decided nothing', async () => {
  const player = await startPlayer();
  const { id, path } = await player.makeHosted();
  const left = await press(player, `${path}/abandon`);
  expect((await player.page('GET', left)).text).toContain('You left the payment');
  expect(await statusOf(player, id)).toBe('created');
  await press(player, `${path}/pay`);
  expect(await statusOf(player, id)).toBe('charged');
});

test.each([
  ['confirm', 'charged'],
  ['refuse', 'rejected'],
])('start and wait, then %s, even after the page expired', async (action, status) => {
  const player = await startPlayer({ clock: { now: () => Date.UTC(2026, 2, 1, 10) } });
  const { id, path } = await player.makeHosted();
  const result = await press(player, `${path}/wait`, { method: 'sbp' });
  expect(await statusOf(player, id)).toBe('processing');
  expect((await player.page('GET', path)).headers.location).toBe(result);
  await player.control('POST', '/clock', { advanceMs: 3_600_000 });
  const expired = await player.page('GET', path);
  expect(expired.status).toBe(410);
  expect(expired.text).toContain('This payment page has expired');
  expect((await player.page('GET', result)).text).toContain(`data-testid="${action}"`);
  await press(player, `${result}/${action}`);
  expect(await statusOf(player, id)).toBe(status);
});

test('a cancelled one says so; payableAfterDelete lets it be paid late', async () => {
  const player = await startPlayer();
  const { id, path } = await player.makeHosted();
  const result = await press(player, `${path}/wait`);
  await player.put(id, { type: 'cancel' });
  const gone = await player.page('GET', path);
  expect(gone.status).toBe(410);
  expect(gone.text).toContain('This payment is cancelled');
  expect((await player.page('POST', `${path}/pay`, {})).status).toBe(410);
  await press(player, `${result}/confirm`);
  expect(await statusOf(player, id)).toBe('failed');
  await player.control('PATCH', '/switches', { payableAfterDelete: true });
  await press(player, `${path}/pay`);
  expect(await statusOf(player, id)).toBe('charged');
});

test('an unknown token is no payment, and results are shown under their own token', async () => {
  const player = await startPlayer();
  const one = await player.makeHosted();
  const two = await player.makeHosted();
  expect((await player.page('GET', '/pay/hosted/a.b.c')).status).toBe(404);
  expect((await player.page('GET', `${one.path}x`)).status).toBe(404);
  expect((await player.page('GET', `${one.path}/result/${two.id}`)).status).toBe(404);
});
