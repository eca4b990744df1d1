import { expect } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import {
  CARD,
  type DeskTill,
  HOLDER,
  HOOK,
  lookAtDesk,
  MINUTE,
  newId,
  PINS,
  type Place,
  USD,
} from './cards-canary-life.ts';

/** Everything that a cards desk does at the issuer: as it goes well, quoted, and broken off. */

const { main, advertising } = SANDBOX_ACCOUNTS;

type Act = readonly [ending: string, act: (till: DeskTill, place: Place) => Promise<string>];

/** Everything that creates, moves, changes or tells digits, by the end of the path that it calls. */
const ACTS: readonly Act[] = [
  ['/cardholders', ({ outcome }) => outcome('cards.createHolder', { operationId: newId(), ...another() })],
  [
    '/cards',
    ({ outcome }) => outcome('cards.issue', { operationId: newId(), ...CARD, name: `Card ${newId()}` }),
  ],
  [
    '/topup',
    ({ outcome }, place) => outcome('cards.topUp', { operationId: newId(), ...place, amount: USD('2.5') }),
  ],
  [
    '/withdraw',
    ({ outcome }, place) => outcome('cards.withdraw', { operationId: newId(), ...place, amount: USD('1') }),
  ],
  ['/transfer', ({ outcome }) => outcome('cards.transfer', { operationId: newId(), ...BETWEEN })],
  ['/freeze', ({ outcome }, place) => outcome('cards.freeze', { operationId: newId(), ...place })],
  ['/unfreeze', ({ outcome }, place) => outcome('cards.unfreeze', { operationId: newId(), ...place })],
  ['/sensitive', ({ outcome }, place) => outcome('cards.reveal', { ...place, pin: PINS.owner })],
  ['/webhooks/config', ({ outcome }) => outcome('cards.setWebhook', { ...HOOK, newSecret: true })],
];

const BETWEEN = { fromAccountId: main, toAccountId: advertising, amount: USD('0.000000001') };
let people = 1;
const another = () => ({ ...HOLDER, holderId: `bob-${++people}`, email: `bob${people}@shop.example` });

/** Every act, as it goes well. */
export async function actWell(till: DeskTill, place: Place): Promise<void> {
  for (const [, act] of ACTS) expect(await act(till, place)).toBe('taken');
  await till.counter.pass(20_000);
  await lookAtDesk(till, place);
}

/** Every act is refused, or answered after it was done, in words that quote all that the issuer knows. */
export async function beQuoted(till: DeskTill, place: Place): Promise<void> {
  const { issuer, counter, outcome } = till;
  for (const status of [200, 400, 401, 403, 404, 409, 422, 429, 500, 502]) {
    for (const [ending, act] of ACTS) {
      issuer.quote(ending, status, status === 502);
      await act(till, place);
      issuer.quote(ending, null);
      await counter.pass(10_000);
    }
    issuer.quote('', status);
    await lookAtDesk(till, place);
    await outcome('cards.deleteWebhook', {});
    await outcome('cards.export', { of: 'cards' });
    await counter.pass(30_000);
    await lookAtDesk(till, place);
    issuer.quote('', null);
    await counter.pass(2 * MINUTE);
  }
  await lookAtDesk(till, place);
}

/** Connections that break, answers that end too soon, and answers that come after the act was done. */
export async function sufferFaults(till: DeskTill, place: Place): Promise<void> {
  const { counter } = till;
  const kinds = [
    'reset',
    'reset_after_write',
    'truncated',
    'malformed',
    '500_after_write',
    '502_after_write',
  ];
  for (const kind of kinds) {
    for (const [ending, act] of ACTS) {
      await counter.control.fault({ kind, path: `/api/v2/*${ending}`, count: 1 });
      await act(till, place);
      await counter.control.clearFaults();
    }
    await counter.pass(2 * MINUTE);
    await lookAtDesk(till, place);
  }
}
