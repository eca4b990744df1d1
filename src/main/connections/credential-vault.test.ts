import { beforeEach, expect, test } from 'vitest';
import { type OpenKeychain, openKeychain } from '../../../test/builders/open-keychain.ts';
import { type CredentialVault, createCredentialVault } from './credential-vault.ts';

const HERE = 'https://here.example';
const THERE = 'https://there.example';
const KEY = { kind: 'api_key', apiKey: 'MARK-key' } as const;
const LOGIN = { kind: 'password', login: 'MARK-login', password: 'MARK-password', keep: true } as const;
const SESSION = { accessToken: 'MARK-access', refreshToken: 'MARK-refresh', expiresAt: 1 } as const;

let keychain: OpenKeychain;
let vault: CredentialVault;
let warnings: readonly string[];

beforeEach(() => {
  keychain = openKeychain();
  warnings = [];
  const note = (message: string, fields?: object): void => {
    warnings = [...warnings, `${message} ${JSON.stringify(fields)}`];
  };
  vault = createCredentialVault({
    secrets: keychain.store,
    logger: { info: note, warn: note, error: note },
    secretPrefix: 'installation:provider',
  });
});

test('SEC-7 what is kept for one address is never read for another', async () => {
  await vault.keep(HERE, KEY);
  await vault.keep(HERE, LOGIN);
  await vault.sessionPlace(HERE).save(SESSION);
  expect(await vault.load(HERE, 'api_key')).toEqual(KEY);
  expect(await vault.load(HERE, 'password')).toEqual(LOGIN);
  expect(await vault.load(THERE, 'api_key')).toBeNull();
  expect(await vault.load(THERE, 'password')).toBeNull();
  expect(await vault.sessionPlace(THERE).load()).toBeNull();
  expect([...keychain.values.keys()].every((name) => name.startsWith('installation:provider:'))).toBe(true);
  expect([...keychain.values.keys()].join(' ')).not.toMatch(/example|MARK/);
});

test('SEC-7 a password that is not to be kept is not', async () => {
  await vault.keep(HERE, { ...LOGIN, keep: false });
  expect(await vault.load(HERE, 'password')).toEqual({ ...LOGIN, password: null, keep: false });
  expect([...keychain.values.values()].join(' ')).not.toContain(LOGIN.password);
});

test('forgetting leaves nothing, but for the kind that goes on', async () => {
  await vault.keep(HERE, KEY);
  await vault.keep(HERE, LOGIN);
  await vault.sessionPlace(HERE).save(SESSION);
  await vault.forget(HERE, 'api_key');
  expect([...keychain.values.values()]).toEqual([KEY.apiKey]);
  await vault.forget(HERE);
  expect(keychain.values.size).toBe(0);
});

test('a session outlives its place; a place that is retired writes nothing where the next one lives', async () => {
  const first = vault.sessionPlace(HERE);
  await first.save(SESSION);
  const second = vault.sessionPlace(HERE);
  expect(await second.load()).toEqual(SESSION);
  first.retire();
  await first.save({ ...SESSION, refreshToken: 'MARK-late' });
  await first.clear();
  expect(await vault.sessionPlace(HERE).load()).toEqual(SESSION);
  await second.clear();
  expect(await vault.sessionPlace(HERE).load()).toBeNull();
});

test('a keychain that does not answer costs the credential, and nothing secret is logged', async () => {
  await vault.keep(HERE, LOGIN);
  const place = vault.sessionPlace(HERE);
  keychain.fails = { get: true, set: true, delete: true };
  expect(await vault.load(HERE, 'password')).toBeNull();
  await place.save(SESSION);
  expect(await place.load()).toEqual(SESSION);
  await place.clear();
  await expect(vault.keep(HERE, KEY)).rejects.toThrow('did not answer');
  await expect(vault.forget(HERE)).rejects.toThrow('did not answer');
  expect(warnings).toHaveLength(3);
  expect(warnings.join(' ')).not.toMatch(/MARK/);
});

test('what cannot be read is as good as gone', async () => {
  await vault.keep(HERE, LOGIN);
  for (const name of keychain.values.keys()) await keychain.store.set(name, '{"login":');
  expect(await vault.load(HERE, 'password')).toBeNull();
});
