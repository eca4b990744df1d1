import { NativeSelect } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_FIELDS } from '../../../contract/exchange.ts';
import type { ImportMappingView } from '../../../contract/views.ts';
import type { Source } from './columns-step.tsx';
import classes from './columns-step.module.css';
import { columnName } from './file-words.ts';
import { assignColumn, FIELD_GROUPS, fieldOf, mappingProblems, REQUIRED_FIELDS } from './mapping.ts';

const ROW_HEIGHT = 68;
const LEFT_OUT = '';
/** What is shown of a column's values. */
const SAMPLES = 3;

export interface MappingListProps {
  readonly source: Source;
  readonly mapping: ImportMappingView;
  readonly onChange: (mapping: ImportMappingView) => void;
}

/** Every column with its first values and what it is read as; a table may have a thousand of them. */
export function MappingList({ source, mapping, onChange }: MappingListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const choices = useFieldChoices();
  const rows = useVirtualizer({
    count: source.headers.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const doubled = new Set(
    mappingProblems(mapping).flatMap((problem) => (problem.kind === 'double' ? problem.columns : [])),
  );
  return (
    <div className={classes['mapping']}>
      <div className={classes['mappingHead']} aria-hidden>
        <span>{t('exchange.column')}</span>
        <span>{t('exchange.readAs')}</span>
      </div>
      <div ref={scroller} className={classes['scroller']}>
        <ul className={classes['content']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <ColumnRow
              key={key}
              column={index}
              source={source}
              mapping={mapping}
              choices={choices}
              doubled={doubled.has(index)}
              style={{ transform: `translateY(${start}px)` }}
              onChange={onChange}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

function useFieldChoices() {
  const { t } = useTranslation();
  return useMemo(() => {
    const needed: ReadonlySet<string> = new Set(REQUIRED_FIELDS);
    const group = (name: keyof typeof FIELD_GROUPS) => ({
      group: t(`exchange.fieldGroup.${name}`),
      items: FIELD_GROUPS[name].map((field) => ({
        value: field,
        label: needed.has(field)
          ? `${t(`exchange.field.${field}`)} (${t('exchange.required')})`
          : t(`exchange.field.${field}`),
      })),
    });
    return [
      { value: LEFT_OUT, label: t('exchange.leaveOut') },
      group('product'),
      group('variants'),
      group('more'),
    ];
  }, [t]);
}

interface ColumnRowProps extends MappingListProps {
  readonly column: number;
  readonly choices: ReturnType<typeof useFieldChoices>;
  readonly doubled: boolean;
  readonly style: CSSProperties;
}

function ColumnRow({ column, source, mapping, choices, doubled, style, onChange }: ColumnRowProps) {
  const { t } = useTranslation();
  const field = fieldOf(mapping, column);
  const name = columnName(t, source.headers, column);
  const samples = source.sample
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, SAMPLES);
  return (
    <li
      className={classes['column']}
      style={style}
      data-used={field !== null}
      data-testid="import-column"
      data-column={column}
    >
      <div className={classes['columnText']}>
        <p className={classes['columnName']}>{name}</p>
        <p className={classes['samples']}>
          {samples.length === 0 ? t('exchange.noSample') : samples.join(' · ')}
        </p>
      </div>
      <IconArrowRight size={18} stroke={1.75} aria-hidden className={classes['arrow']} />
      <NativeSelect
        aria-label={`${name}: ${t('exchange.readAs')}`}
        data-testid={`column-${column}`}
        error={doubled}
        value={field ?? LEFT_OUT}
        data={choices}
        onChange={({ currentTarget: { value } }) =>
          onChange(assignColumn(mapping, column, IMPORT_FIELDS.find((one) => one === value) ?? null))
        }
      />
    </li>
  );
}
