import type fc from 'fast-check';
import { codeOf } from '../../harness/ask.ts';
import { same } from '../../payments/model/check.ts';
import type { Day } from './books.ts';
import { compare } from './compare.ts';
import type { World } from './world.ts';

export type Command = fc.AsyncCommand<Day, World>;

/** One thing that happens, and the comparison. */
export function command(
  name: string,
  act: (day: Day, world: World) => unknown,
  check: (day: Day) => boolean = () => true,
): Command {
  return {
    check,
    run: async (day, world) => {
      await act(day, world);
      day.acts += 1;
      await compare(world, day);
    },
    toString: () => name,
  };
}

/** A choice that is made so many times as often as others. */
export function often<T>(times: number, one: T): readonly T[] {
  return Array.from({ length: times }, () => one);
}

/** An act that the books either allow or refuse. @returns the answer; null where it was refused, as it should be */
export async function answered<T>(what: string, code: string | null, asking: Promise<T>): Promise<T | null> {
  if (code === null) return asking;
  same(await codeOf(asking), code, what);
  return null;
}
