import fc from 'fast-check';
import type { LinkWay } from '../../../src/domain/payment.ts';
import { isTakenBack, someLive } from './acts-paying.ts';
import { type Part, someCompleted } from './acts-refunding.ts';
import {
  addForeign,
  crashCharging,
  crashRefunding,
  crashTakingBack,
  goOffline,
  goOnline,
  mayCrashRefunding,
  putClock,
} from './acts-trouble.ts';
import { front, liveCode } from './books.ts';
import { type Command, command, often, SETTLE_MS } from './command.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

const number = fc.nat(11);
const part = fc.constantFrom<Part>('whole', 'part', 'lines');
/** Turns of the event loop before the power goes: from "nothing was sent" to "all was answered". */
const turns = fc.nat(14);

/** Power cuts in the middle of something. */
const crashing: readonly fc.Arbitrary<Command>[] = [
  ...often(
    1,
    turns.map((n) =>
      command(
        `crash while charging ${n}`,
        0,
        (day, world) => crashCharging(day, world, n),
        (day) => {
          const sale = front(day);
          return !sale || !liveCode(sale);
        },
      ),
    ),
  ),
  ...often(
    2,
    fc.tuple(number, fc.constantFrom('cancelled', 'replaced' as const), turns).map(([n, wish, t]) =>
      command(
        `crash while ${wish} ${n} ${t}`,
        SETTLE_MS,
        (day, world) => crashTakingBack(day, world, n, wish, t),
        (day) => {
          const code = someLive(day, n);
          return (
            code !== undefined && !isTakenBack(code) && (wish === 'cancelled' || code.sale.state === 'open')
          );
        },
      ),
    ),
  ),
  ...often(
    3,
    fc.tuple(number, part, turns).map(([n, what, t]) =>
      command(
        `crash while refunding ${n} ${what} ${t}`,
        1000,
        (day, world) => crashRefunding(day, world, n, what, t),
        (day) => mayCrashRefunding(day, someCompleted(day, n)),
      ),
    ),
  ),
];

const plain = (name: string, ms: number, act: Parameters<typeof command>[2] = () => undefined) =>
  fc.constant(command(name, ms, act));

/** What goes wrong, and time. */
export const trouble: readonly fc.Arbitrary<Command>[] = [
  ...crashing,
  plain('restart', SETTLE_MS, (_, { counter }) => counter.restart()),
  plain('crash', SETTLE_MS, (_, { counter }) => counter.crash()),
  plain('an hour', 61 * MINUTE),
  ...often(2, plain('ten minutes', 10 * MINUTE)),
  fc.constant(command('offline', 5000, goOffline, ({ online }) => online)),
  ...often(5, fc.constant(command('online', 90_000, goOnline, ({ online }) => !online))),
  fc.constantFrom(0, 0, 0, HOUR, -HOUR, YEAR, -YEAR).map((ms) =>
    command(
      `the clock is ${ms / HOUR} h wrong`,
      SETTLE_MS,
      (day, world) => putClock(day, world, ms),
      ({ wrongBy }) => wrongBy !== ms,
    ),
  ),
  fc
    .integer({ min: 1, max: 40 })
    .map((count) => command(`${count} foreign rows`, 1000, (day, world) => addForeign(day, world, count))),
  fc.constantFrom<LinkWay>('link', 'hosted').map((by) =>
    command(
      `collect by ${by}`,
      1000,
      async (day, { counter }) => {
        await counter.ask('connection.change', { collectBy: by });
        day.collectBy = by;
      },
      ({ collectBy }) => collectBy !== by,
    ),
  ),
];
