import { describe, expect, test } from 'vitest';
import {
  advanceCardOperation,
  CARD_OPERATION_STATES,
  type CardOperationEvent,
  isCardOperationOpen,
} from './card-operation.ts';

const EVENTS: readonly CardOperationEvent[] = [
  'taken',
  'seen_done',
  'seen_failed',
  'refused',
  'lost',
  'given_up',
  'decided_done',
  'decided_not_done',
];

describe('an operation at the card issuer', () => {
  test.each(['done', 'failed', 'refused', 'decided_done'] as const)('%s is its end', (state) => {
    expect(EVENTS.map((event) => advanceCardOperation(state, event))).toEqual(EVENTS.map(() => null));
  });

  test('what was lost is never failed for it: it is unknown, and looked for', () => {
    expect(advanceCardOperation('sending', 'lost')).toBe('unknown');
    expect(advanceCardOperation('unknown', 'refused')).toBeNull();
    expect(advanceCardOperation('unknown', 'given_up')).toBe('not_seen');
  });

  test('what was given up, or decided not to be there, and turns up all the same, is done', () => {
    expect(advanceCardOperation('not_seen', 'seen_done')).toBe('done');
    expect(advanceCardOperation('decided_not_done', 'seen_done')).toBe('done');
  });

  test('nobody decides on what is still being sent, or has not been asked about', () => {
    expect(advanceCardOperation('sending', 'decided_done')).toBeNull();
    expect(advanceCardOperation('sending', 'decided_not_done')).toBeNull();
  });

  test('every open state has a way to an end', () => {
    for (const start of CARD_OPERATION_STATES.filter(isCardOperationOpen)) {
      const reached = new Set([start]);
      for (const state of reached) {
        for (const event of EVENTS) {
          const next = advanceCardOperation(state, event);
          if (next) reached.add(next);
        }
      }
      expect(
        [...reached].some((state) => !isCardOperationOpen(state)),
        start,
      ).toBe(true);
    }
  });
});
