import { type JsonObject, isJsonObject, isWholeNumber, member } from '../json-value.ts';
import { type OrderedTable, createOrderedTable } from '../ordered-table.ts';
import { type AccountRecord, readAccountRecord } from './account-record.ts';
import { type CardRecord, readCardRecord } from './card-record.ts';
import { type HolderRecord, readHolderRecord } from './holder-record.ts';
import { knownAccounts, knownApiTokens } from './merchants.ts';
import { type MovementRecord, readMovementRecord } from './movement-record.ts';
import { type HookRecord, type PotRecord, readHookRecord, readPotRecord } from './side-records.ts';
import { type CardTokenRecord, readCardTokenRecord } from './token-record.ts';

/** Everything that this system remembers, as it stands in the state file. */
export interface CardSnapshot {
  readonly nextSequence: number;
  readonly tokens: readonly CardTokenRecord[];
  readonly accounts: readonly AccountRecord[];
  readonly holders: readonly HolderRecord[];
  readonly cards: readonly CardRecord[];
  readonly movements: readonly MovementRecord[];
  readonly pots: readonly PotRecord[];
  readonly hooks: readonly HookRecord[];
}

/** The books of the simulated issuer, of all merchants. Lists are newest first; `put` adds, or replaces. */
export interface CardBooks {
  nextSequence(): number;
  tokens(): readonly CardTokenRecord[];
  token(id: string): CardTokenRecord | undefined;
  putToken(token: CardTokenRecord): void;
  accounts(): readonly AccountRecord[];
  account(id: string): AccountRecord | undefined;
  putAccount(account: AccountRecord): void;
  holders(): readonly HolderRecord[];
  putHolder(holder: HolderRecord): void;
  cards(): readonly CardRecord[];
  card(id: string): CardRecord | undefined;
  putCard(card: CardRecord): void;
  movements(): readonly MovementRecord[];
  movement(id: string): MovementRecord | undefined;
  putMovement(movement: MovementRecord): void;
  /** Adds thousands at once, which nobody is told of. */
  addMovements(movements: readonly MovementRecord[]): void;
  /** Cards and rows that time alone will change. */
  underWay(): { readonly cards: readonly CardRecord[]; readonly movements: readonly MovementRecord[] };
  /** Of every currency that was ever paid in or out. */
  pots(): readonly PotRecord[];
  pot(currency: string): PotRecord;
  putPot(pot: PotRecord): void;
  hook(merchantId: number): HookRecord | undefined;
  putHook(hook: HookRecord): void;
  dropHook(merchantId: number): void;
  /** Grows with every change. */
  revision(): number;
  snapshot(): CardSnapshot;
}

/** The books of a first start: the accounts and API tokens of `merchants.ts`, and nothing else. */
export function firstCardSnapshot(nowMs: number): CardSnapshot {
  return {
    nextSequence: knownApiTokens.length + knownAccounts.length + 1,
    tokens: knownApiTokens.map(({ token, merchantId, readOnly, revoked }, index) => ({
      // The first ones count as the newest: lists begin with the shop's own.
      sequence: knownApiTokens.length - index,
      id: token,
      kind: 'api_token',
      merchantId,
      readOnly,
      createdMs: nowMs,
      expiresMs: null,
      revokedMs: revoked ? nowMs : null,
    })),
    accounts: knownAccounts.map((known, index) => ({
      ...known,
      sequence: knownApiTokens.length + index + 1,
      balance: known.opening,
      held: '0.00',
      createdMs: nowMs,
    })),
    holders: [],
    cards: [],
    movements: [],
    pots: [],
    hooks: [],
  };
}

interface DueTable<T extends { readonly id: string; readonly sequence: number }> extends OrderedTable<T> {
  due(): readonly T[];
  addAll(rows: readonly T[]): void;
}

/** A table that knows which of its rows wait for their time. */
function createDueTable<
  T extends {
    readonly id: string;
    readonly sequence: number;
    readonly createdMs: number;
    readonly dueMs: number | null;
  },
>(start: readonly T[]): DueTable<T> {
  const momentOf = (row: T): number => row.createdMs;
  let table = createOrderedTable(start, momentOf);
  const due = new Map<string, T>();
  const index = (row: T): void => {
    if (row.dueMs === null) due.delete(row.id);
    else due.set(row.id, row);
  };
  for (const row of start) index(row);
  return {
    list: () => table.list(),
    get: (id) => table.get(id),
    put: (row) => {
      table.put(row);
      index(row);
    },
    due: () => [...due.values()],
    addAll: (rows) => {
      table = createOrderedTable([...table.list(), ...rows], momentOf);
      for (const row of rows) index(row);
    },
  };
}

/** Records by a key, without an order. */
function createShelf<K, T>(start: readonly T[], keyOf: (record: T) => K): Map<K, T> {
  return new Map(start.map((record) => [keyOf(record), record]));
}

function openTables(start: CardSnapshot) {
  const createdMs = (row: { readonly createdMs: number }): number => row.createdMs;
  return {
    tokens: createOrderedTable(start.tokens, createdMs),
    accounts: createOrderedTable(start.accounts, createdMs),
    holders: createOrderedTable(start.holders, createdMs),
    cards: createDueTable(start.cards),
    movements: createDueTable(start.movements),
    pots: createShelf(start.pots, (pot) => pot.currency),
    hooks: createShelf(start.hooks, (hook) => hook.merchantId),
  };
}

type Tables = ReturnType<typeof openTables>;

function snapshotOf(tables: Tables, nextSequence: number): CardSnapshot {
  return {
    nextSequence,
    tokens: tables.tokens.list(),
    accounts: tables.accounts.list(),
    holders: tables.holders.list(),
    cards: tables.cards.list(),
    movements: tables.movements.list(),
    pots: [...tables.pots.values()],
    hooks: [...tables.hooks.values()],
  };
}

/** Opens books. */
export function createCardBooks(start: CardSnapshot): CardBooks {
  const tables = openTables(start);
  const { tokens, accounts, holders, cards, movements, pots, hooks } = tables;
  let sequence = start.nextSequence;
  let revision = 0;
  const counted =
    <T>(put: (record: T) => unknown) =>
    (record: T): void => {
      put(record);
      revision += 1;
    };
  return {
    nextSequence: () => sequence++,
    tokens: tokens.list,
    token: tokens.get,
    putToken: counted(tokens.put),
    accounts: accounts.list,
    account: accounts.get,
    putAccount: counted(accounts.put),
    holders: holders.list,
    putHolder: counted(holders.put),
    cards: cards.list,
    card: cards.get,
    putCard: counted(cards.put),
    movements: movements.list,
    movement: movements.get,
    putMovement: counted(movements.put),
    addMovements: counted(movements.addAll),
    underWay: () => ({ cards: cards.due(), movements: movements.due() }),
    pots: () => [...pots.values()],
    pot: (currency) => pots.get(currency) ?? { currency, fees: '0.00', outside: '0.00' },
    putPot: counted((pot: PotRecord) => pots.set(pot.currency, pot)),
    hook: (merchantId) => hooks.get(merchantId),
    putHook: counted((hook: HookRecord) => hooks.set(hook.merchantId, hook)),
    dropHook: counted((merchantId: number) => hooks.delete(merchantId)),
    revision: () => revision,
    snapshot: () => snapshotOf(tables, sequence),
  };
}

function rows(source: JsonObject, name: string): readonly JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Error(`${name} is not a list of rows`);
  return value;
}

/** Reads the books from the state file; a file from before there were cards has none. Throws when damaged. */
export function readCardSnapshot(value: unknown, nowMs: number): CardSnapshot {
  if (value === undefined) return firstCardSnapshot(nowMs);
  if (!isJsonObject(value)) throw new Error('the books of the card issuer are damaged');
  return {
    nextSequence: member(value, 'nextSequence', isWholeNumber),
    tokens: rows(value, 'tokens').map(readCardTokenRecord),
    accounts: rows(value, 'accounts').map(readAccountRecord),
    holders: rows(value, 'holders').map(readHolderRecord),
    cards: rows(value, 'cards').map(readCardRecord),
    movements: rows(value, 'movements').map(readMovementRecord),
    pots: rows(value, 'pots').map(readPotRecord),
    hooks: rows(value, 'hooks').map(readHookRecord),
  };
}
