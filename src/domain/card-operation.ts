/**
 * What the owner asks the card issuer to do, and what becomes of it.
 *
 * The issuer has no idempotency: what may have been done is never sent again by itself. So an operation whose answer
 * was lost is looked for, and nothing that would move the same money goes out before its end is known.
 */
export const CARD_ACTS = [
  'create_holder',
  'issue',
  'top_up',
  'withdraw',
  'transfer',
  'freeze',
  'unfreeze',
  'close',
] as const;

export type CardAct = (typeof CARD_ACTS)[number];

/**
 * - `sending`: committed; the answer has not come. After a kill it is looked for like one that is unknown.
 * - `accepted`: the issuer took it and works on it (a card being created, an asynchronous top-up).
 * - `unknown`: it may or may not have been done.
 * - `done`, `failed` (the issuer tried and could not), `refused` (the issuer would not: nothing was done).
 * - `not_seen`: looked for until it could not appear any more, and not found. It is still looked for a day long.
 * - `decided_done`, `decided_not_done`: an owner has said so.
 */
export const CARD_OPERATION_STATES = [
  'sending',
  'accepted',
  'unknown',
  'done',
  'failed',
  'refused',
  'not_seen',
  'decided_done',
  'decided_not_done',
] as const;

export type CardOperationState = (typeof CARD_OPERATION_STATES)[number];

export type CardOperationEvent =
  /** The answer says that it is being done. */
  | 'taken'
  /** An answer, or a look, says that it has been done. */
  | 'seen_done'
  | 'seen_failed'
  | 'refused'
  /** The answer never came, or says nothing. */
  | 'lost'
  /** It was looked for long enough, and everything that could show it was read. */
  | 'given_up'
  | 'decided_done'
  | 'decided_not_done';

const STEPS: Readonly<Record<CardOperationState, Partial<Record<CardOperationEvent, CardOperationState>>>> = {
  sending: {
    taken: 'accepted',
    seen_done: 'done',
    seen_failed: 'failed',
    refused: 'refused',
    lost: 'unknown',
  },
  accepted: {
    seen_done: 'done',
    seen_failed: 'failed',
    given_up: 'unknown',
    decided_done: 'decided_done',
    decided_not_done: 'decided_not_done',
  },
  unknown: {
    taken: 'accepted',
    seen_done: 'done',
    seen_failed: 'failed',
    given_up: 'not_seen',
    decided_done: 'decided_done',
    decided_not_done: 'decided_not_done',
  },
  not_seen: { seen_done: 'done', seen_failed: 'failed', taken: 'accepted' },
  decided_not_done: { seen_done: 'done' },
  decided_done: {},
  done: {},
  failed: {},
  refused: {},
};

/** The state after an event; null where the event changes nothing. */
export function advanceCardOperation(
  state: CardOperationState,
  event: CardOperationEvent,
): CardOperationState | null {
  return STEPS[state][event] ?? null;
}

/** Its end is not known: it is looked for, and stands in the way of what would move the same money. */
export function isCardOperationOpen(state: CardOperationState): boolean {
  return state === 'sending' || state === 'accepted' || state === 'unknown';
}

export const CARD_STATUSES = [
  'creating',
  'creating_failed',
  'active',
  'frozen',
  'closed',
  'expired',
] as const;

export type CardStatus = (typeof CARD_STATUSES)[number];
