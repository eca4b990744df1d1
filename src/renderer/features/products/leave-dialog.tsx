import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import classes from './editor-drawer.module.css';

export interface LeaveDialogProps {
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onStay: () => void;
}

/** Asks before what was typed is let go. */
export function LeaveDialog({ onSave, onDiscard, onStay }: LeaveDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('catalog.leave.title')} width={520} onClose={onStay}>
      <p>{t('catalog.leave.body')}</p>
      <div className={`${classes['actions']} ${classes['end']}`}>
        <Button variant="default" size="lg" data-testid="leave-stay" onClick={onStay}>
          {t('catalog.leave.stay')}
        </Button>
        <Button variant="danger" size="lg" data-testid="leave-discard" onClick={onDiscard}>
          {t('catalog.leave.discard')}
        </Button>
        <Button size="lg" data-autofocus data-testid="leave-save" onClick={onSave}>
          {t('common.save')}
        </Button>
      </div>
    </Dialog>
  );
}
