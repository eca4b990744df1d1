import { WHOLE_BASIS_POINTS } from '../../../domain/discount.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { parsePercent, percentText } from '../sell/discount-draft.ts';
import type { RateVersionView, RateView } from './tax-draft.ts';

/** One version of a rate as it is being typed. */
export interface VersionDraft {
  readonly validFrom: string;
  readonly percent: string;
  readonly exempt: boolean;
}

export type RateProblem = 'name' | 'date' | 'twice' | 'percent';

/** A rate as it is being typed. */
export interface RateDraft {
  readonly name: string;
  readonly active: boolean;
  readonly versions: readonly VersionDraft[];
}

export function rateDraft({ name, active, versions }: RateView): RateDraft {
  return {
    name,
    active,
    versions: versions.map(({ validFrom, basisPoints }) => ({
      validFrom,
      percent: basisPoints === null ? '' : percentText(basisPoints),
      exempt: basisPoints === null,
    })),
  };
}

/** What was typed, as the contract takes it, oldest version first. */
export function readRate(id: string, draft: RateDraft): Result<RateView, RateProblem> {
  const name = draft.name.trim();
  if (name === '') return err('name');
  const versions: RateVersionView[] = [];
  for (const { validFrom, percent, exempt } of draft.versions) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(validFrom)) return err('date');
    if (versions.some((one) => one.validFrom === validFrom)) return err('twice');
    const basisPoints = exempt ? null : parsePercent(percent);
    if (!exempt && (basisPoints === null || basisPoints > WHOLE_BASIS_POINTS)) return err('percent');
    versions.push({ validFrom, basisPoints });
  }
  versions.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return ok({ id, name, active: draft.active, versions });
}
