import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ATTEMPT_STATES,
  type AttemptEvent,
  type AttemptState,
  type AttemptStatus,
  advance,
  type CloseReason,
  FIRST_STATUS,
  holdsMoney,
  isFinalTransaction,
  isLive,
  isPayable,
} from './payment.ts';

const REASONS: readonly CloseReason[] = ['cancelled', 'expired', 'replaced'];
const MONEY: readonly AttemptState[] = ['paid', 'late_paid', 'part_refunded', 'refunded', 'reversed'];

const EVENTS: readonly AttemptEvent[] = [
  { kind: 'link_created' },
  { kind: 'create_lost' },
  { kind: 'create_rejected' },
  { kind: 'create_unknown' },
  { kind: 'payer_started' },
  { kind: 'payer_stopped' },
  { kind: 'payment_accepted' },
  ...REASONS.map((reason) => ({ kind: 'close_requested', reason }) as const),
  { kind: 'close_unanswered' },
  { kind: 'close_resumed' },
  { kind: 'close_confirmed' },
  { kind: 'refund_seen', whole: true },
  { kind: 'refund_seen', whole: false },
  { kind: 'reversal_seen' },
];

/** A word for an event, with what it carries. */
function wordOf(event: AttemptEvent): string {
  if (event.kind === 'close_requested') return `close_requested ${event.reason}`;
  return event.kind === 'refund_seen' ? `refund_seen ${event.whole ? 'whole' : 'part'}` : event.kind;
}

/**
 * The table of the state machine, written from its description and not from its code: where each state goes
 * to. `unknown` is two rows, after a create and after a close; `@reason` is the reason of the close.
 */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  requesting: {
    link_created: 'open',
    create_lost: 'lost',
    create_rejected: 'rejected',
    create_unknown: 'unknown',
  },
  open: {
    payer_started: 'paying',
    payment_accepted: 'paid',
    'close_requested cancelled': 'closing',
    'close_requested expired': 'closing',
    'close_requested replaced': 'closing',
  },
  paying: {
    payer_stopped: 'open',
    payment_accepted: 'paid',
    'close_requested cancelled': 'closing',
    'close_requested replaced': 'closing',
  },
  closing: { payment_accepted: 'paid', close_unanswered: 'unknown', close_confirmed: '@reason' },
  // Nobody knows whether it exists: it may be given up, and is then looked up to be taken back.
  'unknown create': {
    link_created: 'open',
    create_rejected: 'rejected',
    payment_accepted: 'paid',
    'close_requested cancelled': 'closing',
    'close_requested expired': 'closing',
    'close_requested replaced': 'closing',
  },
  'unknown close': { payment_accepted: 'paid', close_resumed: 'closing', close_confirmed: '@reason' },
  cancelled: { payment_accepted: 'late_paid' },
  expired: { payment_accepted: 'late_paid' },
  replaced: { payment_accepted: 'late_paid' },
  rejected: { payment_accepted: 'late_paid' },
  lost: {},
  paid: { 'refund_seen whole': 'refunded', 'refund_seen part': 'part_refunded', reversal_seen: 'reversed' },
  late_paid: {
    'refund_seen whole': 'refunded',
    'refund_seen part': 'part_refunded',
    reversal_seen: 'reversed',
  },
  part_refunded: { 'refund_seen whole': 'refunded', reversal_seen: 'reversed' },
  refunded: {},
  reversed: {},
};

function rowOf({ state, closeReason }: AttemptStatus): string {
  if (state !== 'unknown') return state;
  return closeReason === null ? 'unknown create' : 'unknown close';
}

function expectedState(status: AttemptStatus, event: AttemptEvent): string {
  const target = TABLE[rowOf(status)]?.[wordOf(event)];
  return target === '@reason' ? (status.closeReason ?? 'no reason') : (target ?? status.state);
}

/** The statuses that can come about: a close has a reason, everything before it has none. */
const STATUSES: readonly AttemptStatus[] = ATTEMPT_STATES.flatMap((state): AttemptStatus[] => {
  const withReason = REASONS.map((closeReason) => ({ state, closeReason }));
  const without = { state, closeReason: null };
  if (state === 'closing') return withReason;
  if (['cancelled', 'expired', 'replaced'].includes(state)) {
    return withReason.filter(({ closeReason }) => closeReason === state);
  }
  return ['requesting', 'open', 'paying', 'lost', 'rejected'].includes(state)
    ? [without]
    : [without, ...withReason];
});

describe('every state and every event', () => {
  test.each(STATUSES)('PAY-6 $state, to be closed as $closeReason', (status) => {
    for (const event of EVENTS) {
      const word = wordOf(event);
      const next = advance(status, event);
      expect(next.state, word).toBe(expectedState(status, event));
      const startsClosing = status.state !== 'closing' && next.state === 'closing';
      const reason = startsClosing && event.kind === 'close_requested' ? event.reason : status.closeReason;
      expect(next.closeReason, word).toBe(reason);
      const unchanged = next.state === status.state && next.closeReason === status.closeReason;
      expect(next === status, word).toBe(unchanged);
    }
  });

  test('the table names every state, and nothing that the code does not know', () => {
    const rows = new Set(Object.keys(TABLE).map((row) => row.split(' ')[0]));
    expect([...rows].sort()).toEqual([...ATTEMPT_STATES].sort());
    const words = new Set(EVENTS.map(wordOf));
    for (const row of Object.values(TABLE))
      for (const word of Object.keys(row)) expect(words).toContain(word);
  });
});

describe('any sequence of events', () => {
  const sequence = fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 });

  test('PAY-6 follows the table step by step', () => {
    fc.assert(
      fc.property(sequence, (events) => {
        let status = FIRST_STATUS;
        for (const event of events) {
          const before = { ...status };
          const next = advance(status, event);
          expect(status).toEqual(before);
          expect(next.state).toBe(expectedState(status, event));
          status = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('PAY-6 money never goes back, and never comes without an accepted payment', () => {
    fc.assert(
      fc.property(sequence, (events) => {
        let status = FIRST_STATUS;
        for (const event of events) {
          const next = advance(status, event);
          const had = MONEY.includes(status.state);
          if (had) expect(MONEY).toContain(next.state);
          if (had && next.state !== status.state)
            expect(['part_refunded', 'refunded', 'reversed']).toContain(next.state);
          if (!had && MONEY.includes(next.state)) {
            expect(event.kind).toBe('payment_accepted');
            expect(['paid', 'late_paid']).toContain(next.state);
          }
          status = next;
        }
        const accepted = events.some(({ kind }) => kind === 'payment_accepted');
        expect(accepted || !MONEY.includes(status.state)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('PAY-3 unknown ends by an answer only: a wish to close it makes it closing, and no second one moves it', () => {
    const answers = [
      'close_resumed',
      'close_confirmed',
      'payment_accepted',
      'link_created',
      'create_rejected',
    ];
    fc.assert(
      fc.property(sequence, (events) => {
        let status = FIRST_STATUS;
        for (const event of events) {
          const next = advance(status, event);
          const wished = event.kind === 'close_requested' && status.closeReason === null;
          if (status.state === 'unknown' && next !== status) {
            if (wished) expect(next.state).toBe('closing');
            else expect(answers).toContain(event.kind);
          }
          if (status.state === 'paying' && event.kind === 'close_requested' && event.reason === 'expired') {
            expect(next).toBe(status);
          }
          status = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('PAY-4 the first reason to close is kept, and it is the one that the attempt ends with', () => {
    fc.assert(
      fc.property(sequence, (events) => {
        let status = FIRST_STATUS;
        let first: CloseReason | null = null;
        for (const event of events) {
          const next = advance(status, event);
          if (first === null && next.state === 'closing' && event.kind === 'close_requested')
            first = event.reason;
          expect(next.closeReason).toBe(first);
          if (next.state === 'cancelled' || next.state === 'expired' || next.state === 'replaced') {
            expect(next.state).toBe(first);
          }
          status = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('PAY-7 from every live state some answer leads out', () => {
    for (const status of STATUSES.filter(({ state }) => isLive(state) && state !== 'requesting')) {
      const paid = advance(status, { kind: 'payment_accepted' });
      expect(isLive(paid.state)).toBe(false);
    }
  });
});

describe('what states mean', () => {
  test('PAY-2 live, payable and holding money are told apart', () => {
    const having = (is: (state: AttemptState) => boolean) => ATTEMPT_STATES.filter(is);
    expect(having(isLive)).toEqual(['requesting', 'open', 'paying', 'closing', 'unknown']);
    expect(having(isPayable)).toEqual(['open', 'paying']);
    expect(having(holdsMoney)).toEqual(['paid', 'late_paid', 'part_refunded']);
  });

  test('only awaiting and processing are not final', () => {
    const statuses = [
      'awaiting',
      'processing',
      'charged',
      'declined',
      'cancelled',
      'refunded',
      'reversed',
    ] as const;
    expect(statuses.filter((status) => !isFinalTransaction(status))).toEqual(['awaiting', 'processing']);
  });
});
