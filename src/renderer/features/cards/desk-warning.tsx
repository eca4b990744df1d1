import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardDeskView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './cards.module.css';
import { useCardsRole } from './use-cards-role.ts';

export interface DeskWarningProps {
  readonly desk: CardDeskView;
  /** Leads to where it is mended; absent there itself. */
  readonly onSettings?: () => void;
}

/** The token ends soon, has ended, or is not there: what that means, and where it is mended. */
export function DeskWarning({ desk, onSettings }: DeskWarningProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const acts = useCardsRole() === 'acts';
  const { state, expiresAt } = desk.credential;
  if (state === 'good') return null;
  const moment = expiresAt === null ? '' : formatMoment(expiresAt, language, now);
  const title =
    state === 'ends_soon'
      ? t('cards.desk.warning.ends_soonTitle', { moment })
      : t(`cards.desk.warning.${state}Title`);
  return (
    <Note tone={state === 'ends_soon' ? 'warn' : 'bad'} title={title} testId="desk-warning">
      <div className={classes['warning']}>
        <p>{t(`cards.desk.warning.${state}Body`)}</p>
        {onSettings && acts ? (
          <Button variant="default" onClick={onSettings}>
            {t('cards.toSettings')}
          </Button>
        ) : null}
      </div>
    </Note>
  );
}
