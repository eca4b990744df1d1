import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { watch } from '../../../../test/builders/child-script.ts';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { memorySecrets } from './memory-secrets.ts';

const USER = join(import.meta.dirname, '../../../../test/builders/keychain-user.ts');
const WRITTEN = 'pk_test_ключ "quoted"';

describe('SEC-7 memory', () => {
  test('keeps values for this run, says why, and forgets what is deleted', async () => {
    const secrets = memorySecrets('No keychain service is running');
    expect(secrets).toMatchObject({ kind: 'memory', reason: 'No keychain service is running' });
    expect(await secrets.get('a')).toBeNull();
    await secrets.set('a', '1');
    await secrets.set('b', '2');
    await secrets.set('a', '3');
    expect([await secrets.get('a'), await secrets.get('b')]).toEqual(['3', '2']);
    await secrets.delete('a');
    await secrets.delete('never');
    expect([await secrets.get('a'), await secrets.get('b')]).toEqual([null, '2']);
    expect(await memorySecrets('x').get('b')).toBeNull();
  });
});

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs the acts one after another, each in a process of its own, in a session with nothing of the user's. */
async function useKeychain(
  acts: readonly string[],
  start: (commands: string) => readonly string[],
): Promise<readonly unknown[]> {
  const home = temporaryFolder();
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const commands = acts.map((act) => `"${process.execPath}" --no-warnings "${USER}" ${act} "Tillink test"`);
  const [program = '', ...args] = start(commands.join('; '));
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_RUNTIME_DIR: runtime,
      ...(program === 'dbus-run-session'
        ? {}
        : { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'none')}` }),
    },
  });
  const session = watch(child);
  await session.ended;
  return session.lines.filter((line) => line.startsWith('{')).map((line): unknown => JSON.parse(line));
}

const missing = ['dbus-run-session', 'gnome-keyring-daemon', 'bash'].filter(
  (program) => !isInstalled(program),
);
const why = missing.length > 0 ? ` (skipped: ${missing.join(', ')} not installed)` : '';

describe('SEC-7 the system keychain', () => {
  /** A keyring of its own in a D-Bus session of its own; without a password it stays locked. */
  const inSession =
    (password: string) =>
    (commands: string): readonly string[] => {
      const unlock = `printf '${password}' | gnome-keyring-daemon --unlock --components=secrets >/dev/null`;
      return ['dbus-run-session', '--', 'bash', '-c', `${unlock}; ${commands}`];
    };

  test.skipIf(missing.length > 0)(
    `keeps a key from one process to the next, until it is deleted${why}`,
    async () => {
      const answers = await useKeychain(['write', 'read', 'delete', 'read'], inSession('password'));
      const common = { kind: 'keychain', reason: null, probe: null };
      expect(answers).toEqual([
        { ...common, value: WRITTEN },
        { ...common, value: WRITTEN },
        { ...common, value: null },
        { ...common, value: null },
      ]);
    },
  );

  test.skipIf(missing.length > 0)(`locked, with nobody to ask: memory, with the reason${why}`, async () => {
    const answers = await useKeychain(['write', 'read'], inSession(''));
    const common = { kind: 'memory', reason: 'The keychain is locked or not available', probe: null };
    expect(answers).toEqual([
      { ...common, value: WRITTEN },
      { ...common, value: null },
    ]);
  });

  test.skipIf(process.platform !== 'linux')(
    'where no keychain answers, memory with the reason: gone with the process (skipped where it cannot be taken away: not Linux)',
    async () => {
      const answers = await useKeychain(['write', 'read'], (commands) => ['/bin/sh', '-c', commands]);
      expect(answers).toMatchObject([
        { kind: 'memory', value: WRITTEN, probe: null },
        { kind: 'memory', value: null },
      ]);
      for (const answer of answers)
        expect(answer).toHaveProperty('reason', expect.stringMatching(/keychain/i));
    },
  );
});
