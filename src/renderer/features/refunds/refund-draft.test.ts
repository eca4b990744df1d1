import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefundOptionsView, RefundView } from '../../../contract/views.ts';
import { money } from '../../../domain/money.ts';
import { planRefund } from '../../../domain/refund.ts';
import { withRefund } from './mutations.ts';
import {
  draftAmount,
  emptyDraft,
  isForWriting,
  lineAmount,
  missingField,
  type RefundDraft,
  toRefund,
  wayFits,
  withQuantity,
} from './refund-draft.ts';

const rub = (amountMinor: number) => money(amountMinor, 'RUB');

const tea = {
  saleLineId: 'tea',
  name: 'Tea',
  unit: 'piece',
  quantityThousandths: 3000,
  refundableThousandths: 3000,
  refundable: rub(100_00),
} as const;

const plums = {
  saleLineId: 'plums',
  name: 'Plums',
  unit: 'kilogram',
  quantityThousandths: 1250,
  refundableThousandths: 250,
  refundable: rub(50_00),
} as const;

const options: RefundOptionsView = {
  saleId: 's1',
  tenderId: 't1',
  tenders: [
    {
      tenderId: 't1',
      kind: 'payment_link',
      paid: rub(200_00),
      refunded: rub(50_00),
      refundable: rub(150_00),
    },
  ],
  ways: ['provider', 'cash', 'elsewhere'],
  partial: true,
  paid: rub(200_00),
  refunded: rub(50_00),
  refundable: rub(150_00),
  lines: [tea, plums],
  lockedBy: null,
};

const draft = (change: Partial<RefundDraft> = {}): RefundDraft => ({
  ...emptyDraft(options),
  reason: 'Goods returned',
  ...change,
});

describe('what a refund will give back', () => {
  it('is all that is left, unless something else is chosen', () => {
    expect(toRefund(options, draft())).toEqual({
      saleId: 's1',
      tenderId: 't1',
      way: 'provider',
      lines: [],
      amount: null,
      expectedRefundable: rub(150_00),
      reason: 'Goods returned',
      reference: '',
    });
  });

  it('is the sum of the lines that were chosen, and never more than is left of one', () => {
    let chosen = draft({ scope: 'lines' });
    expect(draftAmount(options, chosen)).toEqual({ ok: false, error: 'empty' });
    chosen = withQuantity(chosen, tea, 2000);
    chosen = withQuantity(chosen, plums, 900);
    expect(draftAmount(options, chosen)).toMatchObject({ ok: true, value: rub(66_67 + 50_00) });
    expect(toRefund(options, chosen)?.lines).toEqual([
      { saleLineId: 'tea', quantityThousandths: 2000 },
      { saleLineId: 'plums', quantityThousandths: 250 },
    ]);
    expect(toRefund(options, withQuantity(chosen, tea, -1000))?.lines).toHaveLength(1);
  });

  it('is the amount that was typed, at most what is left (PAY-8)', () => {
    const typed = (amountText: string) => draftAmount(options, draft({ scope: 'amount', amountText }));
    expect(typed('10,50')).toEqual({ ok: true, value: rub(10_50) });
    expect(typed('150')).toMatchObject({ ok: true });
    expect(typed('150,01')).toEqual({ ok: false, error: 'too_large' });
    expect(typed('0')).toEqual({ ok: false, error: 'zero' });
    expect(typed('')).toEqual({ ok: false, error: 'empty' });
    expect(typed('1.234')).toEqual({ ok: false, error: 'too_many_decimals' });
  });

  it('shows of a line exactly what main will give back (PAY-8)', () => {
    const total = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (amountMinor, most, wished) => {
        const quantity = 1 + (wished % most);
        const refundable = rub(amountMinor);
        const line = { ...plums, refundableThousandths: most, refundable };
        const sold = {
          id: 'plums',
          productId: null,
          name: 'Plums',
          unit: 'kilogram',
          unitAmount: refundable,
          quantityThousandths: most,
          catalogueAmount: null,
          discount: null,
          tax: null,
          note: '',
          code: null,
        } as const;
        const plan = planRefund(
          {
            way: 'cash',
            lines: [{ saleLineId: 'plums', quantityThousandths: quantity }],
            amount: null,
          },
          {
            standing: { paidMinor: amountMinor, ownMinor: 0, ownAtProviderMinor: 0, providerMinor: 0 },
            currency: 'RUB',
            lines: [{ line: sold, quantityThousandths: most, amount: refundable }],
            partial: true,
          },
        );
        const shown = lineAmount(line, quantity);
        if (plan.ok) expect(shown).toEqual(plan.value.amount);
        else expect(shown.amountMinor).toBe(0); // too little of it to be worth anything
      }),
    );
  });
});

describe('what is still missing', () => {
  it('is a reason, in words', () => {
    expect(missingField(options, draft({ reason: '  ' }))).toBe('reason');
    expect(toRefund(options, draft({ reason: '  ' }))).toBeNull();
  });

  it('is a reference where it was made elsewhere, and only there', () => {
    expect(missingField(options, draft({ way: 'elsewhere' }))).toBe('reference');
    expect(toRefund(options, draft({ way: 'elsewhere', reference: ' R-7 ' }))?.reference).toBe('R-7');
    expect(toRefund(options, draft({ way: 'cash', reference: 'R-7' }))?.reference).toBe('');
  });

  it('is another way, where the provider takes back only the whole', () => {
    const whole = { ...options, partial: false };
    expect(wayFits(whole, draft(), 'provider')).toBe(false);
    expect(wayFits(whole, draft(), 'cash')).toBe(true);
    expect(missingField(whole, draft())).toBe('way');
    const untouched = { ...whole, refunded: rub(0), refundable: rub(200_00) };
    expect(missingField(untouched, draft())).toBeNull();
  });
});

describe('a refund that the provider has made already', () => {
  const gone: RefundOptionsView = { ...options, ways: ['elsewhere'], refundable: rub(0) };

  it('may be written down, with its reference', () => {
    expect(isForWriting(gone)).toBe(true);
    const written = { ...emptyDraft(gone), reason: 'Made in the office', reference: 'R-7' };
    expect(toRefund(gone, written)).toMatchObject({ way: 'elsewhere', amount: null, lines: [] });
  });

  it('is nothing to write where something is left', () => {
    expect(isForWriting(options)).toBe(false);
  });
});

describe('the refunds of a sale', () => {
  const refund = (id: string, state: RefundView['state']): RefundView => ({
    id,
    saleId: 's1',
    attemptId: 'a1',
    state,
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
  });

  it('take a new one in front, and what became of a known one in its place', () => {
    const known = [refund('r2', 'unknown'), refund('r1', 'done')];
    expect(withRefund(known, refund('r3', 'requested')).map(({ id }) => id)).toEqual(['r3', 'r2', 'r1']);
    expect(withRefund(known, refund('r2', 'done')).map(({ id, state }) => [id, state])).toEqual([
      ['r2', 'done'],
      ['r1', 'done'],
    ]);
  });
});
