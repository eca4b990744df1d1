import type { SecretStore } from '../../src/main/ports.ts';

/** A keychain that a test can look into, and make fail. */
export interface OpenKeychain {
  readonly store: SecretStore;
  /** What it keeps now, by name. */
  readonly values: ReadonlyMap<string, string>;
  /** Which of its acts fail from now on. */
  fails: { get?: boolean; set?: boolean; delete?: boolean };
  /** Everything is gone, as after the end of a program that has no keychain. */
  lose(): void;
}

export function openKeychain(): OpenKeychain {
  const values = new Map<string, string>();
  const keychain: OpenKeychain = {
    store: {
      kind: 'keychain',
      reason: null,
      get: async (name) => {
        refuse(keychain.fails.get);
        return values.get(name) ?? null;
      },
      set: async (name, value) => {
        refuse(keychain.fails.set);
        values.set(name, value);
      },
      delete: async (name) => {
        refuse(keychain.fails.delete);
        values.delete(name);
      },
    },
    values,
    fails: {},
    lose: () => values.clear(),
  };
  return keychain;
}

function refuse(fails: boolean | undefined): void {
  if (fails) throw new Error('The keychain did not answer');
}
