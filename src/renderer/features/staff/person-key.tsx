import { Button } from '@mantine/core';
import { IconLock, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffSessionView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useSignIn, useSignOut } from './mutations.ts';
import { PinPanel } from './pin-panel.tsx';
import { useStaffSession } from './queries.ts';
import classes from './staff.module.css';

/** Who is working, in the status bar: a tap switches to somebody else, or locks the till. */
export function PersonKey() {
  const { t } = useTranslation();
  const session = useStaffSession().data;
  const [open, setOpen] = useState(false);
  if (!session?.required || session.person === null) return null;
  const { name } = session.person;
  return (
    <>
      <button
        type="button"
        className={classes['key']}
        data-testid="person-key"
        aria-label={t('staff.bar.open', { name })}
        onClick={() => setOpen(true)}
      >
        <IconUser size={20} aria-hidden />
        <span>{name}</span>
      </button>
      {open ? <SwitchDialog session={session} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface SwitchDialogProps {
  readonly session: StaffSessionView;
  readonly onClose: () => void;
}

function SwitchDialog({ session, onClose }: SwitchDialogProps) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const signOut = useSignOut();
  const switchTo = async (staffId: string, pin: string): Promise<void> => {
    await signIn.mutateAsync(() => ({ staffId, pin }));
    onClose();
  };
  return (
    <Dialog title={t('staff.bar.title')} width={640} onClose={onClose}>
      <div className={classes['form']}>
        <Button
          variant="default"
          size="lg"
          data-testid="lock-till"
          leftSection={<IconLock size={20} aria-hidden />}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate({}, { onSuccess: onClose })}
        >
          {t('staff.bar.lock')}
        </Button>
        <PinPanel
          people={session.people.filter(({ id }) => id !== session.person?.id)}
          enterWord={t('staff.pin.enter')}
          onPin={switchTo}
        />
      </div>
    </Dialog>
  );
}
