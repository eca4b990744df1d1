import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberView } from '../../../contract/views.ts';
import { mayActAs, roleThatManages, STAFF_ROLES, type StaffRole } from '../../../domain/staff.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { useAddStaff, useChangeStaff } from './mutations.ts';
import { NewPinField } from './new-pin-field.tsx';
import classes from './staff.module.css';
import { useShowRecoveryCode } from './staff-provider.tsx';

export interface PersonDialogProps {
  /** Null adds somebody. */
  readonly member: StaffMemberView | null;
  /** Nobody works here yet: the first is the owner. */
  readonly first: boolean;
  /** Of whoever looks after the staff. */
  readonly role: StaffRole;
  readonly onClose: () => void;
}

/** Somebody's name and role, and whether they work here. */
export function PersonDialog({ member, first, role, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const title = member ? t('staff.editOf', { name: member.name }) : t(first ? 'staff.addOwner' : 'staff.add');
  return (
    <Dialog title={title} width={520} onClose={onClose}>
      {member ? (
        <ChangeForm member={member} role={role} onClose={onClose} />
      ) : (
        <AddForm first={first} role={role} onClose={onClose} />
      )}
    </Dialog>
  );
}

type FormProps = Pick<PersonDialogProps, 'first' | 'role' | 'onClose'>;

function AddForm({ first, role: by, onClose }: FormProps) {
  const { t } = useTranslation();
  const add = useAddStaff();
  const showCode = useShowRecoveryCode();
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>(first ? 'owner' : 'cashier');
  const [pin, setPin] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(() => ({ name, role, pin: pin === '' ? null : pin }), {
      onSuccess: ({ recoveryCode }) => {
        onClose();
        showCode(recoveryCode);
      },
    });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <NameField value={name} onChange={setName} />
      {first ? null : <RoleField value={role} by={by} onChange={setRole} />}
      <NewPinField
        label={t('staff.newPin')}
        value={pin}
        onChange={setPin}
        {...(first ? { description: `${t('staff.noPinAlone')} ${t('staff.newPinHint')}` } : {})}
      />
      <ErrorNote error={add.error} />
      <Button
        type="submit"
        size="lg"
        data-testid="save-person"
        disabled={add.isPending || name.trim() === ''}
      >
        {t('common.save')}
      </Button>
    </form>
  );
}

interface ChangeFormProps extends Pick<PersonDialogProps, 'role' | 'onClose'> {
  readonly member: StaffMemberView;
}

function ChangeForm({ member, role: by, onClose }: ChangeFormProps) {
  const { t } = useTranslation();
  const change = useChangeStaff();
  const [name, setName] = useState(member.name);
  const [role, setRole] = useState<StaffRole>(member.role);
  const { id: staffId, active } = member;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ staffId, name, role }, { onSuccess: onClose });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <NameField value={name} onChange={setName} />
      <RoleField value={role} by={by} onChange={setRole} />
      <div className={classes['actions']}>
        <Button
          type="submit"
          size="lg"
          data-testid="save-person"
          disabled={change.isPending || name.trim() === ''}
        >
          {t('common.save')}
        </Button>
        <Button
          size="lg"
          variant={active ? 'danger' : 'default'}
          data-testid="toggle-active"
          disabled={change.isPending}
          onClick={() => change.mutate({ staffId, active: !active }, { onSuccess: onClose })}
        >
          {t(active ? 'staff.deactivate' : 'staff.activate')}
        </Button>
      </div>
    </form>
  );
}

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function NameField({ value, onChange }: NameFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      data-autofocus
      data-testid="person-name"
      label={t('staff.name')}
      description={t('staff.nameHint')}
      autoComplete="off"
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface RoleFieldProps {
  readonly value: StaffRole;
  /** Who chooses: nobody gives a role that they could not look after. */
  readonly by: StaffRole;
  readonly onChange: (role: StaffRole) => void;
}

function RoleField({ value, by, onChange }: RoleFieldProps) {
  const { t } = useTranslation();
  const offered = STAFF_ROLES.filter((role) => role === value || mayActAs(by, roleThatManages(role)));
  return (
    <NativeSelect
      label={t('staff.roleLabel')}
      description={t(`staff.roleHint.${value}`)}
      data-testid="person-role"
      value={value}
      data={offered.map((role) => ({ value: role, label: t(`staff.role.${role}`) }))}
      onChange={(event) => {
        const chosen = STAFF_ROLES.find((role) => role === event.currentTarget.value);
        if (chosen) onChange(chosen);
      }}
    />
  );
}
