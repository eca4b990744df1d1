import { Button } from '@mantine/core';
import { IconDownload, IconTableOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import { type CountTab, CountTabs } from '../../components/count-tabs.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ApplyBar } from './apply-bar.tsx';
import classes from './dry-run-step.module.css';
import { useSaveRefused } from './mutations.ts';
import { type RowOutcome, useImportRows } from './queries.ts';
import { RowList } from './row-list.tsx';

export type Counts = NonNullable<ImportView['counts']>;

export interface DryRunStepProps {
  readonly work: ImportView;
  readonly counts: Counts;
  /** Back to the columns. */
  readonly onRevise: () => void;
}

const OUTCOMES = ['added', 'changed', 'unchanged', 'refused', 'missing'] as const satisfies RowOutcome[];

/** What the file would do, counted and row by row; the catalogue is as it was. */
export function DryRunStep({ work, counts, onRevise }: DryRunStepProps) {
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  return (
    <div className={classes['step']} data-testid="import-dry-run">
      <CountChips
        counts={counts}
        off={work.options.missing === 'deactivate'}
        outcome={outcome}
        onChange={setOutcome}
      />
      {counts.refused > 0 && (outcome === null || outcome === 'refused') ? (
        <SaveRefused importId={work.importId} count={counts.refused} />
      ) : null}
      <Rows importId={work.importId} outcome={outcome} />
      <ApplyBar work={work} counts={counts} onRevise={onRevise} />
    </div>
  );
}

interface CountChipsProps {
  readonly counts: Counts;
  /** What the file does not name is taken off sale. */
  readonly off: boolean;
  readonly outcome: RowOutcome | null;
  readonly onChange: (outcome: RowOutcome | null) => void;
}

/** All rows of the file, or those with one outcome. */
function CountChips({ counts, off, outcome, onChange }: CountChipsProps) {
  const { t } = useTranslation();
  const all = OUTCOMES.reduce((sum, one) => sum + counts[one], 0);
  const tabs = ([null, ...OUTCOMES] as const).map((value) => ({
    value,
    count: value === null ? all : counts[value],
    label: t(`exchange.outcome.${value ?? 'all'}`),
    testId: `count-${value ?? 'all'}`,
    tone: toneOf(value, off),
  }));
  return <CountTabs label={t('exchange.counts')} tabs={tabs} value={outcome} onChange={onChange} />;
}

function toneOf(outcome: RowOutcome | null, off: boolean): CountTab<RowOutcome | null>['tone'] {
  if (outcome === 'added') return 'good';
  if (outcome === 'changed') return 'accent';
  if (outcome === 'missing') return off ? 'warn' : undefined;
  return outcome === 'refused' ? 'bad' : undefined;
}

interface SaveRefusedProps {
  readonly importId: string;
  readonly count: number;
}

export function SaveRefused({ importId, count }: SaveRefusedProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const save = useSaveRefused();
  const done = (saved: boolean) => {
    if (saved) show({ tone: 'done', title: t('exchange.refusedSaved') });
  };
  return (
    <div className={classes['refusedLine']}>
      <p>
        <b className={classes['refusedWord']}>{t('exchange.refusedRows', { count })}</b>{' '}
        {t('exchange.saveRefusedHint')}
      </p>
      <Button
        variant="default"
        disabled={save.isPending}
        data-testid="save-refused"
        leftSection={<IconDownload size={20} aria-hidden />}
        onClick={() => save.mutate(importId, { onSuccess: done })}
      >
        {t('exchange.saveRefused')}
      </Button>
    </div>
  );
}

interface RowsProps {
  readonly importId: string;
  readonly outcome: RowOutcome | null;
}

function Rows({ importId, outcome }: RowsProps) {
  const { t } = useTranslation();
  const { data, hasNextPage, isFetching, fetchNextPage } = useImportRows(importId, outcome);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return (
    <div className={classes['rows']}>
      {data && rows.length === 0 && !hasNextPage ? (
        <EmptyState icon={IconTableOff} title={t('exchange.noRows')} body={t('exchange.noRowsBody')} />
      ) : (
        <RowList
          key={outcome ?? 'all'}
          rows={rows}
          more={hasNextPage}
          onNearEnd={hasNextPage && !isFetching ? () => void fetchNextPage() : null}
        />
      )}
    </div>
  );
}
