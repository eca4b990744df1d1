import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { openBench } from './cards-bench.ts';

const { main } = SANDBOX_ACCOUNTS;

async function openCard(options: Parameters<typeof openBench>[0] = {}) {
  const bench = await openBench(options);
  const place = { accountId: main, cardId: await bench.makeCard('Office') };
  const reveal = (pin = '1357') => bench.done(bench.service().reveal({ ...place, pin }));
  const revealed = () =>
    bench.database.read.all<{ subject_id: string; payload: string }>(
      "SELECT subject_id, payload FROM journal WHERE kind = 'cards.revealed'",
    );
  return { bench, place, reveal, revealed };
}

test('SEC-10 the digits of one card are told once the owner has said their PIN, for 30 s, and journalled before', async () => {
  const { reveal, revealed, place, bench } = await openCard();
  const digits = await reveal();
  expect(digits.pan).toMatch(/^\d{16}$/);
  expect(digits.cvv).toMatch(/^\d{3}$/);
  expect(digits.shownForMs).toBe(30_000);
  expect(revealed()).toEqual([{ subject_id: place.cardId, payload: JSON.stringify({ account: main }) }]);
  expect(bench.journal.verify()).toBeNull();
});

test('SEC-10 without the PIN nothing is asked of the issuer', async () => {
  const { bench, reveal, revealed } = await openCard();
  await expect(reveal('0000')).rejects.toMatchObject({ code: 'PIN_WRONG' });
  expect(bench.requests.filter(({ url }) => String(url).includes('sensitive'))).toEqual([]);
  expect(revealed()).toEqual([]);
});

test('SEC-10 without its line in the journal no digits are handed on', async () => {
  const { bench, reveal } = await openCard();
  bench.database.write((db) =>
    db.run(
      `CREATE TRIGGER no_reveal BEFORE INSERT ON journal WHEN NEW.kind = 'cards.revealed'
       BEGIN SELECT RAISE(ABORT, 'no'); END`,
    ),
  );
  await expect(reveal()).rejects.toThrow();
});

test('SEC-10 the digits are nowhere afterwards: not in files, logs, events or the journal', async () => {
  const { bench, reveal } = await openCard();
  const { pan, cvv } = await reveal();
  await bench.control.fault({ kind: 'malformed', path: '*/sensitive', count: 1 });
  await bench.codeOf(bench.service().reveal({ accountId: main, cardId: 'none', pin: '1357' }));
  const folder = dirname(bench.database.path);
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const { name } of files) expect(readFileSync(join(folder, name)).includes(pan)).toBe(false);
  const said = JSON.stringify([bench.logged, bench.events, bench.operations()]);
  expect(said).not.toContain(pan);
  expect(said).not.toContain(`"${cvv}"`);
});

test('SEC-10 a refusal is told in the words of the issuer, without a number in them', async () => {
  const { reveal } = await openCard({
    changeIssuer: (issuer) => ({
      ...issuer,
      reveal: async () => ({
        kind: 'rejected',
        problem: {
          reason: 'rejected',
          message: 'Card 4111 1100 0000 1234 is being made',
          status: 409,
          requestId: null,
          complaints: [],
        },
        facts: { durationMs: 1, requestId: null, clockSkewMs: null },
      }),
    }),
  });
  await expect(reveal()).rejects.toMatchObject({
    code: 'PROVIDER_REJECTED',
    message: 'Card … is being made',
  });
});
