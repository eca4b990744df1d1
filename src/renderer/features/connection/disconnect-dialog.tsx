import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import classes from './connection.module.css';
import { useDisconnect } from './mutations.ts';

export interface DisconnectDialogProps {
  readonly connection: ConnectionView;
  readonly onClose: () => void;
}

/** Codes that are alive are named before the till stops seeing them; keeping them so takes a tick of its own. */
export function DisconnectDialog({ connection, onClose }: DisconnectDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [keepLive, setKeepLive] = useState(false);
  const disconnect = useDisconnect();
  const { liveCount, signIn } = connection;
  const done = () => {
    show({ tone: 'done', title: t('connection.disconnected') });
    onClose();
  };
  return (
    <Dialog title={t('connection.disconnectTitle')} width={560} onClose={onClose}>
      <div className={classes['form']}>
        <p>{t(signIn === 'api_key' ? 'connection.disconnectKey' : 'connection.disconnectSession')}</p>
        {liveCount > 0 ? (
          <Note tone="warn" title={t('connection.disconnectLive', { count: liveCount })}>
            <p>{t('connection.disconnectLiveBody')}</p>
            <CheckRow checked={keepLive} testId="connection-keep-live" onChange={setKeepLive}>
              {t('connection.keepLive')}
            </CheckRow>
          </Note>
        ) : null}
        <div className={classes['dialogActions']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="danger"
            disabled={disconnect.isPending || (liveCount > 0 && !keepLive)}
            data-testid="connection-disconnect-confirm"
            onClick={() => disconnect.mutate({ keepLive }, { onSuccess: done })}
          >
            {t('connection.disconnect')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
