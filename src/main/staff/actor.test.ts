import { setTimeout as later } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { type Actor, currentActor, currentStaffId, runAs } from './actor.ts';

const anna: Actor = { staffId: 'anna', role: 'cashier', approvedBy: null };
const approved: Actor = { staffId: 'anna', role: 'manager', approvedBy: 'mikhail' };

test('acts at the same time have each their own actor, also after waiting', async () => {
  const seen = await Promise.all(
    ['a', 'b', 'c'].map((staffId) =>
      runAs({ ...anna, staffId }, async () => {
        await later(1);
        return currentStaffId();
      }),
    ),
  );
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(currentActor()).toBeNull();
});

test('what an act leaves running is nobody’s once the act has ended', async () => {
  const seen: (string | null)[] = [];
  let finish = (): void => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await runAs(anna, () => {
    seen.push(currentStaffId());
    setTimeout(() => {
      seen.push(currentStaffId());
      finish();
    }, 1);
  });
  await ended;
  expect(seen).toEqual(['anna', null]);
});

test('an act that fails ends its name too', async () => {
  let left: Promise<string | null> = Promise.resolve('');
  const act = runAs(anna, () => {
    left = later(1).then(currentStaffId);
    throw new Error('failed');
  });
  await expect(act).rejects.toThrow('failed');
  expect(await left).toBeNull();
});

test('AUD-1 the journal says who acted and who approved, and nothing where nobody is there to be named', async () => {
  const { database, journal } = await openBooks();
  const act = (): void =>
    database.write((db) => journal.append(db, { kind: 'sale.voided', subjectId: 's', payload: { n: 1 } }));
  await runAs(anna, act);
  await runAs(approved, act);
  await runAs({ staffId: null, role: 'owner', approvedBy: null }, act);
  await runAs(null, act);
  act();
  const rows = database.read.all<{ payload: string }>(
    "SELECT payload FROM journal WHERE kind = 'sale.voided' ORDER BY sequence",
  );
  expect(rows.map(({ payload }) => payload)).toEqual([
    '{"by":"anna","n":1}',
    '{"approvedBy":"mikhail","by":"anna","n":1}',
    '{"n":1}',
    '{"n":1}',
    '{"n":1}',
  ]);
  expect(journal.verify()).toBeNull();
});
