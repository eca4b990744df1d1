import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ask, askOver } from '../harness/ask.ts';
import { webTransport } from '../harness/web-transport.ts';

/** A program of ours in a process of its own, to be killed. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** What followed "is ready: " on its ready line. */
  readonly address: string;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

const root = join(import.meta.dirname, '..', '..');

export async function startProgram(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningProgram> {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const ready = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const address = /is ready: (\S+)/.exec(line)?.[1];
    if (address !== undefined) ready.resolve(address);
  });
  ended.then(() => ready.reject(new Error(`${file} ended before it was ready: ${complaints}`)), ready.reject);
  const address = await ready.promise;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    child,
    address,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** A client of a till that runs in a process of its own. */
export async function askProgram({ address }: RunningProgram): Promise<Ask> {
  const { origin, hash } = new URL(address);
  const { request } = await webTransport({ origin, token: hash.replace('#token=', '') });
  return askOver(request);
}

/** Asks again and again until the answer is what is waited for; gives up after half a minute. */
export async function until<T>(ask: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (isThere(value)) return value;
    if (Date.now() > deadline) throw new Error(`Not in time: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
