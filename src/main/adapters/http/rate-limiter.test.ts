import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../../test/builders/manual-clock.ts';
import type { CallPriority } from '../../ports.ts';
import { BURST, createRateLimiter, INTERVAL_MS } from './rate-limiter.ts';

/** A limiter on a clock that the test moves; every turn is noted with its second. */
function openLimiter() {
  const clock = createManualClock(0);
  const limiter = createRateLimiter(clock);
  const turns: string[] = [];
  const ask = (name: string, priority: CallPriority = 'cashier', signal?: AbortSignal): Promise<boolean> => {
    const granted = limiter.take(priority, signal);
    void granted.then((yes) =>
      turns.push(`${name} ${yes ? Math.floor(clock.now() / INTERVAL_MS) : 'never'}`),
    );
    return granted;
  };
  const useUp = async (): Promise<void> => {
    for (let call = 0; call < BURST; call++) await limiter.take('cashier');
  };
  return { clock, limiter, turns, ask, useUp };
}

describe('the pace', () => {
  test('is a burst of five, then one a second', async () => {
    const { clock, ask, turns } = openLimiter();
    for (let call = 1; call <= 8; call++) void ask(String(call));
    await clock.advance(0);
    expect(turns).toEqual(['1 0', '2 0', '3 0', '4 0', '5 0']);
    await clock.advance(3 * INTERVAL_MS + 10);
    expect(turns.slice(5)).toEqual(['6 1', '7 2', '8 3']);
  });

  test('never gives more than the burst and one a second, however calls arrive', async () => {
    const { clock, ask, turns } = openLimiter();
    for (let step = 0; step < 60; step++) {
      for (let call = 0; call < (step % 4) + 1; call++) void ask(`${step}`);
      await clock.advance(((step * 137) % 900) + 1);
      expect(turns.length).toBeLessThanOrEqual(BURST + Math.floor(clock.now() / INTERVAL_MS));
    }
    expect(turns.length).toBeGreaterThan(BURST + 20);
  });

  test('a rested limiter has its burst again, and no more than that', async () => {
    const { clock, ask, turns, useUp } = openLimiter();
    await useUp();
    await clock.advance(3600 * INTERVAL_MS);
    for (let call = 0; call < BURST + 1; call++) void ask('x');
    await clock.advance(0);
    expect(turns).toHaveLength(BURST);
  });
});

describe('the order', () => {
  test('is the cashier, following, discovery, sync; each first come, first served', async () => {
    const { clock, ask, turns, useUp } = openLimiter();
    await useUp();
    const order: readonly CallPriority[] = [
      'sync',
      'discovery',
      'follow',
      'cashier',
      'sync',
      'cashier',
      'discovery',
      'follow',
    ];
    order.forEach((priority, index) => void ask(`${priority}${index}`, priority));
    await clock.advance(9 * INTERVAL_MS);
    expect(turns.map((turn) => turn.split(' ')[0])).toEqual([
      'cashier3',
      'cashier5',
      'follow2',
      'follow7',
      'discovery1',
      'discovery6',
      'sync0',
      'sync4',
    ]);
  });

  test('a cashier who comes late goes before those who wait', async () => {
    const { clock, ask, turns, useUp } = openLimiter();
    await useUp();
    void ask('sync', 'sync');
    void ask('discovery', 'discovery');
    await clock.advance(INTERVAL_MS / 2);
    void ask('cashier', 'cashier');
    await clock.advance(4 * INTERVAL_MS);
    expect(turns.map((turn) => turn.split(' ')[0])).toEqual(['cashier', 'discovery', 'sync']);
  });
});

test('a call that others wait for goes before those like it, and not before more urgent ones', async () => {
  const { clock, limiter, ask, turns, useUp } = openLimiter();
  await useUp();
  void ask('equal', 'follow');
  void ask('cashier');
  const first = limiter.take('follow', undefined, 'first').then(() => turns.push('first'));
  await clock.advance(4 * INTERVAL_MS);
  await first;
  expect(turns.map((turn) => turn.split(' ')[0])).toEqual(['cashier', 'first', 'equal']);
});

describe('holding', () => {
  test('nobody has a turn until the time is over, then the pace goes on', async () => {
    const { clock, limiter, ask, turns } = openLimiter();
    limiter.hold(10 * INTERVAL_MS);
    void ask('a');
    void ask('b', 'sync');
    await clock.advance(10 * INTERVAL_MS - 1);
    expect(turns).toEqual([]);
    await clock.advance(10);
    expect(turns).toEqual(['a 10', 'b 10']);
  });

  test('reaches those who wait already, and a shorter one does not shorten a longer', async () => {
    const { clock, limiter, ask, turns, useUp } = openLimiter();
    await useUp();
    void ask('a');
    limiter.hold(30 * INTERVAL_MS);
    limiter.hold(INTERVAL_MS);
    await clock.advance(29 * INTERVAL_MS);
    expect(turns).toEqual([]);
    await clock.advance(2 * INTERVAL_MS);
    expect(turns).toEqual(['a 30']);
  });
});

describe('leaving', () => {
  test('an aborted call gives its place to the next', async () => {
    const { clock, ask, turns, useUp } = openLimiter();
    await useUp();
    const stop = new AbortController();
    const first = ask('first', 'cashier', stop.signal);
    void ask('second');
    stop.abort();
    expect(await first).toBe(false);
    await clock.advance(INTERVAL_MS + 10);
    expect(turns).toEqual(['first never', 'second 1']);
  });

  test('a call that was aborted before is not queued', async () => {
    const { ask } = openLimiter();
    expect(await ask('x', 'cashier', AbortSignal.abort())).toBe(false);
  });

  test('a signal that lives all day gathers no listeners', async () => {
    const { clock, limiter } = openLimiter();
    const { signal } = new AbortController();
    for (let call = 0; call < 50; call++) {
      const granted = limiter.take('discovery', signal);
      await clock.advance(INTERVAL_MS + 1);
      expect(await granted).toBe(true);
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('closing answers everybody who waits with no', async () => {
    const { limiter, ask, useUp, clock, turns } = openLimiter();
    await useUp();
    const waiting = [ask('a'), ask('b', 'sync')];
    limiter.close();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    await clock.advance(60 * INTERVAL_MS);
    expect(turns).toHaveLength(2);
  });
});
