import { describe, expect, it } from 'vitest';
import type { PulseView } from '../../../contract/views.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { checkSummary, checkWords, ROWS } from './opening-words.ts';
import { pulseFigures, pulseHealth, span } from './pulse-words.ts';

const { t } = createI18n('en');
const { t: ru } = createI18n('ru');

const figures: PulseView = {
  state: 'good',
  timeToQrMs: 820,
  timeToPaidMs: 24_000,
  declined: 2,
  failed: 0,
  of: 20,
};

describe('the pulse', () => {
  it('is about the connection first, then about how payments go', () => {
    expect(pulseHealth('ok', figures)).toBe('good');
    expect(pulseHealth('ok', undefined)).toBe('good');
    expect(pulseHealth('ok', { ...figures, state: 'slow' })).toBe('slow');
    expect(pulseHealth('unreachable', { ...figures, state: 'bad' })).toBe('away');
    expect(pulseHealth('sign_in_needed', figures)).toBe('away');
    expect(pulseHealth('refused', figures)).toBe('bad');
    expect(pulseHealth('unchecked', figures)).toBe('unchecked');
  });

  it('tells its spans as a person would', () => {
    expect([820, 9949, 24_400, 150_000].map((ms) => span(t, ms, 'en'))).toEqual([
      '0.8 s',
      '9.9 s',
      '24 s',
      '3 min',
    ]);
    expect(span(ru, 820, 'ru')).toBe('0,8 с');
    expect(span(t, null, 'en')).toBe('not yet');
  });

  it('counts declines of the last twenty, and says nothing of none', () => {
    const values = pulseFigures(t, figures, 'en').map(({ value }) => value);
    expect(values).toEqual(['0.8 s', '24 s', '2 of 20', '0 of 20']);
    const empty = pulseFigures(t, { ...figures, declined: 0, of: 0 }, 'en');
    expect(empty.find(({ id }) => id === 'declined')?.value).toBe('not yet');
  });
});

describe('the opening check', () => {
  it('is as good as its worst row; what is absent worries nobody', () => {
    const ok = { id: 'key', state: 'ok', detail: {} } as const;
    const absent = { id: 'printer', state: 'absent', detail: {} } as const;
    const warning = { id: 'backup', state: 'warning', detail: { reason: 'none' } } as const;
    expect(checkSummary([ok, absent])).toBe('ok');
    expect(checkSummary([ok, warning])).toBe('warning');
    expect(checkSummary([warning, { ...ok, state: 'failed' }])).toBe('failed');
  });

  it('has words for every row in every state', () => {
    for (const id of ROWS) {
      for (const state of ['ok', 'warning', 'failed', 'absent'] as const) {
        const words = checkWords(t, { id, state, detail: {} }, 'en');
        expect(words, `${id} ${state}`).not.toMatch(/^$|shell\.|undefined|NaN/);
      }
    }
  });

  it('says what is wrong with the key, how far off the clock is, and how much money waits', () => {
    expect(say('key', 'failed', { reason: 'sign_in_needed' })).toContain('Sign-in');
    expect(say('key', 'failed', { reason: 'something new' })).toContain('does not answer');
    expect(say('clock', 'warning', { skewMs: -180_000 })).toContain('3 min');
    const late = { count: 2, amountMinor: 70_000, currency: 'RUB' };
    expect(say('late_money', 'warning', late)).toMatch(/2 payments.*700/);
    expect(say('late_money', 'ok', { count: 0 })).toContain('None');
    expect(say('backup', 'warning', { reason: 'old', ageMs: 30 * 3_600_000 })).toContain('30 h');
  });
});

type Item = Parameters<typeof checkWords>[1];

function say(id: Item['id'], state: Item['state'], detail: Item['detail']): string {
  return checkWords(t, { id, state, detail }, 'en');
}
