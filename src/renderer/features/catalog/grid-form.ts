import { useSyncExternalStore } from 'react';
import { GRID_FORMS, type GridForm } from './grid-layout.ts';

/** Where a choice is kept. */
export type ChoicePlace = Pick<Storage, 'getItem' | 'setItem'>;

export interface RememberedForm {
  readonly get: () => GridForm;
  readonly set: (form: GridForm) => void;
  readonly watch: (listener: () => void) => () => void;
}

const KEY = 'tillink.grid-form';

/**
 * How this screen shows products. Of the screen, not of the shop: a cashier may choose, and another till of other
 * size chooses otherwise. A place that refuses to keep it costs the choice at the next start, nothing else.
 */
export function rememberForm(place: () => ChoicePlace): RememberedForm {
  const listeners = new Set<() => void>();
  let chosen: GridForm | null = null;
  return {
    get: () => {
      chosen ??= readForm(place);
      return chosen;
    },
    set: (form) => {
      chosen = form;
      try {
        place().setItem(KEY, form);
      } catch {
        // kept for this run
      }
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readForm(place: () => ChoicePlace): GridForm {
  try {
    const known = place().getItem(KEY);
    return GRID_FORMS.find((form) => form === known) ?? 'tiles';
  } catch {
    return 'tiles';
  }
}

const gridForm = rememberForm(() => window.localStorage);

export function useGridForm(): readonly [form: GridForm, choose: (form: GridForm) => void] {
  return [useSyncExternalStore(gridForm.watch, gridForm.get), gridForm.set];
}
