import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import classes from './columns-step.module.css';
import { ColumnsBar } from './columns-bar.tsx';
import { MappingList } from './mapping-list.tsx';
import type { DraftKeeper, Reading } from './memory.ts';
import { ReadingOptions } from './reading-options.tsx';
import { SampleTable } from './sample-table.tsx';
import { SourceFacts } from './source-facts.tsx';

export type Source = NonNullable<ImportView['source']>;

export interface ColumnsStepProps {
  readonly work: ImportView;
  readonly source: Source;
  readonly keeper: DraftKeeper;
}

const VIEWS = ['columns', 'rows'] as const;

type View = (typeof VIEWS)[number];

/** What the file is, and which of its columns is what; all of it can be set by hand. */
export function ColumnsStep({ work, source, keeper }: ColumnsStepProps) {
  const reading = keeper.draft ?? { mapping: source.mapping, options: work.options };
  const moved = reading.options.headerRow !== work.options.headerRow;
  // Which columns there are stays; what another row calls them is not known yet.
  const shown = moved ? { ...source, headers: source.headers.map(() => '') } : source;
  return (
    <div className={classes['step']} data-testid="import-columns">
      <div className={classes['body']}>
        <div className={classes['side']}>
          <SourceFacts source={shown} mapping={reading.mapping} />
          <ReadingOptions
            options={reading.options}
            moved={moved}
            onChange={(options) => keeper.keep({ ...reading, options })}
          />
        </div>
        <ColumnsPane source={shown} reading={reading} onChange={keeper.keep} />
      </div>
      <ColumnsBar work={work} source={shown} reading={reading} onDone={keeper.drop} />
    </div>
  );
}

interface ColumnsPaneProps {
  readonly source: Source;
  readonly reading: Reading;
  readonly onChange: (reading: Reading) => void;
}

function ColumnsPane({ source, reading, onChange }: ColumnsPaneProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('columns');
  const words = { columns: t('exchange.viewColumns'), rows: t('exchange.viewRows') } as const;
  return (
    <section className={classes['pane']} aria-label={t('exchange.columns')}>
      <div className={classes['paneHead']}>
        <SegmentedControl
          aria-label={t('exchange.view')}
          data-testid="columns-view"
          value={view}
          onChange={setView}
          data={VIEWS.map((value) => ({ value, label: words[value] }))}
        />
        <p className={classes['soft']} data-testid="columns-used">
          {t('exchange.used', { count: reading.mapping.columns.length, total: source.headers.length })}
        </p>
      </div>
      {view === 'columns' ? (
        <MappingList
          source={source}
          mapping={reading.mapping}
          onChange={(mapping) => onChange({ ...reading, mapping })}
        />
      ) : (
        <SampleTable source={source} mapping={reading.mapping} />
      )}
    </section>
  );
}
