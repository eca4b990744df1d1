import { describe, expect, test } from 'vitest';
import type { CallOptions, ProviderAnswer } from '../../src/main/ports.ts';
import type { CardIssuer, CardPlace } from '../../src/main/ports-card-issuer.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { activeCard, CARD, given, HOLDER, type IssuerUnderTest, owner } from './card-issuer-under-test.ts';

const usd = (decimal: string) => ({ decimal, currency: 'USD' });

interface Write {
  readonly path: string;
  send(issuer: CardIssuer, place: CardPlace, options: CallOptions): Promise<ProviderAnswer<unknown>>;
}

const ACCOUNT = '/api/v2/accounts/:account';
const ON_CARD = `${ACCOUNT}/cards/:card`;
const amount = usd('1');
const { main, advertising } = SANDBOX_ACCOUNTS;

const TOP_UP: Write = {
  path: `${ON_CARD}/topup`,
  send: (issuer, place, options) => issuer.topUp({ ...place, amount, description: 'TL-1' }, options),
};

const WRITES: Readonly<Record<string, Write>> = {
  'making a cardholder': {
    path: `${ACCOUNT}/cardholders`,
    send: (issuer, _, options) =>
      issuer.createHolder({ ...HOLDER, holderId: 'bob-1', email: 'bob@example.com' }, options),
  },
  'issuing a card': {
    path: `${ACCOUNT}/cards`,
    send: (issuer, _, options) => issuer.issue({ ...CARD, name: 'Second' }, options),
  },
  'a top-up': TOP_UP,
  'a withdrawal': {
    path: `${ON_CARD}/withdraw`,
    send: (issuer, place, options) => issuer.withdraw({ ...place, amount, description: 'TL-1' }, options),
  },
  'a transfer': {
    path: '/api/v2/accounts/transfer',
    send: (issuer, _, options) =>
      issuer.transfer(
        { fromAccountId: main, toAccountId: advertising, amount, description: 'TL-1' },
        options,
      ),
  },
  freezing: { path: `${ON_CARD}/freeze`, send: (issuer, place, options) => issuer.freeze(place, options) },
  thawing: { path: `${ON_CARD}/unfreeze`, send: (issuer, place, options) => issuer.unfreeze(place, options) },
  closing: { path: `${ON_CARD}/close`, send: (issuer, place, options) => issuer.close(place, options) },
};

interface Prepared {
  readonly parts: IssuerUnderTest;
  readonly place: CardPlace;
  readonly before: number;
}

/** Faults after which nobody knows what was done. */
const LOST = [
  '500_after_write',
  '502_after_write',
  'reset',
  'reset_after_write',
  'truncated',
  'malformed',
] as const;

/** What becomes of it when the network or the issuer fails: what may have been done is never called undone, nor sent again. */
export function describeIssuerFaults(name: string, open: () => Promise<IssuerUnderTest>): void {
  const sent = async ({ control }: IssuerUnderTest, { path }: Write): Promise<number> => {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    return (await control.requests()).filter((one) => one.method !== 'GET' && pattern.test(one.path)).length;
  };
  /** A card with money on it, frozen where that is to be undone. `before`: how often the like was sent for that. */
  const prepared = async (act: string, write: Write): Promise<Prepared> => {
    const parts = await open();
    const { accountId, cardId } = await activeCard(parts);
    const place = { accountId, cardId };
    given(await parts.issuer.topUp({ ...place, amount: usd('10'), description: '' }, owner));
    if (act === 'thawing') given(await parts.issuer.freeze(place, owner));
    return { parts, place, before: await sent(parts, write) };
  };

  describe.each(Object.entries(WRITES))(`${name}: PAY-3 %s`, (act, write) => {
    test.each(LOST)('that ends in %s is unknown, and sent once', async (kind) => {
      const { parts, place, before } = await prepared(act, write);
      await parts.control.fault({ kind, path: write.path });
      expect(await write.send(parts.issuer, place, owner)).toMatchObject({ kind: 'unknown' });
      expect(await sent(parts, write)).toBe(before + 1);
    });

    test.each([
      [429, 'rejected', 'slow_down'],
      [502, 'unknown', 'server_error'],
      [503, 'unknown', 'server_error'],
    ])('that is answered with %d is %s, and sent once', async (status, kind, reason) => {
      const { parts, place, before } = await prepared(act, write);
      await parts.control.fault({ kind: 'status_before', status, path: write.path });
      expect(await write.send(parts.issuer, place, owner)).toMatchObject({ kind, problem: { reason } });
      expect(await sent(parts, write)).toBe(before + 1);
    });

    test.each(['hang', 'hang_after_write'])('that is never answered (%s) is unknown', async (kind) => {
      const { parts, place, before } = await prepared(act, write);
      await parts.control.fault({ kind, path: write.path });
      const late = new AbortController();
      const call = write.send(parts.issuer, place, { ...owner, signal: late.signal });
      await expect.poll(() => sent(parts, write)).toBe(before + 1);
      late.abort();
      expect(await call).toMatchObject({ kind: 'unknown', problem: { reason: 'no_answer' } });
    });

    test('that comes late is what it is', async () => {
      const { parts, place } = await prepared(act, write);
      await parts.control.fault({ kind: 'delay', delayMs: 50, path: write.path });
      expect(await write.send(parts.issuer, place, owner)).toMatchObject({ kind: 'ok' });
    });
  });

  test.each(['500_after_write', '502_after_write', 'reset', 'truncated', 'malformed', 'status_before'])(
    `${name}: what only asks is asked again after %s`,
    async (kind) => {
      const parts = await open();
      await parts.control.fault({ kind, status: 429, count: 2, path: '/api/v2/accounts' });
      expect(given(await parts.issuer.accounts(owner)).items).toHaveLength(3);
    },
  );

  test(`${name}: a setting of the webhook whose answer was lost is unknown, and reads as it was set`, async () => {
    const { issuer, control } = await open();
    const wish = {
      url: 'https://till.example/h',
      events: ['card_state'],
      active: true,
      secret: 's'.repeat(32),
    } as const;
    await control.fault({ kind: '502_after_write', path: '/api/v2/webhooks/config' });
    expect(await issuer.webhook.set(wish, owner)).toMatchObject({ kind: 'unknown' });
    expect(given(await issuer.webhook.read(owner))).toMatchObject({ url: wish.url, secretSet: true });
  });

  test(`${name}: PAY-3 no fault makes or loses money`, async () => {
    const { parts, place } = await prepared('', TOP_UP);
    const { total } = await parts.cards.books();
    for (const kind of LOST) {
      await parts.control.fault({ kind, path: TOP_UP.path });
      await TOP_UP.send(parts.issuer, place, owner);
    }
    expect((await parts.cards.books()).total).toEqual(total);
    const made = await parts.cards.transactions({ description: 'TL-1' });
    // Each that was handled once, the one that was reset before not at all.
    expect(made.filter(({ of }) => of === 'card')).toHaveLength(LOST.length - 1);
  });
}
