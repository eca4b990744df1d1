import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** @param enabled false while nobody is signed in: main tells nothing then */
export function useScannerSettings(enabled = true) {
  const client = useClient();
  return useQuery({ queryKey: keys.scanner, queryFn: () => client.request('scanner.get', {}), enabled });
}
