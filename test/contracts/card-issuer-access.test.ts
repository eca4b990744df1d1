import { describe, expect, test } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import {
  activeCard,
  CARD,
  describedIssuer,
  given,
  HOLDER,
  openedIssuer,
  owner,
} from './card-issuer-under-test.ts';

const tokenOf = (token: string) => () => ({ kind: 'api_token', token }) as const;

describe('credentials', () => {
  test('a JWT of the merchant portal opens what the token opens, until it ends', async () => {
    const { issuer, clock } = await describedIssuer({
      switches: { cardJwtLifetimeSeconds: 60 },
      credential: ({ cards }) => ({ kind: 'jwt', token: cards.jwt }),
    });
    expect(given(await issuer.accounts(owner)).items).toHaveLength(3);
    clock.move(61_000);
    expect(await issuer.accounts(owner)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused', status: 401 },
    });
  });

  test.each(['cc_test_revoked', 'cc_test_unheard_of'])('%s is refused', async (token) => {
    const { issuer } = await openedIssuer({ credential: tokenOf(token) });
    // A description is for everybody: it proves nothing of a token.
    expect(await issuer.describe(owner)).toMatchObject({ kind: 'ok' });
    expect(await issuer.accounts(owner)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused' },
    });
    expect(await issuer.createHolder(HOLDER, owner)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused' },
    });
  });

  test('one that may only read reads, and nothing else; card digits least of all', async () => {
    const parts = await describedIssuer();
    const { accountId, cardId } = await activeCard(parts);
    const { baseUrl } = parts.sandbox;
    const { issuer } = await describedIssuer({ baseUrl, credential: tokenOf('cc_test_readonly') });
    const place = { accountId, cardId };
    const amount = { decimal: '1', currency: 'USD' };
    expect(given(await issuer.card(place, owner))).toMatchObject({ id: cardId });
    for (const answer of [
      await issuer.reveal(place, owner),
      await issuer.issue({ ...CARD, name: 'Other' }, owner),
      await issuer.topUp({ ...place, amount, description: 'TL-1' }, owner),
      await issuer.freeze(place, owner),
      await issuer.webhook.remove(owner),
    ])
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'forbidden', status: 403 } });
  });

  test('another merchant at the same address sees nothing of ours', async () => {
    const ours = await describedIssuer();
    const { accountId, cardId } = await activeCard(ours);
    const { baseUrl } = ours.sandbox;
    const { issuer } = await describedIssuer({ baseUrl, credential: tokenOf('cc_test_neighbour') });
    expect(given(await issuer.accounts(owner)).items.map(({ id }) => id)).toEqual([
      SANDBOX_ACCOUNTS.neighbour,
    ]);
    expect(given(await issuer.holders({ accountId: null, offset: 0, limit: 10 }, owner)).items).toEqual([]);
    for (const answer of [
      await issuer.account(accountId, owner),
      await issuer.card({ accountId, cardId }, owner),
      await issuer.reveal({ accountId, cardId }, owner),
    ])
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'not_found' } });
  });
});

describe('where nobody is', () => {
  test('nothing was sent, and nothing is known', async () => {
    const { issuer } = await openedIssuer({ baseUrl: 'http://127.0.0.1:9' });
    const unreachable = { kind: 'unknown', problem: { reason: 'unreachable', message: 'Not sent: refused' } };
    expect(await issuer.describe(owner)).toMatchObject(unreachable);
    expect(await issuer.createHolder(HOLDER, owner)).toMatchObject(unreachable);
  });

  test('an address of something else is no issuer', async () => {
    const { sandbox } = await openedIssuer();
    const { issuer } = await openedIssuer({ baseUrl: `${sandbox.baseUrl}/elsewhere` });
    expect(await issuer.describe(owner)).toMatchObject({ kind: 'ok', value: { version: null } });
    expect(await issuer.accounts(owner)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'not_found' },
    });
  });
});
