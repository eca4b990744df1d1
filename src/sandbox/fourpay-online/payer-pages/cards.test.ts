import { expect, test } from 'vitest';
import { type Player, at, listAt, startPlayer, textAt } from '../../testing/player.ts';

const rows = async (player: Player): Promise<readonly unknown[]> =>
  listAt(await player.control('GET', '/state'), 'transactions');

const charges = { number: '2201382000000013', code: '283' };

test.each([
  ['2201382000000013', '283', 'charged', 422],
  ['2201382000000047', '480', 'charged', 200],
  ['2201382000000021', '749', 'rejected', 422],
  ['2201382000000039', '572', 'failed', 422],
])('the card %s: %s %s, a refund of it %d', async (number, code, status, refund) => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const hosted = await player.makeHosted();
  for (const path of [`/pay/link/${link}`, hosted.path]) {
    expect((await player.page('POST', `${path}/pay`, { number, code })).status).toBe(303);
  }
  expect(await rows(player)).toMatchObject([
    { link, status, method: 'card' },
    { id: hosted.id, status, method: 'card' },
  ]);
  for (const row of await rows(player)) {
    expect((await player.put(textAt(row, 'id'), { type: 'refund' })).status).toBe(refund);
  }
});

test('everything on the card counts; spaces and case do not', async () => {
  const player = await startPlayer();
  const path = `/pay/link/${await player.makeLink()}/pay`;
  const typed = { number: '2201 3820-0000 0013', code: ' 283', holder: 'Ivan  Ivanov', expiry: '12 / 2020' };
  expect((await player.page('POST', path, typed)).status).toBe(303);
  expect(await rows(player)).toHaveLength(1);
});

test.each([
  { ...charges, number: '4111111111111111' },
  { ...charges, code: '284' },
  { ...charges, code: '' },
  { ...charges, holder: 'PETR PETROV' },
  { ...charges, holder: '' },
  { ...charges, expiry: '12/30' },
])('refuses %j with words, and nothing is paid', async (typed) => {
  const player = await startPlayer();
  const path = `/pay/link/${await player.makeLink()}/pay`;
  const answer = await player.page('POST', path, typed);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('data-testid="card-wrong" role="alert">This is not one of the test cards');
  expect(answer.text).toContain(`value="${typed.number}"`);
  expect(answer.text).toContain('data-testid="card" open');
  expect(await rows(player)).toEqual([]);
});

test('a card and an amount that the payer enters: what is wrong is said, what is right is kept', async () => {
  const player = await startPlayer();
  const amount = { currency: 'RUB' };
  const link = await player.makeLink({ amount, amount_type: 'dynamic', pay_config: { methods: ['sbp'] } });
  const path = `/pay/link/${link}/pay`;
  const wrong = await player.page('POST', path, { ...charges, amount: 'much' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain(`value="${charges.number}"`);
  expect(wrong.text).not.toContain('card-wrong');
  expect((await player.page('POST', path, { ...charges, amount: '12,50' })).status).toBe(303);
  expect(await rows(player)).toMatchObject([{ amount: 1250, method: 'card', status: 'charged' }]);
});

test('the other endings do not look at the card', async () => {
  const player = await startPlayer();
  const { id, path } = await player.makeHosted();
  expect((await player.page('POST', `${path}/decline`, { number: 'x' })).status).toBe(303);
  expect(at((await player.api('GET', `/transactions/${id}`)).json, 'data.status')).toBe('rejected');
});
