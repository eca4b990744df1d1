import { utilityProcess } from 'electron';
import type { RunProgram } from '../../ports.ts';

/**
 * Runs one of our files in a utility process: Electron's own Node cannot be had otherwise, since it does not run as
 * one in a release (SEC-12). It gets nothing but its arguments.
 */
export const runInUtility: RunProgram = (file, args, { timeoutMs, heapMiB }) =>
  new Promise((resolve) => {
    const child = utilityProcess.fork(file, [...args], {
      env: {},
      execArgv: heapMiB === undefined ? [] : [`--js-flags=--max-old-space-size=${heapMiB}`],
      stdio: 'ignore',
      serviceName: 'Tillink helper',
    });
    let killed = false;
    const deadline = setTimeout(() => {
      killed = true;
      child.kill();
    }, timeoutMs);
    child.once('exit', (code) => {
      clearTimeout(deadline);
      resolve(killed ? null : code);
    });
  });
