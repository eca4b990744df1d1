/** Sets up what is missing, then runs one of our TypeScript programs on the right Node: run.mjs FILE ARGS… */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureSetup, root } from './setup.mjs';

/** Runs a program in the foreground and ends as it does; signals reach it, so that it can close in order. */
export function runInForeground(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return child;
}

const [file, ...args] = process.argv.slice(2);
if (process.argv[1]?.endsWith('run.mjs') && file !== undefined) {
  try {
    runInForeground(ensureSetup(), [join(root, file), ...args]);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
