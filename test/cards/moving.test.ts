import { expect, test } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { LOST, NEVER, openCard, usd } from './open-card.ts';

const { main, advertising, euro } = SANDBOX_ACCOUNTS;

test('a top-up is committed, sent once and done; the same operation again sends nothing', async () => {
  const { bench, topUp, posts } = await openCard();
  const first = await topUp('op-1', '25.5');
  expect(first).toMatchObject({ act: 'top_up', state: 'done', evidence: 'answer', amount: usd('25.5') });
  expect(await topUp('op-1', '25.5')).toEqual(first);
  expect(await bench.cards.transactions({ description: bench.markOf('op-1') })).toHaveLength(2);
  expect(posts()).toBe(1);
});

test('PAY-1 a row is there before its first byte leaves', async () => {
  const seen: unknown[] = [];
  const { bench, topUp } = await openCard({
    changeIssuer: (issuer) => ({
      ...issuer,
      topUp: (move, options) => {
        seen.push(bench.database.read.all('SELECT id, state, mark FROM card_operation'), move.description);
        return issuer.topUp(move, options);
      },
    }),
  });
  await topUp('op-1', '1');
  expect(seen).toEqual([
    [{ id: 'op-1', state: 'sending', mark: bench.markOf('op-1') }],
    bench.markOf('op-1'),
  ]);
});

test('an answer that was lost is looked for, and found by its mark; nothing is sent twice', async () => {
  const { bench, topUp, told, posts } = await openCard();
  await bench.control.fault(LOST);
  expect(await topUp('op-1', '10')).toMatchObject({ state: 'unknown', evidence: null });
  await bench.pass(2000);
  expect(told('op-1')).toMatchObject({ state: 'done', evidence: 'marked_transaction' });
  expect(posts()).toBe(1);
});

test('a kill between sending and answer leaves it to be looked for, and it is not sent again', async () => {
  const { bench, told, place, posts } = await openCard();
  const act = bench.service().topUp({ operationId: 'op-1', ...place, amount: usd('7') });
  const over = act.then(
    () => true,
    () => true,
  );
  while (posts() === 0) await new Promise((next) => setImmediate(next));
  await bench.kill();
  await bench.settle();
  await bench.pass(5000);
  expect(told('op-1').state).toBe('done');
  expect(posts()).toBe(1);
  expect(await over).toBe(true);
});

test('while the issuer is not to be reached nothing is concluded, however long', async () => {
  const { bench, topUp, told } = await openCard();
  await bench.control.fault(LOST);
  await topUp('op-1', '10');
  await bench.control.fault({ kind: 'status_before', status: 503, method: 'GET', count: 'always' });
  await bench.pass(90 * 60_000);
  expect(told('op-1')).toMatchObject({ state: 'unknown', lastLookAt: null });
  await bench.control.clearFaults();
  await bench.pass(6 * 60_000);
  expect(told('op-1').state).toBe('done');
});

test('a look through the eyes of another merchant gives nothing up', async () => {
  const { bench, topUp, told } = await openCard();
  await bench.control.fault(NEVER);
  await topUp('op-1', '10');
  const { baseUrl } = bench.sandbox;
  const neighbour = { baseUrl, kind: 'api_token', token: 'cc_test_neighbour' } as const;
  await bench.done(bench.service().connect(neighbour));
  await bench.pass(70 * 60_000);
  expect(told('op-1').state).toBe('unknown');
});

test('what is in the way is said also while the issuer does not answer', async () => {
  const { bench, topUp } = await openCard();
  await bench.control.fault(NEVER);
  await topUp('op-1', '10');
  await bench.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  expect(await bench.codeOf(topUp('op-2', '1'))).toBe('CARDS_BUSY');
});

test('a card has one movement of unknown end at a time', async () => {
  const { bench, topUp, place } = await openCard();
  await bench.control.fault(NEVER);
  await topUp('op-1', '10');
  const second = bench.service().withdraw({ operationId: 'op-2', ...place, amount: usd('1') });
  await expect(bench.done(second)).rejects.toMatchObject({
    code: 'CARDS_BUSY',
    details: { operationId: 'op-1' },
  });
  expect(await bench.codeOf(bench.service().closeCard({ operationId: 'op-3', ...place }))).toBe('CARDS_BUSY');
  bench.service().decide({ operationId: 'op-1', done: false, reason: 'Seen in the portal' });
  expect(await topUp('op-4', '1')).toMatchObject({ state: 'done' });
});

test('what an owner decided not to be done, and shows all the same, is done', async () => {
  const { bench, topUp, told } = await openCard({ switches: { cardMoves: 'later' } });
  await bench.control.fault({
    kind: 'status_before',
    status: 503,
    method: 'GET',
    count: 'always',
    delayMs: 0,
  });
  await bench.control.clearFaults();
  await bench.control.fault(LOST);
  await topUp('op-1', '10');
  const decided = bench.service().decide({ operationId: 'op-1', done: false, reason: 'Not in the portal' });
  expect(decided).toMatchObject({ state: 'decided_not_done', evidence: 'owner', words: 'Not in the portal' });
  expect(
    await bench.codeOf(() => bench.service().decide({ operationId: 'op-1', done: true, reason: 'x' })),
  ).toBe('NOT_FOUND');
  await bench.pass(31 * 60_000);
  expect(told('op-1')).toMatchObject({ state: 'done', evidence: 'marked_transaction' });
});

test('an asynchronous movement is accepted, and followed to its end', async () => {
  const { bench, withdraw, told } = await openCard({ switches: { cardMoves: 'later' } });
  await bench.pass(6000);
  expect(await withdraw('op-1', '5')).toMatchObject({ state: 'accepted', evidence: 'answer' });
  await bench.pass(10_000);
  expect(told('op-1').state).toBe('done');
  await bench.control.switches({ cardMovesFail: true });
  await withdraw('op-2', '5');
  await bench.pass(10_000);
  expect(told('op-2')).toMatchObject({ state: 'failed', words: 'failed' });
});

test('amounts that cannot be are refused before anything is sent', async () => {
  const { bench, place, posts } = await openCard();
  const code = (amount: { decimal: string; currency: string }, act: 'topUp' | 'withdraw' = 'topUp') =>
    bench.codeOf(bench.service()[act]({ operationId: 'op-1', ...place, amount }));
  expect(await code(usd('0'))).toBe('CARDS_AMOUNT_INVALID');
  expect(await code(usd('-1'))).toBe('CARDS_AMOUNT_INVALID');
  expect(await code({ decimal: '1', currency: 'EUR' })).toBe('CARDS_AMOUNT_INVALID');
  expect(await code(usd('999999999'))).toBe('CARDS_AMOUNT_INVALID');
  expect(await code(usd('100.000000001'), 'withdraw')).toBe('CARDS_AMOUNT_INVALID');
  expect(posts()).toBe(0);
  expect(bench.operations()).toEqual([]);
});

test('what the issuer refuses keeps its words, and nothing is looked for', async () => {
  const { bench, topUp, place } = await openCard();
  await bench.cards.setStatus(place.cardId, 'frozen');
  const refused = await topUp('op-1', '1');
  expect(refused).toMatchObject({ state: 'refused', evidence: null });
  expect(refused.words).not.toBe('');
  expect(bench.service().desk().desk?.open).toBe(0);
});

test('a transfer is exact to nine decimals, within a currency, and found again by its mark', async () => {
  const { bench, told } = await openCard();
  const transfer = (operationId: string, toAccountId: string, decimal: string) =>
    bench.done(
      bench.service().transfer({ operationId, fromAccountId: main, toAccountId, amount: usd(decimal) }),
    );
  await expect(transfer('op-0', main, '1')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(transfer('op-0', euro, '1')).rejects.toMatchObject({
    code: 'CARDS_AMOUNT_INVALID',
    details: { field: 'toAccountId' },
  });
  await bench.control.fault(LOST);
  await transfer('op-1', advertising, '0.000000001');
  await bench.pass(2000);
  expect(told('op-1')).toMatchObject({ state: 'done', evidence: 'marked_transaction' });
  expect((await bench.done(bench.service().account(advertising))).balance.decimal).toBe('500.12345679');
});

test('FIS-3 the journal has ids and amounts, and the chain is whole', async () => {
  const { bench, topUp, place } = await openCard();
  await topUp('op-1', '2.5');
  const entries = bench.database.read.all<{ kind: string; subject_id: string; payload: string }>(
    "SELECT kind, subject_id, payload FROM journal WHERE kind LIKE 'cards.%' ORDER BY sequence",
  );
  expect(entries.map(({ kind }) => kind)).toEqual(['cards.connected', 'cards.requested', 'cards.ended']);
  expect(JSON.parse(entries[2]?.payload ?? '')).toMatchObject({
    act: 'top_up',
    state: 'done',
    amount: '2.5',
    currency: 'USD',
    card: place.cardId,
  });
  expect(JSON.stringify(entries)).not.toContain('Office');
  expect(bench.journal.verify()).toBeNull();
});

test('operations are told with those of unknown end first, then the newest, page by page', async () => {
  const { bench, topUp, place } = await openCard();
  await bench.control.fault(NEVER);
  await topUp('op-0', '1');
  const other = await bench.makeCard('Other');
  for (let count = 1; count <= 60; count++) {
    const place = { accountId: main, cardId: other };
    await bench.done(bench.service().freeze({ operationId: `op-${count}`, ...place }));
  }
  const first = bench.service().operations({ cardId: null, cursor: null });
  expect([first.items.length, first.items[0]?.id, first.items[1]?.id]).toEqual([50, 'op-0', 'op-60']);
  expect(bench.operations().map(({ id }) => id)).toHaveLength(61);
  expect(bench.service().operations({ cardId: place.cardId, cursor: null }).items).toHaveLength(1);
});

test('an answer that could not be written down is looked for', async () => {
  const { bench, topUp, told } = await openCard();
  const block = `CREATE TRIGGER full BEFORE UPDATE ON card_operation BEGIN SELECT RAISE(ABORT, 'full'); END`;
  bench.database.write((db) => db.run(block));
  await expect(topUp('op-1', '10')).rejects.toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(told('op-1').state).toBe('sending');
  await bench.pass(12_000);
  bench.database.write((db) => db.run('DROP TRIGGER full'));
  await bench.pass(12_000);
  expect(told('op-1')).toMatchObject({ state: 'done', evidence: 'marked_transaction' });
});
