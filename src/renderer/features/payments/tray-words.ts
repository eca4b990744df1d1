import type { TFunction } from 'i18next';
import type { TrayItemView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';
import { untilWords } from './until-words.ts';

export type TrayTone = 'waiting' | 'busy' | 'bad' | 'claimed' | 'idle';

/** What a sale of the tray is doing, in a word or two. */
export interface TrayWords {
  readonly tone: TrayTone;
  readonly state: string;
  /** Minutes and seconds that its code can still be paid; null where no time runs. */
  readonly left: string | null;
}

export function trayWords(
  t: TFunction,
  { claimed, payment }: TrayItemView,
  language: Language,
  nowMs: number,
): TrayWords {
  if (!payment) return { tone: 'idle', state: t('payment.tray.parked'), left: null };
  const { state, expiresAt, declined, dayLong } = payment;
  const left = expiresAt === null || dayLong ? null : formatCountdown(Date.parse(expiresAt) - nowMs);
  if (state === 'paying') return { tone: 'busy', state: t('payment.tray.paying'), left: null };
  if (claimed) return { tone: 'claimed', state: t('payment.tray.claimed'), left: null };
  if (state === 'open' && dayLong && !declined && expiresAt !== null) {
    const moment = untilWords(t, expiresAt, language, nowMs);
    return { tone: 'waiting', state: t('payment.tray.awaited', { moment }), left: null };
  }
  if (state === 'open') {
    return declined
      ? { tone: 'bad', state: t('payment.tray.declined'), left }
      : { tone: 'waiting', state: t('payment.tray.open'), left };
  }
  if (isLive(state)) return { tone: 'waiting', state: t(`payment.tray.${liveKey(state)}`), left: null };
  return {
    tone: declined ? 'bad' : 'idle',
    state: t(`payment.tray.${endedKey(state, declined)}`),
    left: null,
  };
}

type State = NonNullable<TrayItemView['payment']>['state'];

function liveKey(state: State): 'requesting' | 'closing' | 'unknown' {
  return state === 'requesting' || state === 'closing' ? state : 'unknown';
}

function endedKey(state: State, declined: boolean): 'declined' | 'cancelled' | 'expired' | 'none' {
  if (declined) return 'declined';
  if (state === 'cancelled' || state === 'expired') return state;
  return state === 'replaced' ? 'cancelled' : 'none';
}

/** A sale with a code that may bring money shows its payment; any other is gone on with at the counter. */
export function opensPayment({ payment }: TrayItemView): boolean {
  return payment !== null && isLive(payment.state);
}
