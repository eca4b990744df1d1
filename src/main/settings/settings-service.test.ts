import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import type { TillEvent } from '../../contract/events.ts';
import { createSettings, type SettingsService } from './settings-service.ts';

async function openSettings() {
  const books = await openBooks();
  const events: TillEvent[] = [];
  const open = (): SettingsService =>
    createSettings(books.database, books.journal, { emit: (event) => events.push(event) });
  return { ...books, events, open, settings: open() };
}

const DEFAULTS = {
  storeName: 'Tillink',
  language: 'en',
  theme: 'system',
  linkLifetimeMinutes: 10,
  takesCash: true,
  spareLinks: 10,
  spareSaleLimit: 300_000,
  spareShiftLimit: 3_000_000,
};

test('a new till has defaults; what is changed stays, the rest too', async () => {
  const { settings, open } = await openSettings();
  expect(settings.get()).toEqual(DEFAULTS);
  const changed = { ...DEFAULTS, storeName: 'Кофейня «Ё»', linkLifetimeMinutes: 3 };
  expect(settings.change({ storeName: 'Кофейня «Ё»', linkLifetimeMinutes: 3 })).toEqual(changed);
  expect(open().get()).toEqual(changed);
  expect(settings.change({ language: 'ru' })).toEqual({ ...changed, language: 'ru' });
});

test('AUD-1 FIS-3 a change is told and journalled by the names of the fields, never by their values', async () => {
  const { settings, events, database, journal } = await openSettings();
  settings.change({ storeName: 'Ivan Ivanov & Sons', theme: 'dark' });
  expect(events).toEqual([{ name: 'settings.changed', payload: {} }]);
  const rows = database.read.all<{ payload: string }>(
    "SELECT payload FROM journal WHERE kind = 'settings.changed'",
  );
  expect(rows).toEqual([{ payload: '{"names":"storeName,theme"}' }]);
  expect(journal.verify()).toBeNull();
});

test('a change of nothing is no change: no event, no journal entry', async () => {
  const { settings, events, database } = await openSettings();
  expect(settings.change({})).toEqual(DEFAULTS);
  expect(settings.change({ theme: undefined })).toEqual(DEFAULTS);
  expect(events).toEqual([]);
  expect(database.read.all("SELECT 1 FROM journal WHERE kind = 'settings.changed'")).toEqual([]);
});

test('what the program remembers is kept apart from settings', async () => {
  const { settings, open } = await openSettings();
  expect(settings.recall('storeName')).toBeNull();
  settings.remember('storeName', 'not JSON {');
  settings.remember('storeName', 'second');
  expect(settings.recall('storeName')).toBe('second');
  expect(open().get()).toEqual(DEFAULTS);
});

test('a stored value that is no setting any more does not stop the till', async () => {
  const { settings, database } = await openSettings();
  settings.change({ storeName: 'Shop' });
  database.write((db) => db.run("UPDATE setting SET value = '7' WHERE key = 'storeName'"));
  expect(settings.get()).toEqual(DEFAULTS);
});

test('nobody who got the settings can change them; they follow what is stored, an undone change too', async () => {
  const { settings, database } = await openSettings();
  const first = settings.get();
  expect(() => Object.assign(first, { storeName: 'Changed in passing' })).toThrow(TypeError);
  expect(settings.get()).toEqual(DEFAULTS);
  settings.remember('seen', 'today');
  expect(settings.get()).toEqual(DEFAULTS);
  expect(() =>
    database.write((db) => {
      db.run("INSERT INTO setting (key, value) VALUES ('storeName', '\"Half done\"')");
      expect(settings.get().storeName).toBe('Half done');
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(settings.get()).toEqual(DEFAULTS);
});
