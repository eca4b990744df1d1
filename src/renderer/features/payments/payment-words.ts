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
      return { tone: 'warn', title: t('payment.closing'), hint: t('payment.closingHint') };
    case 'unknown':
      return { tone: 'warn', title: t('payment.unknown'), hint: t('payment.unknownHint') };
    default:
      return payment.declined
        ? declinedHeadline(t, payment.declined, language)
        : { tone: 'calm', title: t('payment.scan'), hint: t('payment.scanHint') };
  }
}

function declinedHeadline(
  t: TFunction,
  declined: NonNullable<PaymentView['declined']>,
  language: Language,
): Headline {
  const title =
    declined.reason === null
      ? t('payment.declinedNoReason')
      : t('payment.declined', { reason: declined.reason });
  const at = t('payment.declinedAt', { time: formatTime(declined.at, language) });
  return { tone: 'bad', title: `${title} ${at}`, hint: t('payment.declinedHint') };
}

/** What asking the provider has brought, as facts only. */
export function checkFact(t: TFunction, payment: PaymentView): string | null {
  if (payment.checkFailing) return t('payment.factUnreachable');
  if (payment.state === 'paying') return t('payment.factPaying');
  if (payment.state !== 'open') return null;
  return payment.declined ? t('payment.factDeclined') : t('payment.factNothing');
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

export function endedWords(t: TFunction, state: PaymentView['state']): EndedWords {
  switch (state) {
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
      return { title: t('payment.replacedTitle'), body: t('payment.replacedBody'), again: null };
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
      return { title: t('payment.rejectedTitle'), body: t('payment.rejectedKept'), again: null };
  }
}
