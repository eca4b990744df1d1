import { useSyncExternalStore } from 'react';

/**
 * The id of a sale that the screens keep in mind over sections and reloads of this tab: nothing of value, main knows
 * all that it stands for.
 */
export interface RememberedSale {
  readonly get: () => string | null;
  readonly set: (saleId: string | null) => void;
  readonly watch: (listener: () => void) => () => void;
}

export function rememberSale(
  key: string,
  place: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): RememberedSale {
  const listeners = new Set<() => void>();
  return {
    get: () => place().getItem(key),
    set: (saleId) => {
      if (saleId === null) place().removeItem(key);
      else place().setItem(key, saleId);
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const tab = () => window.sessionStorage;

/** The sale that was just paid at the till: its change is being counted out. */
export const takenSale = rememberSale('tillink.taken', tab);

/** The sale that is to be paid in cash as soon as its code is gone. */
export const cashWanted = rememberSale('tillink.cash-wanted', tab);

export function useRemembered({ watch, get }: RememberedSale): string | null {
  return useSyncExternalStore(watch, get);
}
