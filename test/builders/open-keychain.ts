import type { SecretStore } from '../../src/main/ports.ts';

/** A keychain that a test can look into, and make fail. */
export interface OpenKeychain {
  readonly store: SecretStore;
  /** What credentials it keeps now, by name. */
  readonly values: ReadonlyMap<string, string>;
  /** The anchors of journals, which are no credentials and outlive them. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Which of its acts fail from now on. */
  fails: { get?: boolean; set?: boolean; delete?: boolean };
  /** Everything is gone, as after the end of a program that has no keychain. */
  lose(): void;
}

export function openKeychain(): OpenKeychain {
  const values = new Map<string, string>();
  const anchors = new Map<string, string>();
  const placeOf = (name: string): Map<string, string> => (name.endsWith(':anchor') ? anchors : values);
  const keychain: OpenKeychain = {
    store: {
      kind: 'keychain',
      reason: null,
      get: async (name) => {
        refuse(keychain.fails.get);
        return placeOf(name).get(name) ?? null;
      },
      set: async (name, value) => {
        refuse(keychain.fails.set);
        placeOf(name).set(name, value);
      },
      delete: async (name) => {
        refuse(keychain.fails.delete);
        placeOf(name).delete(name);
      },
    },
    values,
    anchors,
    fails: {},
    lose: () => {
      values.clear();
      anchors.clear();
    },
  };
  return keychain;
}

function refuse(fails: boolean | undefined): void {
  if (fails) throw new Error('The keychain did not answer');
}
