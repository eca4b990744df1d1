import { useTranslation } from 'react-i18next';
import type { ImportMappingView } from '../../../contract/views.ts';
import type { Source } from './columns-step.tsx';
import classes from './columns-step.module.css';
import { columnName } from './file-words.ts';
import { fieldOf } from './mapping.ts';

/** What a person looks through; a table with a thousand columns is not drawn whole. */
const COLUMNS_SHOWN = 40;

export interface SampleTableProps {
  readonly source: Source;
  readonly mapping: ImportMappingView;
}

/** The first rows as they were read: wrong letters and wrong columns are seen here at once. */
export function SampleTable({ source, mapping }: SampleTableProps) {
  const { t } = useTranslation();
  const columns = source.headers.slice(0, COLUMNS_SHOWN).map((_, column) => column);
  const more = source.headers.length - columns.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach that
    <section className={classes['sample']} aria-label={t('exchange.firstRows')} tabIndex={0}>
      <table data-testid="sample-table">
        <thead>
          <tr>
            {columns.map((column) => {
              const field = fieldOf(mapping, column);
              return (
                <th key={column} scope="col" data-used={field !== null}>
                  <span>{columnName(t, source.headers, column)}</span>
                  <small>{field === null ? t('exchange.leaveOut') : t(`exchange.field.${field}`)}</small>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {source.sample.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name and never move
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} data-used={fieldOf(mapping, column) !== null}>
                  {row[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className={classes['soft']}>{t('exchange.moreColumns', { count: more })}</p> : null}
    </section>
  );
}
