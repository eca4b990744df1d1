import type { ImportView } from '../../../contract/views.ts';

/** The steps that a person sees. */
export const WIZARD_STEPS = ['file', 'columns', 'dry_run', 'done'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** What fills the wizard; `busy` belongs to the step that is being worked on. */
export type WizardPlace = WizardStep | 'busy';

/** What this tab remembers beside what main says. */
export interface WizardMemory {
  readonly closedId: string | null;
  /** The columns are being set again: after a dry run, or after an end that has changed nothing. */
  readonly revising: boolean;
}

export function isOver({ phase }: Pick<ImportView, 'phase'>): boolean {
  return phase === 'applied' || phase === 'cancelled' || phase === 'failed';
}

export function isAtWork({ phase }: Pick<ImportView, 'phase'>): boolean {
  return phase === 'inspecting' || phase === 'planning' || phase === 'applying';
}

/** Where the wizard stands. Main decides; the tab only puts an end that was seen away, and goes back to columns. */
export function wizardPlace(work: ImportView | null, { closedId, revising }: WizardMemory): WizardPlace {
  if (work === null || (isOver(work) && work.importId === closedId)) return 'file';
  switch (work.phase) {
    case 'inspecting':
    case 'planning':
    case 'applying':
      return 'busy';
    case 'inspected':
      return 'columns';
    case 'planned':
      return revising ? 'columns' : 'dry_run';
    case 'applied':
      return work.work === 'import' ? 'done' : 'file';
    case 'cancelled':
    case 'failed':
      return revising && work.source !== null ? 'columns' : 'file';
  }
}

/** The step that is lit while the wizard stands there; a bulk change has none. */
export function stepAt(work: ImportView | null, place: WizardPlace): WizardStep | null {
  if (place !== 'busy') return place;
  if (work === null || work.work === 'bulk') return null;
  if (work.phase === 'inspecting') return 'file';
  return work.phase === 'planning' ? 'dry_run' : 'done';
}

/** @returns null while nobody knows how much there is to do */
export function percentOf(progress: ImportView['progress']): number | null {
  if (progress === null || progress.total === null || progress.total === 0) return null;
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}
