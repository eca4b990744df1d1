import { describe, expect, it } from 'vitest';
import {
  canBeDecided,
  type Comparison,
  firstKind,
  type InStepPlace,
  type InStepStatus,
  placeOf,
  secondsFor,
} from './place.ts';

const NOTHING = { create: 0, change: 0, delete: 0, foreign: 0, unknown: 0, otherwise: 0, inStep: 0 };

const compared = (counts: Partial<Comparison['counts']>, secondsNeeded = 0): Comparison => ({
  id: 'c1',
  at: '2026-11-21T10:00:00.000Z',
  counts: { ...NOTHING, ...counts },
  changedElsewhere: 0,
  withoutPrice: 0,
  unreadable: 0,
  listOffered: true,
  secondsNeeded,
});

const status = (part: Partial<InStepStatus>): InStepStatus => ({
  master: true,
  phase: 'idle',
  problem: null,
  comparison: null,
  progress: { done: 0, total: 0 },
  secondsLeft: null,
  left: 0,
  ignored: 0,
  ...part,
});

describe('what fills the screen', () => {
  it.each<[string, Partial<InStepStatus>, InStepPlace]>([
    ['nothing was compared yet', {}, 'begin'],
    ['another register does it', { master: false, comparison: compared({}) }, 'off'],
    ['both lists are read', { phase: 'comparing' }, 'comparing'],
    ['there is a comparison', { comparison: compared({}) }, 'comparison'],
    ['a comparison came to nothing', { problem: 'unreachable' }, 'begin'],
    ['it is sent', { phase: 'pushing' }, 'push'],
    ['it waits', { phase: 'waiting', problem: 'slow_down' }, 'push'],
    ['it goes on although this is no master any more', { phase: 'paused', master: false }, 'push'],
    ['a person is needed', { phase: 'stopped', problem: 'forbidden' }, 'push'],
    ['a push is over', { phase: 'done' }, 'ended'],
    ['a push was given up', { phase: 'cancelled' }, 'ended'],
    ['a comparison after a push', { phase: 'idle', comparison: compared({}) }, 'comparison'],
  ])('%s', (_, part, place) => {
    expect(placeOf(status(part))).toBe(place);
  });
});

describe('what a person chooses', () => {
  it('begins with what can be sent, and with what needs a decision before what is left alone', () => {
    expect(firstKind({ ...NOTHING, foreign: 7, delete: 1 })).toBe('delete');
    expect(firstKind({ ...NOTHING, foreign: 7, unknown: 1 })).toBe('unknown');
    expect(firstKind(NOTHING)).toBe('create');
  });

  it('takes a second for each product, and for each picture at most', () => {
    const comparison = compared({ create: 10, change: 5, delete: 3, foreign: 50 }, 22);
    expect(secondsFor(comparison, ['create', 'change', 'delete'])).toBe(22);
    expect(secondsFor(comparison, ['create'])).toBe(14);
    expect(secondsFor(comparison, ['delete'])).toBe(3);
    expect(secondsFor(comparison, [])).toBe(0);
    expect(secondsFor(compared({ create: 5000 }, 5000), ['create'])).toBe(5000);
  });

  it('decides on what may have been made, and on nothing else', () => {
    expect(canBeDecided({ act: 'create', outcome: 'unknown' })).toBe(true);
    expect(canBeDecided({ act: 'change', outcome: 'unknown' })).toBe(false);
    expect(canBeDecided({ act: 'create', outcome: 'refused' })).toBe(false);
  });
});
