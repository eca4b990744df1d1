import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CardOperationView } from '../../src/contract/views.ts';
import {
  type BookedCard,
  type BookedMovement,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import type { CardsBench } from './cards-bench.ts';

/** A number from 0 up to, and without, `below`; the same in every run of a seed. */
export type Dice = (below: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The last are those of which nothing was done. */
const FAULTS = [
  'reset_after_write',
  '500_after_write',
  '502_after_write',
  'truncated',
  'malformed',
  'reset_after_write',
  'status_before',
  'reset',
] as const;

const { main, advertising } = SANDBOX_ACCOUNTS;
const ACTS = ['top_up', 'top_up', 'withdraw', 'transfer', 'issue', 'close', 'freeze'] as const;

/** What is played with: the cards that are alive, and a number for each thing that is made. */
export interface Table {
  readonly bench: CardsBench;
  readonly dice: Dice;
  cards: readonly string[];
  count: number;
}

/** Asks for a few things, with faults and kills between; ends when the end of each is known. @returns their ids */
export async function playSequence(table: Table): Promise<readonly string[]> {
  const { bench, dice } = table;
  const ids: string[] = [];
  for (let steps = 1 + dice(3); steps > 0; steps--) {
    table.count += 1;
    const id = `op-${table.count}`;
    ids.push(id);
    const faulty = dice(3) > 0;
    if (faulty) {
      const kind = FAULTS[dice(FAULTS.length)];
      await bench.control.fault({
        kind,
        method: 'POST',
        count: 1,
        ...(kind === 'status_before' ? { status: 503 } : {}),
      });
    }
    const before = bench.requests.length;
    const asked = ask(table, id);
    if (dice(6) === 0) await killDuring(table, asked);
    else await bench.done(asked).catch(() => null);
    if (dice(8) === 0) await bench.restart();
    // One that was refused before it was sent has left its fault to the next.
    if (faulty && postsSince(bench, before) === 0) await bench.control.clearFaults();
    if (dice(3) === 0) await bench.pass(1 + dice(4000));
  }
  await endAll(bench);
  return ids;
}

function postsSince({ requests }: CardsBench, before: number): number {
  return requests.slice(before).filter(({ method }) => method === 'POST').length;
}

/** Somewhere between the first byte and the last commit. */
async function killDuring({ bench, dice }: Table, asked: Promise<unknown>): Promise<void> {
  let over = false;
  asked.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  const before = bench.requests.length;
  while (!over && postsSince(bench, before) === 0) await nextTurn();
  for (let turns = dice(12); !over && turns > 0; turns--) await nextTurn();
  await bench.kill();
}

function ask({ bench, dice, cards, count }: Table, operationId: string): Promise<CardOperationView> {
  const service = bench.service();
  const act = ACTS[dice(ACTS.length)] ?? 'top_up';
  const cardId = cards[dice(cards.length)] ?? '';
  const place = { accountId: main, cardId };
  // Few amounts: much looks alike.
  const amount = { decimal: `${1 + dice(2)}.5`, currency: 'USD' };
  switch (act) {
    case 'top_up':
      return service.topUp({ operationId, ...place, amount });
    case 'withdraw':
      return service.withdraw({ operationId, ...place, amount });
    case 'transfer': {
      const [fromAccountId, toAccountId] = dice(2) === 0 ? [main, advertising] : [advertising, main];
      return service.transfer({ operationId, fromAccountId, toAccountId, amount });
    }
    case 'issue': {
      const choice = { kind: 'bin', binId: SANDBOX_BINS.visa } as const;
      const card = {
        name: `Card ${count}`,
        holderId: 'anna-1',
        type: 'virtual',
        choice,
        limits: null,
      } as const;
      return service.issue({ operationId, accountId: main, ...card });
    }
    case 'close':
      return service.closeCard({ operationId, ...place });
    case 'freeze':
      return dice(2) === 0
        ? service.freeze({ operationId, ...place })
        : service.unfreeze({ operationId, ...place });
  }
}

/** Two minutes of looks; then the hour is over in which anything could still show. */
async function endAll(bench: CardsBench): Promise<void> {
  await bench.untilEnded(120_000);
  if (bench.service().desk().desk?.open === 0) return;
  bench.jump(61 * 60_000);
  await bench.untilEnded(400_000);
}

/** The issuer's own books. */
export interface IssuerBooks {
  readonly cards: readonly BookedCard[];
  readonly rows: readonly BookedMovement[];
}

/** What they say of an operation: whether it was done, and how often. */
export function truthOf(
  { cards, rows }: IssuerBooks,
  { act, label, accountId }: CardOperationView,
  mark: string,
): { readonly times: number; readonly state: 'done' | 'failed' | 'nothing' } {
  if (act === 'issue') {
    const made = cards.filter(({ name }) => name === label);
    const failed = made[0]?.status === 'creating_failed';
    return { times: made.length, state: made.length === 0 ? 'nothing' : failed ? 'failed' : 'done' };
  }
  const ours = rows.filter((row) => {
    const isPlace = act === 'transfer' ? row.accountId === accountId : row.of === 'card';
    return isPlace && row.description === mark;
  });
  return { times: ours.length, state: stateOf(ours) };
}

function stateOf(rows: readonly BookedMovement[]): 'done' | 'failed' | 'nothing' {
  if (rows.some(({ status }) => status === 'completed')) return 'done';
  return rows.some(({ status }) => status === 'failed') ? 'failed' : 'nothing';
}
