import { expect, onTestFinished, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { cardsControlOf, SANDBOX_ACCOUNTS, SANDBOX_BINS } from '../harness/cards-control.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { journalOf } from '../harness/journal-of.ts';

const { main } = SANDBOX_ACCOUNTS;

async function openDesk() {
  const counter = await openCounter();
  onTestFinished(() => counter.close());
  const { sandbox, ask } = counter;
  const token = { kind: 'api_token', token: sandbox.cards.apiToken } as const;
  await during(counter, ask('cards.connect', { baseUrl: sandbox.baseUrl, ...token }));
  return { counter, ask, cards: cardsControlOf(sandbox) };
}

/** Calls to the issuer wait for their turns: time passes. */
async function during<T>(counter: Counter, act: Promise<T>): Promise<T> {
  let over = false;
  const end = act.finally(() => {
    over = true;
  });
  end.catch(() => {});
  for (let tries = 0; tries < 100 && !over; tries++) await counter.pass(500);
  return await end;
}

/** A holder, and a card that is active. */
async function makeCard(counter: Counter): Promise<string> {
  const { ask } = counter;
  await during(
    counter,
    ask('cards.createHolder', {
      operationId: 'holder',
      accountId: main,
      holderId: 'anna-1',
      firstName: 'Anna',
      lastName: 'Bell',
      email: 'anna@shop.example',
      phone: '+12025550101',
    }),
  );
  const choice = { kind: 'bin', binId: SANDBOX_BINS.visa } as const;
  const wish = { accountId: main, name: 'Office', holderId: 'anna-1', type: 'virtual', choice } as const;
  const { cardId } = await during(counter, ask('cards.issue', { operationId: 'card', ...wish }));
  await counter.pass(20_000);
  return cardId ?? '';
}

test('a holder, a card and a top-up through the whole till; a power cut sends nothing twice', async () => {
  const { counter, ask, cards } = await openDesk();
  const cardId = await makeCard(counter);
  expect(await ask('cards.operation', { operationId: 'card' })).toMatchObject({ state: 'done' });
  const { total } = await cards.books();
  await counter.control.fault({ kind: 'hang_after_write', method: 'POST', path: '*/topup', count: 1 });
  const amount = { decimal: '12.5', currency: 'USD' };
  const asked = ask('cards.topUp', { operationId: 'a', accountId: main, cardId, amount }).catch(() => null);
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await ask('cards.operations', {});
    if (items.some(({ id }) => id === 'a')) break;
    await counter.pass(250);
  }
  await counter.settle();
  await counter.crash();
  await asked;
  await counter.pass(30_000);
  expect(await ask('cards.operation', { operationId: 'a' })).toMatchObject({ state: 'done' });
  const rows = (await cards.transactions({ cardId })).filter(
    ({ of, type }) => of === 'card' && type === 'topup',
  );
  expect(rows).toHaveLength(1);
  expect((await cards.books()).total).toEqual(total);
});

test('AUD-1 SEC-10 without an owner who has a PIN nobody sees digits, and nothing of it is journalled', async () => {
  const { counter, ask } = await openDesk();
  const cardId = await makeCard(counter);
  expect(await codeOf(during(counter, ask('cards.reveal', { accountId: main, cardId, pin: '1357' })))).toBe(
    'PIN_MISSING',
  );
  const kinds = journalOf(counter).map(({ kind }) => kind);
  expect(kinds).not.toContain('cards.revealed');
  expect(kinds).toContain('cards.connected');
});

test('SEC-10 a manager reads and asks for nothing, a cashier sees nothing, the owner sees digits by their own PIN', async () => {
  const { counter, ask } = await openDesk();
  const cardId = await makeCard(counter);
  const add = async (name: string, role: 'owner' | 'manager' | 'cashier', pin: string) => {
    await ask('staff.add', { name, role, pin });
    return idOf(counter, name);
  };
  const owner = await add('Olga', 'owner', '258013');
  await ask('staff.signIn', { staffId: owner, pin: '258013' });
  const manager = await add('Max', 'manager', '904613');
  const cashier = await add('Cleo', 'cashier', '736194');
  const place = { accountId: main, cardId };

  const digits = await during(counter, ask('cards.reveal', { ...place, pin: '258013' }));
  expect(digits.pan).toMatch(/^\d{16}$/);
  expect(await codeOf(during(counter, ask('cards.reveal', { ...place, pin: '904613' })))).toBe('PIN_WRONG');

  await ask('staff.signIn', { staffId: manager, pin: '904613' });
  expect((await during(counter, ask('cards.card', place))).name).toBe('Office');
  expect(await codeOf(ask('cards.reveal', { ...place, pin: '904613' }))).toBe('FORBIDDEN');
  expect(await codeOf(ask('cards.freeze', { operationId: 'f', ...place }))).toBe('FORBIDDEN');

  await ask('staff.signIn', { staffId: cashier, pin: '736194' });
  expect(await codeOf(ask('cards.desk', {}))).toBe('FORBIDDEN');
  expect(await codeOf(ask('cards.operations', {}))).toBe('FORBIDDEN');

  const revealed = journalOf(counter).filter(({ kind }) => kind === 'cards.revealed');
  expect(revealed.map(({ payload }) => JSON.parse(payload))).toEqual([{ account: main, by: owner }]);
});

async function idOf({ ask }: Counter, name: string): Promise<string> {
  const { people } = await ask('staff.session', {});
  return people.find((person) => person.name === name)?.id ?? '';
}
