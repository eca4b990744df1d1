import { expect } from 'vitest';
import type { Counter } from '../harness/counter.ts';
import { replay } from './journal-replay.ts';
import { figuresOf } from './working.ts';

/** Every Z and the X say what the journal alone says. */
export async function expectSameAsJournal(counter: Counter): Promise<void> {
  const periods = await replay(counter);
  for (const { z: number, figures } of periods) {
    const report =
      number === null ? await counter.ask('report.x', {}) : await counter.ask('report.z', { number });
    const told = figuresOf(report);
    const some = Object.entries(told).filter(([, [count, amount]]) => count !== 0 || amount !== 0);
    const expected = Object.entries(figures).filter(
      ([key, [, amount]]) =>
        !(report.drawerHidden && key.startsWith('drawer.')) && !isZeroDrawer(key, amount),
    );
    const seen = some.filter(([key, [, amount]]) => !isZeroDrawer(key, amount));
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  }
}

/** A drawer's figure of nothing: there for paper, and no news. */
const isZeroDrawer = (key: string, amount: number): boolean => key.startsWith('drawer.') && amount === 0;
