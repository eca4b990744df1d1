import { useTranslation } from 'react-i18next';
import type { AttentionView } from '../../../contract/views.ts';

export interface DismissWords {
  readonly title: string;
  readonly body: string;
  readonly reasons: readonly string[];
  readonly confirm: string;
  readonly done: string;
}

/** Dismissing what was handed over and never paid means writing it off. */
export function useDismissWords({ kind }: Pick<AttentionView, 'kind'>): DismissWords {
  const { t } = useTranslation();
  if (kind === 'claim_unpaid') {
    return {
      title: t('attention.writeOffTitle'),
      body: t('attention.writeOffBody'),
      reasons: [
        t('attention.writeOffReasons.unreachable'),
        t('attention.writeOffReasons.otherwise'),
        t('attention.writeOffReasons.gift'),
      ],
      confirm: t('attention.writeOff'),
      done: t('attention.writtenOff'),
    };
  }
  return {
    title: t('attention.dismissTitle'),
    body: t('attention.dismissBody'),
    reasons: [
      t('attention.dismissReasons.solved'),
      t('attention.dismissReasons.not_ours'),
      t('attention.dismissReasons.office'),
    ],
    confirm: t('attention.dismissConfirm'),
    done: t('attention.dismissed'),
  };
}
