import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { CardExportView, CardOperationView, CardWebhookView } from '../../contract/views.ts';
import { useClient } from '../client/client-context.tsx';
import { useCommand } from '../client/use-command.ts';
import { useFiles } from '../client/use-files.ts';
import { useSecretCommand } from '../client/use-secret-command.ts';
import { useErrorNotice } from '../components/notices.tsx';
import { cardsKeys } from './cards-keys.ts';

/** What the owner asks the issuer to do; each answers with the operation that stands for it. */
export type CardActName =
  | 'cards.createHolder'
  | 'cards.issue'
  | 'cards.topUp'
  | 'cards.withdraw'
  | 'cards.transfer'
  | 'cards.freeze'
  | 'cards.unfreeze'
  | 'cards.close';

/**
 * Sends an act. Its input carries the id that the form made when it was opened: sent again, it is the same operation.
 * Errors are the form's to say, beside the field; what became of the act is the operation's to say, also `unknown`.
 */
export function useCardAct<N extends CardActName>(op: N) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<CardOperationView, Error, OperationInput<N>>({
    mutationFn: (input) => client.request<CardActName>(op, input),
    onSuccess: (operation) => writeOperation(cache, operation),
  });
}

/** Sixteen random bytes as a UUID: an operation's id, made once for each time that a form is opened. */
export function makeOperationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => stamped(byte, index).toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Version 4, variant 1. */
function stamped(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}

/** Looks for an operation now. */
export function useLookForOperation() {
  return useCommand('cards.look', { onReply: writeOperation });
}

/** An owner says how an operation of unknown end has ended. */
export function useDecideOperation() {
  return useCommand('cards.decide', { onReply: writeOperation });
}

/**
 * The digits of one card, once (SEC-10). No mutation: nothing of the question or the answer is cached. Whoever calls keeps
 * the digits in the state of one component for as long as they are shown, and nowhere else.
 */
export function useRevealCard(): (
  input: OperationInput<'cards.reveal'>,
) => Promise<OperationOutput<'cards.reveal'>> {
  const client = useClient();
  return useCallback((input) => client.request('cards.reveal', input), [client]);
}

/** Carries a credential: called with a way to read the form. Errors are the form's to say. */
export function useConnectDesk() {
  return useSecretCommand('cards.connect', askAllAnew);
}

/** Reads anew what the deployment offers. */
export function useDescribeDesk() {
  return useCommand('cards.describe', {
    onReply: (cache, desk) => cache.setQueryData(cardsKeys.desk, desk),
  });
}

export function useDisconnectDesk() {
  return useCommand('cards.disconnect', { onReply: (cache) => askAllAnew(cache, { desk: null }) });
}

/** One at a time; a second is refused. */
export function useStartCardExport() {
  return useCommand('cards.export', { onReply: writeExport });
}

export function useCancelCardExport() {
  return useCommand('cards.exportCancel', {
    onReply: (cache) => cache.invalidateQueries({ queryKey: cardsKeys.export }),
  });
}

/** @returns whether it was saved; false when the person chose no place */
export function useSaveCardExport() {
  const files = useFiles();
  return useMutation<boolean, Error, NonNullable<CardExportView['file']>>({
    mutationFn: (file) => files.save(file),
    onError: useErrorNotice(),
  });
}

/** Errors are the form's to say. The secret is made in main and never comes here (SEC-7). */
export function useSetCardWebhook() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<CardWebhookView, Error, OperationInput<'cards.setWebhook'>>({
    mutationFn: (input) => client.request('cards.setWebhook', input),
    onSuccess: (webhook) => writeWebhook(cache, webhook),
  });
}

export function useDeleteCardWebhook() {
  return useCommand('cards.deleteWebhook', { onReply: writeWebhook });
}

/** Asks the issuer anew for everything that is on the screen. */
export function useReadAnew(): () => Promise<void> {
  const cache = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      [cardsKeys.kept, cardsKeys.live, cardsKeys.holders].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  }, [cache]);
}

/** Holders are not read again by events, as reading them costs much: they are once one has been made. */
export function useHoldersAnew(): () => void {
  const cache = useQueryClient();
  return useCallback(() => void cache.invalidateQueries({ queryKey: cardsKeys.holders }), [cache]);
}

/** The operation is on the screen at once; what it may have changed is asked for again when main tells of it. */
async function writeOperation(cache: QueryClient, operation: CardOperationView): Promise<void> {
  const queryKey = cardsKeys.operation(operation.id);
  await cache.cancelQueries({ queryKey });
  cache.setQueryData(queryKey, operation);
  void cache.invalidateQueries({ queryKey: cardsKeys.operationLists });
  void cache.invalidateQueries({ queryKey: cardsKeys.desk });
  if (operation.act === 'create_holder') void cache.invalidateQueries({ queryKey: cardsKeys.holders });
}

/** Another desk has other accounts: nothing of the one before stays on the screen. */
async function askAllAnew(cache: QueryClient, desk: OperationOutput<'cards.desk'>): Promise<void> {
  await cache.cancelQueries({ queryKey: cardsKeys.all });
  cache.removeQueries({ queryKey: cardsKeys.live });
  cache.removeQueries({ queryKey: cardsKeys.holders });
  cache.setQueryData(cardsKeys.desk, desk);
  await cache.invalidateQueries({ queryKey: cardsKeys.operationLists });
}

async function writeExport(cache: QueryClient, status: CardExportView): Promise<void> {
  await cache.cancelQueries({ queryKey: cardsKeys.export });
  cache.setQueryData(cardsKeys.export, { export: status });
}

function writeWebhook(cache: QueryClient, webhook: CardWebhookView): void {
  cache.setQueryData(cardsKeys.webhook, webhook);
}
