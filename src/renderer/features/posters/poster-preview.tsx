import { useTranslation } from 'react-i18next';
import { createPortal } from 'react-dom';
import type { OperationOutput } from '../../../contract/operations.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { isSlip, type PosterFormat } from './poster-draft.ts';
import classes from './posters.module.css';

export interface PosterPreviewProps {
  readonly shown: OperationOutput<'poster.preview'> | null;
  readonly error: Error | null;
  readonly format: PosterFormat;
}

/** The first page, and beside it the same page for the printer, which is all that it prints. */
export function PosterPreview({ shown, error, format }: PosterPreviewProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  if (error) {
    return (
      <Note tone="bad" title={words(error).title}>
        <p>{words(error).remedy}</p>
      </Note>
    );
  }
  if (!shown) return <div className={classes['preview']} />;
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(shown.svg)}`;
  return (
    <figure className={classes['preview']} data-slip={isSlip(format)}>
      <img src={picture} alt={t('posters.preview')} data-testid="poster-preview" />
      <figcaption>{t('posters.pages', { count: shown.pages })}</figcaption>
      {shown.replaced.length === 0 ? null : (
        <Note tone="warn" title={t('posters.replaced', { characters: shown.replaced.join(' ') })} />
      )}
      {createPortal(
        <img src={picture} alt="" className={classes['paper']} data-slip={isSlip(format)} />,
        document.body,
      )}
    </figure>
  );
}
