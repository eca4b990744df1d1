import { useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { importMappingSchema, importOptionsSchema } from '../../../contract/exchange.ts';
import type { ImportMappingView, ImportView } from '../../../contract/views.ts';

/**
 * What this tab keeps of the wizard over sections and reloads: columns that are being set, and which end of an
 * import has been looked at. Main knows the rest.
 */
const draftSchema = z.strictObject({
  importId: z.string(),
  mapping: importMappingSchema,
  options: importOptionsSchema,
});

export type ImportOptions = ImportView['options'];

/** How a file is to be read, as it stands on the screen. */
export interface Reading {
  readonly mapping: ImportMappingView;
  readonly options: ImportOptions;
}

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Memory {
  readonly get: () => string | null;
  readonly set: (text: string | null) => void;
  readonly watch: (listener: () => void) => () => void;
}

export function createMemory(key: string, place: () => Place): Memory {
  const listeners = new Set<() => void>();
  return {
    get: () => place().getItem(key),
    set: (text) => {
      if (text === null) place().removeItem(key);
      else place().setItem(key, text);
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const tab = () => window.sessionStorage;
const draftMemory = createMemory('tillink.import-draft', tab);
const closedMemory = createMemory('tillink.import-closed', tab);
const savedMemory = createMemory('tillink.export-saved', tab);

/** @returns null where nothing is kept for this import, or what is kept cannot be read */
export function readDraft(text: string | null, importId: string): Reading | null {
  if (text === null) return null;
  const draft = draftSchema.safeParse(parseJson(text));
  if (!draft.success || draft.data.importId !== importId) return null;
  return { mapping: draft.data.mapping, options: draft.data.options };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface DraftKeeper {
  readonly draft: Reading | null;
  readonly keep: (reading: Reading) => void;
  readonly drop: () => void;
}

/** The columns of an import as they are being set in this tab. */
export function useImportDraft(importId: string | null): DraftKeeper {
  const text = useSyncExternalStore(draftMemory.watch, draftMemory.get);
  return useMemo(
    () => ({
      draft: importId === null ? null : readDraft(text, importId),
      keep: (reading) => {
        if (importId !== null) draftMemory.set(JSON.stringify({ importId, ...reading }));
      },
      drop: () => draftMemory.set(null),
    }),
    [text, importId],
  );
}

/** The import whose end was seen and put away: the wizard begins anew. */
export function useClosedImport(): readonly [string | null, (importId: string) => void] {
  return [useSyncExternalStore(closedMemory.watch, closedMemory.get), closedMemory.set];
}

/** The file that was saved: the next export begins anew, with the catalogue as it is then. */
export function useSavedExport(): readonly [string | null, (handle: string) => void] {
  return [useSyncExternalStore(savedMemory.watch, savedMemory.get), savedMemory.set];
}

/**
 * Whether the wizard's window is open. Any button opens it; it stands where the buttons come and go, so that the
 * first products of an empty catalogue do not close it.
 */
const door = { open: false, listeners: new Set<() => void>() };

function setDoor(open: boolean): void {
  door.open = open;
  for (const listener of door.listeners) listener();
}

export function useWizardDoor(): readonly [boolean, (open: boolean) => void] {
  return [useSyncExternalStore(watchDoor, isDoorOpen), setDoor];
}

const isDoorOpen = (): boolean => door.open;

function watchDoor(listener: () => void): () => void {
  door.listeners.add(listener);
  return () => door.listeners.delete(listener);
}
