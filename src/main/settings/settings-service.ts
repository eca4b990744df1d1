import type { OperationParsed } from '../../contract/operations.ts';
import { settingsSchema } from '../../contract/values.ts';
import type { SettingsView } from '../../contract/views.ts';
import type { TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import { settingsStore } from './settings-store.ts';

const DEFAULTS: SettingsView = {
  storeName: 'Tillink',
  language: 'en',
  theme: 'system',
  linkLifetimeMinutes: 10,
  takesCash: true,
  spareLinks: 10,
  spareSaleLimit: 300_000,
  spareShiftLimit: 3_000_000,
};

export interface SettingsService {
  get(): SettingsView;
  change(changes: OperationParsed<'settings.change'>): SettingsView;
  /** Facts that the program remembers for itself, not for a screen. */
  recall(key: string): string | null;
  remember(key: string, value: string): void;
  /** The same, inside the caller's transaction. */
  rememberIn(db: WriteHandle, key: string, value: string): void;
}

/** Remembered facts share the table with settings and are told apart by this prefix. */
const FACT = 'fact:';

export function createSettings(
  database: TillDatabase,
  journal: JournalService,
  events: EventSink,
): SettingsService {
  const parse = (rows: ReturnType<typeof settingsStore.all>): SettingsView => {
    const stored = Object.fromEntries(
      rows.flatMap(({ key, value }) => {
        const json: unknown = key.startsWith(FACT) ? undefined : JSON.parse(value);
        return json === undefined ? [] : [[key, json]];
      }),
    );
    const parsed = settingsSchema.safeParse({ ...DEFAULTS, ...stored });
    return parsed.success ? parsed.data : DEFAULTS;
  };
  // Every act at the counter asks for some of them: they are parsed again when their text is another one.
  let known: { readonly text: string; readonly view: SettingsView } | null = null;
  const get = (): SettingsView => {
    const rows = settingsStore.all(database.read);
    const text = JSON.stringify(rows);
    if (known?.text !== text) known = { text, view: Object.freeze({ ...parse(rows) }) };
    return known.view;
  };
  return {
    get,
    change: (changes) => {
      const changed = Object.entries(changes).filter(([, value]) => value !== undefined);
      if (changed.length === 0) return get();
      database.write((db) => {
        for (const [key, value] of changed) settingsStore.put(db, key, JSON.stringify(value));
        const names = changed.map(([key]) => key).join(',');
        journal.append(db, { kind: 'settings.changed', subjectId: 'settings', payload: { names } });
      });
      events.emit({ name: 'settings.changed', payload: {} });
      return get();
    },
    recall: (key) => settingsStore.find(database.read, FACT + key),
    remember: (key, value) => database.write((db) => settingsStore.put(db, FACT + key, value)),
    rememberIn: (db, key, value) => settingsStore.put(db, FACT + key, value),
  };
}
