import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import { bearerOf, cardsPlayerOf, freeAccount, stillClock } from '../testing/cards-player.ts';
import { at, listAt, playerOf } from '../testing/player.ts';

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-cards-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'state.json');
}

test('cards, money, digits, what is under way, webhooks and the JWT survive a restart', async () => {
  const statePath = await stateFile();
  const clock = stillClock();
  const switches = { cardMoves: 'later' } as const;
  const first = await startSandbox({ statePath, clock, switches });
  const before = cardsPlayerOf(playerOf(first), clock);
  const { path } = await before.makeCard(freeAccount);
  await before.cards('POST', `${path}/topup`, { amount: '10.5', currency: 'USD' });
  const hook = { url: 'https://till.example/x', event_types: ['card_state'], secret: 's3cret-s3cret' };
  await before.cards('PUT', '/webhooks/config', hook);
  await before.control('POST', '/cards/seed', { count: 20 });
  const places = [path, `${path}/sensitive`, '/transactions/cards', '/webhooks/config', '/cardholders'];
  const told = await Promise.all(places.map(before.read));
  const state = await before.control('GET', '/cards/state');
  await first.close();

  const second = await startSandbox({ statePath, clock, switches });
  onTestFinished(() => second.close());
  const after = cardsPlayerOf(playerOf(second), clock);
  expect(second.cards).toEqual(first.cards);
  expect(await Promise.all(places.map(after.read))).toEqual(told);
  expect(await after.control('GET', '/cards/state')).toEqual(state);
  expect((await after.cards('GET', '/accounts', undefined, bearerOf(second))).status).toBe(200);
  clock.pass(5);
  expect(at(await after.read(path), 'balance')).toBe('10.50');
});

test('an older file has first books; a damaged one is set aside', async () => {
  const statePath = await stateFile();
  const read = async (): Promise<unknown> => {
    const sandbox = await startSandbox({ statePath });
    const player = cardsPlayerOf(playerOf(sandbox), stillClock());
    const answer = await player.read('/accounts');
    await sandbox.close();
    return answer;
  };
  await read();
  const state: object = JSON.parse(await readFile(statePath, 'utf8'));
  await writeFile(statePath, JSON.stringify({ ...state, cardIssuer: undefined }));
  expect(listAt(await read(), 'items')).toHaveLength(3);
  await writeFile(statePath, JSON.stringify({ ...state, cardIssuer: { tokens: 7 } }));
  expect(listAt(await read(), 'items')).toHaveLength(3);
});

test('a JWT that is over is replaced with the next start', async () => {
  const statePath = await stateFile();
  const clock = stillClock();
  const first = await startSandbox({ statePath, clock, switches: { cardJwtLifetimeSeconds: 60 } });
  await first.close();
  clock.pass(60);
  const second = await startSandbox({ statePath, clock });
  onTestFinished(() => second.close());
  expect(second.cards.jwt).not.toBe(first.cards.jwt);
});
