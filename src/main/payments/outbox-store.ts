import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/**
 * What is owed after a commit, and outlives a reload, a crash and a power cut: what a cashier has yet to see, and
 * the code that has to follow one that was replaced. Written in the transaction that made it true, gone when
 * it was acknowledged or made.
 */
export type OutboxTopic = 'payment.paid' | 'payment.claimed' | 'payment.ended' | 'payment.replaced';

export const outboxStore = {
  add: (db: WriteHandle, topic: OutboxTopic, attemptId: string, at: string): void =>
    db.runOne('INSERT INTO outbox (topic, subject_id, created_at) VALUES (?, ?, ?)', topic, attemptId, at),

  /** The attempts of a topic that nobody has acknowledged, oldest first. */
  waiting: (db: ReadHandle, topic: OutboxTopic): readonly string[] =>
    db
      .all<{ subject_id: string }>(
        'SELECT subject_id FROM outbox WHERE delivered_at IS NULL AND topic = ? ORDER BY id',
        topic,
      )
      .map((row) => row.subject_id),

  /** @param except what has yet to be seen, of the same attempt */
  deliver: (db: WriteHandle, attemptId: string, at: string, except: OutboxTopic | null = null): number =>
    db.run(
      'UPDATE outbox SET delivered_at = ? WHERE subject_id = ? AND topic IS NOT ? AND delivered_at IS NULL',
      at,
      attemptId,
      except,
    ),
};
