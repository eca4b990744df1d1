import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { formatTime } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './shift-screen.module.css';

/** What went in and out of the drawer beside sales, newest first. */
export function Movements({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div>
      <h3>{t('shift.movements')}</h3>
      {shift.movements.length === 0 ? (
        <p className={classes['soft']}>{t('shift.noMovements')}</p>
      ) : (
        <ul className={classes['movements']} data-testid="shift-movements">
          {shift.movements.map((one) => (
            <li key={one.id} data-kind={one.kind}>
              <time dateTime={one.at}>{formatTime(one.at, language)}</time>
              <span className={classes['what']}>
                <b>{t(`shift.kind.${one.kind}`)}</b>
                <span className={classes['soft']}>{one.reason}</span>
              </span>
              {one.kind === 'no_sale' ? null : <Amount value={one.amount} className={classes['amount']} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
