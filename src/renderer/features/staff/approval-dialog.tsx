import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../contract/operation.ts';
import type { StaffSessionView } from '../../../contract/views.ts';
import { mayActAs } from '../../../domain/staff.ts';
import { RequestError } from '../../client/request-error.ts';
import { Dialog } from '../../components/dialog.tsx';
import { roleThatMay } from './approving-client.ts';
import { PinPanel, type Person } from './pin-panel.tsx';
import { useStaffSession } from './queries.ts';
import classes from './staff.module.css';
import type { OpenApproval } from './staff-provider.tsx';

/** Those who may say yes to what takes this role. */
export function approversFor({ people, person }: StaffSessionView, needed: Role): readonly Person[] {
  return people.filter(({ id, role }) => id !== person?.id && mayActAs(role, needed));
}

const OF_THE_PIN = new Set(['PIN_WRONG', 'PIN_BLOCKED', 'PIN_LOCKED', 'PIN_NOT_CHECKABLE']);

/** Somebody who may do more says yes to one step, at the till of whoever asked. */
export function ApprovalDialog({ approval }: { readonly approval: OpenApproval }) {
  const { t } = useTranslation();
  const { data: session } = useStaffSession();
  const [needed, setNeeded] = useState(approval.needed);
  const approve = async (staffId: string, pin: string): Promise<void> => {
    try {
      await approval.run({ staffId, pin });
    } catch (error) {
      if (error instanceof RequestError && OF_THE_PIN.has(error.code)) throw error;
      const more = error instanceof RequestError ? roleThatMay(error) : null;
      // What is asked for may take more than the operation says: an owner's yes, then.
      if (more !== null && more !== needed) setNeeded(more);
      else approval.fail(error);
    }
  };
  return (
    <Dialog title={t('staff.approval.title')} width={560} onClose={approval.cancel}>
      <div className={classes['form']} data-testid="approval">
        <p>{t(`staff.approval.body.${needed}`)}</p>
        <PinPanel
          key={needed}
          people={session ? approversFor(session, needed) : []}
          enterWord={t('staff.pin.approve')}
          onPin={approve}
        />
      </div>
    </Dialog>
  );
}
