import { IconCircleCheck, IconListCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { CompareKey } from './begin-part.tsx';
import classes from './comparison.module.css';
import { DifferenceList } from './difference-list.tsx';
import { type Comparison, type Difference, differsAtAll, hasTwoSides, type Kind } from './place.ts';
import { useDifferences } from './queries.ts';

export interface DifferencesProps {
  readonly comparison: Comparison;
  readonly kind: Kind;
  readonly onDecide: (difference: Difference) => void;
}

/** The differences of one kind, and what is done about that kind. */
export function Differences({ comparison, kind, onDecide }: DifferencesProps) {
  const { t } = useTranslation();
  if (comparison.counts[kind] === 0) {
    const all = !differsAtAll(comparison.counts);
    return (
      <div className={classes['rows']} data-testid="in-step-nothing">
        <EmptyState
          icon={all ? IconCircleCheck : IconListCheck}
          title={t(all ? 'inStep.allInStep' : 'inStep.noneOfKind')}
          body={t(all ? 'inStep.allInStepBody' : 'inStep.noneOfKindBody')}
        />
      </div>
    );
  }
  return (
    <div className={classes['rows']}>
      <p className={classes['about']}>{t(`inStep.about.${kind}`)}</p>
      {hasTwoSides(kind) ? <Sides /> : null}
      <Rows comparison={comparison} kind={kind} onDecide={onDecide} />
    </div>
  );
}

/** What stands in which column; each value says it too, where there is no room for columns and to readers. */
function Sides() {
  const { t } = useTranslation();
  return (
    <div className={classes['sides']} aria-hidden>
      <span />
      <span>{t('inStep.here')}</span>
      <span />
      <span>{t('inStep.there')}</span>
    </div>
  );
}

function Rows({ comparison, kind, onDecide }: DifferencesProps) {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useDifferences(comparison.id, kind);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  if (error && rows.length === 0) return <Refused error={error} />;
  return (
    <DifferenceList
      rows={rows}
      listOffered={comparison.listOffered}
      pending={!data}
      more={hasNextPage}
      onNearEnd={hasNextPage && !isFetching && !error ? () => void fetchNextPage() : null}
      onDecide={onDecide}
    />
  );
}

/** Most often the comparison is an old one: the till was started again meanwhile. */
function Refused({ error }: { readonly error: Error }) {
  const { title, remedy } = useErrorWords()(error);
  return (
    <div className={classes['refused']}>
      <Note tone="calm" title={title} testId="in-step-stale">
        <p>{remedy}</p>
      </Note>
      <CompareKey again />
    </div>
  );
}
