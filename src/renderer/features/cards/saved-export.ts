import { useSyncExternalStore } from 'react';

/** The file that was saved already: the next time one is wanted, it is made anew. */
const memory: { handle: string | null; readonly listeners: Set<() => void> } = {
  handle: null,
  listeners: new Set(),
};

export function useSavedCardExport(): readonly [string | null, (handle: string) => void] {
  return [useSyncExternalStore(watch, handleNow), remember];
}

const handleNow = (): string | null => memory.handle;

function watch(listener: () => void): () => void {
  memory.listeners.add(listener);
  return () => memory.listeners.delete(listener);
}

function remember(handle: string): void {
  memory.handle = handle;
  for (const listener of memory.listeners) listener();
}
