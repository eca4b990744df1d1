import type { QueryClient } from '@tanstack/react-query';
import type { StaffChangeView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { useSecretCommand } from '../../client/use-secret-command.ts';
import { keys } from '../../queries/keys.ts';
import { enter } from './entering.ts';

const writeList = (cache: QueryClient, { items }: StaffChangeView): void => {
  cache.setQueryData(keys.staffList, { items });
};

export function useSignIn() {
  return useSecretCommand('staff.signIn', enter);
}

export function useSignOut() {
  return useCommand('staff.signOut', {
    onReply: (cache, session) => cache.setQueryData(keys.staffSession, session),
  });
}

export function useRecover() {
  return useSecretCommand('staff.recover', (cache, { session }) => enter(cache, session));
}

export function useAddStaff() {
  return useSecretCommand('staff.add', writeList);
}

export function useSetPin() {
  return useSecretCommand('staff.setPin', writeList);
}

export function useChangeStaff() {
  return useCommand('staff.change', { onReply: writeList });
}

export function useUnlock() {
  return useCommand('staff.unlock', { onReply: writeList });
}

export function useSetAutoLock() {
  return useCommand('staff.setAutoLock', {
    onReply: (cache, session) => cache.setQueryData(keys.staffSession, session),
  });
}

export function useMakeRecoveryCode() {
  return useSecretCommand('staff.makeRecoveryCode', () => undefined);
}
