import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { type Answer, type Player, call, startPlayer, textAt } from './player.ts';

/** The accounts of every sandbox. */
export const mainAccount = 'a0000000-0000-4000-8000-000000000001';
export const freeAccount = 'a0000000-0000-4000-8000-000000000002';
export const euroAccount = 'a0000000-0000-4000-8000-000000000003';
export const neighbourAccount = 'a0000000-0000-4000-8000-000000000004';

export const visaBin = 'b0000000-0000-4000-8000-000000000001';
export const travelCategory = 'c0000000-0000-4000-8000-000000000002';

/** A body for a cardholder that is accepted. */
export const anna = {
  cardOwnerId: 'anna-1',
  first_name: 'Anna',
  last_name: 'Bell',
  email: 'anna@shop.example',
  phone: '+1 202 555 0101',
} as const;

/** A body for a card that is accepted once there is {@link anna}. */
export const plainCard = {
  name: 'Office',
  cardOwnerId: 'anna-1',
  cardType: 'virtual',
  cardProviderBinId: visaBin,
} as const;

/** A clock that stands still until a test moves it. */
export interface StillClock {
  now(): number;
  pass(seconds: number): void;
}

/** Makes a {@link StillClock}. */
export function stillClock(): StillClock {
  let now = Date.UTC(2026, 2, 1, 10, 0, 0, 500);
  return {
    now: () => now,
    pass: (seconds) => {
      now += seconds * 1000;
    },
  };
}

/** Plays a merchant and a test's hand against the card issuer of one sandbox. */
export interface CardsPlayer extends Player {
  readonly clock: StillClock;
  /** Calls the issuer with the shop's API token; the path begins after `/api/v2`. */
  cards(
    method: string,
    path: string,
    json?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Makes a cardholder (unless there is one) and a card that is active; the card's path. */
  makeCard(accountId?: string, members?: object): Promise<{ readonly id: string; readonly path: string }>;
  /** The body of a GET. */
  read(path: string): Promise<unknown>;
}

/** A player for the issuer of a sandbox that already runs by this clock. */
export function cardsPlayerOf(player: Player, clock: StillClock): CardsPlayer {
  const { sandbox } = player;
  const cards: CardsPlayer['cards'] = (
    method,
    path,
    json,
    headers = { 'x-api-token': sandbox.cards.apiToken },
  ) => call(method, `${sandbox.baseUrl}/api/v2${path}`, { json, headers });
  return {
    ...player,
    clock,
    cards,
    read: async (path) => (await cards('GET', path)).json,
    makeCard: async (accountId = mainAccount, members = {}) => {
      await cards('POST', `/accounts/${accountId}/cardholders`, anna);
      const made = await cards('POST', `/accounts/${accountId}/cards`, { ...plainCard, ...members });
      const id = textAt(made.json, 'id');
      clock.pass(10);
      return { id, path: `/accounts/${accountId}/cards/${id}` };
    },
  };
}

/** Starts a sandbox for the running test; it is closed when the test ends. */
export async function startCards(options: SandboxOptions = {}): Promise<CardsPlayer> {
  const clock = stillClock();
  return cardsPlayerOf(await startPlayer({ clock, ...options }), clock);
}

/** A bearer's header. */
export function bearerOf({ cards }: Sandbox, jwt = cards.jwt): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${jwt}` };
}
