import type { SecretStore } from '../../ports.ts';

/**
 * Credentials for this run only, where there is no keychain: never written to a file instead.
 * @param reason why there is no keychain, for the screen
 */
export function memorySecrets(reason: string): SecretStore {
  const values = new Map<string, string>();
  return {
    kind: 'memory',
    reason,
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => {
      values.set(name, value);
    },
    delete: async (name) => {
      values.delete(name);
    },
  };
}
