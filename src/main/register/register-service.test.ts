import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { numberedIds } from '../../../test/builders/numbered-ids.ts';
import { createRegister, findRegister, takeReceiptNumber } from './register-service.ts';

describe('a register', () => {
  test('is named once, and is the same at every look', async () => {
    const { database, journal, now, register } = await openBooks();
    expect(register).toMatchObject({ mode: 'test', currency: 'RUB' });
    expect(register.code).toMatch(/^R[0-9A-Z]{3}$/);
    expect(findRegister(database)).toEqual(register);
    const again = () =>
      createRegister(database, { ids: numberedIds(), journal, now }, { mode: 'live', currency: 'EUR' });
    expect(again).toThrow('SQLITE_CONSTRAINT');
    expect(findRegister(database)).toEqual(register);
  });

  test('AUD-1 its creation is the first entry of the journal, without a name in it', async () => {
    const { database, register, journal } = await openBooks();
    expect(database.read.all('SELECT sequence, kind, subject_id, payload FROM journal')).toEqual([
      {
        sequence: 1,
        kind: 'register.created',
        subject_id: register.installationId,
        payload: JSON.stringify({ code: register.code, currency: 'RUB', mode: 'test' }),
      },
    ]);
    expect(journal.verify()).toBeNull();
  });
});

describe('FIS-2 receipt numbers', () => {
  test('have no gap and no repetition, whichever acts fail in between', async () => {
    const { database } = await openBooks();
    const failure = new Error('the sale could not be completed');
    let expected = 1;
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (acts) => {
        for (const fails of acts) {
          const act = () =>
            database.write((db) => {
              const number = takeReceiptNumber(db);
              if (fails) throw failure;
              return number;
            });
          if (fails) expect(act).toThrow(failure);
          else expect(act()).toEqual({ epoch: 1, sequence: expected++ });
        }
      }),
    );
    expect(expected).toBeGreaterThan(100);
    expect(database.read.get('SELECT last_receipt FROM register')).toEqual({ last_receipt: expected - 1 });
  });

  test('two taken in one transaction differ, and both are given back', async () => {
    const { database } = await openBooks();
    const two = () =>
      database.write((db) => [takeReceiptNumber(db).sequence, takeReceiptNumber(db).sequence]);
    expect(two()).toEqual([1, 2]);
    expect(() =>
      database.write((db) => {
        takeReceiptNumber(db);
        takeReceiptNumber(db);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(two()).toEqual([3, 4]);
  });

  test('a database without a register gives none', async () => {
    const { database } = await openBooks();
    expect(() =>
      database.write((db) => {
        db.run('DELETE FROM register');
        takeReceiptNumber(db);
      }),
    ).toThrow('no register');
  });
});
