import type { Clock, SecretStore } from '../../ports.ts';
import { memorySecrets } from './memory-secrets.ts';

/** The name under which the system's keychain shows our entries. */
const SERVICE = 'Tillink';

/** A locked keyring may wait for a prompt that nobody sees: every call has this deadline. */
const DEADLINE_MS = 3000;

const PROBE = 'keychain-check';

interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * The system keychain, tried with a write, a read and a delete; memory where that fails, with the reason.
 * @param service only tests name another one
 */
export async function openSecrets(clock: Clock, service: string = SERVICE): Promise<SecretStore> {
  try {
    const keychain: Keychain = (await import('keytar')).default;
    const store = keychainSecrets(keychain, clock, service);
    const value = `probe-${clock.now()}`;
    await store.set(PROBE, value);
    if ((await store.get(PROBE)) !== value)
      return memorySecrets('The keychain does not keep what it is given');
    await store.delete(PROBE);
    return store;
  } catch (error) {
    return memorySecrets(describe(error));
  }
}

function keychainSecrets(keychain: Keychain, clock: Clock, service: string): SecretStore {
  return {
    kind: 'keychain',
    reason: null,
    get: (name) => withDeadline(clock, keychain.getPassword(service, name)),
    set: (name, value) => withDeadline(clock, keychain.setPassword(service, name, value)),
    delete: async (name) => {
      await withDeadline(clock, keychain.deletePassword(service, name));
    },
  };
}

function withDeadline<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.startTimer(DEADLINE_MS, () => reject(new Error('The keychain did not answer')));
    work.then(resolve, reject).finally(cancel);
  });
}

/** The library's messages name system files and services; the screen needs one sentence. */
function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/libsecret|cannot open shared object/i.test(text)) return 'The keychain library is not installed';
  if (/d-?bus|autolaunch|X11/i.test(text)) return 'No keychain service is running';
  if (/did not answer/.test(text)) return 'The keychain did not answer';
  return 'The keychain is locked or not available';
}
