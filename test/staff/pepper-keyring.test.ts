import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { watch } from '../builders/child-script.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';

const SCRIPT = join(import.meta.dirname, 'keyring-staff.ts');

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

const missing = ['dbus-run-session', 'gnome-keyring-daemon', 'bash'].filter((name) => !isInstalled(name));
const why = missing.length > 0 ? ` (skipped: ${missing.join(', ')} not installed)` : '';

/** Runs the acts one after another, each in a process of its own, in a D-Bus session with a keyring of its own. */
async function act(acts: readonly string[]): Promise<readonly unknown[]> {
  const home = temporaryFolder();
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const database = join(home, 'till.db');
  const commands = acts.map(
    (one) => `"${process.execPath}" --no-warnings "${SCRIPT}" ${one} "Tillink test" "${database}"`,
  );
  const unlock = "printf 'password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
  const child = spawn('dbus-run-session', ['--', 'bash', '-c', [unlock, ...commands].join('; ')], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_RUNTIME_DIR: runtime,
    },
  });
  const session = watch(child);
  await session.ended;
  return session.lines.filter((line) => line.startsWith('{')).map((line): unknown => JSON.parse(line));
}

test.skipIf(missing.length > 0)(
  `SEC-9 the pepper lives in the system keychain from one process to the next; without it no PIN is checked${why}`,
  async () => {
    const answers = await act(['hire', 'signIn', 'forget', 'signIn']);
    const common = { kind: 'keychain', pepperId: expect.stringMatching(/^[0-9a-f]{16}$/) };
    expect(answers).toEqual([
      { ...common, act: 'hire', outcome: 'done' },
      { ...common, act: 'signIn', outcome: 'done' },
      { ...common, act: 'forget', outcome: 'done' },
      { ...common, act: 'signIn', outcome: 'PIN_NOT_CHECKABLE' },
    ]);
  },
);
