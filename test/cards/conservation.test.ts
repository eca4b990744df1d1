import { expect, test } from 'vitest';
import { type CardsBench, openBench } from './cards-bench.ts';
import { diceOf, playSequence, type Table, truthOf } from './random-days.ts';

/** How many sequences each way of answering is played with; together a thousand. */
const SEQUENCES = 250;

/** Ten seconds each, where nobody else computes. */
const TIMEOUT_MS = 600_000;

const WAYS = [
  ['an issuer that repeats descriptions', 1, {}],
  ['an issuer that repeats none', 2, { cardDescriptionsEchoed: false, cardListShape: 'bare' }],
  [
    'an issuer that takes its time',
    3,
    { cardMoves: 'later', cardFreezeAnswers: 'empty', cardListShape: 'data' },
  ],
  [
    'an issuer that takes its time, fails and repeats nothing',
    4,
    { cardMoves: 'later', cardMovesFail: true, cardDescriptionsEchoed: false, cardMoneyAs: 'number' },
  ],
] as const;

test.each(WAYS)(
  'no money is made, lost or moved twice, and every unknown ends, with %s',
  async (_, seed, switches) => {
    const bench = await openBench({ switches });
    const table: Table = { bench, dice: diceOf(seed), cards: [], count: 0 };
    await renewCards(table);
    const { total } = await bench.cards.books();
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      await playSequence(table);
      expect((await bench.cards.books()).total).toEqual(total);
      expect(bench.database.read.all(WITHOUT_END)).toEqual([]);
      if (sequence % 5 === 4) await renewCards(table);
    }
    await compare(bench);
    expect(bench.journal.verify()).toBeNull();
    expect(bench.logged.filter((line) => line.includes('broke off'))).toEqual([]);
  },
  TIMEOUT_MS,
);

const WITHOUT_END =
  "SELECT id, act, state FROM card_operation WHERE state NOT IN ('done', 'failed', 'refused', 'not_seen')";

/** What the till says of each operation is what the issuer's books say. */
async function compare(bench: CardsBench): Promise<void> {
  const books = { cards: (await bench.cards.state()).cards, rows: await bench.cards.transactions() };
  const operations = bench.operations();
  expect(operations.length).toBeGreaterThan(SEQUENCES);
  const closed = operations.filter(({ act, state }) => act === 'close' && state === 'done');
  const isClosed = ({ status }: { readonly status: string }): boolean => status === 'closed';
  expect(new Set(closed.map(({ cardId }) => cardId))).toEqual(
    new Set(books.cards.filter(isClosed).map(({ id }) => id)),
  );
  for (const operation of operations) {
    const { act, state, id } = operation;
    if (act === 'close' || act === 'freeze' || act === 'unfreeze') continue;
    const truth = truthOf(books, operation, bench.markOf(id));
    const told = state === 'done' || state === 'failed' ? state : 'nothing';
    expect({ id, act, told, once: true }).toEqual({ id, act, told: truth.state, once: truth.times <= 1 });
  }
}

/** Two cards that take money, with something on them. */
async function renewCards(table: Table): Promise<void> {
  const { bench } = table;
  const names = [table.count, table.count + 0.5].map((count) => `Table ${count}`);
  const cards: string[] = [];
  for (const name of names) cards.push(await bench.makeCard(name, { balance: '40' }));
  table.cards = cards;
}
