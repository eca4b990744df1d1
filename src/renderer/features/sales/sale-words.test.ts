import { describe, expect, it } from 'vitest';
import type { RefundView, SaleSummaryView, TenderView } from '../../../contract/views.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { eventFacts } from './event-detail.ts';
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
