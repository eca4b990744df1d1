import type { CardMove, IssuerTransaction, MoveAnswer } from '../../../ports-card-issuer.ts';
import { fieldsOf, flagIn, idIn, textIn, valueIn } from './fields.ts';
import { isSame } from './accounts.ts';
import { single } from './single.ts';

type Outcome = NonNullable<IssuerTransaction['outcome']>;

const WORDS: readonly (readonly [Outcome, readonly string[]])[] = [
  [
    'done',
    [
      'done',
      'complete',
      'completed',
      'success',
      'successful',
      'succeeded',
      'settled',
      'finished',
      'processed',
      'executed',
      'posted',
    ],
  ],
  [
    'pending',
    [
      'pending',
      'processing',
      'created',
      'new',
      'in_progress',
      'queued',
      'accepted',
      'initiated',
      'submitted',
      'started',
      'waiting',
      'authorized',
      'authorised',
    ],
  ],
  ['failed', ['failed', 'failure', 'declined', 'rejected', 'cancelled', 'canceled', 'refused', 'error']],
];

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(
  WORDS.flatMap(([outcome, words]) => words.map((word) => [word, outcome] as const)),
);

/** What a word of the issuer's says about a movement; null for one that is not known: it says nothing. */
export function outcomeOf(status: string): Outcome | null {
  return OUTCOMES.get(status.trim().toLowerCase().replace(/[\s-]/g, '_')) ?? null;
}

export function moveBody({ amount, description }: Pick<CardMove, 'amount' | 'description'>): string {
  const { decimal, currency } = amount;
  return JSON.stringify({ amount: decimal, currency, ...(description === '' ? {} : { description }) });
}

/**
 * Reads the answer to a movement of money. One that names no end was taken: money may move later than the answer.
 * @param subjects ids of what it is about, which are no transaction's: some deployments answer with the card
 * @returns null where it says that it was not done without refusing it, or nothing that can be understood
 */
export function parseMove(json: unknown, subjects: readonly string[]): MoveAnswer | null {
  if (json === undefined) return { state: 'pending', transactionId: null };
  const row = single(json);
  const outer = fieldsOf(row);
  const fields = outer && (fieldsOf(outer.get('transaction')) ?? outer);
  if (!outer || !fields || flagIn(outer, 'success') === false) return null;
  const state = outcomeOf(textIn(fields, 'status', 'state', 'transactionstatus') ?? '') ?? 'pending';
  return { state, transactionId: transactionId(fields, subjects) };
}

const ALWAYS_ITS_OWN = ['transactionid', 'transactionuuid', 'txid'];

function transactionId(fields: ReadonlyMap<string, unknown>, subjects: readonly string[]): string | null {
  const named = idIn(fields, ...ALWAYS_ITS_OWN);
  if (named !== null) return named;
  // A card or an account tells a balance; a transaction an amount.
  if (valueIn(fields, 'balance', 'cardtype') !== undefined) return null;
  const id = idIn(fields, 'id', 'uuid');
  return id === null || subjects.some((subject) => isSame(id, subject)) ? null : id;
}
