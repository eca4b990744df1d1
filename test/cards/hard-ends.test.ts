import { expect, test } from 'vitest';
import type { SecretStore } from '../../src/main/ports.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { LOST, NEVER, openCard, usd } from './open-card.ts';

const HOUR_MS = 60 * 60_000;

test('a card with more on it than before is not given up, whatever its history says', async () => {
  const { bench, topUp, told } = await openCard({
    changeIssuer: (issuer) => ({
      ...issuer,
      // A history that shows a top-up under a word of its own, net of its fee, or not at all.
      transactions: async (wish, options) => {
        const answer = await issuer.transactions(wish, options);
        return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, items: [] } } : answer;
      },
    }),
  });
  await bench.control.fault(LOST);
  await topUp('done', '10');
  await bench.pass(2 * HOUR_MS);
  expect(told('done')).toMatchObject({ state: 'unknown' });
  const decided = bench.service().decide({ operationId: 'done', done: true, reason: 'Seen at the portal' });
  expect(decided).toMatchObject({ state: 'decided_done', evidence: 'owner', words: 'Seen at the portal' });
  await bench.control.fault(NEVER);
  await topUp('not done', '10');
  await bench.pass(2 * HOUR_MS);
  expect(told('not done')).toMatchObject({ state: 'not_seen' });
});

test('a history that does not say whose its rows are gives nothing up', async () => {
  const { bench, topUp, told } = await openCard({
    changeIssuer: (issuer) => ({
      ...issuer,
      transactions: async (wish, options) => {
        const answer = await issuer.transactions(wish, options);
        if (answer.kind !== 'ok') return answer;
        const items = answer.value.items.map((item) => ({ ...item, cardId: null, description: null }));
        return { ...answer, value: { ...answer.value, items } };
      },
    }),
  });
  await bench.control.fault(NEVER);
  await topUp('op-1', '10');
  await bench.pass(2 * HOUR_MS);
  expect(told('op-1')).toMatchObject({ state: 'unknown' });
});

test('two forms that are sent one after the other are not both prepared', async () => {
  const { bench, place, posts } = await openCard();
  const wish = { ...place, amount: usd('10') };
  const first = bench.service().topUp({ operationId: 'op-1', ...wish });
  const second = bench.service().topUp({ operationId: 'op-2', ...wish });
  const same = bench.service().topUp({ operationId: 'op-1', ...wish });
  await expect(bench.done(second)).rejects.toMatchObject({ code: 'CARDS_BUSY' });
  expect(await bench.done(first)).toMatchObject({ state: 'done' });
  expect(await bench.done(same)).toMatchObject({ id: 'op-1' });
  expect(posts()).toBe(1);
  expect(await bench.done(bench.service().topUp({ operationId: 'op-3', ...wish }))).toMatchObject({
    state: 'done',
  });
});

test('a card is frozen while the end of a freeze is not known, and while it cannot be read', async () => {
  const { bench, place, told } = await openCard();
  const freeze = (operationId: string) => bench.done(bench.service().freeze({ operationId, ...place }));
  await bench.control.fault(NEVER);
  expect(await freeze('a')).toMatchObject({ state: 'unknown' });
  await bench.control.fault({ kind: 'status_before', status: 502, method: 'GET', count: 'always' });
  const second = await freeze('b');
  expect(second.state).not.toBe('refused');
  await bench.control.clearFaults();
  await bench.pass(60_000);
  expect([told('a').state, told('b').state]).toEqual(['done', 'done']);
  expect(await bench.done(bench.service().card(place))).toMatchObject({ status: 'frozen' });
});

test('a page of maintenance in place of the description takes nothing away', async () => {
  const { bench, place } = await openCard();
  const before = bench.service().desk().desk?.offers;
  await bench.restart();
  await bench.control.fault({ kind: 'status_before', status: 404, path: '/api/openapi.json', count: 1 });
  await bench.done(bench.service().card(place));
  expect(bench.service().desk().desk?.offers).toEqual(before);
  expect(await bench.done(bench.service().freeze({ operationId: 'a', ...place }))).toMatchObject({
    state: 'done',
  });
});

test('what is not there is the card, not the issuer; and no words of ours are the issuer’s', async () => {
  const { bench, place, topUp } = await openCard();
  const gone = bench.service().card({ ...place, cardId: '00000000-0000-4000-8000-000000000000' });
  expect(await bench.codeOf(gone)).toBe('NOT_FOUND');
  await bench.control.fault({ kind: 'reset', method: 'POST', count: 1 });
  expect(await topUp('op-1', '1')).toMatchObject({ state: 'unknown', words: '' });
});

test('a keychain that takes its time holds nothing up: what is asked meanwhile waits for it', async () => {
  const kept = memorySecrets('tests keep no keychain');
  const late: (() => void)[] = [];
  let isSlow = false;
  const secrets: SecretStore = {
    ...kept,
    get: async (name) => {
      if (isSlow) await new Promise<void>((next) => late.push(next));
      return await kept.get(name);
    },
  };
  const { bench, place } = await openCard({ secrets, opensBehind: true });
  isSlow = true;
  await bench.restart();
  const read = bench.service().card(place);
  expect(bench.service().desk().desk?.credential.state).toBe('not_at_hand');
  isSlow = false;
  for (const next of late) next();
  expect(await bench.done(read)).toMatchObject({ name: 'Office' });
  expect(bench.service().desk().desk?.credential.state).toBe('good');
});
