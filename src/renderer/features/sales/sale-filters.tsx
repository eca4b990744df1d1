import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now.ts';
import classes from './sale-filters.module.css';
import {
  DAY_CHOICES,
  dayChoiceOf,
  daysOf,
  hasMore,
  type SaleSearch,
  STATES,
  TENDER_CHOICES,
} from './sale-search.ts';

const ANY = 'all';

export interface SaleFiltersProps {
  readonly search: SaleSearch;
  readonly onChange: (changes: Partial<SaleSearch>) => void;
  readonly onMore: () => void;
}

/** What the list is narrowed down to: a state, some days, a way of paying; the rest behind "More". */
export function SaleFilters({ search, onChange, onMore }: SaleFiltersProps) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const days = dayChoiceOf(search, now);
  const words = {
    all: t('sales.filterAll'),
    completed: t('sales.filterCompleted'),
    open: t('sales.filterOpen'),
    voided: t('sales.filterVoided'),
  } as const;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('sales.filter')}
        value={search.state ?? ANY}
        onChange={(value) => onChange({ state: STATES.find((state) => state === value) ?? null })}
        data={([ANY, ...STATES] as const).map((value) => ({ value, label: words[value] }))}
      />
      <fieldset
        className={classes['chips']}
        aria-label={t('sales.filters')}
        // A mouse has no other way to reach the chips beyond the edge.
        onWheel={({ currentTarget, deltaX, deltaY }) => currentTarget.scrollBy(deltaX === 0 ? deltaY : 0, 0)}
      >
        {DAY_CHOICES.map((choice) => (
          <FilterChip
            key={choice}
            pressed={days === choice}
            testId={`days-${choice}`}
            onPress={() => onChange(days === choice ? NO_DAYS : daysOf(choice, now))}
          >
            {t(`sales.days.${choice}`)}
          </FilterChip>
        ))}
        <FilterChip pressed={hasMore(search, now)} testId="sale-more" onPress={onMore}>
          {t('sales.more')}
        </FilterChip>
        {TENDER_CHOICES.map((kind) => (
          <FilterChip
            key={kind}
            pressed={search.tenderKind === kind}
            testId={`tender-${kind}`}
            onPress={() => onChange({ tenderKind: search.tenderKind === kind ? null : kind })}
          >
            {t(`sales.kind.${kind}`)}
          </FilterChip>
        ))}
      </fieldset>
    </>
  );
}

const NO_DAYS = { from: null, to: null } as const;

interface FilterChipProps {
  readonly pressed: boolean;
  readonly testId: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function FilterChip({ pressed, testId, onPress, children }: FilterChipProps) {
  return (
    <button
      type="button"
      className={classes['chip']}
      aria-pressed={pressed}
      data-testid={testId}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
