import type { ConnectionView } from '../../contract/views.ts';
import type { CallFacts, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { toAppError } from './provider-error.ts';

/** How a connection has been doing in this run, by the answers that came. */
export interface Pulse {
  readonly state: ConnectionView['state'];
  readonly problem: ConnectionView['problem'];
  readonly checkedAt: string | null;
  readonly clockSkewMs: number | null;
  /** Another partner answers than the one that was pinned: its answers are good, and not for us. */
  readonly partnerChanged: boolean;
}

export const FIRST_PULSE: Pulse = {
  state: 'unchecked',
  problem: null,
  checkedAt: null,
  clockSkewMs: null,
  partnerChanged: false,
};

/** The pulse after a trial that the account has passed. */
export function pulseOfTrial({ clockSkewMs }: CallFacts, now: string): Pulse {
  return { ...FIRST_PULSE, state: 'ok', checkedAt: now, clockSkewMs };
}

export function nextPulse(pulse: Pulse, answer: ProviderAnswer<unknown>, now: string): Pulse {
  const clockSkewMs = answer.facts.clockSkewMs ?? pulse.clockSkewMs;
  const answered = { ...pulse, checkedAt: now, clockSkewMs };
  if (answer.kind === 'ok') return { ...answered, state: 'ok', problem: null };
  const problem = describe(answer.problem);
  const refusal = REFUSALS[answer.problem.reason];
  if (refusal !== undefined) return { ...answered, state: refusal, problem };
  // A call that was rejected for what it asked says that the provider is there.
  if (answer.kind === 'rejected') return { ...answered, state: 'ok', problem: null };
  return { ...pulse, state: 'unreachable', problem, clockSkewMs };
}

/** Which reasons speak of the credential, and not of what was asked. */
const REFUSALS: Partial<Readonly<Record<ProviderProblem['reason'], ConnectionView['state']>>> = {
  key_refused: 'refused',
  forbidden: 'refused',
  organization: 'refused',
  sign_in_needed: 'sign_in_needed',
};

function describe(problem: ProviderProblem): NonNullable<ConnectionView['problem']> {
  const { code, category, message } = toAppError(problem);
  return {
    code,
    category,
    message,
    ...(problem.requestId === null ? {} : { details: { requestId: problem.requestId } }),
  };
}
