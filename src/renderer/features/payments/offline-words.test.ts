import { describe, expect, it } from 'vitest';
import { examplePayment } from '../../../../test/builders/wire-examples.ts';
import type { PaymentView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { offlineLimitOf } from './hand-over-spare.tsx';
import { liveHeadline } from './payment-words.ts';
import { messageText } from './send-dialog.tsx';
import { untilWords } from './until-words.ts';

const NOW = new Date('2026-11-21T12:00:00').getTime();
const { t } = createI18n('en');
const { t: ru } = createI18n('ru');

const spare: PaymentView = {
  ...examplePayment,
  state: 'open',
  origin: 'spare',
  dayLong: true,
  declined: null,
  checkFailing: true,
};

describe('a code that was made beforehand', () => {
  it('says that the customer types the amount in, and that nobody answers is no alarm', () => {
    const headline = liveHeadline(t, spare, 'en', NOW);
    expect(headline).toMatchObject({ tone: 'calm', title: 'The customer types the amount in' });
  });

  it('says why it cannot be taken back now', () => {
    const closing = liveHeadline(t, { ...spare, state: 'closing' }, 'en', NOW);
    const unknown = liveHeadline(t, { ...spare, state: 'unknown' }, 'en', NOW);
    expect([closing.hint, unknown.hint]).toEqual([
      t('payment.closingAwayHint'),
      t('payment.closingAwayHint'),
    ]);
    const answered = liveHeadline(t, { ...spare, state: 'closing', checkFailing: false }, 'en', NOW);
    expect(answered.hint).toBe(t('payment.closingHint'));
  });
});

describe('the limit without a network', () => {
  const refused = (code: 'OFFLINE_LIMIT' | 'FORBIDDEN', details: Record<string, string>) =>
    new RequestError({ code, category: 'forbidden', message: '', correlationId: 'c', details });
  const details = { limit: 'shift', amountMinor: '3000000', currency: 'RUB' };

  it('is read from what main names', () => {
    expect(offlineLimitOf(refused('OFFLINE_LIMIT', details))).toEqual({
      limit: 'shift',
      amount: { amountMinor: 3_000_000, currency: 'RUB' },
    });
    const online = { limit: 'online', amount: null };
    expect(offlineLimitOf(refused('OFFLINE_LIMIT', { limit: 'online' }))).toEqual(online);
  });

  it('is none where main says something else', () => {
    expect(offlineLimitOf(refused('FORBIDDEN', details))).toBeNull();
    expect(offlineLimitOf(refused('OFFLINE_LIMIT', { ...details, limit: 'day' }))).toBeNull();
    expect(offlineLimitOf(refused('OFFLINE_LIMIT', { ...details, amountMinor: 'much' }))).toBeNull();
    expect(offlineLimitOf(new Error('gone'))).toBeNull();
  });
});

describe('a payment at a distance', () => {
  const local = (text: string) => new Date(text).toISOString();

  it('says until when it may be paid as people do', () => {
    expect(untilWords(t, local('2026-11-21T14:30:00'), 'en', NOW)).toBe('14:30');
    expect(untilWords(t, local('2026-11-22T11:59:00'), 'en', NOW)).toBe('11:59 tomorrow');
    expect(untilWords(ru, local('2026-11-22T11:59:00'), 'ru', NOW)).toBe('11:59 завтра');
    expect(untilWords(t, local('2026-11-23T11:59:00'), 'en', NOW)).toContain('23 Nov');
  });

  it('is sent with who wants it, how much, and where to pay', () => {
    const payment: PaymentView = { ...spare, amount: { amountMinor: 61_000, currency: 'RUB' } };
    const address = 'https://pay.example/x';
    expect(messageText(t, { shop: 'Bakery', payment, address }, 'en')).toBe(
      'Bakery: ₽610.00 to pay. https://pay.example/x',
    );
    expect(messageText(t, { shop: ' ', payment, address }, 'en')).toBe(
      '₽610.00 to pay. https://pay.example/x',
    );
  });
});
