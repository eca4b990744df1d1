import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCategory, ErrorCode } from '../../contract/errors.ts';
import { RequestError } from '../client/request-error.ts';
import { MainUnreachable } from '../transport/transport.ts';

export interface ErrorWords {
  /** What happened. */
  readonly title: string;
  /** What was kept, and what to do. */
  readonly remedy: string;
}

/** Words for an error code: the one place where a code becomes words. */
export function codeWords(t: TFunction, code: ErrorCode): ErrorWords {
  return { title: t(`errors.${code}.title`), remedy: t(`errors.${code}.remedy`) };
}

/** Words for the codes of problems that a view carries. */
export function useCodeWords(): (code: ErrorCode) => ErrorWords {
  const { t } = useTranslation();
  return useCallback((code) => codeWords(t, code), [t]);
}

/** Faults of the till itself: somebody will look for them in its log. */
const OURS: ReadonlySet<ErrorCategory> = new Set(['internal', 'storage']);

/** Words for whatever a request threw. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      if (error instanceof RequestError) {
        const { title, remedy } = codeWords(t, error.code);
        const { category, correlationId } = error.wire;
        if (!OURS.has(category) || correlationId === '') return { title, remedy };
        return { title, remedy: `${remedy} ${t('errorExtras.support', { id: correlationId })}` };
      }
      if (error instanceof MainUnreachable) {
        return { title: t('errorExtras.unreachableTitle'), remedy: t('errorExtras.unreachableRemedy') };
      }
      return codeWords(t, 'INTERNAL');
    },
    [t],
  );
}
