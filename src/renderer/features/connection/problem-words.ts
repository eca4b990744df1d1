import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../contract/errors.ts';
import { RequestError } from '../../client/request-error.ts';
import { type ErrorWords, useCodeWords, useErrorWords } from '../../components/error-words.ts';
import type { CredentialKind } from './credential-form.ts';

/** What is said otherwise of a login than of a key. */
const OF_LOGIN = {
  PROVIDER_KEY_REFUSED: 'loginRefused',
  PROVIDER_PARTNER_CHANGED: 'loginOther',
} as const;

function isOfLogin(code: ErrorCode): code is keyof typeof OF_LOGIN {
  return Object.hasOwn(OF_LOGIN, code);
}

/** Words for what the provider has against a credential. */
export function useProblemWords(): (code: ErrorCode, kind: CredentialKind) => ErrorWords {
  const { t } = useTranslation();
  const codeWords = useCodeWords();
  return useCallback(
    (code, kind) => {
      if (kind === 'api_key' || !isOfLogin(code)) return codeWords(code);
      const words = OF_LOGIN[code];
      return { title: t(`connection.${words}.title`), remedy: t(`connection.${words}.remedy`) };
    },
    [t, codeWords],
  );
}

/** The same for whatever a try of a credential threw. */
export function useTryWords(kind: CredentialKind): (error: unknown) => ErrorWords {
  const problemWords = useProblemWords();
  const errorWords = useErrorWords();
  return useCallback(
    (error) => {
      if (kind === 'api_key' || !(error instanceof RequestError)) return errorWords(error);
      // A login that is tried and leads to no session is a wrong one.
      if (error.code === 'PROVIDER_SIGN_IN_NEEDED') return problemWords('PROVIDER_KEY_REFUSED', kind);
      return isOfLogin(error.code) ? problemWords(error.code, kind) : errorWords(error);
    },
    [kind, problemWords, errorWords],
  );
}
