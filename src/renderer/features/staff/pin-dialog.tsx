import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ErrorNote } from './error-note.tsx';
import { useSetPin } from './mutations.ts';
import { NewPinField } from './new-pin-field.tsx';
import classes from './staff.module.css';
import { useShowRecoveryCode } from './staff-provider.tsx';

export interface PinDialogProps {
  readonly person: Pick<StaffMemberView, 'id' | 'name' | 'pin'>;
  /** Whoever is signed in: then the PIN until now is asked for. */
  readonly self: boolean;
  /** Nobody else works here: a PIN may be taken away. */
  readonly alone: boolean;
  readonly onClose: () => void;
}

/** A new PIN for somebody, or for oneself. */
export function PinDialog({ person, self, alone, onClose }: PinDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const showCode = useShowRecoveryCode();
  const setPin = useSetPin();
  const [pin, setNew] = useState('');
  const [current, setCurrent] = useState('');
  const save = (next: string | null) =>
    setPin.mutate(() => ({ staffId: person.id, pin: next, currentPin: current === '' ? null : current }), {
      onSuccess: ({ recoveryCode }) => {
        show({ tone: 'done', title: t('common.saved') });
        onClose();
        showCode(recoveryCode);
      },
    });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save(pin);
  };
  return (
    <Dialog title={t('staff.setPinOf', { name: person.name })} width={480} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit}>
        {self && person.pin ? (
          <NewPinField
            label={t('staff.currentPin')}
            description=""
            testId="current-pin"
            value={current}
            onChange={setCurrent}
          />
        ) : null}
        <NewPinField label={t('staff.newPin')} value={pin} onChange={setNew} />
        <ErrorNote error={setPin.error} />
        <div className={classes['actions']}>
          <Button
            type="submit"
            size="lg"
            data-testid="save-pin"
            disabled={setPin.isPending || pin.length < 4}
          >
            {t('common.save')}
          </Button>
          {self && alone && person.pin ? (
            <Button size="lg" variant="default" disabled={setPin.isPending} onClick={() => save(null)}>
              {t('staff.removePin')}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
