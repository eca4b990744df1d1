import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { CurrencyCode } from '../../../src/domain/currency.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { createManualClock, type ManualClock } from '../../builders/manual-clock.ts';
import { type Counter, openCounter } from '../../harness/counter.ts';
import { createTraffic } from '../../harness/traffic.ts';

/** Minutes that a code may be paid. */
export const LIFETIME_MINUTES = 25;

/** What the model drives: a till, its provider, and the till's clock, which may be put anywhere. */
export interface World {
  readonly counter: Counter;
  /** True time, and the provider's. */
  readonly clock: ManualClock;
  readonly skew: { ms: number };
  money(amountMinor: number): { amountMinor: number; currency: CurrencyCode };
  close(): Promise<void>;
}

export async function openWorld(currency: CurrencyCode): Promise<World> {
  const traffic = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  const skew = { ms: 0 };
  const sandbox = await startSandbox({
    clock,
    switches: { refundRows: 'parent', refundedAmountField: true },
  });
  const counter = await openCounter({
    clock: { ...clock, now: () => clock.now() + skew.ms },
    traffic,
    sandbox,
    root: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
    account: { currency },
  });
  await counter.ask('settings.change', { linkLifetimeMinutes: LIFETIME_MINUTES });
  return {
    counter,
    clock,
    skew,
    money: (amountMinor) => ({ amountMinor, currency }),
    close: async () => {
      await counter.close();
      await sandbox.close();
    },
  };
}

/** How a person waits for an answer, in milliseconds of the clock. */
const PATIENCE_MS = [1, 500, 1500, 3000, 5000, 20_000, 60_000] as const;

/** Waits for something that calls the provider, while time goes on. */
export async function patiently<T>({ clock }: World, work: Promise<T>): Promise<T> {
  const settled = work.then(
    () => true,
    () => true,
  );
  for (const ms of PATIENCE_MS) {
    const turn = new Promise<false>((resolve) => setImmediate(() => resolve(false)));
    if (await Promise.race([settled, turn])) break;
    await clock.advance(ms);
  }
  return work;
}
