import { describe, expect, it } from 'vitest';
import { groupsOf, leftToShow } from './reveal-clock.ts';

const START = { steadyMs: 1000, wallMs: 1_000_000 };
const later = (steadyMs: number, wallMs = steadyMs) => ({
  steadyMs: START.steadyMs + steadyMs,
  wallMs: START.wallMs + wallMs,
});

describe('how long digits are shown (SEC-10)', () => {
  it('is half a minute at most, whatever main says', () => {
    expect(leftToShow(30_000, START, later(0))).toBe(30_000);
    expect(leftToShow(600_000, START, later(0))).toBe(30_000);
    expect(leftToShow(10_000, START, later(4000))).toBe(6000);
  });

  it('is over when it is over', () => {
    expect(leftToShow(30_000, START, later(30_000))).toBe(0);
    expect(leftToShow(30_000, START, later(90_000))).toBe(0);
  });

  it('goes on while the computer sleeps, when one of the clocks may stand still', () => {
    expect(leftToShow(30_000, START, later(2000, 60_000))).toBe(0);
  });

  it('is not made longer by a clock that is put back', () => {
    expect(leftToShow(30_000, START, later(20_000, -3_600_000))).toBe(10_000);
  });
});

describe('digits', () => {
  it('stand four by four, however the issuer writes them', () => {
    expect(groupsOf('4242424242424242')).toEqual(['4242', '4242', '4242', '4242']);
    expect(groupsOf('4242 4242-4242 424')).toEqual(['4242', '4242', '4242', '424']);
    expect(groupsOf('')).toEqual([]);
  });
});
