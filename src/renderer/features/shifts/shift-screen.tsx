import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { OpenCard } from './open-card.tsx';
import { OpeningList } from './opening-list.tsx';
import { useShift } from './queries.ts';
import { ReportsCard } from './reports-card.tsx';
import { RunningCard } from './running-card.tsx';
import classes from './shift-screen.module.css';

/** The shift that runs or waits, and the reports of those that were closed. */
export function ShiftScreen() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const shift = useShift();
  const [closing, setClosing] = useState(false);
  return (
    <div className={classes['screen']}>
      <div className={classes['inner']}>
        <h1>{t('shift.title')}</h1>
        <div className={classes['columns']}>
          {shift.error ? (
            <Note tone="bad" title={words(shift.error).title}>
              {words(shift.error).remedy}
            </Note>
          ) : null}
          {shift.data?.state === 'waiting' ? <OpenCard shift={shift.data} /> : null}
          {shift.data?.state === 'open' ? (
            <RunningCard shift={shift.data} onEnd={() => setClosing(true)} />
          ) : null}
          <div className={classes['side']}>
            {shift.data?.state === 'waiting' ? <OpeningList /> : null}
            <ReportsCard />
          </div>
        </div>
        {closing && shift.data ? <CloseDialog shift={shift.data} onClose={() => setClosing(false)} /> : null}
      </div>
    </div>
  );
}
