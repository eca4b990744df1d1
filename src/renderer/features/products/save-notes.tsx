import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import classes from './save-notes.module.css';
import type { ProductFormState } from './use-product-form.ts';

export interface SaveNotesProps {
  readonly form: ProductFormState;
  readonly onOpenOther: (productId: string) => void;
}

/** Why it was not saved, what was kept, and what to press: above the keys that were pressed. */
export function SaveNotes({ form, onOpenOther }: SaveNotesProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { conflict, taken, error, keepMine, showTheirs } = form;
  if (!conflict && taken === null && error === null) return null;
  return (
    <div className={classes['notes']} role="alert">
      {conflict ? (
        <Note tone="warn" title={t('catalog.conflict.title')} testId="save-conflict">
          <p>{t('catalog.conflict.body')}</p>
          <div className={classes['actions']}>
            <Button variant="default" data-testid="show-theirs" onClick={showTheirs}>
              {t('catalog.conflict.theirs')}
            </Button>
            <Button variant="default" data-testid="keep-mine" onClick={keepMine}>
              {t('catalog.conflict.mine')}
            </Button>
          </div>
        </Note>
      ) : null}
      {taken === null ? null : (
        <Note tone="bad" title={t('catalog.taken.title', { ...taken })} testId="code-taken">
          <p>{t('catalog.taken.body')}</p>
          {taken.productId === '' ? null : (
            <div className={classes['actions']}>
              <Button variant="default" data-testid="open-other" onClick={() => onOpenOther(taken.productId)}>
                {t('catalog.taken.open', { name: taken.name })}
              </Button>
            </div>
          )}
        </Note>
      )}
      {error === null ? null : (
        <Note tone="bad" title={words(error).title} testId="save-refused">
          <p>{words(error).remedy}</p>
        </Note>
      )}
    </div>
  );
}
