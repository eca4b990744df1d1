import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CurrencyCode } from '../../src/domain/currency.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Ask } from '../harness/ask.ts';
import type { SellingAct } from './kill-selling-acts.ts';
import { askProgram, type RunningProgram, startProgram } from './program.ts';

/** What the till has told somebody, who relies on it: an act, and the row that stands for it. */
export interface ToldAct {
  readonly act: SellingAct;
  /** The tender, the refund, the movement, the sale or the shift. */
  readonly id: string;
  readonly amount: number;
  /** Of a sale, or of a Z; null for anything else. */
  readonly number: number | null;
}

/** One shop that sells at the counter: a data folder that outlives every till, and what was told to people. */
export interface Shop {
  readonly dataDir: string;
  readonly currency: CurrencyCode;
  readonly money: (amountMinor: number) => { amountMinor: number; currency: CurrencyCode };
  readonly told: ToldAct[];
  /** How often each act was begun and not refused, the one that a kill has cut off included. */
  readonly begun: Map<SellingAct, number>;
  start(): Promise<{ readonly till: RunningProgram; readonly ask: Ask }>;
  close(): Promise<void>;
}

/** Opens a shop on a sandbox of its own, in this process, and lets its first till be set up. */
export async function openShop(currency: CurrencyCode): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-kill-'));
  const dataDir = join(folder, 'till');
  const sandbox = await startSandbox({});
  const env = { ...process.env, FOURPAY_API_KEY: sandbox.apiKey };
  const args = ['--no-open', '--port', '0', '--data', dataDir];
  const running = new Set<RunningProgram>();
  const start: Shop['start'] = async () => {
    const till = await startProgram('src/main/hosts/web/main.ts', args, env);
    running.add(till);
    return { till, ask: await askProgram(till) };
  };
  const { till, ask } = await start();
  await ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency,
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  });
  await till.stop();
  return {
    dataDir,
    currency,
    money: (amountMinor) => ({ amountMinor, currency }),
    told: [],
    begun: new Map(),
    start,
    close: async () => {
      for (const program of running) await program.kill();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
