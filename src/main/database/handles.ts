import type Database from 'better-sqlite3';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** Values for `?` in order, or one object for `:name`. */
export type SqlParams = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/**
 * Reads. A store that takes this cannot write, and the type says so.
 *
 * `Row` is what the statement selects: columns of STRICT tables, so the declared types are the stored ones.
 */
export interface ReadHandle {
  get<Row>(sql: string, ...params: SqlParams): Row | undefined;
  all<Row>(sql: string, ...params: SqlParams): readonly Row[];
}

/** Reads and writes, inside one transaction: only `TillDatabase.write` gives it out. */
export interface WriteHandle extends ReadHandle {
  /** @returns how many rows changed */
  run(sql: string, ...params: SqlParams): number;
  /** Changes exactly one row. @throws Error when it was not one: somebody else was there first, or a bug. */
  runOne(sql: string, ...params: SqlParams): void;
}

/** The one writing connection of a till's database. */
export interface TillDatabase {
  readonly path: string;
  readonly read: ReadHandle;
  /**
   * Runs `act` in one `BEGIN IMMEDIATE` transaction: when it returns, COMMIT has returned with
   * `synchronous=FULL` (DB-2); when it throws, nothing of it is kept. An asynchronous act is refused.
   */
  write<T>(act: (db: WriteHandle) => T): T;
  /** Copies the database to a new file, page by page, while it stays in use. */
  copyTo(path: string): Promise<void>;
  close(): void;
}

/** Something to compare with, or a limit, that is bound bare. */
const BARE = /([=<>]|\b(?:LIMIT|BETWEEN|AND|IS|IS NOT))(\s+)(?=[?:])/g;

/**
 * A statement whose plan does not depend on what is bound. SQLite looks at values that are bound bare, to plan by
 * them, and then prepares the statement anew each time one is bound: up to twenty times the cost of a small read. What
 * is bound in an expression is not looked at, and a plus in front changes no value.
 */
export function withSteadyPlan(sql: string): string {
  return /^\s*(?:EXPLAIN QUERY PLAN\s+)?(?:SELECT|WITH)\b/i.test(sql) ? sql.replace(BARE, '$1$2+') : sql;
}

/** Above this many milliseconds a write is logged: it holds up the screen. */
const SLOW_WRITE_MS = 40;

/** Statements of a connection, prepared once each. Writing is refused outside of a transaction. */
export function makeWriteHandle(connection: Database.Database): WriteHandle {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const prepare = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare<unknown[]>(withSteadyPlan(sql));
    statements.set(sql, statement);
    return statement;
  };
  const run = (sql: string, ...params: SqlParams): number => {
    // A handle that outlives its act (an await, a callback) would write without a transaction.
    if (!connection.inTransaction) throw new Error('A write outside of its transaction');
    return prepare(sql).run(...params).changes;
  };
  return {
    // The two casts of the database layer: SQLite checks the types (STRICT), TypeScript takes its word.
    get: <Row>(sql: string, ...params: SqlParams) => prepare(sql).get(...params) as Row | undefined,
    all: <Row>(sql: string, ...params: SqlParams) => prepare(sql).all(...params) as Row[],
    run,
    runOne: (sql, ...params) => {
      const changes = run(sql, ...params);
      if (changes !== 1) throw new Error(`Expected one row to change, not ${changes}`);
    },
  };
}

/**
 * Wraps a connection in handles with a cache of prepared statements.
 * @param onSlow told of writes over 40 ms
 */
export function makeHandles(
  connection: Database.Database,
  onSlow: (durationMs: number) => void,
): Pick<TillDatabase, 'read' | 'write'> {
  const handle = makeWriteHandle(connection);
  const transaction = connection.transaction((act: (db: WriteHandle) => unknown) => act(handle));
  return {
    read: { get: handle.get, all: handle.all },
    write: <T>(act: (db: WriteHandle) => T): T => {
      const startedAt = performance.now();
      let value: { readonly of: T } | undefined;
      transaction.immediate((db) => {
        const answer = act(db);
        if (answer instanceof Promise)
          throw new TypeError('A transaction cannot wait: the act is asynchronous');
        value = { of: answer };
      });
      const durationMs = performance.now() - startedAt;
      if (durationMs > SLOW_WRITE_MS) onSlow(durationMs);
      if (!value) throw new Error('The transaction did not run');
      return value.of;
    },
  };
}
