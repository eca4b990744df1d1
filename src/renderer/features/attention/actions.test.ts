import { describe, expect, it } from 'vitest';
import type { AttentionView } from '../../../contract/views.ts';
import { mayBeForeign, offered } from './actions.ts';

const item: AttentionView = {
  id: 'n1',
  kind: 'late_payment',
  at: '2026-05-01T08:00:00.000Z',
  saleId: 's1',
  attemptId: 'a1',
  providerTransactionId: 't1',
  refundId: null,
  amount: { amountMinor: 100, currency: 'RUB' },
  receiptNumber: null,
  callNumber: 12,
  actions: ['dismiss', 'refund', 'attach'],
  resolution: null,
};

describe('what is offered for an item of Attention', () => {
  it('is what main allows, the likeliest first, looking away last', () => {
    expect(offered(item)).toEqual(['attach', 'refund', 'dismiss']);
    expect(offered({ ...item, kind: 'second_payment' })).toEqual(['refund', 'attach', 'dismiss']);
    expect(offered({ ...item, kind: 'refund_unknown', actions: ['decide'] })).toEqual(['decide']);
    expect(offered({ ...item, actions: ['dismiss'] })).toEqual(['dismiss']);
  });

  it('is nothing once it is settled', () => {
    const resolution = { how: 'attached', at: '2026-05-01T09:00:00.000Z', reason: null } as const;
    expect(offered({ ...item, resolution })).toEqual([]);
  });

  it('comes with a warning where another till may count the same money (PAY-10)', () => {
    expect(mayBeForeign({ ...item, kind: 'possibly_ours' })).toBe(true);
    expect(mayBeForeign({ ...item, kind: 'unmatched' })).toBe(false);
    expect(mayBeForeign(item)).toBe(false);
  });
});
