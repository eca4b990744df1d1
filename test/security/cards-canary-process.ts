import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { webTransport } from '../harness/web-transport.ts';
import { until } from '../process/program.ts';
import { type Recorded, recorded } from './watched-till.ts';

/** A till in a process of its own, with every byte that it writes kept. */
export interface PrintingTill extends Recorded {
  /** What it has written so far, and how it was started. */
  printed(): Readonly<Record<string, Buffer>>;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** @param stateFolder where it keeps what lies outside its data folder */
export async function startPrintingTill(folder: string, stateFolder: string): Promise<PrintingTill> {
  const root = join(import.meta.dirname, '..', '..');
  const file = join(root, 'src', 'main', 'hosts', 'web', 'main.ts');
  const env = { ...process.env, XDG_STATE_HOME: stateFolder };
  const child = spawn(process.execPath, [file, '--no-open', '--port', '0', '--data', folder], {
    cwd: root,
    env,
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => output.push(bytes));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(() => end('SIGKILL'));
  const address = await until(
    async () => /is ready: (\S+)/.exec(Buffer.concat(output).toString())?.[1],
    (ready) => ready !== undefined,
  );
  const { origin, hash } = new URL(address ?? '');
  const transport = await webTransport({ origin, token: hash.replace('#token=', '') });
  const wire = recorded(transport.request);
  transport.subscribe((event) => {
    wire.said['events'] = `${wire.said['events'] ?? ''}${JSON.stringify(event)}`;
  });
  const started = ['cmdline', 'environ'].map((name) =>
    process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/${name}`) : Buffer.alloc(0),
  );
  return {
    ...wire,
    end,
    printed: () => ({ output: Buffer.concat(output), started: Buffer.concat(started) }),
  };
}
