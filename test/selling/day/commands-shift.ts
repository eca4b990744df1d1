import fc from 'fast-check';
import { close, count, endOfShift, move, open } from './acts-shift.ts';
import { crash, putClock, restart } from './acts-trouble.ts';
import { amount, mostly, number } from './choices.ts';
import { type Command, command, often } from './command.ts';

/** A new shift is opened soon, as a rule. */
const opening = fc.tuple(fc.nat(50_000), number).map(([float, n]) =>
  command(
    `open the shift with ${float}`,
    (day, world) => open(day, world, float),
    ({ shift }) => mostly(n, !shift.opened),
  ),
);
const beside = fc.constantFrom(0, 0, 0, 100, -100, 12_345);

/** What is done with the drawer. */
export const shifts: readonly fc.Arbitrary<Command>[] = [
  ...often(12, opening),
  ...often(
    4,
    fc
      .tuple(fc.constantFrom('paid_in', 'paid_out', 'no_sale' as const), amount, number)
      .map(([kind, minor, n]) =>
        command(
          `${kind} ${minor}`,
          (day, world) => move(day, world, kind, minor),
          ({ shift }) => mostly(n, shift.opened),
        ),
      ),
  ),
  fc.tuple(beside, fc.boolean(), number).map(([by, again, n]) =>
    command(
      `${again ? 're' : ''}count ${by}`,
      (day, world) => count(day, world, by, again),
      ({ shift }) => mostly(n, shift.opened && (again ? shift.count !== null : shift.count === null)),
    ),
  ),
  fc
    .tuple(fc.constantFrom('refuse', 'watch' as const), fc.constantFrom(null, 'Coins fell'))
    .map(([pending, reason]) =>
      command(`close, ${pending}, ${reason}`, (day, world) => close(day, world, pending, reason)),
    ),
  ...often(
    2,
    beside.map((by) =>
      command(
        `end the shift ${by}`,
        (day, world) => endOfShift(day, world, by),
        ({ shift }) => shift.opened,
      ),
    ),
  ),
];

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** What happens to every till. */
export const trouble: readonly fc.Arbitrary<Command>[] = [
  ...often(3, fc.constant(command('crash', crash))),
  fc.constant(command('restart', restart)),
  ...often(
    3,
    fc
      .constantFrom(0, HOUR, -HOUR, YEAR, -YEAR, -1000)
      .map((ms) => command(`the clock is wrong by ${ms} ms`, (day, world) => putClock(day, world, ms))),
  ),
  ...often(
    2,
    fc
      .constantFrom(1, 10, 30)
      .map((minutes) =>
        command(`${minutes} minutes pass`, (_, { clock }) => clock.advance(minutes * 60_000)),
      ),
  ),
];
