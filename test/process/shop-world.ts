import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkWay } from '../../src/domain/payment.ts';
import { type Sandbox, type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Ask } from '../harness/ask.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { askProgram, type RunningProgram, startProgram, until } from './program.ts';

/** What a shop does that must survive a kill at any moment. */
export const ACTS = ['charge', 'pay', 'cancel', 'replace', 'refund', 'claim'] as const;
export type Act = (typeof ACTS)[number];

/** What the till has told somebody, who relies on it. */
export type Told =
  | { readonly kind: 'charged' | 'cancelling' | 'replacing'; readonly attemptId: string }
  | { readonly kind: 'paid' | 'claimed'; readonly saleId: string; readonly receiptNumber: string | null }
  | { readonly kind: 'refund'; readonly refundId: string; readonly done: boolean };

/** One shop: a data folder, a provider that outlives every till, and what was told to people. */
export interface World {
  readonly dataDir: string;
  readonly way: LinkWay;
  readonly control: SandboxControl;
  readonly told: Told[];
  /** Codes that a customer has seen, by the id of the link or of the hosted payment. */
  readonly seen: Set<string>;
  /** Codes that the customer went to pay; each is paid once. */
  readonly visited: Set<string>;
  /** How often a till was killed, by what it was told to do last. */
  readonly kills: Map<Act | 'start', number>;
  start(): Promise<{ readonly till: RunningProgram; readonly ask: Ask }>;
  close(): Promise<void>;
}

/** A till whose connection is there: the key of the environment is tried after the till is up. */
export function connected(ask: Ask): Promise<unknown> {
  return until(
    () => ask('connection.get', {}),
    (connection) => (connection?.apiKey ?? null) !== null,
  );
}

/** Opens a shop on a sandbox of its own, in this process, and connects its first till. */
export async function openWorld(way: LinkWay, switches: Partial<SandboxSwitches>): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-kill-'));
  const dataDir = join(folder, 'till');
  const sandbox: Sandbox = await startSandbox({ switches });
  const env = { ...process.env, FOURPAY_API_KEY: sandbox.apiKey };
  const args = ['--no-open', '--port', '0', '--data', dataDir];
  const running = new Set<RunningProgram>();
  const start: World['start'] = async () => {
    const till = await startProgram('src/main/hosts/web/main.ts', args, env);
    running.add(till);
    return { till, ask: await askProgram(till) };
  };
  const { till, ask } = await start();
  await ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  });
  await ask('connection.change', { collectBy: way });
  await till.stop();
  return {
    dataDir,
    way,
    control: controlOf(sandbox),
    told: [],
    seen: new Set(),
    visited: new Set(),
    kills: new Map(),
    start,
    close: async () => {
      for (const program of running) await program.kill();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
