import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { MoveDialog, type MoveKind } from './move-dialog.tsx';
import { Movements } from './movements.tsx';
import { XDialog } from './report-dialog.tsx';
import classes from './shift-screen.module.css';
import { CodesNote, UnfinishedNote } from './standing-notes.tsx';

type Open = MoveKind | 'x';

export interface RunningCardProps {
  readonly shift: ShiftView;
  readonly onEnd: () => void;
}

/** The running shift: what may be done with its drawer, and its end. */
export function RunningCard({ shift, onEnd }: RunningCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={classes['card']} aria-labelledby="shift-running">
      <ShiftFacts shift={shift} />
      <UnfinishedNote shift={shift} />
      <CodesNote shift={shift} />
      {shift.float ? (
        <div className={classes['keys']}>
          <Button variant="default" data-testid="shift-pay-in" onClick={() => setOpen('payIn')}>
            {t('shift.payIn')}
          </Button>
          <Button variant="default" data-testid="shift-pay-out" onClick={() => setOpen('payOut')}>
            {t('shift.payOut')}
          </Button>
          <Button variant="default" data-testid="shift-no-sale" onClick={() => setOpen('noSale')}>
            {t('shift.noSale')}
          </Button>
        </div>
      ) : (
        <p className={classes['soft']}>{t('shift.noDrawer')}</p>
      )}
      {shift.float ? <Movements shift={shift} /> : null}
      <div className={classes['ends']}>
        <Button variant="default" size="lg" data-testid="shift-x" onClick={() => setOpen('x')}>
          {t('shift.x')}
        </Button>
        <Button size="lg" data-testid="shift-close" onClick={onEnd}>
          {t('shift.close')}
        </Button>
      </div>
      {open === 'x' ? <XDialog onClose={close} /> : null}
      {open !== null && open !== 'x' ? <MoveDialog kind={open} onClose={close} /> : null}
    </section>
  );
}

const MINUTE = 60_000;

function ShiftFacts({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(MINUTE);
  return (
    <div>
      <h2 id="shift-running">
        {t('shift.openSince', { moment: formatMoment(shift.openedAt ?? shift.beganAt, language, now) })}
      </h2>
      <dl className={classes['facts']}>
        {shift.float ? (
          <>
            <dt>{t('shift.openingFloat')}</dt>
            <dd>
              <Amount value={shift.float} />
            </dd>
          </>
        ) : null}
        <dt>{t('shift.lastZ')}</dt>
        <dd>{shift.lastZ ? t('shift.zName', { name: shift.lastZ.name }) : t('shift.noZ')}</dd>
      </dl>
    </div>
  );
}
