import type { CallFacts, ProviderAnswer, ProviderProblem } from '../../../ports.ts';
import { problem } from './calls.ts';

/** An answer without a value: refused, or of unknown end. */
export type Unanswered = Exclude<ProviderAnswer<unknown>, { readonly kind: 'ok' }>;

/** The facts of a call that never was. */
export const NO_FACTS: CallFacts = { durationMs: 0, requestId: null, clockSkewMs: null };

export function okay<T>(value: T, facts: CallFacts): ProviderAnswer<T> {
  return { kind: 'ok', value, facts };
}

/** An answer of an unknown shape leaves open what happened: unknown, not failed. */
export function parseWith<T>(
  answer: ProviderAnswer<unknown>,
  parse: (json: unknown) => { readonly of: T } | null,
): ProviderAnswer<T> {
  if (answer.kind !== 'ok') return answer;
  const parsed = parse(answer.value);
  if (parsed) return okay(parsed.of, answer.facts);
  const told = problem('malformed', 'The answer has an unknown shape', answer.facts);
  return { kind: 'unknown', problem: told, facts: answer.facts };
}

/** A parser's result for {@link parseWith}. */
export function found<T>(value: T | null): { readonly of: T } | null {
  return value === null ? null : { of: value };
}

/** Gives statuses that mean something of their own in one operation their reason. */
export function withReasons<T>(
  answer: ProviderAnswer<T>,
  reasons: Readonly<Record<number, ProviderProblem['reason']>>,
): ProviderAnswer<T> {
  if (answer.kind !== 'rejected') return answer;
  const reason = reasons[answer.problem.status ?? 0];
  return reason === undefined ? answer : { ...answer, problem: { ...answer.problem, reason } };
}

/** Whether the provider answered one of these statuses. */
export function isRefusedWith(answer: ProviderAnswer<unknown>, ...statuses: readonly number[]): boolean {
  return answer.kind === 'rejected' && statuses.includes(answer.problem.status ?? 0);
}

/** What this provider has no way to do: nothing is sent. */
export function notOffered(): Extract<ProviderAnswer<never>, { readonly kind: 'rejected' }> {
  const told = problem('not_offered', 'The provider offers no such thing', NO_FACTS);
  return { kind: 'rejected', problem: told, facts: NO_FACTS };
}
