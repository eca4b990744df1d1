import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Long enough for a cold browser to have read the file. */
const KEEP_MS = 60_000;

/**
 * Opens the till's address in the default browser, by way of a file that only this user can read: the address
 * carries the run's token, and everybody on this machine can read a process's arguments.
 * @param folder where the file may lie for a minute
 * @returns false when there is no display, or nothing that opens pages
 */
export async function openBrowser(
  address: string,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return false;
  const path = join(folder, 'open-till.html');
  rmSync(path, { force: true });
  writeFileSync(path, `<!doctype html><meta http-equiv="refresh" content="0;url=${address}">\n`, {
    mode: 0o600,
  });
  const remove = (): void => rmSync(path, { force: true });
  setTimeout(remove, KEEP_MS).unref();
  process.once('exit', remove);
  return await run(opener(pathToFileURL(path).href));
}

function run([command, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function opener(page: string): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', page];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', page];
  return ['xdg-open', page];
}
