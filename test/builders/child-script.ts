import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A program in a process of its own, watched by what it prints. */
export interface ChildScript {
  readonly lines: readonly string[];
  /** Waits for a line; `undefined` when the program ends without it. */
  waitFor(matches: (line: string) => boolean): Promise<string | undefined>;
  /** Ends it as a power cut would: no handler runs. */
  kill(): Promise<void>;
  /** The exit code, or the signal that ended it, once everything that it printed has been read. */
  readonly ended: Promise<number | string>;
}

/** Starts a TypeScript file with the Node that runs the tests; killed when the test ends. */
export function startScript(file: string, args: readonly string[] = []): ChildScript {
  return watch(
    spawn(process.execPath, ['--no-warnings', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

/** Watches any program that was started with its standard output in a pipe. */
export function watch(child: ChildProcess): ChildScript {
  const lines: string[] = [];
  const waiting = new Set<{
    matches: (line: string) => boolean;
    answer: (line: string | undefined) => void;
  }>();
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const { answer } of waiting) answer(undefined);
      resolve(code ?? signal ?? 'unknown');
    });
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      for (const waiter of waiting) {
        if (!waiter.matches(line)) continue;
        waiting.delete(waiter);
        waiter.answer(line);
      }
    });
  }
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    lines,
    waitFor: (matches) => {
      const present = lines.find(matches);
      if (present !== undefined || child.exitCode !== null || child.signalCode !== null) {
        return Promise.resolve(present);
      }
      return new Promise((answer) => waiting.add({ matches, answer }));
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}
