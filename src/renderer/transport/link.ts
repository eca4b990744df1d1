/** How the page stands with the till program. `waiting` until the first answer. */
export type LinkState = 'waiting' | 'up' | 'down' | 'refused';

/**
 * A tiny store of the link's state, so that a banner can say it and the cache can be refreshed after a gap.
 * `refused` is final: a token does not become right by asking again.
 */
export interface Link {
  readonly current: () => LinkState;
  readonly set: (state: LinkState) => void;
  /** Told the new state and the one before. */
  readonly watch: (listener: (state: LinkState, before: LinkState) => void) => () => void;
}

export function createLink(first: LinkState): Link {
  const listeners = new Set<(state: LinkState, before: LinkState) => void>();
  let now = first;
  return {
    current: () => now,
    set: (state) => {
      if (state === now || now === 'refused') return;
      const before = now;
      now = state;
      for (const listener of listeners) listener(state, before);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
