import type fc from 'fast-check';
import type { Day } from './books.ts';
import { compare } from './compare.ts';
import type { World } from './world.ts';

/** Long enough for the slowest look at a code that is alive, and for the limiter behind it. */
export const SETTLE_MS = 40_000;

export type Command = fc.AsyncCommand<Day, World>;
export type Act = (day: Day, world: World) => unknown;

/** One thing that happens, the time that it takes, and the comparison. */
export function command(
  name: string,
  ms: number,
  act: Act,
  check: (day: Day) => boolean = () => true,
): Command {
  return {
    check,
    run: async (day, world) => {
      await act(day, world);
      await world.clock.advance(ms);
      await compare(world, day);
    },
    toString: () => name,
  };
}

/** A choice that is made so many times as often as others. */
export function often<T>(times: number, one: T): readonly T[] {
  return Array.from({ length: times }, () => one);
}
