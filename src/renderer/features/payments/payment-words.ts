import type { TFunction } from 'i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { formatTime } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';
import { isSlow } from './freshness.ts';

export type HeadlineTone = 'calm' | 'busy' | 'warn' | 'bad';

/** What the payment screen says first, and what to do meanwhile. */
export interface Headline {
  readonly tone: HeadlineTone;
  readonly title: string;
  readonly hint: string;
}

/** The headline of a payment that is still alive. The word "failed" is never said about money in the air. */
export function liveHeadline(
  t: TFunction,
  payment: PaymentView,
  language: Language,
  nowMs: number,
): Headline {
  switch (payment.state) {
    case 'requesting':
      return isSlow(payment, nowMs)
        ? { tone: 'warn', title: t('payment.slow'), hint: t('payment.slowHint') }
        : { tone: 'calm', title: t('payment.requesting'), hint: t('payment.requestingHint') };
    case 'paying':
      return { tone: 'busy', title: t('payment.paying'), hint: t('payment.payingHint') };
    case 'closing':
      return {
        tone: 'warn',
        title: t('payment.closing'),
        hint: t(payment.checkFailing ? 'payment.closingAwayHint' : 'payment.closingHint'),
      };
    case 'unknown':
      return {
        tone: 'warn',
        title: t('payment.unknown'),
        hint: t(isAwayWithSpare(payment) ? 'payment.closingAwayHint' : 'payment.unknownHint'),
      };
    default:
      return payment.declined
        ? declinedHeadline(t, payment, payment.declined, language)
        : scanHeadline(t, payment);
  }
}

/** Of a spare code nothing but its taking back can be unknown. */
function isAwayWithSpare({ origin, checkFailing }: PaymentView): boolean {
  return origin === 'spare' && checkFailing;
}

function scanHeadline(t: TFunction, { origin }: PaymentView): Headline {
  return origin === 'spare'
    ? { tone: 'calm', title: t('payment.spare.scan'), hint: t('payment.spare.scanHint') }
    : { tone: 'calm', title: t('payment.scan'), hint: t('payment.scanHint') };
}

function declinedHeadline(
  t: TFunction,
  { declinedForGood }: PaymentView,
  { reason, at }: NonNullable<PaymentView['declined']>,
  language: Language,
): Headline {
  const title = reason === null ? t('payment.declinedNoReason') : t('payment.declined', { reason });
  const when = t('payment.declinedAt', { time: formatTime(at, language) });
  const hint = t(declinedForGood ? 'payment.declinedForGoodHint' : 'payment.declinedHint');
  return { tone: 'bad', title, hint: `${when} ${hint}` };
}

/** What is said of an attempt that has ended. */
export interface EndedWords {
  readonly title: string;
  readonly body: string;
  /** The key that starts anew, where that makes sense. */
  readonly again: string | null;
  /** The sale is finished: there is none to go back to. */
  readonly over?: true;
}

export function endedWords(t: TFunction, payment: PaymentView): EndedWords {
  switch (payment.state) {
    case 'lost':
      return { title: t('payment.lostTitle'), body: t('payment.lostBody'), again: t('payment.tryAgain') };
    case 'expired':
      return { title: t('payment.expiredTitle'), body: t('payment.expiredBody'), again: t('payment.newQr') };
    case 'cancelled':
      return {
        title: t('payment.cancelledTitle'),
        body: t('payment.cancelledBody'),
        again: t('payment.newQr'),
      };
    case 'replaced':
      return {
        title: t('payment.replacedTitle'),
        body: t('payment.replacedBody'),
        again: t('payment.newQr'),
      };
    case 'refunded':
      return { title: t('payment.refundedTitle'), body: t('payment.refundedBody'), again: null, over: true };
    case 'part_refunded':
      return {
        title: t('payment.partRefundedTitle'),
        body: t('payment.partRefundedBody'),
        again: null,
        over: true,
      };
    case 'reversed':
      return { title: t('payment.reversedTitle'), body: t('payment.reversedBody'), again: null, over: true };
    default:
      return rejectedWords(t, payment);
  }
}

/** Asking again helps where the provider has ended this one payment, and not where it wants no codes at all. */
function rejectedWords(t: TFunction, { declined, problem }: PaymentView): EndedWords {
  const ended = declined !== null || problem?.code === 'PAYMENT_REFUSED';
  return {
    title: t(ended ? 'payment.refusedTitle' : 'payment.rejectedTitle'),
    body: t('payment.rejectedKept'),
    again: ended ? t('payment.newQr') : null,
  };
}
