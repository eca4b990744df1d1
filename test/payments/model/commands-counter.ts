import fc from 'fast-check';
import {
  cancel,
  decide,
  extend,
  handOver,
  type Kind,
  mayPay,
  pay,
  replace,
  someCode,
  someLive,
} from './acts-paying.ts';
import { acknowledge, charge, next, sell, takeUp, voidSale } from './acts-selling.ts';
import { type Code, type Day, front, liveCode } from './books.ts';
import { type Command, command, often, SETTLE_MS } from './command.ts';
import type { World } from './world.ts';

const number = fc.nat(11);
const methods = fc.constantFrom(null, ['card'], ['sbp']);

const isFree = (day: Day): boolean => {
  const sale = front(day);
  return !sale || !liveCode(sale);
};
const hasUnseen = ({ unseen }: Day): boolean =>
  unseen.claimed.length + unseen.paid.length + unseen.ended.size > 0;

/** Mostly where it can be done; now and then where it has to be refused. */
const mostly = (n: number, may: boolean): boolean => may || n === 7;

/** What a cashier does: several customers at once, each with a code. */
export const selling: readonly fc.Arbitrary<Command>[] = [
  ...often(
    2,
    fc
      .tuple(fc.constantFrom(500, 500, 12_345), fc.integer({ min: 1, max: 3 }), number)
      .map(([amount, quantity, n]) =>
        command(
          `sell ${quantity} of ${amount}`,
          1000,
          (day, world) => sell(day, world, amount, quantity),
          (day) => mostly(n, isFree(day)),
        ),
      ),
  ),
  ...often(
    9,
    fc.tuple(methods, number).map(([chosen, n]) =>
      command(
        `charge by ${chosen ?? 'anything'}`,
        0,
        (day, world) => charge(day, world, chosen),
        (day) => mostly(n, isFree(day)),
      ),
    ),
  ),
  ...often(
    6,
    number.map((n) => command('serve the next', 1000, next, (day) => mostly(n, !isFree(day)))),
  ),
  ...often(
    2,
    number.map((n) =>
      command(
        `take up ${n}`,
        1000,
        (day, world) => takeUp(day, world, n),
        (day) => day.open.length > 1,
      ),
    ),
  ),
  ...often(3, fc.constant(command('acknowledge', 0, acknowledge, hasUnseen))),
  number.map((n) =>
    command('void', 1000, voidSale, (day) => mostly(n, n < 3 && front(day) !== undefined && isFree(day))),
  ),
];

const payment = (kinds: fc.Arbitrary<Kind>) =>
  fc.tuple(kinds, number).map(([kind, n]) =>
    command(
      `pay ${kind} ${n}`,
      SETTLE_MS,
      (day, world) => {
        const code = someCode(day, n);
        return code && pay(day, world, code, kind);
      },
      (day) => mayPay(someCode(day, n), kind),
    ),
  );

/** What customers and their banks do. */
export const paying: readonly fc.Arbitrary<Command>[] = [
  ...often(4, payment(fc.constantFrom<Kind>('wrong', 'declined', 'processing', 'processing'))),
  ...often(7, payment(fc.constant('exact'))),
  ...often(
    3,
    fc.tuple(fc.constantFrom('charged', 'charged', 'rejected' as const), number).map(([status, n]) =>
      command(
        `the bank says ${status} ${n}`,
        SETTLE_MS,
        (day, world) => decide(day, world, status, n),
        (day) => day.payments.some((one) => one.status === 'processing'),
      ),
    ),
  ),
];

const onCode = (name: string, act: (day: Day, world: World, code: Code) => Promise<void>) =>
  number.map((n) => {
    const code = (day: Day): Code | undefined => (n === 7 ? someCode(day, n) : someLive(day, n));
    return command(
      `${name} ${n}`,
      SETTLE_MS,
      (day, world) => {
        const one = code(day);
        return one && act(day, world, one);
      },
      (day) => code(day) !== undefined,
    );
  });

/** What is done with codes that are shown. */
export const codes: readonly fc.Arbitrary<Command>[] = [
  ...often(3, onCode('cancel', cancel)),
  onCode('extend', extend),
  ...often(3, onCode('hand over', handOver)),
  ...often(
    2,
    methods.chain((chosen) => onCode('replace', (day, world, code) => replace(day, world, code, chosen))),
  ),
];
