import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/**
 * What a cashier has yet to see: written in the transaction that made it true, gone when it was acknowledged,
 * so that PAID outlives a reload, a crash and a power cut.
 */
export type OutboxTopic = 'payment.paid' | 'payment.ended';

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

  deliver: (db: WriteHandle, attemptId: string, at: string): number =>
    db.run('UPDATE outbox SET delivered_at = ? WHERE subject_id = ? AND delivered_at IS NULL', at, attemptId),
};
