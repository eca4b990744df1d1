import fc from 'fast-check';
import {
  addAmount,
  changeTaxes,
  discountLine,
  discountSale,
  frozen,
  lineAt,
  next,
  note,
  noteLine,
  override,
  park,
  remove,
  setPieces,
  takeUp,
  undo,
  voidSale,
} from './acts-selling.ts';
import { type Day, front, type Line, type Sale, type TaxChoice } from './books.ts';
import { amount, mostly, number } from './choices.ts';
import { type Command, command, often } from './command.ts';
import type { Off } from './reckoning.ts';
import type { World } from './world.ts';

const off: fc.Arbitrary<Off | null> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map((basisPoints): Off => ({ kind: 'percent', basisPoints })),
  fc.constant<Off>({ kind: 'percent', basisPoints: 10_000 }),
  amount.map((amountMinor): Off => ({ kind: 'amount', amountMinor })),
  fc.constant(null),
);

/** How the shop may reckon its taxes. */
export const taxes: fc.Arbitrary<TaxChoice> = fc.record(
  {
    mode: fc.constantFrom('included', 'added'),
    rounding: fc.constantFrom('line', 'sale'),
    rateId: fc.constantFrom('full', 'full', 'low', 'none', null),
  },
  { noNullPrototype: true },
);

const isFree = (day: Day): boolean => frozen(front(day)) === null;
const hasLines = (day: Day): boolean => (front(day)?.contents.lines.length ?? 0) > 0;
/** Something that is done to one line of the sale in front. */
const onLine = <T>(name: string, choice: fc.Arbitrary<T>, act: LineAct<T>): fc.Arbitrary<Command> =>
  fc.tuple(number, choice).map(([n, chosen]) =>
    command(
      `${name} ${n} ${JSON.stringify(chosen)}`,
      (day, world) => {
        const at = lineAt(day, n);
        return at && act(day, world, at.sale, at.line, chosen);
      },
      (day) => lineAt(day, n) !== null && mostly(n, isFree(day)),
    ),
  );

type LineAct<T> = (day: Day, world: World, sale: Sale, line: Line, chosen: T) => Promise<void>;

/** What is done to the sale in front. */
export const selling: readonly fc.Arbitrary<Command>[] = [
  ...often(
    20,
    fc.tuple(amount, fc.integer({ min: 1, max: 4 }), number).map(([unit, pieces, n]) =>
      command(
        `sell ${pieces} of ${unit}`,
        (day, world) => addAmount(day, world, unit, pieces),
        (day) => mostly(n, isFree(day)),
      ),
    ),
  ),
  onLine('make it so many', fc.nat(5), setPieces),
  onLine('remove', fc.constant(null), remove),
  ...often(2, onLine('discount a line', off, discountLine)),
  ...often(
    2,
    fc.tuple(off, number).map(([chosen, n]) =>
      command(
        `discount all ${JSON.stringify(chosen)}`,
        (day, world) => discountSale(day, world, chosen),
        (day) => front(day) !== undefined && mostly(n, isFree(day)),
      ),
    ),
  ),
  onLine('another price', fc.option(fc.nat(9000)), override),
  onLine('a word on a line', fc.constant(null), noteLine),
  fc.constantFrom('to go', 'for Ann').map((text) =>
    command(
      `note ${text}`,
      (day, world) => note(day, world, text),
      (day) => front(day) !== undefined,
    ),
  ),
  ...often(
    2,
    number.map((n) =>
      command(
        'undo',
        undo,
        (day) => front(day) !== undefined && mostly(n, isFree(day) && front(day)?.undo !== null),
      ),
    ),
  ),
  number.map((n) =>
    command('void', voidSale, (day) => mostly(n, n < 4 && isFree(day) && front(day) !== undefined)),
  ),
  ...often(
    2,
    fc.tuple(fc.constantFrom(null, 'Ann', 'Boris'), number).map(([name, n]) =>
      command(
        `park ${name}`,
        (day, world) => park(day, world, name),
        (day) => mostly(n, hasLines(day)),
      ),
    ),
  ),
  ...often(
    3,
    number.map((n) =>
      command(
        `take up ${n}`,
        (day, world) => takeUp(day, world, n),
        (day) => day.stack.length > 1,
      ),
    ),
  ),
  ...often(
    2,
    number.map((n) => command('serve the next', next, (day) => mostly(n, !isFree(day)))),
  ),
  taxes.map((choice) =>
    command(`taxes ${Object.values(choice)}`, (day, world) => changeTaxes(day, world, choice)),
  ),
];
