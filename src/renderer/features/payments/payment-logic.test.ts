import { describe, expect, it } from 'vitest';
import type { ConnectionView, PaymentView } from '../../../contract/views.ts';
import { ATTEMPT_STATES, isLive } from '../../../domain/payment.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { isSlow, isStale, pulseOf } from './freshness.ts';
import { checkFact, endedWords, liveHeadline } from './payment-words.ts';

const NOW = Date.parse('2026-11-21T04:10:00.000Z');
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

const payment = (changes: Partial<PaymentView> = {}): PaymentView => ({
  saleId: 's1',
  attemptId: 'a1',
  state: 'open',
  amount: { amountMinor: 100, currency: 'RUB' },
  qr: null,
  requestedAt: ago(60),
  expiresAt: null,
  nextCheckAt: null,
  checkedAt: ago(2),
  checkFailing: false,
  declined: null,
  problem: null,
  paidAt: null,
  receiptNumber: null,
  payerPageOpenable: false,
  ...changes,
});

const connection = (changes: Partial<ConnectionView> = {}): ConnectionView => ({
  baseUrl: 'https://sandbox.4pay.online',
  organizationId: null,
  payerUrlTemplate: null,
  apiKey: null,
  state: 'ok',
  problem: null,
  checkedAt: ago(120),
  linkless: false,
  clockSkewMs: null,
  ...changes,
});

describe('how fresh the screen is', () => {
  it('is stale after ten seconds, or as soon as a check fails', () => {
    expect(isStale(payment(), NOW)).toBe(false);
    expect(isStale(payment({ checkedAt: ago(11) }), NOW)).toBe(true);
    expect(isStale(payment({ checkFailing: true }), NOW)).toBe(true);
    expect(isStale(payment({ checkedAt: null, requestedAt: ago(3) }), NOW)).toBe(false);
    expect(isStale(payment({ checkedAt: null, requestedAt: ago(30) }), NOW)).toBe(true);
  });

  it('waits for the look that was announced, and a little longer, before it calls a code stale', () => {
    expect(isStale(payment({ checkedAt: ago(20), nextCheckAt: ago(-10) }), NOW)).toBe(false);
    expect(isStale(payment({ checkedAt: ago(35), nextCheckAt: ago(5) }), NOW)).toBe(false);
    expect(isStale(payment({ checkedAt: ago(40), nextCheckAt: ago(10) }), NOW)).toBe(true);
  });

  it('calls the provider slow after three seconds without a QR', () => {
    expect(isSlow(payment({ state: 'requesting', requestedAt: ago(2) }), NOW)).toBe(false);
    expect(isSlow(payment({ state: 'requesting', requestedAt: ago(4) }), NOW)).toBe(true);
    expect(isSlow(payment({ requestedAt: ago(40) }), NOW)).toBe(false);
  });

  it('minds silence only while a QR is alive', () => {
    expect(pulseOf(connection(), null, NOW)).toBe('ok');
    expect(pulseOf(connection(), payment({ checkedAt: ago(20) }), NOW)).toBe('stale');
    expect(pulseOf(connection(), payment(), NOW)).toBe('ok');
    expect(pulseOf(connection({ checkedAt: null }), null, NOW)).toBe('unchecked');
    expect(pulseOf(connection({ state: 'refused' }), null, NOW)).toBe('refused');
  });
});

describe('what a payment is called', () => {
  const { t } = createI18n('en');

  it('has a headline in every live state and an end in every other', () => {
    for (const state of ATTEMPT_STATES) {
      const view = payment({ state });
      const title = isLive(state) ? liveHeadline(t, view, 'en', NOW).title : endedWords(t, state).title;
      expect(title, state).not.toBe('');
    }
  });

  it('says why it was declined, and that the same code still works', () => {
    const headline = liveHeadline(t, payment({ declined: { reason: 'No funds', at: ago(5) } }), 'en', NOW);
    expect(headline.tone).toBe('bad');
    expect(headline.title).toContain('No funds');
    expect(headline.hint).toContain('same code');
  });

  it('answers "customer says paid" with facts only', () => {
    expect(checkFact(t, payment())).toContain('nothing has reached');
    expect(checkFact(t, payment({ checkFailing: true }))).toContain('did not answer');
    expect(checkFact(t, payment({ state: 'paying' }))).toContain('being processed');
    expect(checkFact(t, payment({ state: 'paid' }))).toBeNull();
  });

  it('counts down to nothing and not below', () => {
    expect([600_400, 65_000, 900, -5000].map(formatCountdown)).toEqual(['10:00', '1:05', '0:00', '0:00']);
  });
});
