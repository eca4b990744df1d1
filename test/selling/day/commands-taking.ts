import fc from 'fast-check';
import {
  cancel,
  charge,
  giveBack,
  handOver,
  mayPayLate,
  pay,
  payLate,
  type Share,
  someOpen,
  someTender,
  takeCash,
  takeExternal,
  unpaidClaims,
  writeOff,
} from './acts-taking.ts';
import { type Code, type Day, liveCode, pick, type Sale, type Tender } from './books.ts';
import { mostly, number } from './choices.ts';
import { type Command, command, often } from './command.ts';
import type { World } from './world.ts';

const share: fc.Arbitrary<Share> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Share>('all') },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 11 }) },
);

const isPayable = (sale: Sale | undefined): boolean =>
  sale !== undefined && sale.contents.lines.length > 0 && !liveCode(sale);

type SaleAct<T> = (day: Day, world: World, sale: Sale, share: Share, chosen: T) => Promise<void>;

const onSale = <T>(name: string, choice: fc.Arbitrary<T>, may: (day: Day) => boolean, act: SaleAct<T>) =>
  fc.tuple(number, share, choice).map(([n, part, chosen]) =>
    command(
      `${name} ${part} ${chosen} ${n}`,
      (day, world) => {
        const sale = someOpen(day, n);
        return sale && act(day, world, sale, part, chosen);
      },
      (day) => someOpen(day, n) !== undefined && mostly(n, may(day) && isPayable(someOpen(day, n))),
    ),
  );

const onCode = (
  name: string,
  codes: (day: Day) => readonly Code[],
  act: (day: Day, world: World, code: Code) => Promise<void>,
) =>
  number.map((n) =>
    command(
      `${name} ${n}`,
      (day, world) => {
        const code = pick(codes(day), n);
        return code && act(day, world, code);
      },
      (day) => codes(day).length > 0,
    ),
  );

const live = ({ codes }: Day): readonly Code[] => codes.filter(({ state }) => state === 'live');
const late = (day: Day): readonly Code[] => day.codes.filter((code) => mayPayLate(day, code));
const always = (): boolean => true;

/** How sales are paid. */
export const taking: readonly fc.Arbitrary<Command>[] = [
  ...often(
    20,
    onSale('cash', fc.constantFrom(0, 0, 500, 7, -1), ({ shift }) => shift.opened, takeCash),
  ),
  ...often(6, onSale('beside', fc.constantFrom('card_terminal', 'transfer'), always, takeExternal)),
  ...often(12, onSale('charge', fc.constant(''), always, charge)),
  ...often(
    3,
    number.map((n) => {
      const tender = (day: Day): Tender | undefined => someTender(day, n);
      return command(
        `give a part back ${n}`,
        (day, world) => {
          const one = tender(day);
          return one && giveBack(day, world, one);
        },
        (day) => tender(day) !== undefined,
      );
    }),
  ),
  ...often(20, onCode('pay', live, pay)),
  ...often(4, onCode('cancel', live, cancel)),
  ...often(4, onCode('hand over', live, handOver)),
  ...often(9, onCode('pay late', late, payLate)),
  ...often(
    2,
    number.map((n) =>
      command(
        `write off ${n}`,
        (day, world) => {
          const claim = pick(unpaidClaims(day), n);
          return claim && writeOff(day, world, claim);
        },
        (day) => unpaidClaims(day).length > 0,
      ),
    ),
  ),
];
