import { expect, test } from 'vitest';
import { freeAccount, startCards } from '../testing/cards-player.ts';
import { at, call, listAt } from '../testing/player.ts';

const ten = { amount: '10.00', currency: 'USD' } as const;
const topups = '/api/v2/accounts/:account/cards/:card/topup';

test.each(['500_after_write', '502_after_write'] as const)(
  '%s: the money has moved all the same',
  async (kind) => {
    const { cards, control, makeCard, read } = await startCards();
    const { path } = await makeCard(freeAccount);
    await control('POST', '/faults', { kind, method: 'POST', path: topups });
    expect((await cards('POST', `${path}/topup`, ten)).status).toBe(Number(kind.slice(0, 3)));
    expect(at(await read(path), 'balance')).toBe('10.00');
    expect(listAt(await read('/transactions/cards'), 'items')).toMatchObject([{ status: 'completed' }]);
  },
);

test.each(['reset_after_write', 'truncated'] as const)(
  '%s: no answer, and the money has moved',
  async (kind) => {
    const { cards, control, makeCard, read } = await startCards();
    const { path } = await makeCard(freeAccount);
    await control('POST', '/faults', { kind, path: topups });
    await expect(cards('POST', `${path}/topup`, ten)).rejects.toThrow();
    expect(at(await read(path), 'balance')).toBe('10.00');
  },
);

test.each([
  ['reset', undefined],
  ['status_before', 429],
  ['status_before', 502],
] as const)('%s %s: nothing is done', async (kind, status) => {
  const { cards, control, makeCard, read } = await startCards();
  const { path } = await makeCard(freeAccount);
  await control('POST', '/faults', { kind, path: topups, ...(status === undefined ? {} : { status }) });
  const outcome = await cards('POST', `${path}/topup`, ten).then(
    (answer) => answer.status,
    () => undefined,
  );
  expect(outcome).toBe(status);
  expect(at(await read(path), 'balance')).toBe('0.00');
});

test('malformed answers have the right status; delayed ones come whole', async () => {
  const { sandbox, cards, control } = await startCards();
  await control('POST', '/faults', { kind: 'malformed', path: '/api/openapi.json' });
  const answer = await call('GET', `${sandbox.baseUrl}/api/openapi.json`);
  expect([answer.status, answer.json]).toEqual([200, undefined]);
  await control('POST', '/faults', { kind: 'delay', delayMs: 20, path: '/api/v2/*' });
  expect(listAt((await cards('GET', '/accounts')).json, 'items')).toHaveLength(3);
});
