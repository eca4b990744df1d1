import type { ReadHandle } from '../../../database/handles.ts';

/** What a catalogue's file has been through: another text, and a plan made before is worth nothing. */
export function stateOf(db: ReadHandle, schema: 'main' | 'source' = 'main'): string {
  const row = db.get<{ last: number; undone: number }>(
    `SELECT coalesce(max(sequence), 0) AS last, count(undone_at) AS undone FROM ${schema}.change`,
  );
  return `${row?.last ?? 0}:${row?.undone ?? 0}`;
}
