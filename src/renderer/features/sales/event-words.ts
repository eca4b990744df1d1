import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { en } from '../../i18n/en/words.ts';

type KnownKind = keyof typeof en.sales.event;

function isKnown(kind: string): kind is KnownKind {
  return Object.hasOwn(en.sales.event, kind);
}

/** Words for a step of a payment; a kind that this screen does not know is shown as it is. */
export function useEventWords(): (kind: string) => string {
  const { t } = useTranslation();
  return useCallback((kind) => (isKnown(kind) ? t(`sales.event.${kind}`) : kind), [t]);
}
