import { expect, test } from 'vitest';
import { anna, freeAccount, mainAccount, plainCard, startCards } from '../testing/cards-player.ts';
import { at, call, listAt, textAt } from '../testing/player.ts';
import { changeSwitches, defaultSwitches } from '../switches.ts';
import { cardLacks, cardSwitchOffers, defaultCardSwitches } from './card-switches.ts';

const ten = { amount: '10.00', currency: 'USD', description: 'Till R7K2-1' } as const;

test('every switch has a default and an offer', () => {
  expect(Object.keys(defaultCardSwitches)).toEqual(cardSwitchOffers.map(([name]) => name));
});

test('cardsLacks is a list or a text of known words', () => {
  const turned = (value: unknown): unknown => {
    const result = changeSwitches(defaultSwitches, { cardsLacks: value });
    return 'switches' in result ? result.switches.cardsLacks : 'refused';
  };
  expect(turned(['close', 'freeze'])).toEqual(['freeze', 'close']);
  expect(turned('close, freeze')).toEqual(['freeze', 'close']);
  expect(turned('')).toBe(defaultCardSwitches.cardsLacks);
  expect(turned(null)).toBe(defaultCardSwitches.cardsLacks);
  expect(turned(['fly'])).toBe('refused');
  expect(turned('transfer,fly')).toBe('refused');
  expect(turned(3)).toBe('refused');
});

test('the control page shows the list and its form turns it', async () => {
  const { page, read, sandbox } = await startCards({ switches: { cardsLacks: ['freeze', 'webhooks'] } });
  expect((await page('GET', '/_sandbox')).text).toContain('value="freeze,webhooks"');
  await page('POST', '/_sandbox/switches', { back: 'switches', cardsLacks: 'transfer' });
  const told = await call('GET', `${sandbox.baseUrl}/api/openapi.json`);
  expect(Object.keys(Object(at(told.json, 'paths')))).not.toContain('/api/v2/accounts/transfer');
  expect(at(await read('/webhooks/config'), 'detail')).toBe('Webhook not found');
});

test.each([
  ['items', ['items']],
  ['data', ['data', 'pagination']],
] as const)('cardListShape %s', async (cardListShape, members) => {
  const { read } = await startCards({ switches: { cardListShape } });
  const answer = Object(await read('/accounts?limit=2'));
  expect(Object.keys(answer)).toEqual(members);
  expect(listAt(answer, cardListShape)).toHaveLength(2);
  if (cardListShape === 'data') expect(answer.pagination).toEqual({ limit: 2, offset: 0, total: 3 });
});

test('cardListShape bare, and cardWrapped', async () => {
  const { read, cards, makeCard, control } = await startCards({ switches: { cardListShape: 'bare' } });
  expect(await read('/accounts')).toHaveLength(3);
  const { path } = await makeCard();
  await control('PATCH', '/switches', { cardWrapped: true });
  expect(at(await read(path), 'data.status')).toBe('active');
  expect(at(await read(`${path}/sensitive`), 'data.pan')).toMatch(/^\d{16}$/);
  expect(at((await cards('POST', `${path}/topup`, ten)).json, 'data.type')).toBe('topup');
  expect(await read('/transactions/cards')).toHaveLength(1);
});

test('cardMoneyAs number', async () => {
  const { read, cards, makeCard } = await startCards({ switches: { cardMoneyAs: 'number' } });
  const { path } = await makeCard(mainAccount, { limits: { daily: '5.5' } });
  expect((await cards('POST', `${path}/topup`, ten)).json).toMatchObject({ amount: 10, fee: 0.25 });
  expect(await read(path)).toMatchObject({ balance: 9.75, limits: { daily: 5.5 } });
  expect(await read(`/accounts/${freeAccount}`)).toMatchObject({
    balance: 500.123456789,
    fees: { cardIssue: 0 },
  });
});

test('cardErrorShape string', async () => {
  const { cards } = await startCards({ switches: { cardErrorShape: 'string' } });
  const answer = await cards('POST', `/accounts/${mainAccount}/cardholders`, {
    ...anna,
    email: 'x',
    phone: 'y',
  });
  expect([answer.status, answer.json]).toEqual([
    422,
    { detail: 'email: value is not a valid email address; phone: value is not a valid phone number' },
  ]);
});

test('cardDescriptionsEchoed off: null, but the books know', async () => {
  const { read, cards, makeCard, control } = await startCards({
    switches: { cardDescriptionsEchoed: false },
  });
  const { path } = await makeCard();
  const answer = await cards('POST', `${path}/topup`, ten);
  expect(at(answer.json, 'description')).toBeNull();
  expect(at(listAt(await read('/transactions/cards'), 'items')[0], 'description')).toBeNull();
  const found = await control('GET', '/cards/transactions?description=R7K2-1');
  expect(listAt(found, 'transactions')).toHaveLength(2);
  expect(listAt(await control('GET', '/cards/transactions?description=R7K2-9'), 'transactions')).toEqual([]);
});

test('cardIssueDelaySeconds 0: active with the next request', async () => {
  const { read, cards } = await startCards({ switches: { cardIssueDelaySeconds: 0 } });
  await cards('POST', `/accounts/${mainAccount}/cardholders`, anna);
  const made = await cards('POST', `/accounts/${mainAccount}/cards`, plainCard);
  expect(at(made.json, 'status')).toBe('creating');
  const path = `/accounts/${mainAccount}/cards/${textAt(made.json, 'id')}`;
  expect(at(await read(path), 'status')).toBe('active');
});

test('cardFreezeAnswers empty', async () => {
  const { read, cards, makeCard } = await startCards({ switches: { cardFreezeAnswers: 'empty' } });
  const { path } = await makeCard();
  for (const [act, status] of [
    ['freeze', 'frozen'],
    ['unfreeze', 'active'],
    ['close', 'closed'],
  ]) {
    const answer = await cards('POST', `${path}/${act}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(at(await read(path), 'status')).toBe(status);
  }
});

test.each([
  ['camel', '/accounts/transfer', { fromAccountId: mainAccount, toAccountId: freeAccount }],
  ['snake', '/transfers', { from_account_uuid: mainAccount, to_account_uuid: freeAccount }],
  [
    'strange',
    '/accounts/transfer',
    { fromAccountId: mainAccount, toAccountId: freeAccount, purposeCode: 'P1' },
  ],
] as const)('cardTransferForm %s: path and fields are as described', async (cardTransferForm, path, ids) => {
  const { sandbox, cards } = await startCards({ switches: { cardTransferForm } });
  const told = (await call('GET', `${sandbox.baseUrl}/api/openapi.json`)).json;
  const described = Object(at(told, 'paths'))[`/api/v2${path}`];
  expect(at(described, 'post.requestBody.required')).toBe(true);
  const schema = Object(at(told, 'components.schemas.AccountTransfer'));
  expect(schema.required.toSorted()).toEqual([...Object.keys(ids), 'amount', 'currency'].toSorted());
  expect((await cards('POST', path, { ...ten, ...ids })).status).toBe(200);
  const [first = ''] = Object.keys(ids);
  expect((await cards('POST', path, { ...ten, ...ids, [first]: undefined })).status).toBe(422);
  const other = path === '/transfers' ? '/accounts/transfer' : '/transfers';
  expect((await cards('POST', other, { ...ten, ...ids })).status).toBe(404);
});

/** The operations of the description, as `METHOD path`. */
async function described(baseUrl: string): Promise<readonly string[]> {
  const paths = Object(at((await call('GET', `${baseUrl}/api/openapi.json`)).json, 'paths'));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test('what is described is there, and what a deployment lacks is neither described nor there', async () => {
  const { sandbox, control } = await startCards();
  const all = await described(sandbox.baseUrl);
  expect(all).toHaveLength(21);
  const isThere = async (operation: string): Promise<boolean> => {
    const [method = '', path = ''] = operation.split(' ');
    const url = `${sandbox.baseUrl}${path.replace(/\{\w+\}/g, 'none')}`;
    // Without a credential: nothing is done, and 404 alone says that there is no such call.
    return (await call(method, url)).status === 401;
  };
  for (const operation of all) expect([operation, await isThere(operation)]).toEqual([operation, true]);
  await control('PATCH', '/switches', { cardsLacks: cardLacks });
  const basic = await described(sandbox.baseUrl);
  expect(basic).toHaveLength(11);
  for (const operation of all) {
    expect([operation, await isThere(operation)]).toEqual([operation, basic.includes(operation)]);
  }
});

test('the description names the filters; without it both addresses are 404', async () => {
  const { sandbox, control } = await startCards();
  const url = `${sandbox.baseUrl}/api/openapi.json`;
  const parameters = at(
    Object(at((await call('GET', url)).json, 'paths'))['/api/v2/transactions/cards'],
    'get',
  );
  expect(listAt(parameters, 'parameters').map((one) => at(one, 'name'))).toEqual([
    'limit',
    'offset',
    'account_id',
    'card_id',
    'date_from',
    'date_to',
    'status',
    'type',
  ]);
  await control('PATCH', '/switches', { cardDescriptionOffered: false });
  for (const place of [url, `${sandbox.baseUrl}/api/docs`])
    expect((await call('GET', place)).status).toBe(404);
});
