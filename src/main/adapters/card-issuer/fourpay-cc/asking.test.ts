import { describe, expect, test } from 'vitest';
import { openStubIssuer } from '../../../../../test/contracts/stub-issuer.ts';
import type { StubAnswer } from '../../../../../test/contracts/stub-server.ts';

const owner = { priority: 'cashier' } as const;
const place = { accountId: 'A1', cardId: 'C1' };
const every = {
  of: 'cards',
  accountId: null,
  cardId: null,
  from: null,
  to: null,
  status: null,
  kind: null,
} as const;
const account = { id: 'A1', name: 'Main', balance: '10.00', currency: 'USD' };
const wish = { url: 'https://x.example/h', events: ['card_state'], active: true, secret: null } as const;

describe('lists', () => {
  test('that do not move on are told from such as have come to their end', async () => {
    const row = { id: 't1', amount: '1', currency: 'USD' };
    const { issuer } = await openStubIssuer(() => ({ json: [row, { ...row, id: 't2' }] }));
    const all = { ...every, limit: 2 };
    expect(await issuer.transactions({ ...all, offset: 0 }, owner)).toMatchObject({ value: { more: true } });
    expect(await issuer.transactions({ ...all, offset: 2 }, owner)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'malformed' },
    });
    expect(await issuer.transactions({ ...all, offset: 0 }, owner)).toMatchObject({ kind: 'ok' });
  });

  test('of many long rows are read whole, and no more than a thousand at once', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => ({
      ...account,
      id: `A${index}`,
      name: 'x'.repeat(3000),
    }));
    const { issuer, received } = await openStubIssuer(() => ({ json: { items: rows } }));
    const answer = await issuer.accounts(owner);
    expect(answer.kind === 'ok' ? answer.value.items.length : answer).toBe(1000);
    await issuer.cards({ accountId: 'A1', offset: -1, limit: 5000 }, owner);
    expect(received.at(-1)?.path).toBe('/v2/accounts/A1/cards?limit=1000&offset=0');
  });

  test('MON-1 a row whose number was rounded on its way is left out and counted', async () => {
    const text =
      '[{"id":1,"currency":"USD","balance":12345678.123456789},{"id":2,"currency":"USD","balance":1.5}]';
    const { issuer } = await openStubIssuer(() => ({ text }));
    expect(await issuer.accounts(owner)).toMatchObject({
      value: { unreadable: 1, items: [{ id: '2', balance: { decimal: '1.5' } }] },
    });
  });

  test('a card without a currency has that of its account, once the account has been read', async () => {
    const card = { id: 'C1', status: 'active', balance: '2' };
    const { issuer } = await openStubIssuer(({ path }) => ({
      json: path.includes('/cards') ? card : account,
    }));
    expect(await issuer.card(place, owner)).toMatchObject({ kind: 'unknown' });
    await issuer.account('A1', owner);
    expect(await issuer.card(place, owner)).toMatchObject({
      value: { balance: { decimal: '2', currency: 'USD' } },
    });
  });
});

describe('the webhook', () => {
  test('that is not set is none, and deleting it is done', async () => {
    const { issuer } = await openStubIssuer(() => ({ status: 404 }));
    expect(await issuer.webhook.read(owner)).toMatchObject({ kind: 'ok', value: null });
    expect(await issuer.webhook.remove(owner)).toMatchObject({ kind: 'ok', value: null });
    expect(await issuer.webhook.set(wish, owner)).toMatchObject({ problem: { reason: 'not_offered' } });
  });

  test('that was set without an answer that tells it is read; what cannot be read is not known', async () => {
    const config = { url: wish.url, event_types: ['card_state'], is_active: true, secret_set: false };
    let reading: StubAnswer = { json: config };
    const { issuer, calls } = await openStubIssuer(({ method }) =>
      method === 'PUT' ? { status: 204 } : reading,
    );
    expect(await issuer.webhook.set(wish, owner)).toMatchObject({ kind: 'ok', value: { url: wish.url } });
    expect(calls()).toEqual(['PUT /v2/webhooks/config', 'GET /v2/webhooks/config']);
    for (const answer of [{ status: 404 }, { status: 403 }, { json: [] }]) {
      reading = answer;
      expect(await issuer.webhook.set(wish, owner)).toMatchObject({ kind: 'unknown' });
    }
  });
});
