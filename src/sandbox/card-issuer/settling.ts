import type { CardContext } from './context.ts';
import { finishCard } from './issuing.ts';
import { settleMovement } from './ledger.ts';

/** Lets everything happen whose time has come by the clock: cards are made, moves are done, or fail. */
export function settleCards(context: CardContext): void {
  const { books, clock, switches } = context;
  const now = clock.now();
  const { cards, movements } = books.underWay();
  for (const card of cards) if (card.dueMs !== null && card.dueMs <= now) finishCard(context, card);
  for (const { id } of movements) {
    // Read again: one of two sides is decided with the other.
    const row = books.movement(id);
    if (row === undefined || row.dueMs === null || row.dueMs > now) continue;
    settleMovement(context, row, switches().cardMovesFail ? 'failed' : 'completed', row.dueMs);
  }
}
