import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import classes from './staff.module.css';

export interface RecoveryCodeDialogProps {
  readonly code: string;
  readonly onClose: () => void;
}

/** Told once: it closes only after somebody has said that it is written down. */
export function RecoveryCodeDialog({ code, onClose }: RecoveryCodeDialogProps) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(false);
  return (
    <Dialog title={t('staff.recovery.title')} width={560} onClose={() => (written ? onClose() : undefined)}>
      <div className={classes['form']}>
        <p>{t('staff.recovery.once')}</p>
        <p className={classes['code']} data-testid="recovery-code-shown">
          {code}
        </p>
        <label className={classes['tick']}>
          <input
            type="checkbox"
            data-testid="written-down"
            checked={written}
            onChange={(event) => setWritten(event.currentTarget.checked)}
          />
          {t('staff.recovery.written')}
        </label>
        <div className={classes['actions']}>
          <Button size="lg" disabled={!written} data-testid="recovery-done" onClick={onClose}>
            {t('staff.recovery.done')}
          </Button>
          <Button
            size="lg"
            variant="default"
            leftSection={<IconPrinter size={20} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('staff.recovery.print')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
