import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import classes from './bulk-dialog.module.css';
import { useBulkPreview } from './queries.ts';

export interface BulkPreviewProps {
  readonly selection: ProductSelection;
  /** Null while what was typed is none. */
  readonly change: BulkChange | null;
  /** Prices are what changes: examples of them are shown. */
  readonly priced: boolean;
}

/** A price that is being typed is one question, not one a digit. */
const PAUSE_MS = 150;

type Preview = OperationOutput<'catalog.previewBulk'>;

/** What the change would do, reckoned by main over the very selection. */
export function BulkPreview({ selection, change, priced }: BulkPreviewProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [asked] = useDebouncedValue(change, PAUSE_MS);
  const { data, error } = useBulkPreview(selection, asked);
  if (error) {
    const { title, remedy } = words(error);
    return (
      <Note tone="bad" title={title}>
        <p>{remedy}</p>
      </Note>
    );
  }
  return (
    <div className={classes['preview']} aria-live="polite" data-testid="bulk-preview">
      {change === null || !data ? (
        <p className={classes['soft']}>{t('catalog.bulk.previewWaits')}</p>
      ) : (
        <Effect preview={data} priced={priced} />
      )}
    </div>
  );
}

function Effect({ preview, priced }: { readonly preview: Preview; readonly priced: boolean }) {
  const { t } = useTranslation();
  const { count, refused, examples } = preview;
  return (
    <>
      <p className={classes['count']} data-testid="bulk-count">
        {count === 0 ? t('catalog.bulk.nothingToChange') : t('catalog.bulk.willChange', { count })}
      </p>
      {refused > 0 ? (
        <Note tone="warn" title={t('catalog.bulk.refused', { count: refused })}>
          <p>{t('catalog.bulk.refusedHint')}</p>
        </Note>
      ) : null}
      {examples.length === 0 ? null : (
        <ul className={classes['examples']} aria-label={t('catalog.bulk.examples')}>
          {examples.map(({ name, before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: examples have nothing but their place; names repeat
            <li key={index} className={classes['example']} data-testid="bulk-example">
              <span className={classes['exampleName']}>{name}</span>
              {priced && before !== null && after !== null ? (
                <span className={classes['step']}>
                  <Amount value={before} className={classes['before']} />
                  <IconArrowRight size={18} aria-label={t('catalog.becomes')} />
                  <Amount value={after} className={classes['after']} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
