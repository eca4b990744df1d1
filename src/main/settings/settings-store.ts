import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export const settingsStore = {
  all: (db: ReadHandle) => db.all<{ key: string; value: string }>('SELECT key, value FROM setting'),

  find: (db: ReadHandle, key: string): string | null =>
    db.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null,

  put: (db: WriteHandle, key: string, value: string): void =>
    db.runOne(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    ),
};
