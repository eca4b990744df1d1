import type { TFunction } from 'i18next';
import type { PaymentFacts } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { formatTime, formatTimeWithSeconds } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';
import type { HeadlineTone } from './payment-words.ts';

/** What the provider says of a payment that the customer says is made: facts, and what they mean. */
export interface FactWords {
  readonly tone: HeadlineTone | 'good';
  readonly title: string;
  readonly hint: string;
}

const TONES = {
  nothing: 'calm',
  processing: 'busy',
  declined: 'bad',
  other_code: 'warn',
  paid: 'good',
  raised: 'warn',
  not_known: 'warn',
} as const satisfies Record<PaymentFacts['kind'], FactWords['tone']>;

export function factWords(t: TFunction, facts: PaymentFacts, language: Language): FactWords {
  const hint = t(`payment.fact.${facts.kind}Hint`);
  return { tone: TONES[facts.kind], title: factTitle(t, facts, language), hint };
}

function factTitle(t: TFunction, facts: PaymentFacts, language: Language): string {
  switch (facts.kind) {
    case 'processing':
      return t('payment.fact.processing', { time: formatTimeWithSeconds(facts.since, language) });
    case 'declined': {
      const time = formatTimeWithSeconds(facts.at, language);
      return facts.reason === null
        ? t('payment.fact.declinedNoReason', { time })
        : t('payment.fact.declined', { time, reason: facts.reason });
    }
    case 'other_code': {
      const amount = formatAmount(facts.amount, language);
      const time = formatTime(facts.at, language);
      return facts.callNumber === null
        ? t('payment.fact.other_codeNoNumber', { amount, time })
        : t('payment.fact.other_code', { number: facts.callNumber, amount, time });
    }
    default:
      return t(`payment.fact.${facts.kind}`);
  }
}
