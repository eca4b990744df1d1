import type { QueryClient } from '@tanstack/react-query';
import type { BooksStatusView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useCheckBooks() {
  return useCommand('books.check', { onReply: writeBooks });
}

export function useCancelCheck() {
  return useCommand('books.cancel', { onReply: writeBooks });
}

export function useAcceptAnchor() {
  return useCommand('books.acceptAnchor', { onReply: writeBooks });
}

async function writeBooks(cache: QueryClient, books: BooksStatusView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.books });
  cache.setQueryData(keys.books, books);
}
