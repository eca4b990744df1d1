import type { ProviderTransaction } from '../../domain/payment.ts';
import type { CallOptions, PaymentProvider } from '../ports.ts';
import type { PaymentParts } from './payment-parts.ts';
import { foreignStore } from './foreign-store.ts';
import { type Belonging, takeIn } from './transaction-intake.ts';

/** One page of the provider's list, taken in. */
export interface TakenPage {
  readonly ids: readonly string[];
  /** When the last row was started; the list is newest first. Null when no row carries a date. */
  readonly oldest: string | null;
  /** Null at the end of the list. */
  readonly nextCursor: string | null;
  /** Every row was taken in; otherwise the page has to be read again. */
  readonly sound: boolean;
}

/**
 * Reads one page of the list and takes every row in.
 * @returns null when the provider did not answer, or the signal ended it
 */
export async function takePage(
  parts: PaymentParts,
  provider: PaymentProvider,
  page: { readonly cursor: string | null; readonly limit: number },
  options: CallOptions,
): Promise<TakenPage | null> {
  const answer = await provider.listTransactions(page, options);
  if (options.signal?.aborted) return null;
  parts.connections.note(answer);
  if (answer.kind !== 'ok') return null;
  const { transactions, nextCursor, unreadable } = answer.value;
  if (unreadable > 0) parts.logger.warn('Rows of the list could not be read', { unreadable });
  const ended = transactions.length + unreadable === 0 || nextCursor === page.cursor;
  // Oldest first: what was paid first settles the sale, and a refund comes after its payment.
  const inOrder = transactions.toReversed();
  const taken = inOrder.map((transaction) => takeOne(parts, transaction));
  keepForeign(
    parts,
    inOrder.filter((_, index) => taken[index] === 'foreign'),
  );
  return {
    sound: taken.every((belonging) => belonging !== null),
    ids: transactions.map(({ id }) => id),
    oldest: transactions.findLast(({ startedAt }) => startedAt !== null)?.startedAt ?? null,
    nextCursor: ended ? null : nextCursor,
  };
}

/**
 * Takes one row in. A row that fails, for whatever reason, must not keep the others from being seen.
 * @returns null when it could not be taken in: it has to come again
 */
export function takeOne(parts: PaymentParts, transaction: ProviderTransaction): Belonging | null {
  try {
    if (transaction.kind === 'link' && transaction.linkId === null) parts.connections.noteLinkless();
    return takeIn(parts, transaction);
  } catch (error) {
    parts.logger.error('A transaction could not be taken in', { id: transaction.id, error: String(error) });
    return null;
  }
}

/** Other people's rows: id, amount and status, one write a page, for comparing only (PAY-10). */
function keepForeign({ database, provider, now }: PaymentParts, rows: readonly ProviderTransaction[]): void {
  const news = rows.filter((row) => !foreignStore.isKnown(database.read, provider, row));
  if (news.length === 0) return;
  database.write((db) => {
    for (const row of news) foreignStore.put(db, provider, row, now());
  });
}
