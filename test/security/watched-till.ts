import { expect } from 'vitest';
import { type Ask, askOver } from '../harness/ask.ts';
import { cellsIn, filesIn, holders } from './marked-secrets.ts';
import { KEY, type Recorder } from './recorder.ts';

export const ORGANIZATION = 'MARK-org-4d9e17';

export const account = ({ sandbox }: Recorder) => ({
  language: 'en' as const,
  storeName: 'Shop',
  currency: 'RUB' as const,
  mode: 'test' as const,
  baseUrl: sandbox.baseUrl,
  apiKey: KEY,
  organizationId: ORGANIZATION,
});

/** A client whose till is listened to. */
export interface Recorded {
  readonly ask: Ask;
  /** Everything that crossed the wire towards a client, by what asked for it. */
  readonly said: Record<string, string>;
}

export function recorded(request: (op: string, input: unknown) => Promise<unknown>): Recorded {
  const said: Record<string, string> = {};
  const ask = askOver(async (op, input) => {
    const reply = await request(op, input);
    said[`${Object.keys(said).length} ${op}`] = JSON.stringify(reply);
    return reply;
  });
  return { ask, said };
}

const OVERVIEWS = [
  'app.status',
  'connection.get',
  'payment.current',
  'payment.tray',
  'payment.options',
  'payment.pulse',
  'proof.current',
] as const;

/** Asks for whatever shows something. */
export async function lookAround(ask: Ask): Promise<void> {
  for (const op of OVERVIEWS) await ask(op, {});
  for (const resolved of [true, false]) await ask('attention.list', { resolved });
  const { items } = await ask('sale.list', { limit: 100 });
  for (const { id: saleId } of items) {
    const { attempts } = await ask('sale.get', { saleId });
    for (const { id: attemptId } of attempts) {
      await ask('payment.get', { attemptId });
      await ask('payment.supportText', { attemptId });
    }
    await ask('refund.options', { saleId });
  }
}

export async function start(ask: Ask): Promise<{ saleId: string; attemptId: string }> {
  const sale =
    (await ask('sale.current', {})) ??
    (await ask('sale.addAmount', { amount: { amountMinor: 30_000, currency: 'RUB' } }));
  return ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
}

export const codeOfSale = async (ask: Ask, saleId: string): Promise<string> =>
  (await ask('sale.get', { saleId })).attempts.at(-1)?.providerPaymentId ?? '';

/** Where a till that has ended was kept, and what was heard of it. */
export interface Heard {
  readonly dataDir: string;
  readonly said: Readonly<Record<string, string>>;
  /** Events, and what the process wrote. */
  readonly rest: Readonly<Record<string, Buffer | string>>;
}

/** What may hold a payer URL, beside the database's own file. */
export interface Places {
  /** Columns, by table. */
  readonly cells: readonly string[];
  /** Whether an answer is one that is asked for to have the address. */
  readonly isAsked: (reply: string) => boolean;
}

/** Of a till that sells by codes alone. */
const OF_SALES: Places = {
  cells: ['payment_attempt.payer_url'],
  isAsked: (reply) => reply.endsWith(' payment.copyLink'),
};

/** No credential anywhere; payer URLs in the attempt's row and in the answer to "copy link" alone, or as `places` says. */
export async function expectKept(
  recorder: Recorder,
  { dataDir, said, rest }: Heard,
  places: Places = OF_SALES,
): Promise<void> {
  const credentials = recorder.credentials();
  const files = filesIn(dataDir);
  expect(Object.keys(files).some((name) => name.endsWith('till.log'))).toBe(true);
  expect(holders(files, credentials)).toEqual([]);
  expect(holders({ ...said, ...rest }, credentials)).toEqual([]);

  const payer = await recorder.payerSecrets();
  const books = Object.entries(files).filter(([name]) => !/\.db(?:-wal|-shm)?$/.test(name));
  expect(holders(Object.fromEntries(books), payer)).toEqual([]);
  expect(holders(await cellsIn(dataDir), payer).sort()).toEqual([...places.cells].sort());
  const copied = holders({ ...said, ...rest }, payer);
  expect(copied.filter((name) => !places.isAsked(name))).toEqual([]);
}
