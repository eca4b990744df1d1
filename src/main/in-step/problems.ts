import type { OperationOutput } from '../../contract/operations.ts';
import type { ProviderProblem } from '../ports.ts';

/** Why a comparison or a push does not go on. */
export type InStepProblem = NonNullable<OperationOutput<'inStep.status'>['problem']>;

/** Why a product was left: what this till knows, or what the provider says. */
export type Said =
  | { readonly reason: NonNullable<OperationOutput<'inStep.left'>['items'][number]['reason']> }
  | { readonly words: string };

/** How a step of a push has ended. */
export type StepEnd =
  | { readonly kind: 'next' }
  /** Later the same step may go well. */
  | { readonly kind: 'wait'; readonly problem: InStepProblem }
  /** A person has to do something first. */
  | { readonly kind: 'stop'; readonly problem: InStepProblem }
  /** All is done. */
  | { readonly kind: 'end' };

export const NEXT: StepEnd = { kind: 'next' };

const ENDS: Readonly<Record<ProviderProblem['reason'], StepEnd>> = {
  unreachable: { kind: 'wait', problem: 'unreachable' },
  no_answer: { kind: 'wait', problem: 'unreachable' },
  timeout: { kind: 'wait', problem: 'unreachable' },
  server_error: { kind: 'wait', problem: 'unreachable' },
  malformed: { kind: 'wait', problem: 'unreachable' },
  slow_down: { kind: 'wait', problem: 'slow_down' },
  key_refused: { kind: 'stop', problem: 'key_refused' },
  sign_in_needed: { kind: 'stop', problem: 'sign_in_needed' },
  forbidden: { kind: 'stop', problem: 'forbidden' },
  organization: { kind: 'stop', problem: 'organization' },
  not_offered: { kind: 'stop', problem: 'not_offered' },
  rejected: { kind: 'stop', problem: 'failed' },
  not_found: { kind: 'stop', problem: 'failed' },
  duplicate: { kind: 'stop', problem: 'failed' },
};

/** What a problem with a call that concerns no single product means for the whole. */
export function endOf({ reason }: ProviderProblem): Extract<StepEnd, { kind: 'wait' | 'stop' }> {
  const end = ENDS[reason];
  return end.kind === 'wait' || end.kind === 'stop' ? end : { kind: 'stop', problem: 'failed' };
}

/** The same for a call about one product: what is wrong with that product alone ends nothing; null. */
export function endOfOne(problem: ProviderProblem): Extract<StepEnd, { kind: 'wait' | 'stop' }> | null {
  const { reason } = problem;
  // A bare 400: the list was answered, so that it is not the organization that is missing.
  const isOfOne = reason === 'rejected' || reason === 'not_found' || reason === 'duplicate';
  return isOfOne || reason === 'organization' ? null : endOf(problem);
}
