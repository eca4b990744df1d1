import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffSessionView } from '../../../contract/views.ts';
import { useSignIn } from './mutations.ts';
import { PinPanel } from './pin-panel.tsx';
import { RecoverDialog } from './recover-dialog.tsx';
import classes from './staff.module.css';

export interface LockScreenProps {
  readonly session: StaffSessionView;
  readonly storeName: string;
}

/** All that a locked till shows: the shop, and who may sign in. */
export function LockScreen({ session, storeName }: LockScreenProps) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [recovering, setRecovering] = useState(false);
  return (
    <main className={classes['lock']} data-testid="lock-screen">
      <div className={classes['heading']}>
        <p>{storeName}</p>
        <h1>{t('staff.lock.title')}</h1>
        <p>{t('staff.lock.hint')}</p>
      </div>
      <div className={classes['box']}>
        <PinPanel
          people={session.people}
          enterWord={t('staff.pin.enter')}
          onPin={(staffId, pin) => signIn.mutateAsync(() => ({ staffId, pin }))}
        />
      </div>
      <div className={classes['foot']}>
        <p>{t('staff.lock.kept')}</p>
        {session.recoverable ? (
          <Button variant="subtle" data-testid="recover" onClick={() => setRecovering(true)}>
            {t('staff.lock.forgot')}
          </Button>
        ) : null}
      </div>
      {recovering ? <RecoverDialog session={session} onClose={() => setRecovering(false)} /> : null}
    </main>
  );
}
