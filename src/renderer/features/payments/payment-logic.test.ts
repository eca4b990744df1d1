import { describe, expect, it } from 'vitest';
import { exampleConnection, examplePayment } from '../../../../test/builders/wire-examples.ts';
import type { ConnectionView, PaymentFacts, PaymentView } from '../../../contract/views.ts';
import { ATTEMPT_STATES, isLive } from '../../../domain/payment.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { factWords } from './fact-words.ts';
import { isSlow, isStale, pulseOf } from './freshness.ts';
import { methodName, narrowedTo } from './method-words.ts';
import { endedWords, liveHeadline } from './payment-words.ts';
import { newestAttempt } from './queries.ts';
import { isScanEnd } from './scan-end.ts';

const NOW = Date.parse('2026-11-21T04:10:00.000Z');
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

const payment = (changes: Partial<PaymentView> = {}): PaymentView => ({
  ...examplePayment,
  requestedAt: ago(60),
  expiresAt: null,
  checkedAt: ago(2),
  declined: null,
  problem: null,
  ...changes,
});

const connection = (changes: Partial<ConnectionView> = {}): ConnectionView => ({
  ...exampleConnection,
  checkedAt: ago(120),
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
    expect(pulseOf(connection({ state: 'sign_in_needed' }), payment(), NOW)).toBe('sign_in_needed');
  });
});

describe('what a payment is called', () => {
  const { t } = createI18n('en');

  it('has a headline in every live state and an end in every other', () => {
    for (const state of ATTEMPT_STATES) {
      const view = payment({ state });
      const title = isLive(state) ? liveHeadline(t, view, 'en', NOW).title : endedWords(t, view).title;
      expect(title, state).not.toBe('');
    }
  });

  it('says why it was declined, and whether the same code still works', () => {
    const declined = { reason: 'No funds', at: ago(5) };
    const headline = liveHeadline(t, payment({ declined }), 'en', NOW);
    expect(headline.tone).toBe('bad');
    expect(headline.title).toContain('No funds');
    expect(headline.hint).toContain('same code');
    const over = liveHeadline(t, payment({ declined, declinedForGood: true }), 'en', NOW);
    expect(over.hint).toContain('new one');
  });

  it('offers another code where the provider ended this one, and none where it wants no codes', () => {
    const refused = { code: 'PAYMENT_REFUSED', category: 'payment', message: '' } as const;
    const key = { code: 'PROVIDER_KEY_REFUSED', category: 'payment', message: '' } as const;
    expect(endedWords(t, payment({ state: 'rejected', problem: refused })).again).not.toBeNull();
    expect(endedWords(t, payment({ state: 'rejected', problem: key })).again).toBeNull();
  });

  it('answers "customer says paid" with facts only', () => {
    const at = ago(30);
    const amount = { amountMinor: 35_000, currency: 'RUB' } as const;
    const said = (facts: PaymentFacts) => factWords(t, facts, 'en').title;
    expect(said({ kind: 'nothing' })).toContain('Nothing has reached the provider');
    expect(said({ kind: 'processing', since: at })).toMatch(/since \d\d:\d\d:\d\d/);
    expect(said({ kind: 'declined', at, reason: 'No funds' })).toMatch(/\d\d:\d\d:\d\d: No funds$/);
    expect(said({ kind: 'declined', at, reason: null })).not.toContain('null');
    const elsewhere = { kind: 'other_code', at, amount, saleId: 's2' } as const;
    expect(said({ ...elsewhere, callNumber: 13 })).toMatch(/№ 13.*350/);
    expect(said({ ...elsewhere, callNumber: null })).not.toContain('№');
    expect(said({ kind: 'raised' })).not.toMatch(/paid/i);
    expect(said({ kind: 'not_known' })).toContain('does not answer');
  });

  it('counts down to nothing and not below', () => {
    expect([600_400, 65_000, 900, -5000].map(formatCountdown)).toEqual(['10:00', '1:05', '0:00', '0:00']);
  });
});

describe('methods', () => {
  const { t } = createI18n('ru');

  it('have our names where we know them, and their own where we do not', () => {
    expect(['card', 'sbp', 'mir-pay'].map((method) => methodName(t, method))).toEqual([
      'Карта',
      'СБП',
      'mir-pay',
    ]);
  });

  it('are worth a word only where a payment takes fewer than are offered', () => {
    expect(narrowedTo(['card'], ['card', 'sbp'])).toEqual(['card']);
    expect(narrowedTo(['sbp', 'card'], ['card', 'sbp'])).toBeNull();
    expect(narrowedTo(['card'], undefined)).toBeNull();
  });
});

describe('following a sale', () => {
  const attempts = [{ id: 'a1' }, { id: 'a2' }];

  it('leads from a replaced code to the one that took its place', () => {
    expect(newestAttempt(attempts, 'a1')).toBe('a2');
  });

  it('finds the newest where none is known', () => {
    expect(newestAttempt(attempts, null)).toBe('a2');
    expect(newestAttempt(undefined, null)).toBeNull();
  });

  it('never leads back while the list of attempts is the older one', () => {
    expect(newestAttempt(attempts, 'a3')).toBe('a3');
    expect(newestAttempt(undefined, 'a3')).toBe('a3');
  });
});

describe('Enter on PAID', () => {
  it('is a scanner when it ends a burst of characters, and a person otherwise', () => {
    expect(isScanEnd(1000, 1012)).toBe(true);
    expect(isScanEnd(1000, 1400)).toBe(false);
    expect(isScanEnd(null, 1400)).toBe(false);
  });
});
