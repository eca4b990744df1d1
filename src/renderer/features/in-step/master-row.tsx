import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckRow } from '../../components/check-row.tsx';
import classes from './in-step.module.css';
import { useSetMaster } from './mutations.ts';

export interface MasterRowProps {
  readonly master: boolean;
  /** Products are compared or sent: it stays as it is until that has ended. */
  readonly busy: boolean;
}

/** Whether this register is the one; and why only one is. */
export function MasterRow({ master, busy }: MasterRowProps) {
  const { t } = useTranslation();
  const change = useSetMaster();
  // What the finger asked for last, until main has answered: at once, so that the tick does not blink.
  const [asked, setAsked] = useState<boolean | null>(null);
  const ask = (wanted: boolean) => {
    setAsked(wanted);
    change.mutate({ master: wanted }, { onSettled: () => setAsked(null) });
  };
  return (
    <section className={classes['master']} data-testid="in-step-master-row">
      {busy ? (
        <p className={classes['masterFact']}>
          <IconCircleCheck size={22} aria-hidden />
          {t('inStep.master')}
        </p>
      ) : (
        <CheckRow checked={asked ?? master} testId="in-step-master" onChange={ask}>
          {t('inStep.master')}
        </CheckRow>
      )}
      <p className={classes['masterHint']}>{t(busy ? 'inStep.masterBusy' : 'inStep.masterHint')}</p>
    </section>
  );
}
