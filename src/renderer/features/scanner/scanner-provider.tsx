import { createContext, type ReactNode, useContext } from 'react';
import { PLAIN_SCANNER } from '../../../domain/scan-code.ts';
import { useStaffSession } from '../staff/queries.ts';
import { useScannerSettings } from './queries.ts';
import { offerScan } from './scan-target.ts';
import { type ScanQueue, useScanQueue } from './use-scan-queue.ts';
import { useScannerKeys } from './use-scanner-keys.ts';

const ScanContext = createContext<ScanQueue | null>(null);

/**
 * Takes scans for as long as the till is there, wherever the focus is: they go to who asked for one, else on the
 * sale. On the lock screen they are heard, so that none is typed as a PIN, and go nowhere.
 */
export function ScannerProvider({ children }: { readonly children: ReactNode }) {
  const session = useStaffSession().data;
  const working = session !== undefined && !(session.required && session.person === null);
  const settings = useScannerSettings(working).data ?? PLAIN_SCANNER;
  const queue = useScanQueue();
  useScannerKeys(settings, (code) => {
    if (working && !offerScan(code)) queue.take(code);
  });
  return <ScanContext value={queue}>{children}</ScanContext>;
}

export function useScans(): ScanQueue {
  const queue = useContext(ScanContext);
  if (!queue) throw new Error('useScans outside ScannerProvider');
  return queue;
}
