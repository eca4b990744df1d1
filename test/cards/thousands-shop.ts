import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { onTestFinished } from 'vitest';
import type { OperationOutput } from '../../src/contract/operations.ts';
import type { CardExportView, IssuerTransactionView } from '../../src/contract/views.ts';
import { canonicalDecimal } from '../../src/domain/decimal-amount.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import {
  type BookedMovement,
  type CardsControl,
  cardsControlOf,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** A whole till whose cards desk has thousands of transactions behind it. */
export interface BusyDesk {
  readonly counter: Counter;
  readonly cards: CardsControl;
  /** The card with the thousands. */
  readonly busy: string;
  /** A card with none. */
  readonly quiet: string;
  /** Waits for a call, letting as little time pass as it takes. */
  done<T>(call: Promise<T>): Promise<T>;
  /** Called each time that a page of transactions has come in, before the till reads it. */
  onPage(listener: () => void): void;
  /** Lets an export run until it has so many rows. */
  untilRows(rows: number): Promise<CardExportView>;
  ended(): Promise<CardExportView>;
  /** Files that lie ready, or are being written. */
  files(): readonly string[];
}

/** Of the seeded card; whatever else moves is on top of them. */
export const SEEDED = 50_000;
const MOVE = { accountId: SANDBOX_ACCOUNTS.main, amount: { decimal: '50', currency: 'USD' } } as const;
const HOLDER = {
  accountId: SANDBOX_ACCOUNTS.main,
  holderId: 'anna-1',
  firstName: 'Anna',
  lastName: 'Bell',
  email: 'anna@shop.example',
  phone: '+1 202 555 0101',
};

export async function openBusyDesk(switches: Partial<SandboxSwitches> = {}): Promise<BusyDesk> {
  let onPage: () => void = () => {};
  const counter = await openCounter({
    switches,
    observe: ({ url }) => {
      if (url.pathname.startsWith('/api/v2/transactions/')) onPage();
    },
  });
  onTestFinished(counter.close);
  const { ask, sandbox } = counter;
  const cards = cardsControlOf(sandbox);
  const done = <T>(call: Promise<T>): Promise<T> => doneOn(counter, call);
  const { apiToken: token } = sandbox.cards;
  await done(ask('cards.connect', { baseUrl: sandbox.baseUrl, kind: 'api_token', token }));
  await done(ask('cards.createHolder', { operationId: newId(), ...HOLDER }));
  const busy = await issue({ counter, done }, 'Busy');
  const quiet = await issue({ counter, done }, 'Quiet');
  await cards.seed({ count: SEEDED, cardId: busy });
  const folder = (): string => join(counter.dataDir, 'files');
  return {
    counter,
    cards,
    busy,
    quiet,
    done,
    onPage: (listener) => {
      onPage = listener;
    },
    untilRows: (rows) => untilExport(counter, (view) => view.state !== 'running' || view.rows >= rows),
    ended: () => untilExport(counter, ({ state }) => state !== 'running'),
    files: () => (existsSync(folder()) ? readdirSync(folder()) : []),
  };
}

async function untilExport(
  { ask, pass }: Counter,
  isThere: (view: CardExportView) => boolean,
): Promise<CardExportView> {
  for (let tries = 0; tries < 2000; tries++) {
    const { export: view } = await ask('cards.exportStatus', {});
    if (!view) throw new Error('No export has begun');
    if (isThere(view)) return view;
    await pass(200);
  }
  throw new Error('The export stays as it is');
}

const newId = (): string => crypto.randomUUID();

async function doneOn<T>(counter: Counter, call: Promise<T>): Promise<T> {
  let over = false;
  const end = call.finally(() => {
    over = true;
  });
  end.catch(() => {});
  for (let tries = 0; tries < 500 && !over; tries++) {
    await counter.settle();
    if (!over) await counter.pass(250);
  }
  return await end;
}

/** Issues a card through the till, with a little money on it. */
async function issue({ counter, done }: Pick<BusyDesk, 'counter' | 'done'>, name: string): Promise<string> {
  const choice = { kind: 'bin', binId: SANDBOX_BINS.visa } as const;
  const wish = {
    accountId: MOVE.accountId,
    name,
    holderId: HOLDER.holderId,
    type: 'virtual',
    choice,
  } as const;
  const { cardId } = await done(counter.ask('cards.issue', { operationId: newId(), ...wish }));
  if (cardId === null) throw new Error('No card was made');
  await counter.pass(20_000);
  const move = { operationId: newId(), ...MOVE, cardId };
  const { state } = await done(counter.ask('cards.topUp', move));
  if (state !== 'done') throw new Error(`The card was not topped up: ${state}`);
  return cardId;
}

type Page = OperationOutput<'cards.transactions'>;

/** What both the till and the sandbox's books tell of a row. */
export interface Told {
  readonly id: string;
  readonly amount: string;
  readonly kind: string;
  readonly status: string;
  readonly cardId: string | null;
  readonly accountId: string | null;
  readonly at: string | null;
}

export function told({ items }: Pick<Page, 'items'>): readonly Told[] {
  return items.map(({ id, amount, kind, status, cardId, accountId, at }: IssuerTransactionView) => ({
    id,
    amount: amount.decimal,
    kind,
    status,
    cardId,
    accountId,
    at,
  }));
}

export function booked(rows: readonly BookedMovement[]): readonly Told[] {
  return rows.map(({ id, amount, type, status, cardId, accountId, createdAt }) => ({
    id,
    amount: canonical(amount),
    kind: type,
    status,
    cardId,
    accountId,
    at: createdAt,
  }));
}

export function canonical(amount: string): string {
  const read = canonicalDecimal(amount);
  if (!read.ok) throw new Error(`No amount: ${amount}`);
  return read.value;
}

/** What is alive on the heap of this process, in bytes, once everything else has been given back. */
export function aliveBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('There is no collector to call');
  // What has an end of its own goes with the second round.
  for (let round = 0; round < 2; round++) collect();
  return process.memoryUsage().heapUsed;
}
