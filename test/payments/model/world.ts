import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { LinkWay } from '../../../src/domain/payment.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { createManualClock, type ManualClock } from '../../builders/manual-clock.ts';
import { type Counter, openCounter } from '../../harness/counter.ts';
import { createTraffic } from '../../harness/traffic.ts';
import type { RefundRows } from './books.ts';

/** Minutes that a code may be paid: some run out of time by themselves in a day. */
export const LIFETIME_MINUTES = 25;

/** What the model drives: a till, its provider, and the till's clock, which may be put anywhere. */
export interface World {
  readonly counter: Counter;
  /** True time, and the provider's. */
  readonly clock: ManualClock;
  readonly skew: { ms: number };
  close(): Promise<void>;
}

export async function openWorld(collectBy: LinkWay, refundRows: RefundRows): Promise<World> {
  const traffic = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  const skew = { ms: 0 };
  const sandbox = await startSandbox({ clock, switches: { refundRows } });
  const counter = await openCounter({
    shift: true,
    clock: { ...clock, now: () => clock.now() + skew.ms },
    traffic,
    sandbox,
    root: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  });
  await counter.ask('settings.change', { linkLifetimeMinutes: LIFETIME_MINUTES });
  await counter.ask('connection.change', { collectBy });
  return {
    counter,
    clock,
    skew,
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
