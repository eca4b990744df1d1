import { spawn } from 'node:child_process';
import type { RunProgram } from '../../ports.ts';

/**
 * Runs one of our files in a Node of its own. It gets nothing of this process but its arguments: no environment, no
 * open files, no way to print. Electron has no such Node (SEC-12): its host brings another.
 */
export const runInNode: RunProgram = (file, args, { timeoutMs, heapMiB }) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', ...heapFlag(heapMiB), file, ...args], {
      env: bareEnvironment(process.env),
      stdio: 'ignore',
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    child.once('error', reject);
    // A code of null: a signal ended it, ours at the time-out included.
    child.once('exit', (code) => resolve(code));
  });

function heapFlag(heapMiB: number | undefined): readonly string[] {
  return heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`];
}

/** Without it no program starts on Windows; elsewhere none is needed. */
function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const root = env['SystemRoot'];
  return root === undefined ? {} : { SystemRoot: root };
}
