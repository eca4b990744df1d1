import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import type { Approval } from '../../../contract/envelope.ts';
import type { Role } from '../../../contract/operation.ts';
import type { StaffSessionView } from '../../../contract/views.ts';
import { ClientProvider, useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';
import { ApprovalDialog, approversFor } from './approval-dialog.tsx';
import { type ApprovalNeed, createApprovingClient } from './approving-client.ts';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';

/** A person is being asked; whichever way it ends, the request that waits for it ends too. */
export interface OpenApproval {
  readonly needed: Role;
  readonly run: (approval: Approval) => Promise<void>;
  readonly fail: (error: unknown) => void;
  readonly cancel: () => void;
}

const RecoveryCodeContext = createContext<((code: string | null) => void) | null>(null);

/** Shows a recovery code that main has just told; null shows nothing. */
export function useShowRecoveryCode(): (code: string | null) => void {
  const show = useContext(RecoveryCodeContext);
  if (!show) throw new Error('useShowRecoveryCode outside StaffProvider');
  return show;
}

/**
 * What staff bring to every screen below: a client that asks for approvals, and a place for the recovery code that
 * outlives the screen that asked for it.
 */
export function StaffProvider({ children }: { readonly children: ReactNode }) {
  const base = useClient();
  const cache = useQueryClient();
  const [open, setOpen] = useState<OpenApproval | null>(null);
  const [code, setCode] = useState<string | null>(null);
  /** One person is asked at a time: what is forbidden meanwhile stays forbidden. */
  const asking = useRef(false);
  const client = useMemo(() => {
    const ask = <T,>({ needed, perform, refused }: ApprovalNeed<T>): Promise<T> => {
      const session = cache.getQueryData<StaffSessionView>(keys.staffSession);
      if (asking.current || !session || approversFor(session, needed).length === 0) throw refused;
      asking.current = true;
      const asked = new Promise<T>((resolve, reject) => {
        setOpen({
          needed,
          run: async (approval) => resolve(await perform(approval)),
          fail: reject,
          cancel: () => reject(refused),
        });
      });
      return asked.finally(() => {
        asking.current = false;
        setOpen(null);
      });
    };
    const onLocked = (): void => void cache.invalidateQueries({ queryKey: keys.staffSession });
    return createApprovingClient(base, { ask: async (need) => ask(need), onLocked });
  }, [base, cache]);
  return (
    <ClientProvider client={client}>
      <RecoveryCodeContext value={setCode}>
        {children}
        {open ? <ApprovalDialog approval={open} /> : null}
        {code === null ? null : <RecoveryCodeDialog code={code} onClose={() => setCode(null)} />}
      </RecoveryCodeContext>
    </ClientProvider>
  );
}
