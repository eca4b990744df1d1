import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ExportView, ImportView } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import { RequestError } from '../../client/request-error.ts';
import { useCommand } from '../../client/use-command.ts';
import { useFiles } from '../../client/use-files.ts';
import { useErrorNotice } from '../../components/notices.tsx';
import { keys } from '../../queries/keys.ts';

/**
 * Chooses a table in the host's own way, or takes the one that was dropped, and opens it. Errors are said where the
 * file was chosen.
 */
export function useOpenTable() {
  const client = useClient();
  const cache = useQueryClient();
  const files = useFiles();
  return useMutation<void, Error, File | null>({
    mutationFn: async (dropped) => {
      const file = await (dropped === null ? files.pick('import') : files.send(dropped, 'import'));
      if (file === null) return;
      await writeWork(cache, await client.request('import.open', { handle: file.handle }));
    },
  });
}

export function usePlanImport() {
  return useCommand('import.plan', {
    onReply: (cache, work) => {
      cache.removeQueries({ queryKey: keys.importRowLists });
      return writeWork(cache, work);
    },
  });
}

/** That the catalogue has changed meanwhile is said where the dry run is; every other error in a notice. */
export function useApplyImport() {
  const client = useClient();
  const cache = useQueryClient();
  const say = useErrorNotice();
  return useMutation<ImportView, Error, { readonly importId: string }>({
    mutationFn: (input) => client.request('import.apply', input),
    onSuccess: (work) => writeWork(cache, work),
    onError: (error) => {
      if (!isStale(error)) say(error);
    },
  });
}

/** Whether a dry run is refused because the catalogue is not the one that it was compared with. */
export function isStale(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    error.code === 'IMPORT_NOT_READY' &&
    error.wire.details?.['reason'] === 'catalog_changed'
  );
}

export function useCancelImport() {
  return useCommand('import.cancel', { onReply: writeWork });
}

/** Makes the refused rows a file, and gives it to the person. @returns whether it was saved */
export function useSaveRefused() {
  const client = useClient();
  const files = useFiles();
  return useMutation<boolean, Error, string>({
    mutationFn: async (importId) => files.save(await client.request('import.refusedFile', { importId })),
    onError: useErrorNotice(),
  });
}

export function useUndoChange() {
  return useCommand('catalog.undo', {
    onReply: (cache) => cache.invalidateQueries({ queryKey: keys.catalog }),
  });
}

export function useStartExport() {
  return useCommand('catalog.export', { onReply: writeExport });
}

export function useCancelExport() {
  return useCommand('catalog.exportCancel', {
    onReply: (cache) => cache.invalidateQueries({ queryKey: keys.exportStatus }),
  });
}

/** @returns whether it was saved; false when the person chose no place */
export function useSaveExport() {
  const files = useFiles();
  return useMutation<boolean, Error, NonNullable<ExportView['file']>>({
    mutationFn: (file) => files.save(file),
    onError: useErrorNotice(),
  });
}

async function writeWork(cache: QueryClient, work: ImportView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.currentImport });
  cache.setQueryData(keys.currentImport, work);
}

async function writeExport(cache: QueryClient, status: ExportView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.exportStatus });
  cache.setQueryData(keys.exportStatus, status);
}
