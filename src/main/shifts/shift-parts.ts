import type { EventSink } from '../events.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { currentShiftId } from './current-shift.ts';
import type { ReportParts } from './report-service.ts';
import { type ShiftRow, shiftStore } from './shift-store.ts';

export interface ShiftParts extends ReportParts {
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly settings: Pick<SettingsService, 'get'>;
  /** Told the number of a Z after it was written: what is kept beside the books is brought up to it. */
  readonly onClosed: (number: number) => void;
}

/** @returns the shift that has not closed, begun where there is none */
export function begin(parts: ShiftParts, db: WriteHandle): ShiftRow {
  const row = shiftStore.find(db, currentShiftId(db, parts));
  if (!row) throw new Error('The shift is gone');
  return row;
}
