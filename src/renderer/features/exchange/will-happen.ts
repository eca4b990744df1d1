import type { TFunction } from 'i18next';
import type { ImportView } from '../../../contract/views.ts';

type Counts = NonNullable<ImportView['counts']>;

/** Products that the file does not name count only where they are to be taken off sale. */
export function offSale({ options }: Pick<ImportView, 'options'>, counts: Counts): number {
  return options.missing === 'deactivate' ? counts.missing : 0;
}

type Work = Pick<ImportView, 'options'>;

/** What an import would do, in one line: "12 new, 340 changed, 3 refused rows left out". */
export function willHappen(t: TFunction, work: Work, counts: Counts): string {
  return partsOf(work, counts)
    .map(({ part, count }) => t(`exchange.will.${part}`, { count }))
    .join(', ');
}

/** The same of an import that is the catalogue already. */
export function hasHappened(t: TFunction, work: Work, counts: Counts): string {
  return partsOf(work, counts)
    .map(({ part, count }) => t(`exchange.did.${part}`, { count }))
    .join(', ');
}

function partsOf(work: Work, counts: Counts) {
  const parts = [
    { part: 'added', count: counts.added },
    { part: 'changed', count: counts.changed },
    { part: 'off', count: offSale(work, counts) },
    { part: 'refused', count: counts.refused },
  ] as const;
  return parts.filter(({ count }) => count > 0);
}
