import type { TFunction } from 'i18next';
import { ERROR_CODES, type ErrorCode } from '../../../contract/errors.ts';
import { RequestError } from '../../client/request-error.ts';
import { codeWords } from '../../components/error-words.ts';
import { exchange } from '../../i18n/en/exchange.ts';

type KnownProblem = keyof typeof exchange.problem;

const isKnown = (code: string): code is KnownProblem => Object.hasOwn(exchange.problem, code);
const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);

/** What a worker calls by a name of its own, and the rest of the till by another. */
const AS_ERROR: Readonly<Record<string, ErrorCode>> = { disk_full: 'DISK_FULL', internal: 'INTERNAL' };

/**
 * What went wrong with an import: why a table cannot be read, or an error of the till, which has words already; the
 * rest is told by its code.
 */
export function problemWords(t: TFunction, problem: string): string {
  const named = problem.replace(/^unreadable:/, '');
  const code = Object.hasOwn(AS_ERROR, named) ? (AS_ERROR[named] ?? named) : named;
  if (isKnown(code)) return t(`exchange.problem.${code}`, { code });
  if (isErrorCode(code)) {
    const { title, remedy } = codeWords(t, code);
    return `${title}. ${remedy}`;
  }
  return t('exchange.problem.other', { code });
}

/** Why main would not open a table. @returns null for any other error */
export function unreadableReason(error: unknown): string | null {
  if (!(error instanceof RequestError) || error.code !== 'IMPORT_UNREADABLE') return null;
  const reason = error.wire.details?.['reason'];
  return typeof reason === 'string' ? reason : null;
}
