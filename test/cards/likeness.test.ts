import { expect, test } from 'vitest';
import { LOST, NEVER, openCard, SILENT } from './open-card.ts';

test('where the issuer repeats no descriptions, it is found by what is new and alike', async () => {
  const { bench, topUp, told } = await openCard({ switches: SILENT });
  await topUp('op-1', '10');
  await bench.control.fault(LOST);
  await topUp('op-2', '10');
  await bench.pass(2000);
  expect(told('op-2')).toMatchObject({ state: 'done', evidence: 'like_transaction' });
  const owners = bench.database.read.all<{ of: number }>(
    'SELECT count(DISTINCT transaction_id) AS of FROM card_operation',
  );
  expect(owners).toEqual([{ of: 2 }]);
});

test('what was there before is not taken for it: not done is told as not seen, and only after an hour', async () => {
  const { bench, topUp, told, posts } = await openCard({ switches: SILENT });
  await topUp('op-1', '10');
  await bench.control.fault(NEVER);
  await topUp('op-2', '10');
  await bench.pass(59 * 60_000);
  expect(told('op-2')).toMatchObject({ state: 'unknown' });
  await bench.pass(6 * 60_000);
  expect(told('op-2')).toMatchObject({ state: 'not_seen' });
  expect(posts()).toBe(2);
});

test("another's top-up of the same amount is not taken for ours where descriptions are repeated", async () => {
  const { bench, topUp, told, place } = await openCard();
  await topUp('op-1', '3');
  await bench.control.fault(NEVER);
  await topUp('op-2', '10');
  const body = JSON.stringify({ amount: '10', currency: 'USD', description: 'By another' });
  const headers = { 'content-type': 'application/json', 'x-api-token': bench.sandbox.cards.apiToken };
  const path = `/api/v2/accounts/${place.accountId}/cards/${place.cardId}/topup`;
  await fetch(bench.sandbox.baseUrl + path, { method: 'POST', headers, body });
  await bench.pass(65 * 60_000);
  // There is more on the card than before: only a person can say why.
  expect(told('op-2')).toMatchObject({ state: 'unknown', evidence: null });
});

test('what shows late is left to the newest of those that ask for the same', async () => {
  const { bench, topUp, told, place } = await openCard({ switches: SILENT });
  await bench.control.fault(NEVER);
  await topUp('op-1', '10');
  await bench.pass(66 * 60_000);
  expect(told('op-1').state).toBe('not_seen');
  await bench.control.fault(LOST);
  await topUp('op-2', '10');
  await bench.done(bench.service().look('op-1'));
  expect(told('op-1').state).toBe('not_seen');
  await bench.pass(3000);
  expect(told('op-2')).toMatchObject({ state: 'done', evidence: 'like_transaction' });
  await bench.pass(35 * 60_000);
  expect(told('op-1').state).toBe('not_seen');
  expect(await bench.cards.transactions({ cardId: place.cardId, description: 'TL' })).toHaveLength(2);
});

test('a transaction of an earlier one that nobody named is not taken for a later one', async () => {
  const { bench, topUp, told, place } = await openCard({
    switches: SILENT,
    changeIssuer: (issuer) => ({
      ...issuer,
      // An issuer that names no transactions, and shows them late.
      topUp: async (move, options) => {
        const answer = await issuer.topUp(move, options);
        return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, transactionId: null } } : answer;
      },
      transactions: async (wish, options) => {
        const answer = await issuer.transactions(wish, options);
        if (answer.kind !== 'ok' || bench.now() > LATE) return answer;
        return { ...answer, value: { ...answer.value, items: [] } };
      },
    }),
  });
  const LATE = bench.now() + 30_000;
  expect(await topUp('op-1', '10')).toMatchObject({ state: 'done', evidence: 'answer' });
  await bench.control.fault(NEVER);
  await topUp('op-2', '10');
  await bench.pass(120 * 60_000);
  expect(told('op-2').state).toBe('unknown');
  expect(await bench.cards.transactions({ cardId: place.cardId, description: 'TL' })).toHaveLength(2);
});
