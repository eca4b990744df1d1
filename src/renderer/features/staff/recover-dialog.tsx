import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffSessionView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { useRecover } from './mutations.ts';
import { NewPinField } from './new-pin-field.tsx';
import classes from './staff.module.css';
import { useShowRecoveryCode } from './staff-provider.tsx';

export interface RecoverDialogProps {
  readonly session: StaffSessionView;
  readonly onClose: () => void;
}

/** The owner's way back in: the code that was written down, and a new PIN. */
export function RecoverDialog({ session, onClose }: RecoverDialogProps) {
  const { t } = useTranslation();
  const owners = session.people.filter(({ role }) => role === 'owner');
  const showCode = useShowRecoveryCode();
  const recover = useRecover();
  const [staffId, setStaffId] = useState(owners[0]?.id ?? '');
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    recover.mutate(() => ({ staffId, code, pin }), {
      onSuccess: ({ recoveryCode }) => showCode(recoveryCode),
    });
  };
  return (
    <Dialog title={t('staff.recovery.formTitle')} width={520} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit}>
        <p>{t('staff.recovery.formBody')}</p>
        {owners.length > 1 ? (
          <NativeSelect
            label={t('staff.recovery.who')}
            value={staffId}
            data={owners.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setStaffId(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          data-autofocus
          data-testid="recovery-code"
          label={t('staff.recovery.code')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <NewPinField label={t('staff.newPin')} value={pin} onChange={setPin} />
        <ErrorNote error={recover.error} />
        <Button
          type="submit"
          size="lg"
          data-testid="recover-submit"
          disabled={recover.isPending || code.trim() === ''}
        >
          {t('staff.recovery.submit')}
        </Button>
      </form>
    </Dialog>
  );
}
