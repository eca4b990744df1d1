import { describe, expect, it } from 'vitest';
import { examplePayment, exampleSale } from '../../../../test/builders/wire-examples.ts';
import type { PaymentView } from '../../../contract/views.ts';
import { ATTEMPT_STATES } from '../../../domain/payment.ts';
import { standsInFront } from './mutations.ts';
import { coversAll, isNews, isSelling, placeOfNews, stillInFront } from './stage.ts';

const payment = (changes: Partial<PaymentView> = {}): PaymentView => ({ ...examplePayment, ...changes });
const paid = payment({ state: 'paid', saleId: 's12', attemptId: 'a12' });

describe('what is news', () => {
  it('is money, money that has gone again, and a sale that was handed over', () => {
    const told = ATTEMPT_STATES.filter((state) => isNews(payment({ state })));
    expect(told).toEqual(['paid', 'late_paid', 'part_refunded', 'refunded', 'reversed']);
    expect(isNews(payment({ state: 'open', claimed: true }))).toBe(true);
  });

  it('covers the screen until it is seen; a claim that was seen is a payment that is watched', () => {
    const claimed = payment({ claimed: true });
    expect(coversAll(claimed, claimed)).toBe(true);
    expect(coversAll(claimed, null)).toBe(false);
    expect(coversAll(paid, null)).toBe(true);
    expect(coversAll(payment(), null)).toBe(false);
  });
});

describe('where PAID is told', () => {
  const idle = { shownSaleId: null, counterBusy: false };

  it('takes the screen of a cashier who waits for it, or for nothing', () => {
    expect(placeOfNews(paid, { ...idle, shownSaleId: 's12' })).toBe('screen');
    expect(placeOfNews(paid, { shownSaleId: 's12', counterBusy: true })).toBe('screen');
    expect(placeOfNews(paid, idle)).toBe('screen');
  });

  it('waits in the status bar while another payment, a dialog or another sale is in front', () => {
    expect(placeOfNews(paid, { ...idle, shownSaleId: 's13' })).toBe('banner');
    expect(placeOfNews(paid, { ...idle, counterBusy: true })).toBe('banner');
  });

  it('counts a sale as begun once something is on it', () => {
    expect(isSelling({ ...exampleSale, id: 's13' }, paid)).toBe(true);
    expect(isSelling({ ...exampleSale, id: 's13', lines: [] }, paid)).toBe(false);
    expect(isSelling({ ...exampleSale, id: 's12' }, paid)).toBe(false);
    expect(isSelling(null, paid)).toBe(false);
  });
});

describe('the payment in front, while main tells the news of another', () => {
  const sale = { ...exampleSale, id: 's13', frozen: true };
  const inFront = payment({ saleId: 's13', attemptId: 'a13' });

  it('goes on while its sale is in front, and is left when it is set aside', () => {
    expect(stillInFront(inFront, sale)).toBe(true);
    expect(stillInFront(inFront, { ...sale, id: 's14' })).toBe(false);
    expect(stillInFront(inFront, null)).toBe(false);
  });

  it('is PAID on its own screen, with no sale behind it any more', () => {
    expect(stillInFront({ ...inFront, state: 'paid' }, null)).toBe(true);
  });

  it('gives way to its sale when it ends without money', () => {
    expect(stillInFront({ ...inFront, state: 'cancelled' }, sale)).toBe(false);
  });

  it('is written over by replies about itself alone', () => {
    expect(standsInFront(inFront, null, 's13')).toBe(true);
    expect(standsInFront(inFront, null, 's99')).toBe(false);
    expect(standsInFront(inFront, payment({ saleId: 's13' }), 's13')).toBe(true);
    expect(standsInFront(inFront, payment({ saleId: 's12' }), 's12')).toBe(false);
    expect(standsInFront(inFront, paid, 's13')).toBe(false);
  });
});
