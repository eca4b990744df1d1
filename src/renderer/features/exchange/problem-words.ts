import type { TFunction } from 'i18next';
import { ERROR_CODES, type ErrorCode } from '../../../contract/errors.ts';
import { RequestError } from '../../client/request-error.ts';
import { exchange } from '../../i18n/en/exchange.ts';

type KnownProblem = keyof typeof exchange.problem;

const isKnown = (code: string): code is KnownProblem => Object.hasOwn(exchange.problem, code);
const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);

/**
 * What went wrong with an import: why a table cannot be read, or an error of the till, which has words already; the
 * rest is told by its code.
 */
export function problemWords(t: TFunction, problem: string): string {
  const code = problem.replace(/^unreadable:/, '');
  if (isKnown(code)) return t(`exchange.problem.${code}`, { code });
  if (isErrorCode(code)) return `${t(`errors.${code}.title`)}. ${t(`errors.${code}.remedy`)}`;
  return t('exchange.problem.other', { code });
}

/** Why main would not open a table. @returns null for any other error */
export function unreadableReason(error: unknown): string | null {
  if (!(error instanceof RequestError) || error.code !== 'IMPORT_UNREADABLE') return null;
  const reason = error.wire.details?.['reason'];
  return typeof reason === 'string' ? reason : null;
}
