import { type ReactNode, useEffect } from 'react';
import type { AppStatus } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { LockScreen } from './lock-screen.tsx';
import { useStaffSession } from './queries.ts';

/** Main locks after minutes without an act; looking and typing are acts that main does not see. */
const SAY_SO_EVERY_MS = 20_000;

export interface StaffGateProps {
  readonly status: AppStatus;
  readonly children: ReactNode;
}

/** The till where somebody is signed in, or nobody has to be; otherwise who may sign in. */
export function StaffGate({ status, children }: StaffGateProps) {
  const session = useStaffSession().data;
  useStay(session?.required === true && session.person !== null);
  if (!session) return null;
  if (session.required && session.person === null) {
    return <LockScreen session={session} storeName={status.settings?.storeName ?? ''} />;
  }
  return children;
}

/** Tells main that somebody is at the screen, however they use it. */
function useStay(signedIn: boolean): void {
  const { mutate } = useCommand('staff.stay');
  useEffect(() => {
    if (!signedIn) return;
    let saidAt = performance.now();
    const say = (): void => {
      if (performance.now() - saidAt < SAY_SO_EVERY_MS) return;
      saidAt = performance.now();
      mutate({});
    };
    window.addEventListener('pointerdown', say);
    window.addEventListener('keydown', say);
    return () => {
      window.removeEventListener('pointerdown', say);
      window.removeEventListener('keydown', say);
    };
  }, [signedIn, mutate]);
}
