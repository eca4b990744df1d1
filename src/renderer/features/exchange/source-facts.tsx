import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportMappingView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Source } from './columns-step.tsx';
import classes from './columns-step.module.css';
import { columnName, delimiterWords, encodingName, formatSize } from './file-words.ts';
import { columnOf, missingFields, REQUIRED_FIELDS } from './mapping.ts';

export interface SourceFactsProps {
  readonly source: Source;
  readonly mapping: ImportMappingView;
}

/** What the file turned out to be. */
export function SourceFacts({ source, mapping }: SourceFactsProps) {
  const { t } = useTranslation();
  const known = source.format !== 'other';
  return (
    <section className={classes['facts']} data-testid="source-facts" data-format={source.format}>
      <h3>
        {known
          ? t('exchange.recognised', { format: t(`exchange.format.${source.format}`) })
          : t('exchange.unrecognised')}
      </h3>
      <FileFacts source={source} />
      {source.remembered ? (
        <Note tone="good" title={t('exchange.remembered')} testId="mapping-remembered">
          <p>{t('exchange.rememberedBody')}</p>
        </Note>
      ) : null}
      {known || source.remembered || missingFields(mapping).length === 0 ? null : (
        <p className={classes['soft']}>{t('exchange.unrecognisedBody')}</p>
      )}
      <ul className={classes['needed']}>
        {REQUIRED_FIELDS.map((field) => {
          const column = columnOf(mapping, field);
          return (
            <li key={field} data-chosen={column !== null} data-testid={`needed-${field}`}>
              {column === null ? (
                <IconCircleDashed size={22} aria-hidden />
              ) : (
                <IconCircleCheck size={22} aria-hidden />
              )}
              {column === null
                ? t('exchange.notChosen', { field: t(`exchange.field.${field}`) })
                : t('exchange.chosen', {
                    field: t(`exchange.field.${field}`),
                    column: columnName(t, source.headers, column),
                  })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The file's name and size; below, how its text was read. */
function FileFacts({ source }: { readonly source: Source }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { fileName, sizeBytes, kind, encoding, delimiter } = source;
  const read = [
    kind === 'xlsx' ? t('exchange.excel') : 'CSV',
    encoding === null ? null : encodingName(encoding),
    delimiter === null ? null : delimiterWords(t, delimiter),
  ];
  return (
    <div className={classes['fileFacts']}>
      <p>
        {fileName}, <span className={classes['size']}>{formatSize(sizeBytes, language)}</span>
      </p>
      <p className={classes['soft']}>{read.filter((part) => part !== null).join(', ')}</p>
    </div>
  );
}
