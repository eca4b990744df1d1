import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** Who works at this client, and who could. */
export function useStaffSession() {
  const client = useClient();
  return useQuery({ queryKey: keys.staffSession, queryFn: () => client.request('staff.session', {}) });
}

/** Everybody, also those who do not work here any more; managers and owners may ask. */
export function useStaffList(enabled: boolean) {
  const client = useClient();
  return useQuery({ queryKey: keys.staffList, queryFn: () => client.request('staff.list', {}), enabled });
}
