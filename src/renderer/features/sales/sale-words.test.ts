import { describe, expect, it } from 'vitest';
import type { RefundView, SaleSummaryView, TenderView, TimelineItemView } from '../../../contract/views.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { eventFacts } from './event-detail.ts';
import {
  DAY_CHOICES,
  dayChoiceOf,
  daysOf,
  EVERYTHING,
  hasMore,
  isEverything,
  searchKey,
} from './sale-search.ts';
import { stepWords } from './step-words.ts';
import { givenBackMinor, saleMark, summaryMark } from './sale-mark.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

const summary: SaleSummaryView = {
  id: 's1',
  state: 'completed',
  total: rub(1000),
  lineCount: 1,
  title: 'Tea',
  openedAt: '2026-05-01T08:00:00.000Z',
  closedAt: '2026-05-01T08:01:00.000Z',
  receiptNumber: '000001',
  purpose: 'counter',
  refunded: rub(0),
  claimAwaited: false,
};

describe('the mark of a sale in the list', () => {
  it.each([
    [{}, null],
    [{ refunded: rub(1) }, 'part_refunded'],
    [{ refunded: rub(1000) }, 'refunded'],
    [{ claimAwaited: true }, 'claimed'],
    [{ purpose: 'proof' as const }, 'proof'],
    [{ purpose: 'proof' as const, refunded: rub(1000) }, 'refunded'],
  ])('%o', (change, mark) => {
    expect(summaryMark({ ...summary, ...change })).toBe(mark);
  });
});

describe('the mark of a sale that is shown whole', () => {
  const sale = { total: rub(1000), purpose: 'counter' } as const;
  const refund = (amountMinor: number, state: RefundView['state']) => ({
    ...aRefund,
    state,
    amount: rub(amountMinor),
  });
  const claimed = (state: 'awaiting' | 'confirmed' | 'written_off'): TenderView => ({
    id: 't1',
    kind: 'claimed',
    amount: rub(1000),
    attemptId: 'a1',
    takenAt: '2026-05-01T08:01:00.000Z',
    received: null,
    changeDue: null,
    method: null,
    reference: null,
    returned: null,
    providerTransactionId: null,
    amountWithFee: null,
    amountDest: null,
    claim: { state, at: null, reason: null },
  });

  it('counts what was not refused as gone', () => {
    const refunds = [refund(400, 'refused'), refund(300, 'unknown'), refund(200, 'done')];
    expect(givenBackMinor(refunds)).toBe(500);
    expect(saleMark(sale, [], refunds)).toBe('part_refunded');
    expect(saleMark(sale, [], [refund(1000, 'requested')])).toBe('refunded');
    expect(saleMark(sale, [], [refund(1000, 'refused')])).toBeNull();
  });

  it('says that goods went out without their money, until it has come', () => {
    expect(saleMark(sale, [claimed('awaiting')], [])).toBe('claimed');
    expect(saleMark(sale, [claimed('written_off')], [])).toBe('written_off');
    expect(saleMark(sale, [claimed('confirmed')], [])).toBeNull();
  });
});

describe('what a step of a payment tells', () => {
  const { t } = createI18n('en');
  const facts = (detail: Parameters<typeof eventFacts>[1]) => eventFacts(t, detail, 'RUB', 'en');

  it('is said in words and amounts', () => {
    const detail = { transaction: 'tx-1', status: 'charged', amountMinor: 130_000, currency: 'RUB' };
    expect(facts(detail)).toEqual(['₽1,300.00', 'transaction tx-1', 'status charged']);
    expect(facts({ ms: 460, requestId: 'rq-1' })).toEqual(['after 0.5 s', 'request rq-1']);
    expect(facts({ reason: 'expired' })).toEqual(['the time was over']);
    expect(facts({ way: 'hosted', number: 2 })).toEqual(['A hosted payment']);
  });

  it('takes the currency of the sale where the step names none', () => {
    expect(facts({ amountMinor: 5000, way: 'cash', refund: 'r1' })).toEqual(['₽50.00', 'In cash']);
  });

  it('shows what this screen does not know as it is, and nothing of what is null', () => {
    expect(facts({ weather: 'fine', status: null })).toEqual(['weather: fine']);
    expect(facts({ amountMinor: 5, currency: 'XXX' })).toEqual(['amountMinor: 5', 'currency: XXX']);
    expect(facts({ reason: 'a manager’s own words' })).toEqual(['a manager’s own words']);
  });
});

describe('what a step of the timeline is called', () => {
  const { t } = createI18n('en');
  const step: TimelineItemView = {
    at: '2026-05-01T08:00:00.000Z',
    source: 'sale',
    kind: 'opened',
    id: 's1',
    number: null,
    state: null,
    amount: null,
    by: null,
    approvedBy: null,
    detail: {},
  };

  it.each([
    [{}, 'Sale opened'],
    [{ source: 'line', kind: 'line', detail: { name: 'Чай' } }, 'Чай'],
    [{ source: 'tender', kind: 'taken', state: 'cash' }, 'Taken: Cash'],
    [
      { source: 'tender', kind: 'returned', state: 'external' },
      'Given back before the end: Paid beside the till',
    ],
    [{ source: 'tender', kind: 'written_off', state: 'claimed' }, 'Written off: the payment never came'],
    [{ source: 'attempt', kind: 'created', number: 2 }, 'Attempt 2: QR ready'],
    [
      { source: 'attempt', kind: 'refund_seen', number: 1, detail: { refund: 'r' } },
      'Attempt 1: Given back by the till',
    ],
    [{ source: 'refund', kind: 'sent' }, 'Sent to the provider'],
    [
      { source: 'attention', kind: 'unmatched', state: 'raised' },
      'Attention: Money with our number that fits no sale',
    ],
    [{ source: 'attention', kind: 'unmatched', state: 'dismissed' }, 'Attention settled: Dismissed'],
    [{ source: 'journal', kind: 'sale.completed' }, 'Journal: sale completed'],
    [{ source: 'journal', kind: 'shift.closed' }, 'shift.closed'],
    [{ source: 'transaction', kind: 'seen' }, 'Seen at the provider'],
    [{ source: 'attempt', kind: 'news', number: 1 }, 'Attempt 1: news'],
    [{ source: 'tender', kind: 'raised', state: 'cash' }, 'raised'],
  ] as const)('%o', (change, words) => {
    expect(stepWords(t, { ...step, ...change })).toBe(words);
  });

  it('has amounts beside its own in words', () => {
    const detail = {
      receivedMinor: 50_000,
      changeMinor: 1000,
      method: 'transfer',
      receipt: 12,
      weather: 'fine',
    };
    expect(eventFacts(t, detail, 'RUB', 'en')).toEqual([
      '₽500.00 received',
      '₽10.00 change',
      'Transfer',
      'receipt 000012',
      'weather: fine',
    ]);
  });
});

describe('the days of a choice', () => {
  const now = new Date(2026, 2, 1, 0, 30).getTime();

  it('are counted on the calendar of the shop', () => {
    expect(daysOf('today', now)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
    expect(daysOf('yesterday', now)).toEqual({ from: '2026-02-28', to: '2026-02-28' });
    expect(daysOf('week', now)).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    expect(daysOf('month', now)).toEqual({ from: '2026-01-31', to: '2026-03-01' });
  });

  it('are told again from the days, other days are more than the chips show', () => {
    for (const choice of DAY_CHOICES) expect(dayChoiceOf(daysOf(choice, now), now)).toBe(choice);
    expect(dayChoiceOf({ from: '2026-03-01', to: null }, now)).toBeNull();
    expect(hasMore({ ...EVERYTHING, ...daysOf('week', now), state: 'open', text: 'tea' }, now)).toBe(false);
    expect(hasMore({ ...EVERYTHING, from: '2026-02-02' }, now)).toBe(true);
    expect(hasMore({ ...EVERYTHING, minAmount: rub(1) }, now)).toBe(true);
    expect(hasMore({ ...EVERYTHING, staffId: 'a' }, now)).toBe(true);
  });

  it('spaces around the text make no other search', () => {
    expect(isEverything({ ...EVERYTHING, text: '  ' })).toBe(true);
    expect(isEverything({ ...EVERYTHING, text: ' tea' })).toBe(false);
    expect(searchKey({ ...EVERYTHING, text: ' tea' })).toBe(searchKey({ ...EVERYTHING, text: 'tea ' }));
  });
});

const aRefund: RefundView = {
  id: 'r1',
  saleId: 's1',
  attemptId: 'a1',
  state: 'done',
  way: 'provider',
  amount: rub(100),
  reason: 'r',
  reference: null,
  lines: [],
  requestedAt: '2026-05-01T08:00:00.000Z',
  endedAt: null,
  decided: false,
  problem: null,
  events: [],
};
