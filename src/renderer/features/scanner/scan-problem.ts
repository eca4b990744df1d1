import type { OperationInput } from '../../../contract/operations.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { RequestError } from '../../client/request-error.ts';

export type Allowed = NonNullable<OperationInput<'sale.scan'>['allow']>[number];

/** A code that was not put on the sale. */
export interface ScanProblem {
  readonly id: number;
  readonly code: string;
  /** What the cashier has allowed already. */
  readonly allow: readonly Allowed[];
  readonly error: unknown;
  /** The sale that stood in front; null before there was one. */
  readonly saleId: string | null;
}

/** What can be done about it: allow it, ask again, or nothing but leave it. */
export type Remedy = Allowed | 'again' | null;

const ALLOWS: Partial<Record<ErrorCode, Allowed>> = { SCAN_REPEATED: 'repeated', SCAN_EXPIRED: 'expired' };

export function remedyOf({ error }: Pick<ScanProblem, 'error'>): Remedy {
  // Main does not answer: the code may go once more when it does.
  if (!(error instanceof RequestError)) return 'again';
  const transient = ['unavailable', 'storage', 'internal'].includes(error.category);
  return ALLOWS[error.code] ?? (transient ? 'again' : null);
}

/** Whether the code itself is what is wrong; another trouble belongs to the sale as it stands. */
export function isAboutCode({ error }: Pick<ScanProblem, 'error'>): boolean {
  return error instanceof RequestError && error.code.startsWith('SCAN_');
}

/** A code in a row: its ends, by which a person recognises it. */
export function shortCode(code: string): string {
  const shown = code.replaceAll('\u001d', '·');
  return shown.length <= 26 ? shown : `${shown.slice(0, 16)}…${shown.slice(-8)}`;
}

const SHOWN_AT_MOST = 4;

/** Newest first. A new problem takes the place of the same code's old one, and pushes out the oldest of many. */
export function withProblem(problems: readonly ScanProblem[], problem: ScanProblem): readonly ScanProblem[] {
  const others = problems.filter(
    ({ code, saleId }) => code !== problem.code && (saleId === null || saleId === problem.saleId),
  );
  return [problem, ...others].slice(0, SHOWN_AT_MOST);
}

/** What is left to be said beside a sale: nothing of another one. */
export function problemsOf(problems: readonly ScanProblem[], saleId: string | null): readonly ScanProblem[] {
  return problems.filter((problem) => problem.saleId === null || problem.saleId === saleId);
}
