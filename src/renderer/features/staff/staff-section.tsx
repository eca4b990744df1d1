import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberView, StaffSessionView } from '../../../contract/views.ts';
import { mayActAs, roleThatManages, roleThatUnlocks, type StaffRole } from '../../../domain/staff.ts';
import settings from '../settings/settings-screen.module.css';
import { ErrorNote } from './error-note.tsx';
import { useMakeRecoveryCode, useSetAutoLock, useUnlock } from './mutations.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { useStaffList, useStaffSession } from './queries.ts';
import classes from './staff.module.css';
import { useShowRecoveryCode } from './staff-provider.tsx';

/** The people of this till, for whoever looks after them; for a cashier, their own PIN. */
export function StaffSection() {
  const { t } = useTranslation();
  const session = useStaffSession().data;
  if (!session) return null;
  const role = session.person?.role ?? 'owner';
  return (
    <section className={settings['section']} aria-labelledby="settings-staff" data-testid="staff-section">
      <h2 id="settings-staff">{t('staff.section')}</h2>
      <div className={settings['columns']}>
        {role === 'cashier' ? <OwnPin session={session} /> : <People session={session} role={role} />}
        {role !== 'cashier' && session.required ? <Locking session={session} role={role} /> : null}
      </div>
    </section>
  );
}

function OwnPin({ session: { person } }: { readonly session: StaffSessionView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!person) return null;
  return (
    <div className={settings['card']}>
      <h3>{t('staff.self')}</h3>
      <div className={classes['actions']}>
        <Button variant="default" data-testid="own-pin" onClick={() => setOpen(true)}>
          {t('staff.setPin')}
        </Button>
      </div>
      {open ? (
        <PinDialog person={{ ...person, pin: true }} self alone={false} onClose={() => setOpen(false)} />
      ) : null}
    </div>
  );
}

interface PeopleProps {
  readonly session: StaffSessionView;
  readonly role: StaffRole;
}

function People({ session, role }: PeopleProps) {
  const { t } = useTranslation();
  const { data } = useStaffList(true);
  const [adding, setAdding] = useState(false);
  if (!data) return null;
  const { items } = data;
  const bare = items.find(({ active, pin }) => active && !pin);
  return (
    <div className={settings['card']}>
      {items.length === 0 ? <p>{t('staff.empty')}</p> : null}
      {bare ? <p>{t('staff.alone')}</p> : null}
      {items.length === 0 ? null : (
        <ul className={classes['rows']}>
          {items.map((member) => (
            <Row
              key={member.id}
              member={member}
              self={member.id === session.person?.id}
              alone={items.filter(({ active }) => active).length === 1}
              role={role}
            />
          ))}
        </ul>
      )}
      <div className={classes['actions']}>
        <Button
          data-testid="add-person"
          disabled={bare !== undefined}
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t(items.length === 0 ? 'staff.addOwner' : 'staff.add')}
        </Button>
      </div>
      {adding ? (
        <PersonDialog member={null} first={items.length === 0} role={role} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}

interface RowProps {
  readonly member: StaffMemberView;
  readonly self: boolean;
  readonly alone: boolean;
  readonly role: StaffRole;
}

function Row({ member, self, alone, role }: RowProps) {
  const { t } = useTranslation();
  const unlock = useUnlock();
  const [open, setOpen] = useState<'person' | 'pin' | null>(null);
  const { id, name, active, pin, locked } = member;
  const manages = mayActAs(role, roleThatManages(member.role));
  const close = () => setOpen(null);
  return (
    <li className={classes['row']} data-active={active} data-testid="staff-row">
      <div>
        <p className={classes['name']}>{name}</p>
        <p className={classes['role']}>
          {t(`staff.role.${member.role}`)}
          {locked ? <span className={classes['mark']}>{t('staff.state.locked')}</span> : null}
          {active && !pin ? <span className={classes['mark']}>{t('staff.state.noPin')}</span> : null}
          {active ? null : <span>· {t('staff.state.inactive')}</span>}
        </p>
      </div>
      <div className={classes['actions']}>
        {locked && !self && mayActAs(role, roleThatUnlocks(member.role)) ? (
          <Button
            variant="default"
            data-testid="unlock"
            aria-label={`${t('staff.unlock')}: ${name}`}
            onClick={() => unlock.mutate({ staffId: id })}
          >
            {t('staff.unlock')}
          </Button>
        ) : null}
        {active && (manages || self) ? (
          <Button
            variant="default"
            data-testid="set-pin"
            aria-label={`${t('staff.setPin')}: ${name}`}
            onClick={() => setOpen('pin')}
          >
            {t('staff.setPin')}
          </Button>
        ) : null}
        {manages ? (
          <Button
            variant="default"
            data-testid="edit-person"
            aria-label={`${t('staff.edit')}: ${name}`}
            onClick={() => setOpen('person')}
          >
            {t('staff.edit')}
          </Button>
        ) : null}
      </div>
      {open === 'pin' ? <PinDialog person={member} self={self} alone={alone} onClose={close} /> : null}
      {open === 'person' ? <PersonDialog member={member} first={false} role={role} onClose={close} /> : null}
    </li>
  );
}

const MINUTES: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 240];

function Locking({ session, role }: PeopleProps) {
  const { t } = useTranslation();
  const setAutoLock = useSetAutoLock();
  const known = new Set([...MINUTES, session.autoLockMinutes]);
  return (
    <div className={settings['card']}>
      <NativeSelect
        label={t('staff.autoLock')}
        description={t('staff.autoLockHint')}
        data-testid="auto-lock"
        value={String(session.autoLockMinutes)}
        data={[...known]
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: t('staff.minutes', { count: minutes }) }))}
        onChange={(event) => setAutoLock.mutate({ minutes: Number(event.currentTarget.value) })}
      />
      {role === 'owner' ? <Recovery there={session.recoverable} /> : null}
    </div>
  );
}

function Recovery({ there }: { readonly there: boolean }) {
  const { t } = useTranslation();
  const make = useMakeRecoveryCode();
  const showCode = useShowRecoveryCode();
  return (
    <div className={classes['form']}>
      <h3>{t('staff.recovery.section')}</h3>
      <p className={classes['soft']}>
        {t('staff.recovery.body')} {there ? null : t('staff.recovery.none')}
      </p>
      <ErrorNote error={make.error} />
      <div className={classes['actions']}>
        <Button
          variant="default"
          data-testid="make-recovery-code"
          disabled={make.isPending}
          onClick={() => make.mutate(() => ({}), { onSuccess: ({ recoveryCode }) => showCode(recoveryCode) })}
        >
          {t('staff.recovery.make')}
        </Button>
      </div>
    </div>
  );
}
