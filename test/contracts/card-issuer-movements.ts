import { expect, test } from 'vitest';
import type { IssuerTransaction } from '../../src/main/ports-card-issuer.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { activeCard, given, type IssuerUnderTest, owner } from './card-issuer-under-test.ts';

const notOffered = { kind: 'rejected', problem: { reason: 'not_offered' } } as const;
const every = { accountId: null, cardId: null, from: null, to: null, status: null, kind: null } as const;
const page = { offset: 0, limit: 100 } as const;
const usd = (decimal: string) => ({ decimal, currency: 'USD' });

/** How money moves: on a card and off it, between accounts, and what an end of a card does. */
export function describeMovements(open: () => Promise<IssuerUnderTest>): void {
  test('MON-1 a top-up and a withdrawal are exact, and found again by what the answer named', async () => {
    const parts = await open();
    const { issuer, told, cards } = parts;
    const { accountId, cardId } = await activeCard(parts);
    const { total } = await cards.books();
    const place = { accountId, cardId };
    const up = given(
      await issuer.topUp({ ...place, amount: usd('20.000000001'), description: 'TL-up' }, owner),
    );
    const stored = await settled(parts, up.state, up.transactionId);
    expect(stored).toMatchObject({
      cardId,
      accountId,
      kind: 'topup',
      amount: usd('20.000000001'),
      description: told.cardDescriptionsEchoed ? 'TL-up' : null,
    });
    const fee = stored.fee?.decimal;
    expect(fee).toBe('0.400000001');
    expect(given(await issuer.card(place, owner)).balance).toEqual(usd(told.cardMovesFail ? '0' : '19.6'));
    const down = await issuer.withdraw({ ...place, amount: usd('9.6'), description: 'TL-down' }, owner);
    if (told.cardsLacks.includes('withdraw')) expect(down).toMatchObject(notOffered);
    else if (told.cardMovesFail) expect(down).toMatchObject({ kind: 'rejected', problem: { status: 409 } });
    else {
      const { state, transactionId } = given(down);
      expect(await settled(parts, state, transactionId)).toMatchObject({
        kind: 'withdraw',
        amount: usd('-9.6'),
      });
      expect(given(await issuer.card(place, owner)).balance).toEqual(usd('10'));
    }
    expect((await cards.books()).total).toEqual(total);
  });

  test('a transfer is written as the deployment wants it, where that is known', async () => {
    const parts = await open();
    const { issuer, told, cards } = parts;
    const { main, advertising } = SANDBOX_ACCOUNTS;
    const move = {
      fromAccountId: main,
      toAccountId: advertising,
      amount: usd('0.000000211'),
      description: 'TL-over',
    };
    const answer = await issuer.transfer(move, owner);
    const unknown = !told.cardDescriptionOffered || told.cardTransferForm === 'strange';
    if (unknown || told.cardsLacks.includes('transfer')) {
      expect(answer).toMatchObject(notOffered);
      expect(await cards.transactions({ description: 'TL-over' })).toEqual([]);
      return;
    }
    const { state, transactionId } = given(answer);
    expect(await settled(parts, state, transactionId, 'accounts')).toMatchObject({
      accountId: main,
      kind: 'transfer',
      amount: usd('-0.000000211'),
    });
    const { balance } = given(await issuer.account(advertising, owner));
    expect(balance).toEqual(usd(told.cardMovesFail ? '500.123456789' : '500.123457'));
  });

  test('a card is frozen, thawed and closed, where the deployment has that', async () => {
    const parts = await open();
    const { issuer, told, clock } = parts;
    const { accountId, cardId } = await activeCard(parts);
    const place = { accountId, cardId };
    for (const [act, status] of [
      ['freeze', 'frozen'],
      ['unfreeze', 'active'],
      ['close', 'closed'],
    ] as const) {
      const answer = await issuer[act](place, owner);
      if (!told.cardDescriptionOffered || told.cardsLacks.includes(act)) {
        expect(answer).toMatchObject(notOffered);
        continue;
      }
      // A card that was never frozen cannot be thawed.
      if (act === 'unfreeze' && told.cardsLacks.includes('freeze')) {
        expect(answer).toMatchObject({ kind: 'rejected', problem: { status: 409 } });
        continue;
      }
      expect(given(answer)).toEqual(
        told.cardFreezeAnswers === 'empty' ? null : expect.objectContaining({ id: cardId, status }),
      );
      expect(given(await issuer.card(place, owner))).toMatchObject({ status, statusText: status });
      const up = await issuer.topUp({ ...place, amount: usd('1'), description: '' }, owner);
      if (status !== 'active') expect(up).toMatchObject({ kind: 'rejected', problem: { status: 409 } });
      // A card with something under way is not closed.
      clock.move(told.cardMoveDelaySeconds * 1000);
    }
  });

  test('transactions are found by every filter that the deployment takes, and by no other', async () => {
    const parts = await open();
    const { issuer, told, clock } = parts;
    const { accountId, cardId } = await activeCard(parts);
    const before = new Date(clock.now() - 60_000).toISOString();
    given(await issuer.topUp({ accountId, cardId, amount: usd('5'), description: '' }, owner));
    clock.move(told.cardMoveDelaySeconds * 1000);
    const status = told.cardMovesFail ? 'failed' : 'completed';
    for (const [wish, found] of [
      [{ accountId }, 1],
      [{ accountId: SANDBOX_ACCOUNTS.euro }, 0],
      [{ cardId }, 1],
      [{ from: before }, 1],
      [{ to: before }, 0],
      [{ status }, 1],
      [{ kind: 'topup', cardId, accountId, from: before, status }, 1],
      [{ kind: 'withdraw' }, 0],
    ] as const) {
      const answer = await issuer.transactions({ ...every, ...page, of: 'cards', ...wish }, owner);
      if (told.cardDescriptionOffered) expect(given(answer).items).toHaveLength(found);
      else expect(answer).toMatchObject(notOffered);
    }
    const own = given(await issuer.transactions({ ...every, ...page, of: 'accounts' }, owner));
    expect(own.items.map(({ kind }) => kind)).toContain('card_topup');
  });
}

/** The row that an answer named, once its end has come. */
async function settled(
  { issuer, told, clock }: IssuerUnderTest,
  state: string,
  id: string | null,
  of: 'cards' | 'accounts' = 'cards',
): Promise<IssuerTransaction> {
  const outcome = told.cardMovesFail ? 'failed' : 'done';
  const read = async () => {
    const list = given(await issuer.transactions({ ...every, ...page, of }, owner));
    expect(list.unreadable).toBe(0);
    const row = list.items.find((item) => item.id === id);
    if (!row) throw new Error(`No transaction ${id}`);
    return row;
  };
  if (told.cardMoves === 'later') {
    expect(state).toBe('pending');
    clock.move(told.cardMoveDelaySeconds * 1000);
  } else expect(state).toBe(outcome);
  const row = await read();
  expect(row.outcome).toBe(outcome);
  return row;
}
