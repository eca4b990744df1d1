import type { TFunction } from 'i18next';
import type { BookFaultView, BooksStatusView } from '../../../contract/views.ts';

/** How far a check has come, in words and percent. */
export function progressWords(
  t: TFunction,
  { step, done, total }: NonNullable<BooksStatusView['running']>,
): string {
  return t(`books.step.${step}`, { percent: percentOf({ done, total }) });
}

export function percentOf({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

/** One fault: what it means, then where it is, as support wants to read it. */
export function faultWords(
  t: TFunction,
  fault: BookFaultView,
): { readonly what: string; readonly where: string } {
  const entry = fault.sequence === null ? [] : [t('books.entry', { number: fault.sequence })];
  const row = fault.id === null ? fault.table : `${fault.table} ${fault.id}`;
  return { what: t(`books.fault.${fault.kind}`), where: [row, ...entry].join(' · ') };
}

type AnchorState = BooksStatusView['anchor']['state'];

/** Whether somebody has to decide about the anchor. */
export function isForPerson(state: AnchorState): state is 'missing' | 'cut' | 'rewritten' {
  return state === 'missing' || state === 'cut' || state === 'rewritten';
}
