import type { OperationInput, OperationName, OperationOutput } from '../../../src/contract/operations.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { createManualClock, type ManualClock } from '../../builders/manual-clock.ts';
import { Refused } from '../../harness/ask.ts';
import { controlOf, type SandboxControl } from '../../harness/sandbox-control.ts';
import { createTraffic } from '../../harness/traffic.ts';
import { type RandomAccount, randomAccount } from './account.ts';
import { type Player, playerOf } from './player.ts';
import { openRegister, type Register } from './register.ts';

/** Without an answer for so long, in real milliseconds, a call is taken to hang on purpose. */
const HANGING_MS = 60;

/** How a person waits for a button that has been pressed, in milliseconds; then life goes on. */
const PATIENCE_MS = [1, 250, 1000, 2000, 4000] as const;

/** A shop under one schedule: two tills and a web shop on one account, and what has happened so far. */
export interface Shop {
  readonly seed: number;
  readonly player: Player;
  readonly account: RandomAccount;
  readonly clock: ManualClock;
  readonly sandbox: Sandbox;
  readonly control: SandboxControl;
  readonly registers: readonly Register[];
  /** Rows of the web shop: nobody's here. */
  readonly foreign: Set<string>;
  /** Rows of refunds that were made in the partner's office. */
  readonly office: Set<string>;
  /** What was done, for repeating it in thought. */
  readonly trace: string[];
  /** What was seen on the way that must never be. */
  readonly sins: string[];
  readonly counts: { twoShown: number };
  /** Presses a button, and waits a while for it; a refusal is an answer like others. */
  press<N extends OperationName>(
    register: Register,
    op: N,
    input: OperationInput<N>,
  ): Promise<OperationOutput<N> | null>;
  /** Lets time pass for everybody. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function openShop(seed: number): Promise<Shop> {
  const player = playerOf(seed);
  const account = randomAccount(seed, player);
  const traffic = createTraffic(HANGING_MS);
  const watchers: (() => Promise<void>)[] = [];
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), async () => {
    await traffic.settle();
    for (const watch of watchers) await watch();
  });
  const sandbox = await startSandbox({ clock, switches: account.switches });
  const parts = { clock, traffic, sandbox, account };
  const registers = [
    await openRegister({ ...parts, seed: seed * 2 + 1 }),
    await openRegister({ ...parts, seed: seed * 2 + 2 }),
  ];
  const sins: string[] = [];
  const stumble = (error: unknown): void => {
    sins.push(`Nobody caught ${error instanceof Error ? error.stack : String(error)}`);
  };
  const shop: Shop = {
    seed,
    player,
    account,
    clock,
    sandbox,
    control: controlOf(sandbox),
    registers,
    foreign: new Set(),
    office: new Set(),
    trace: [],
    sins,
    counts: { twoShown: 0 },
    press: async (register, op, input) => {
      const pressed = answered(shop, register, register.counter.ask(op, input), op);
      for (const ms of PATIENCE_MS) {
        if (await isSettled(pressed)) break;
        await clock.advance(ms);
      }
      return (await isSettled(pressed)) ? await pressed : null;
    },
    pass: (ms) => clock.advance(ms),
    close: async () => {
      for (const register of registers) await register.close();
      await sandbox.close();
      process.off('unhandledRejection', stumble);
    },
  };
  process.on('unhandledRejection', stumble);
  watchers.push(...registers.map((register) => watchCodes(shop, register)));
  return shop;
}

/** The answer, or null where it is a refusal; a till that stumbles is a sin, unless it was ended meanwhile. */
async function answered<T>(shop: Shop, register: Register, asked: Promise<T>, op: string): Promise<T | null> {
  const starts = register.starts();
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Refused ? error.error.code : null;
    const stumbled = code === null || code === 'INTERNAL' || code === 'STORAGE_FAILED';
    if (stumbled && starts === register.starts()) {
      shop.sins.push(`${op} stumbled: ${error}`);
    }
    return null;
  }
}

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const turn = new Promise((resolve) => setImmediate(() => resolve(pending)));
  return (await Promise.race([work, turn])) !== pending;
}

/**
 * Looks whenever a code has appeared whether its sale has another one that a customer could pay, by the provider's
 * own books (PAY-2).
 */
function watchCodes(shop: Shop, register: Register): () => Promise<void> {
  let known = 0;
  let heard = 0;
  return async () => {
    // Nothing appears without an event.
    const { length } = register.counter.events;
    if (length === heard) return;
    heard = length;
    const count = register
      .read()
      .get<{ count: number }>(
        'SELECT count(*) AS count FROM payment_attempt WHERE payer_url IS NOT NULL',
      )?.count;
    if (count === undefined || count === known) return;
    known = count;
    const { links, hosted } = await shop.control.books();
    const now = shop.clock.now();
    const payable = new Set([
      ...links.filter(({ deleted }) => !deleted).map(({ id }) => id),
      ...hosted
        .filter(
          ({ cancelled, expiresAt, status }) =>
            !cancelled && Date.parse(expiresAt) > now && UNPAID.has(status),
        )
        .map(({ id }) => id),
    ]);
    const sales = register
      .shown()
      .filter(({ code, left }) => payable.has(code) && !left)
      .map(({ saleId }) => saleId);
    const twice = new Set(sales.filter((sale, index) => sales.indexOf(sale) !== index));
    for (const sale of twice) {
      shop.counts.twoShown += 1;
      shop.sins.push(`Sale ${sale} has two codes that can be paid, after ${shop.trace.length} acts`);
    }
  };
}

const UNPAID: ReadonlySet<string> = new Set(['created', 'started', 'processing']);
