import fc from 'fast-check';
import { attach, dismiss, giveBack, someMatter, someMoney, targetsOf } from './acts-attention.ts';
import {
  isClear,
  mayRefundElsewhere,
  mayReverse,
  type Part,
  refund,
  refundInOffice,
  reverse,
  someCompleted,
} from './acts-refunding.ts';
import { type Day, leftOf, pick } from './books.ts';
import { type Command, command, often, SETTLE_MS } from './command.ts';

const number = fc.nat(11);
const part = fc.constantFrom<Part>('whole', 'part', 'lines');
const way = fc.constantFrom('provider', 'provider', 'cash', 'elsewhere' as const);

/** Now and then of a sale of which nothing is left, or nothing was seen. */
const mayRefund = (day: Day, n: number): boolean => {
  const sale = someCompleted(day, n);
  if (!sale || !isClear(sale.paid)) return false;
  return n === 7 || (sale.paid !== null && leftOf(sale.paid) > 0);
};

const isFor = (day: Day, n: number): boolean => {
  const money = someMoney(day, n);
  return money !== undefined && (n === 7 || targetsOf(day, money.payment).length > 0);
};

/** What a manager does, and what is done behind his back. */
export const office: readonly fc.Arbitrary<Command>[] = [
  ...often(
    5,
    fc.tuple(number, way, part).map(([n, by, what]) =>
      command(
        `refund ${n} ${by} ${what}`,
        1000,
        (day, world) => {
          const sale = someCompleted(day, n);
          return sale && refund(day, world, sale, by, what);
        },
        (day) => mayRefund(day, n),
      ),
    ),
  ),
  fc.tuple(number, part).map(([n, what]) =>
    command(
      `the office gives back ${n} ${what}`,
      SETTLE_MS,
      (day, world) => {
        const one = pick(mayRefundElsewhere(day), n);
        return one && refundInOffice(world, one, what);
      },
      (day) => mayRefundElsewhere(day).length > 0,
    ),
  ),
  number.map((n) =>
    command(
      `the bank takes back ${n}`,
      SETTLE_MS,
      (day, world) => {
        const one = pick(day.payments.filter(mayReverse), n);
        return one && reverse(world, one);
      },
      (day) => n % 3 === 0 && day.payments.some(mayReverse),
    ),
  ),
  ...often(
    4,
    fc.tuple(number, number).map(([n, target]) =>
      command(
        `attach ${n} to ${target}`,
        SETTLE_MS,
        (day, world) => attach(day, world, n, target),
        (day) => isFor(day, n),
      ),
    ),
  ),
  ...often(
    2,
    fc.tuple(number, way).map(([n, by]) =>
      command(
        `give back ${n} ${by}`,
        1000,
        (day, world) => giveBack(day, world, n, by),
        (day) => {
          const money = someMoney(day, n);
          return money !== undefined && isClear(money.payment);
        },
      ),
    ),
  ),
  ...often(
    2,
    number.map((n) =>
      command(
        `dismiss ${n}`,
        1000,
        (day, world) => dismiss(day, world, n),
        (day) => someMatter(day, n) !== undefined,
      ),
    ),
  ),
];
