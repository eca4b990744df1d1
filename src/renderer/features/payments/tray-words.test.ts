import { describe, expect, it } from 'vitest';
import type { TrayItemView } from '../../../contract/views.ts';
import { ATTEMPT_STATES, isLive } from '../../../domain/payment.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { opensPayment, trayWords } from './tray-words.ts';

const NOW = Date.parse('2026-11-21T04:10:00.000Z');
const { t } = createI18n('en');

type Payment = NonNullable<TrayItemView['payment']>;

const item = (payment: Partial<Payment> | null, claimed = false): TrayItemView => ({
  saleId: 's1',
  callNumber: 12,
  total: { amountMinor: 35_000, currency: 'RUB' },
  remaining: { amountMinor: 35_000, currency: 'RUB' },
  title: 'Tea',
  lineCount: 1,
  openedAt: '2026-11-21T04:00:00.000Z',
  claimed,
  payment:
    payment === null
      ? null
      : {
          attemptId: 'a1',
          state: 'open',
          expiresAt: '2026-11-21T04:14:07.000Z',
          declined: false,
          dayLong: false,
          ...payment,
        },
});

describe('a sale in the tray', () => {
  it('waits with its time, and shows a decline with what is left', () => {
    expect(trayWords(t, item({}), 'en', NOW)).toEqual({ tone: 'waiting', state: 'waiting', left: '4:07' });
    expect(trayWords(t, item({ declined: true }), 'en', NOW)).toEqual({
      tone: 'bad',
      state: 'declined',
      left: '4:07',
    });
  });

  it('says that the customer is paying before anything else, and runs no time then', () => {
    expect(trayWords(t, item({ state: 'paying', declined: true }), 'en', NOW)).toMatchObject({
      tone: 'busy',
      left: null,
    });
    expect(trayWords(t, item({ state: 'paying' }, true), 'en', NOW).tone).toBe('busy');
  });

  it('of a customer who is elsewhere waits for a day, and says until when', () => {
    const expiresAt = new Date(NOW + 24 * 60 * 60_000 - 1000).toISOString();
    const sent = trayWords(t, item({ dayLong: true, expiresAt }), 'en', NOW);
    expect(sent).toEqual({
      tone: 'waiting',
      state: expect.stringMatching(/^awaiting payment until \d\d:\d\d tomorrow$/),
      left: null,
    });
    const declined = trayWords(t, item({ dayLong: true, expiresAt, declined: true }), 'en', NOW);
    expect(declined).toMatchObject({ tone: 'bad', left: null });
  });

  it('is handed over, taken back, expired, has no code, or was parked', () => {
    const states = [
      trayWords(t, item({}, true), 'en', NOW),
      trayWords(t, item({ state: 'cancelled' }), 'en', NOW),
      trayWords(t, item({ state: 'expired' }), 'en', NOW),
      trayWords(t, item({ state: 'lost' }), 'en', NOW),
      trayWords(t, item(null), 'en', NOW),
    ].map(({ state }) => state);
    expect(states).toEqual(['handed over', 'taken back', 'expired', 'no code', 'parked']);
  });

  it('has words in every state, and shows its payment exactly while that is alive', () => {
    for (const state of ATTEMPT_STATES) {
      expect(trayWords(t, item({ state }), 'en', NOW).state, state).not.toBe('');
      expect(opensPayment(item({ state })), state).toBe(isLive(state));
    }
    expect(opensPayment(item(null))).toBe(false);
  });
});
