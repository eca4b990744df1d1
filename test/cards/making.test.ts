import { expect, test } from 'vitest';
import type { OperationParsed } from '../../src/contract/operations.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BINS } from '../harness/cards-control.ts';
import { type BenchOptions, openBench } from './cards-bench.ts';

const { main } = SANDBOX_ACCOUNTS;
const LOST = { kind: '500_after_write', method: 'POST', count: 1 };

const HOLDER: OperationParsed<'cards.createHolder'> = {
  operationId: 'holder-1',
  accountId: main,
  holderId: 'bo-2',
  firstName: 'Bo',
  lastName: 'Ray',
  email: 'bo@shop.example',
  phone: '+1 202 555 0102',
};

const CARD: OperationParsed<'cards.issue'> = {
  operationId: 'card-1',
  accountId: main,
  name: 'Travel',
  holderId: 'anna-1',
  type: 'virtual',
  choice: { kind: 'bin', binId: SANDBOX_BINS.visa },
  limits: null,
};

async function openMaking(options: BenchOptions = {}) {
  const bench = await openBench(options);
  const cardId = await bench.makeCard('Office');
  const named = async (name: string) =>
    (await bench.cards.state()).cards.filter((card) => card.name === name);
  return {
    bench,
    place: { accountId: main, cardId },
    issue: (wish: Partial<typeof CARD> = {}) => bench.done(bench.service().issue({ ...CARD, ...wish })),
    holder: (wish: Partial<typeof HOLDER> = {}) =>
      bench.done(bench.service().createHolder({ ...HOLDER, ...wish })),
    told: (id: string) => bench.service().operation(id),
    named,
  };
}

test('a card is being made, and followed until it is active', async () => {
  const { bench, issue, told } = await openMaking();
  const asked = await issue({
    limits: { daily: { decimal: '10.5', currency: 'USD' }, monthly: null, perTransaction: null },
  });
  expect(asked).toMatchObject({ act: 'issue', state: 'accepted', evidence: 'answer', label: 'Travel' });
  expect(asked.cardId).not.toBeNull();
  await bench.pass(5000);
  expect(told('card-1')).toMatchObject({ state: 'done', evidence: 'card', words: 'active' });
  const card = await bench.done(bench.service().card({ accountId: main, cardId: asked.cardId ?? '' }));
  expect(card.limits).toEqual([{ name: 'daily', text: expect.stringContaining('10.5') }]);
});

test('a card that could not be made has failed, and says so', async () => {
  const { bench, issue, told } = await openMaking({ switches: { cardIssueFails: true } });
  await issue();
  await bench.pass(5000);
  expect(told('card-1')).toMatchObject({ state: 'failed', words: 'creating_failed' });
});

test('a card whose making was not answered is found by its name; no second one is made', async () => {
  const { bench, issue, told, named } = await openMaking();
  await bench.control.fault(LOST);
  expect(await issue()).toMatchObject({ state: 'unknown', cardId: null });
  await expect(issue({ operationId: 'card-2' })).rejects.toMatchObject({ code: 'CARDS_BUSY' });
  await bench.pass(10_000);
  expect(told('card-1')).toMatchObject({ state: 'done', evidence: 'card' });
  expect(told('card-1').cardId).not.toBeNull();
  expect(await named('Travel')).toHaveLength(1);
});

test('a name that may be on its way is not asked for again', async () => {
  const { bench, issue, named } = await openMaking();
  await bench.control.fault({ kind: 'status_before', status: 502, method: 'POST', count: 1 });
  await issue();
  await expect(issue({ operationId: 'card-2' })).rejects.toMatchObject({
    code: 'CARDS_BUSY',
    details: { operationId: 'card-1' },
  });
  await bench.pass(66 * 60_000);
  expect(bench.service().operation('card-1').state).toBe('not_seen');
  expect(await named('Travel')).toEqual([]);
  expect(await issue({ operationId: 'card-2' })).toMatchObject({ state: 'accepted' });
  await bench.pass(35 * 60_000);
  const states = ['card-1', 'card-2'].map((id) => bench.service().operation(id).state);
  expect(states).toEqual(['not_seen', 'done']);
});

test('the name of a card that is there is refused before anything is sent', async () => {
  const { bench, issue } = await openMaking();
  await expect(issue({ name: 'Office' })).rejects.toMatchObject({
    code: 'CARDS_NAME_TAKEN',
    details: { field: 'name' },
  });
  expect(bench.operations()).toEqual([]);
});

test('limits are in the currency of the account', async () => {
  const { issue } = await openMaking();
  const daily = { decimal: '5', currency: 'EUR' };
  await expect(issue({ limits: { daily, monthly: null, perTransaction: null } })).rejects.toMatchObject({
    code: 'CARDS_AMOUNT_INVALID',
    details: { field: 'daily', reason: 'currency' },
  });
});

test.each([['list'], ['string']] as const)(
  "a refusal in the form of a %s stands on the form's own fields",
  async (cardErrorShape) => {
    const { holder, issue } = await openMaking({ switches: { cardErrorShape } });
    const refused = await holder({ email: 'nobody', phone: 'none' });
    expect(refused.state).toBe('refused');
    expect(refused.complaints.map(({ field }) => field).toSorted()).toEqual(['email', 'phone']);
    const card = await issue({ choice: { kind: 'category', categoryId: 'none' } });
    expect(card).toMatchObject({ state: 'refused', complaints: [{ field: 'categoryId' }] });
  },
);

test('a holder is made once, and found by our own id where the answer was lost', async () => {
  const { bench, holder, told } = await openMaking();
  await bench.control.fault(LOST);
  expect(await holder()).toMatchObject({ state: 'unknown', label: 'Bo Ray' });
  await bench.pass(3000);
  expect(told('holder-1')).toMatchObject({ state: 'done', evidence: 'card' });
  await expect(holder({ operationId: 'holder-2' })).rejects.toMatchObject({
    code: 'CARDS_NAME_TAKEN',
    details: { field: 'holderId' },
  });
});

test.each([['card'], ['empty']] as const)(
  'freezing, thawing and closing are seen done where the answer is %s',
  async (cardFreezeAnswers) => {
    const { bench, place } = await openMaking({ switches: { cardFreezeAnswers } });
    const service = bench.service();
    expect(await bench.done(service.freeze({ operationId: 'a', ...place }))).toMatchObject({ state: 'done' });
    expect(await bench.done(service.unfreeze({ operationId: 'b', ...place }))).toMatchObject({
      state: 'done',
    });
    expect(await bench.done(service.closeCard({ operationId: 'c', ...place }))).toMatchObject({
      state: 'done',
    });
    expect((await bench.done(service.card(place))).status).toBe('closed');
  },
);

test('a lost answer to a freeze ends by the card itself', async () => {
  const { bench, place, told } = await openMaking();
  await bench.control.fault(LOST);
  expect(await bench.done(bench.service().freeze({ operationId: 'a', ...place }))).toMatchObject({
    state: 'unknown',
  });
  expect(await bench.codeOf(bench.service().unfreeze({ operationId: 'b', ...place }))).toBe('CARDS_BUSY');
  const looked = await bench.done(bench.service().look('a'));
  expect(looked).toMatchObject({ state: 'done', evidence: 'card', words: 'frozen' });
  expect(told('a').lastLookAt).not.toBeNull();
});

test('what was taken and cannot be seen for a day is told as not known, and stays so until it shows', async () => {
  const { bench, issue, told } = await openMaking({ switches: { cardIssueDelaySeconds: 100_000 } });
  expect(await issue()).toMatchObject({ state: 'accepted' });
  const { baseUrl, cards } = bench.sandbox;
  const neighbour = { baseUrl, kind: 'api_token', token: 'cc_test_neighbour' } as const;
  await bench.done(bench.service().connect(neighbour));
  bench.jump(23 * 3_600_000);
  await bench.pass(30 * 60_000);
  expect(told('card-1').state).toBe('accepted');
  await bench.pass(3_600_000);
  expect(told('card-1').state).toBe('unknown');
  await bench.pass(3 * 3_600_000);
  expect(told('card-1').state).toBe('unknown');
  bench.jump(3_600_000);
  await bench.done(bench.service().connect({ ...neighbour, token: cards.apiToken }));
  await bench.pass(60_000);
  expect(told('card-1')).toMatchObject({ state: 'done' });
});
