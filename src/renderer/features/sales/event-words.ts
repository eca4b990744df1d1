import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptView } from '../../../contract/views.ts';
import { en } from '../../i18n/en/words.ts';

type KnownKind = keyof typeof en.sales.event;

function isKnown(kind: string): kind is KnownKind {
  return Object.hasOwn(en.sales.event, kind);
}

/** Words for a step of a payment; a kind that this screen does not know is shown as it is. */
export function useEventWords(): (event: Pick<AttemptView['events'][number], 'kind' | 'detail'>) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ kind, detail }) => {
      // The till notes its own refunds under the same kind as those that it only hears of.
      if (kind === 'refund_seen' && detail['refund'] !== undefined) return t('sales.event.refund_made');
      return isKnown(kind) ? t(`sales.event.${kind}`) : kind;
    },
    [t],
  );
}
