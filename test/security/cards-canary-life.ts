import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHmac } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { OperationInput, OperationName } from '../../src/contract/operations.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { openKeychain, type OpenKeychain } from '../builders/open-keychain.ts';
import {
  type CardsControl,
  cardsControlOf,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { type Post, sender } from '../webhooks/posting.ts';
import { type CanaryIssuer, grouped, startCanaryIssuer } from './cards-canary-issuer.ts';
import { type CardSecrets, partsOf } from './cards-canary-search.ts';
import { type Recorded, recorded } from './watched-till.ts';

/** The life of a till with a cards desk, whose every word is noted. */

export const TOKEN = 'MARK+card/token=5d20c91e~right';
export const WRONG_TOKEN = 'MARK+card/token=c07b43aa~wrong';
export const PINS = { owner: '90461378', wrong: '50938164' };
export const MINUTE = 60_000;
const { main } = SANDBOX_ACCOUNTS;
export const USD = (decimal: string) => ({ decimal, currency: 'USD' });
export const newId = (): string => crypto.randomUUID();

export interface DeskTill extends Recorded {
  readonly counter: Counter;
  readonly cards: CardsControl;
  readonly issuer: CanaryIssuer;
  readonly keychain: OpenKeychain;
  readonly anchorFolder: string;
  readonly jwt: string;
  readonly owner: string;
  /** Waits for a call, letting as little time pass as it takes. */
  done<T>(call: Promise<T>): Promise<T>;
  /** What became of a call: `taken`, or the error as text. */
  outcome<N extends OperationName>(op: N, input: OperationInput<N>): Promise<string>;
  secrets(): CardSecrets;
}

export async function openDeskTill(): Promise<DeskTill> {
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  const sandbox = await startSandbox({ clock: { now: () => theirs.now() } });
  onTestFinished(() => sandbox.close());
  const issuer = await startCanaryIssuer(sandbox);
  const keychain = openKeychain();
  const anchorFolder = mkdtempSync(join(tmpdir(), 'tillink-anchors-'));
  onTestFinished(() => rmSync(anchorFolder, { recursive: true, force: true }));
  const counter = await openCounter({ sandbox, secrets: keychain.store, anchorFolder });
  onTestFinished(counter.close);
  theirs.now = counter.clock.now;
  const wire = recorded((op, input) => counter.till().dispatch({ op, input }));
  const cards = cardsControlOf(sandbox);
  await cards.addToken({ token: TOKEN });
  const { token: jwt } = await cards.addToken({ kind: 'jwt', lifetimeSeconds: 7 * 24 * 3600 });
  const { items } = await wire.ask('staff.add', { name: 'Ольга', role: 'owner', pin: PINS.owner });
  await wire.ask('staff.setAutoLock', { minutes: 240 });
  const done: DeskTill['done'] = (call) => doneAt(counter, call);
  return {
    ...wire,
    counter,
    cards,
    issuer,
    keychain,
    anchorFolder,
    jwt,
    owner: items[0]?.id ?? '',
    done,
    outcome: (op, input) => done(wire.ask(op, input).then(() => 'taken', String)),
    secrets: () => ({
      credentials: [TOKEN, WRONG_TOKEN, ...partsOf(jwt), ...issuer.hookSecrets()],
      digits: issuer.digits(),
      pins: Object.values(PINS),
    }),
  };
}

async function doneAt<T>(counter: Counter, call: Promise<T>): Promise<T> {
  let over = false;
  const end = call.finally(() => {
    over = true;
  });
  end.catch(() => {});
  for (let tries = 0; tries < 1000 && !over; tries++) {
    await counter.settle();
    // A PIN is hashed beside the clock.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!over) await counter.pass(250);
  }
  return await end;
}

export const byToken = ({ issuer }: DeskTill) =>
  ({ baseUrl: issuer.baseUrl, kind: 'api_token', token: TOKEN }) as const;

const byJwt = ({ issuer, jwt }: DeskTill) => ({ baseUrl: issuer.baseUrl, kind: 'jwt', token: jwt }) as const;

/** A card to act on, and the holder of it. */
export interface Place {
  readonly accountId: string;
  readonly cardId: string;
}

/** Wrong and malformed credentials, refusals that quote them, and then the right ones. */
export async function connect(till: DeskTill): Promise<void> {
  const { issuer, outcome, keychain } = till;
  const right = byToken(till);
  const host = issuer.baseUrl.replace('http://', '');
  const wrong: readonly OperationInput<'cards.connect'>[] = [
    { ...right, token: WRONG_TOKEN },
    { ...right, token: `${TOKEN} and more` },
    { ...right, token: TOKEN.slice(0, 5) },
    { ...right, token: TOKEN.repeat(200) },
    { ...right, baseUrl: `http://owner:${TOKEN}@${host}` },
    { ...right, baseUrl: `${issuer.baseUrl}?token=${TOKEN}` },
    { ...right, baseUrl: `not an address ${TOKEN}` },
    { ...right, kind: 'jwt' },
    { ...byJwt(till), kind: 'api_token' },
  ];
  for (const wish of wrong) expect(await outcome('cards.connect', wish)).not.toBe('taken');
  for (const status of [302, 400, 401, 403, 422, 429, 500]) {
    issuer.quote('', status);
    for (const wish of [right, byJwt(till)]) expect(await outcome('cards.connect', wish)).not.toBe('taken');
    issuer.quote('', null);
    await till.counter.pass(2 * MINUTE);
  }
  expect([...keychain.values.values()].filter((value) => value === TOKEN)).toEqual([]);
  expect(await outcome('cards.connect', byJwt(till))).toBe('taken');
  expect(await outcome('cards.describe', {})).toBe('taken');
  expect(await outcome('cards.connect', right)).toBe('taken');
}

/** Asks for whatever shows something of the desk; what is refused is noted too. */
export async function lookAtDesk(till: DeskTill, place?: Place): Promise<void> {
  const { ask, outcome } = till;
  await outcome('cards.desk', {});
  await outcome('cards.describe', {});
  await outcome('cards.accounts', {});
  await outcome('cards.account', { accountId: main });
  for (const accountId of [null, main]) await outcome('cards.holders', { accountId });
  await outcome('cards.list', { accountId: main });
  await outcome('cards.list', { accountId: main, text: 'a' });
  if (place) await outcome('cards.card', place);
  for (const of of ['cards', 'accounts'] as const) await outcome('cards.transactions', { of });
  await outcome('cards.webhook', {});
  await outcome('cards.exportStatus', {});
  const { items } = await ask('cards.operations', {});
  for (const { id: operationId, state } of items) {
    await ask('cards.operation', { operationId });
    if (state === 'unknown') await outcome('cards.look', { operationId });
  }
  await outcome('attention.list', { resolved: false });
  await outcome('app.status', {});
}

export const HOLDER = {
  accountId: main,
  holderId: 'anna-1',
  firstName: 'Anna',
  lastName: 'Bell',
  email: 'anna@shop.example',
  phone: '+1 202 555 0101',
};
export const CARD = {
  accountId: main,
  holderId: HOLDER.holderId,
  type: 'virtual',
  choice: { kind: 'bin', binId: SANDBOX_BINS.visa },
} as const;

/** A holder, refused in its fields first, and a card with money whose digits have been looked at. */
export async function makeCard(till: DeskTill): Promise<Place> {
  const { ask, counter, done, outcome } = till;
  const bad = { ...HOLDER, email: 'no address', phone: 'none' };
  const refused = await done(ask('cards.createHolder', { operationId: newId(), ...bad }));
  expect(refused).toMatchObject({ state: 'refused', complaints: [{ field: 'email' }, { field: 'phone' }] });
  const made = await done(ask('cards.createHolder', { operationId: newId(), ...HOLDER }));
  expect(made).toMatchObject({ state: 'done' });
  const wish = { operationId: newId(), ...CARD, name: 'Office' };
  const { cardId } = await done(ask('cards.issue', wish));
  if (cardId === null) throw new Error('No card was made');
  await counter.pass(20_000);
  const place = { accountId: main, cardId };
  await done(ask('cards.topUp', { operationId: newId(), ...place, amount: USD('100') }));
  expect(await outcome('cards.reveal', { ...place, pin: PINS.wrong })).toContain('PIN_WRONG');
  const { pan, cvv } = await done(ask('cards.reveal', { ...place, pin: PINS.owner }));
  expect(till.secrets().digits).toContainEqual({ pan, cvv });
  return place;
}

/** Purchases in words that quote, in lists and in the file. @returns what the file has in it */
export async function exportRows(till: DeskTill, { cardId }: Place): Promise<readonly string[]> {
  const { ask, cards, counter, issuer, outcome } = till;
  const [{ pan } = { pan: '' }] = issuer.digits();
  for (const number of [pan, grouped(pan, ' '), grouped(pan, '-')]) {
    await cards.purchase(cardId, '0.1', { merchant: `Shop ${number}, ${TOKEN}` });
  }
  await lookAtDesk(till);
  const files: string[] = [];
  for (const of of ['cards', 'accounts'] as const) {
    expect(await outcome('cards.export', { of })).toBe('taken');
    await counter.pass(30_000);
    const { export: view } = await ask('cards.exportStatus', {});
    expect(view).toMatchObject({ state: 'done' });
    const opened = await counter.till().files.download('local', view?.file?.handle ?? '');
    if (opened.ok) files.push(opened.value.path);
  }
  await outcome('cards.export', { of: 'cards' });
  await outcome('cards.exportCancel', {});
  return files;
}

export const HOOK = { url: 'https://shop.example/hook', events: ['card_state' as const], active: true };

/** Listens at any free port. */
async function listen({ ask }: DeskTill): Promise<number> {
  for (let port = 42_000 + (process.pid % 20_000); ; port++) {
    await ask('webhook.change', { enabled: true, port });
    await expect
      .poll(async () => (await ask('webhook.get', {})).state.kind, { timeout: 30_000 })
      .not.toBe('off');
    if ((await ask('webhook.get', {})).state.kind === 'listening') return port;
  }
}

/** Deliveries of every worth, all of which quote whatever there is. */
function deliveries({ issuer, jwt }: DeskTill, path: string): readonly Post[] {
  const [{ pan, cvv } = { pan: '', cvv: '' }] = issuer.digits();
  const secret = issuer.hookSecrets().at(-1) ?? '';
  const words = `${TOKEN} ${jwt} ${secret} ${pan} ${grouped(pan, ' ')} ${grouped(pan, '-')} CVV ${cvv}`;
  const body = JSON.stringify({ id: words, type: 'card_state', data: { pan, cvv, name: words } });
  const sign = (by: string, text: string) => createHmac('sha256', by).update(text).digest('hex');
  const named = (signature: string) => ({ 'x-webhook-signature': signature });
  return [
    { path, body, headers: named(sign(secret, body)) },
    { path, body: words.repeat(2000), headers: named(sign(secret, words.repeat(2000))) },
    { path, body: `{"id": "${words}`, headers: named(sign(secret, `{"id": "${words}`)) },
    { path, body },
    { path, body, headers: named(sign('another secret', body)) },
    { path, body, headers: named(secret) },
    { path, body, headers: named(`${sign(secret, body)}00`) },
    { path: `${path}?at=${encodeURIComponent(words)}`, body, headers: { 'x-webhook-event-id': words } },
    { path: `${path}/${encodeURIComponent(words)}`, body },
  ];
}

/** The webhook with its secret, lost answers, and deliveries genuine and not. */
export async function beTold(till: DeskTill, place: Place): Promise<void> {
  const { ask, cards, counter, done, issuer, outcome, said } = till;
  await done(ask('cards.setWebhook', HOOK));
  const { path } = await done(ask('cards.setWebhook', { ...HOOK, newSecret: true }));
  const port = await listen(till);
  const send = sender(() => port);
  const before = (await done(ask('cards.webhook', {}))).counts;
  for (const post of deliveries(till, path)) {
    const { status, text, headers } = await send(post);
    said[`${Object.keys(said).length} delivery ${status}`] = `${text} ${JSON.stringify(headers)}`;
  }
  await counter.pass(MINUTE);
  const { counts } = await done(ask('cards.webhook', {}));
  expect(counts.verified).toBeGreaterThan(before.verified);
  expect(counts.refused).toBeGreaterThan(before.refused);
  await cards.webhook({ url: `http://127.0.0.1:${port}${path}` });
  // The states of cards too, in case one that was only said to be done is still being waited for.
  await outcome('cards.freeze', { operationId: newId(), ...place });
  await outcome('cards.unfreeze', { operationId: newId(), ...place });
  await cards.setStatus(place.cardId, 'active');
  await expect
    .poll(async () => (await done(ask('cards.webhook', {}))).counts.verified, { timeout: 30_000 })
    .toBeGreaterThan(counts.verified);
  await cards.webhook(null);
  issuer.quote('/webhooks/config', 500);
  await outcome('cards.setWebhook', { ...HOOK, newSecret: true });
  issuer.quote('/webhooks/config', null);
  await lookAtDesk(till, place);
}

/** Signs in again, after a till has ended. */
export async function comeBack({ ask, done, owner }: DeskTill): Promise<void> {
  await done(ask('staff.signIn', { staffId: owner, pin: PINS.owner }));
}
