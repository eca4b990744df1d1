import fc from 'fast-check';
import { attach, dismiss, refund, refundLate, refundWithoutSale, type Wish } from './acts-refunding.ts';
import { type Day, pick, type Tender } from './books.ts';
import { amount, mostly, number } from './choices.ts';
import { type Command, command, often } from './command.ts';
import type { World } from './world.ts';

const way = fc.constantFrom('cash', 'cash', 'provider', 'provider', 'elsewhere' as const);
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant<Wish>({ kind: 'all' }),
  fc.integer({ min: 0, max: 13 }).map((twelfths): Wish => ({ kind: 'amount', twelfths })),
  fc
    .record({ lines: fc.integer({ min: 1, max: 3 }), pieces: fc.integer({ min: 1, max: 3 }) })
    .map((lines): Wish => ({ kind: 'lines', ...lines })),
);

const refundable = ({ sales }: Day): readonly Tender[] =>
  sales
    .flatMap(({ tenders }) => tenders)
    .filter(({ kind, sale }) => sale.state === 'completed' || kind === 'payment_link');

/** Cash mostly out of a drawer for which somebody answers. */
const mayGive = ({ shift }: Day, how: string, n: number): boolean =>
  mostly(n, how !== 'cash' || shift.opened);

const onMatter = <T extends string>(name: string, choice: fc.Arbitrary<T>, act: MatterAct<T>) =>
  fc.tuple(number, choice).map(([n, chosen]) =>
    command(
      `${name} ${n} ${chosen}`,
      (day, world) => {
        const matter = pick(day.matters, n);
        return matter && act(day, world, matter, chosen, n);
      },
      (day) => day.matters.length > 0 && mayGive(day, chosen, n),
    ),
  );

type MatterAct<T> = (
  day: Day,
  world: World,
  matter: Day['matters'][number],
  chosen: T,
  n: number,
) => Promise<void>;

/** How money goes back, and what becomes of money that came late. */
export const refunding: readonly fc.Arbitrary<Command>[] = [
  ...often(
    14,
    fc.tuple(fc.nat(200), way, wish).map(([n, how, what]) =>
      command(
        `give back ${n} ${how} ${JSON.stringify(what)}`,
        (day, world) => {
          const tender = pick(refundable(day), n);
          return tender && refund(day, world, tender, how, what);
        },
        (day) => refundable(day).length > 0 && mayGive(day, how, n % 12),
      ),
    ),
  ),
  fc.tuple(amount, fc.constantFrom('cash', 'elsewhere' as const)).map(([minor, how]) =>
    command(
      `give ${minor} without a sale, ${how}`,
      (day, world) => refundWithoutSale(day, world, minor, how),
      (day) => mayGive(day, how, minor % 12),
    ),
  ),
  ...often(
    6,
    onMatter('attach', fc.constant(''), (day, world, matter, _, n) => attach(day, world, matter, n)),
  ),
  ...often(2, onMatter('give late money back', way, refundLate)),
  onMatter('dismiss', fc.constant(''), dismiss),
];
