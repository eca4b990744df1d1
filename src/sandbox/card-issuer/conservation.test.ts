import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CardsPlayer, freeAccount, mainAccount, startCards } from '../testing/cards-player.ts';
import { at, listAt, textAt } from '../testing/player.ts';
import { decimalText, unitsOf } from './decimals.ts';

const opened = { USD: '11277.123456789', EUR: '2500.00' };

const amounts = fc.oneof(
  fc.constantFrom('0.000000001', '0.10', '1', '99999'),
  fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(9, '0')}`),
);

const steps = fc.record({
  act: fc.constantFrom(
    'topup',
    'withdraw',
    'transfer',
    'back',
    'issue',
    'close',
    'freeze',
    'unfreeze',
    'purchase',
    'pending',
    'fund',
    'wait',
  ),
  card: fc.nat(10),
  amount: amounts,
  failing: fc.boolean(),
  later: fc.boolean(),
});

type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Plays one step on one of the cards; whether it was refused does not matter. */
async function play(
  { cards, control, clock }: CardsPlayer,
  step: Step,
  cardIds: readonly string[],
): Promise<void> {
  const { act, amount, failing, later } = step;
  await control('PATCH', '/switches', {
    cardMovesFail: failing,
    cardIssueFails: failing,
    cardMoves: later ? 'later' : 'at_once',
  });
  const cardId = cardIds[step.card % cardIds.length] ?? '';
  const accountId = freeAccount;
  const body = { amount, currency: 'USD', description: null };
  const transfer = (fromAccountId: string, toAccountId: string): Promise<unknown> =>
    cards('POST', '/accounts/transfer', { ...body, fromAccountId, toAccountId });
  if (act === 'transfer') await transfer(mainAccount, freeAccount);
  else if (act === 'back') await transfer(freeAccount, mainAccount);
  else if (act === 'issue') {
    const card = { name: 'More', cardOwnerId: 'anna-1', cardType: 'virtual' };
    const cardProviderBinId = 'b0000000-0000-4000-8000-000000000002';
    await cards('POST', `/accounts/${mainAccount}/cards`, { ...card, cardProviderBinId });
  } else if (act === 'purchase') await control('POST', '/cards/purchase', { cardId, amount });
  else if (act === 'pending') await control('POST', '/cards/purchase', { cardId, amount, status: 'pending' });
  else if (act === 'fund') await control('POST', '/cards/fund', { accountId, amount });
  else if (act === 'wait') clock.pass(4);
  else {
    const path = `/accounts/${step.card % 2 === 0 ? mainAccount : freeAccount}/cards/${cardId}/${act}`;
    await cards('POST', path, body);
  }
}

/** What the rows of one account or card say that is on it. */
function ledgerOf(rows: readonly unknown[], of: string, id: string): bigint {
  return rows
    .filter((row) => at(row, 'of') === of && at(row, of === 'card' ? 'cardId' : 'accountId') === id)
    .filter((row) => at(row, 'status') === 'completed')
    .reduce<bigint>((sum, row) => sum + unitsOf(textAt(row, 'amount')) - unitsOf(textAt(row, 'fee')), 0n);
}

/** The total is what it was, no balance is below its holds, and each is the sum of its rows. */
async function prove({ control }: CardsPlayer): Promise<void> {
  expect(at(await control('GET', '/cards/books'), 'total')).toEqual(opened);
  const state = await control('GET', '/cards/state');
  const rows = listAt(await control('GET', '/cards/transactions'), 'transactions');
  for (const account of listAt(state, 'accounts')) {
    const sum = unitsOf(textAt(account, 'opening')) + ledgerOf(rows, 'account', textAt(account, 'id'));
    expect(textAt(account, 'balance')).toBe(decimalText(sum));
    expect(unitsOf(textAt(account, 'held')) >= 0n).toBe(true);
    expect(sum >= unitsOf(textAt(account, 'held'))).toBe(true);
  }
  for (const card of listAt(state, 'cards')) {
    const sum = ledgerOf(rows, 'card', textAt(card, 'id'));
    expect(textAt(card, 'balance')).toBe(decimalText(sum));
    expect(sum >= unitsOf(textAt(card, 'held'))).toBe(true);
  }
}

test('no sequence of calls makes or loses a billionth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 25 }), async (sequence) => {
      const player = await startCards();
      const first = await player.makeCard(mainAccount);
      const second = await player.makeCard(freeAccount);
      for (const step of sequence) await play(player, step, [first.id, second.id]);
      await prove(player);
      await player.control('PATCH', '/switches', { cardMovesFail: false });
      player.clock.pass(60);
      await prove(player);
    }),
    { numRuns: 15 },
  );
});
