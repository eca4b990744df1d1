import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardDeskView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useDisconnectDesk } from '../../queries/cards-commands.ts';
import classes from './cards.module.css';

export interface DeskDisconnectDialogProps {
  readonly desk: CardDeskView;
  readonly onClose: () => void;
}

/** What is under way at the issuer is named before the till stops seeing it. */
export function DeskDisconnectDialog({ desk, onClose }: DeskDisconnectDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const disconnect = useDisconnectDesk();
  const done = () => {
    show({ tone: 'done', title: t('cards.desk.gone.done') });
    onClose();
  };
  return (
    <Dialog title={t('cards.desk.gone.title')} width={560} onClose={onClose}>
      <div className={classes['form']}>
        <p>{t('cards.desk.gone.body')}</p>
        {desk.open > 0 ? <Note tone="warn" title={t('cards.desk.openLeft', { count: desk.open })} /> : null}
        <div className={classes['dialogActions']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="danger"
            disabled={disconnect.isPending}
            data-testid="desk-disconnect-confirm"
            onClick={() => disconnect.mutate({}, { onSuccess: done })}
          >
            {t('cards.desk.disconnect')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
