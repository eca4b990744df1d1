import type { OperationInput, OperationOutput } from '../../../contract/operations.ts';

export type InStepStatus = OperationOutput<'inStep.status'>;
export type Comparison = NonNullable<InStepStatus['comparison']>;
export type Problem = NonNullable<InStepStatus['problem']>;
export type Difference = OperationOutput<'inStep.differences'>['items'][number];
export type DifferenceField = Difference['fields'][number];
export type Left = OperationOutput<'inStep.left'>['items'][number];
export type Kind = OperationInput<'inStep.differences'>['kind'];
export type Act = Left['act'];

/** In the order in which a person looks: what can be sent, what needs a decision, what is left alone. */
export const KINDS = [
  'create',
  'change',
  'delete',
  'unknown',
  'otherwise',
  'foreign',
] as const satisfies Kind[];

export const ACTS = ['create', 'change', 'delete'] as const satisfies Act[];

/** What fills the screen. `off`: another register does it; `begin`: nothing is compared yet, or not any more. */
export type InStepPlace = 'off' | 'begin' | 'comparing' | 'comparison' | 'push' | 'ended';

/** Main decides; a push goes on even where the register was said to be no master any more. */
export function placeOf({ master, phase, problem, comparison }: InStepStatus): InStepPlace {
  switch (phase) {
    case 'comparing':
      return 'comparing';
    case 'pushing':
    case 'waiting':
    case 'paused':
    case 'stopped':
      return 'push';
    case 'idle':
    case 'done':
    case 'cancelled':
      if (!master) return 'off';
      if (comparison !== null) return 'comparison';
      return phase === 'idle' || problem !== null ? 'begin' : 'ended';
  }
}

/** Main is at it: what it says now is out of date in a moment. */
export function isAtWork({ phase }: Pick<InStepStatus, 'phase'>): boolean {
  return phase === 'comparing' || phase === 'pushing' || phase === 'waiting';
}

/** The first of them that has anything to show. */
export function firstKind(counts: Comparison['counts']): Kind {
  return KINDS.find((kind) => counts[kind] > 0) ?? 'create';
}

export function differsAtAll(counts: Comparison['counts']): boolean {
  return KINDS.some((kind) => counts[kind] > 0);
}

/** How many products these acts send. */
export function countOf(counts: Comparison['counts'], acts: readonly Act[]): number {
  return acts.reduce((sum, act) => sum + counts[act], 0);
}

/**
 * How long these acts take, in seconds. Main counts a call for each product, and one for each picture that is not there
 * yet; which act a picture belongs to it does not say, so that it is at most as long as this.
 */
export function secondsFor({ counts, secondsNeeded }: Comparison, acts: readonly Act[]): number {
  const pictures = Math.max(0, secondsNeeded - countOf(counts, ACTS));
  const sendsPictures = countOf(
    counts,
    acts.filter((act) => act !== 'delete'),
  );
  return countOf(counts, acts) + (sendsPictures > 0 ? pictures : 0);
}

/** Of these both sides are shown; the others stand on one side alone. */
export function hasTwoSides(kind: Kind): boolean {
  return kind === 'change' || kind === 'otherwise';
}

/** Only a create can be there or not: what else was lost is seen by the next comparison. */
export function canBeDecided({ act, outcome }: Pick<Left, 'act' | 'outcome'>): boolean {
  return act === 'create' && outcome === 'unknown';
}

/** Problems that are put right where the account is connected. */
const AT_CONNECTION: ReadonlySet<Problem> = new Set([
  'no_account',
  'key_refused',
  'sign_in_needed',
  'forbidden',
  'organization',
  'other_account',
  'other_partner',
]);

export function isOfConnection(problem: Problem): boolean {
  return AT_CONNECTION.has(problem);
}
