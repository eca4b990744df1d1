import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TenderOptionsView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import classes from './tender-sheet.module.css';

export interface CashRefusedProps {
  readonly why: Exclude<TenderOptionsView['cash'], 'ready'>;
  readonly onShift: () => void;
}

/** Why no cash can be taken now, and what to press. */
export function CashRefused({ why, onShift }: CashRefusedProps) {
  const { t } = useTranslation();
  if (why === 'not_taken') {
    return (
      <Note tone="calm" title={t('tenders.notTaken')} testId="cash-refused">
        {t('tenders.notTakenBody')}
      </Note>
    );
  }
  return (
    <div className={classes['form']}>
      <Note tone="warn" title={t('tenders.shiftNotOpen')} testId="cash-refused">
        {t('tenders.shiftNotOpenBody')}
      </Note>
      <Button
        size="lg"
        data-autofocus
        data-testid="to-shift"
        rightSection={<IconArrowRight size={22} aria-hidden />}
        onClick={onShift}
      >
        {t('tenders.toShift')}
      </Button>
    </div>
  );
}
