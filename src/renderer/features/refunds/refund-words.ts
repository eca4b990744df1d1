import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useCodeWords } from '../../components/error-words.ts';
import { en } from '../../i18n/en/words.ts';
import type { Language } from '../../i18n/i18n.ts';

/** Quick reasons for giving money back. */
export function useRefundReasons(): readonly string[] {
  const { t } = useTranslation();
  return [
    t('refund.reasons.returned'),
    t('refund.reasons.faulty'),
    t('refund.reasons.wrong'),
    t('refund.reasons.twice'),
    t('refund.reasons.agreed'),
  ];
}

export interface OutcomeWords {
  readonly tone: 'calm' | 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly body: string;
}

const TONES = { requested: 'calm', done: 'good', refused: 'bad', unknown: 'warn' } as const;

/** What became of a refund, and what that means. A refund whose end is not known is never called failed. */
export function outcomeWords(t: TFunction, refund: RefundView, language: Language): OutcomeWords {
  const { state } = refund;
  const title = t(`refund.stateTitle.${state}`, { amount: formatAmount(refund.amount, language) });
  return { tone: TONES[state], title, body: outcomeBody(t, refund) };
}

function outcomeBody(t: TFunction, { state, way }: RefundView): string {
  if (state !== 'done') return t(`refund.stateBody.${state}`);
  if (way === 'cash') return t('refund.stateBody.doneCash');
  return t(way === 'elsewhere' ? 'refund.stateBody.doneElsewhere' : 'refund.stateBody.doneProvider');
}

/** Why a refund was refused: in the provider's own words where it is the provider's reason. */
export function useRefusalWords(): (refund: RefundView) => string | null {
  const { t } = useTranslation();
  const codeWords = useCodeWords();
  return useCallback(
    ({ state, problem }) => {
      if (state !== 'refused' || problem === null) return null;
      const theirs = problem.code.startsWith('PROVIDER_') && problem.message !== '';
      return theirs ? t('refund.refusedWhy', { reason: problem.message }) : codeWords(problem.code).title;
    },
    [t, codeWords],
  );
}

type KnownKind = keyof typeof en.refund.event;

function isKnown(kind: string): kind is KnownKind {
  return Object.hasOwn(en.refund.event, kind);
}

/** Words for a step of a refund; a kind that this screen does not know is shown as it is. */
export function useRefundEventWords(): (kind: string) => string {
  const { t } = useTranslation();
  return useCallback((kind) => (isKnown(kind) ? t(`refund.event.${kind}`) : kind), [t]);
}
