import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoServer } from '../ports.ts';

/** The simulator's books, beside the demo's database. */
const STATE_FILE = 'sandbox.json';

/**
 * Starts the built-in simulator of the payment system for the demo; it keeps its books and its port over
 * restarts. Loaded only here and only now: a till that is not a demo never reads the simulator's code.
 * @throws Error when the folder cannot be written or no port is free
 */
export async function startDemoServer(folder: string): Promise<DemoServer> {
  mkdirSync(folder, { recursive: true });
  const { startSandbox } = await import('../../sandbox/sandbox.ts');
  return await startSandbox({ statePath: join(folder, STATE_FILE) });
}
