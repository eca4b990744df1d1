import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../contract/errors.ts';
import { RequestError } from '../../client/request-error.ts';
import { type ErrorWords, useErrorWords } from '../../components/error-words.ts';

/** What is said of a card issuer otherwise than of the provider of payments. */
const OURS = [
  'PROVIDER_UNREACHABLE',
  'PROVIDER_KEY_REFUSED',
  'PROVIDER_FORBIDDEN',
  'PROVIDER_ADDRESS_INVALID',
  'PROVIDER_REJECTED',
  'PROVIDER_NOT_OFFERED',
] as const satisfies readonly ErrorCode[];

/** Words for whatever a request about cards threw. */
export function useCardsErrorWords(): (error: unknown) => ErrorWords {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  return useCallback(
    (error) => {
      const code = error instanceof RequestError ? OURS.find((one) => one === error.code) : undefined;
      if (code === undefined) return errorWords(error);
      return { title: t(`cards.problem.${code}.title`), remedy: t(`cards.problem.${code}.remedy`) };
    },
    [t, errorWords],
  );
}
