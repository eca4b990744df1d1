import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { Note } from '../../components/note.tsx';
import classes from './shift-screen.module.css';

/** Codes that are alive while the shift runs: they may be paid before it closes, or after. */
export function CodesNote({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation();
  if (shift.codes.length === 0) return null;
  return (
    <Note tone="calm" title={t('shift.codes', { count: shift.codes.length })} testId="shift-codes">
      <ul className={classes['plain']}>
        {shift.codes.map(({ attemptId, callNumber, amount }) => (
          <li key={attemptId}>
            <CallNumber number={callNumber} /> · <Amount value={amount} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** Sales that keep the shift from closing. */
export function UnfinishedNote({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation();
  if (shift.unfinished.length === 0) return null;
  return (
    <Note
      tone="warn"
      title={t('shift.unfinished', { count: shift.unfinished.length })}
      testId="shift-unfinished"
    >
      <p>
        {shift.unfinished.map(({ saleId, callNumber }) => (
          <span key={saleId} className={classes['apart']}>
            <CallNumber number={callNumber} />
          </span>
        ))}
        {t('shift.unfinishedBody')}
      </p>
    </Note>
  );
}

function CallNumber({ number }: { readonly number: number | null }) {
  const { t } = useTranslation();
  return <b>{number === null ? t('shift.noCallNumber') : t('shift.callNumber', { number })}</b>;
}
