import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReportView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import { formatReceiptNumber } from '../../domain/receipt.ts';
import {
  type Figure,
  figureOf,
  type GrandTotals,
  reportFigures,
  type ShiftFacts,
} from '../../domain/report.ts';
import { layoutReport, taxKey } from '../../domain/report-layout.ts';
import { formatZNumber, overShort } from '../../domain/shift.ts';
import type { ReadHandle, TillDatabase } from '../database/handles.ts';
import type { ReceiptContext } from '../sales/sale-view.ts';
import { reportStore } from './report-store.ts';
import { type CountRow, type ShiftRow, shiftStore } from './shift-store.ts';
import { type ListedZRow, type ZRow, zStore } from './z-store.ts';

/** Characters per line of a report on screen and on 80 mm paper. */
const REPORT_WIDTH = 42;

export interface ReportParts {
  readonly database: TillDatabase;
  readonly currency: CurrencyCode;
  readonly now: () => string;
  readonly reportContext: () => ReceiptContext;
}

export interface ReportService {
  /** The running shift as it stands; without its drawer as long as that has not been counted (blind). */
  x(): ReportView;
  /** @throws AppError NOT_FOUND */
  z(input: OperationParsed<'report.z'>): ReportView;
  zList(input: OperationParsed<'report.zList'>): OperationOutput<'report.zList'>;
}

/** @param current the shift that has not closed */
export function createReports(parts: ReportParts, current: () => ShiftRow): ReportService {
  const { read } = parts.database;
  return {
    x: () => {
      const shift = current();
      const facts = shiftFacts(read, parts.currency, shift);
      const count = validCount(read, shift, facts);
      const counted = withCount(facts, count);
      const drawerHidden = facts.drawer !== null && count === null;
      const figures = reportFigures(counted);
      return toReportView(parts, shift, {
        z: null,
        at: parts.now(),
        figures: drawerHidden ? figures.filter(({ section }) => section !== 'drawer') : figures,
        drawerHidden,
      });
    },
    z: ({ number, epoch }) => {
      const row = zStore.find(read, { number, epoch: epoch ?? zStore.epoch(read) });
      if (!row) throw new AppError('NOT_FOUND', 'There is no such report');
      return toZView(parts, row);
    },
    zList: ({ cursor, limit }) => {
      const rows = zStore.list(read, placeOf(cursor), limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return {
        items: rows.map((row) => toListed(row, parts.currency)),
        nextCursor: last ? `${last.epoch}-${last.number}` : null,
      };
    },
  };
}

/** Everything that one shift has seen by now: the one source of X and Z (FIS-3). */
export function shiftFacts(db: ReadHandle, currency: CurrencyCode, shift: ShiftRow): ShiftFacts {
  const { id } = shift;
  return {
    currency,
    sales: reportStore.sales(db, id),
    taxes: reportStore.taxes(db, id).map((row) => ({
      key: taxKey(row.rate_id, row.basis_points),
      label: row.name,
      count: row.count,
      baseMinor: row.base_minor,
      amountMinor: row.amount_minor,
    })),
    tenders: reportStore.tenders(db, id),
    returned: reportStore.returned(db, id),
    refunds: reportStore.refunds(db, id),
    refundsOf: reportStore.refundsOf(db, id),
    voids: reportStore.voids(db, id),
    claims: {
      made: reportStore.claimsMade(db, id),
      confirmed: reportStore.claimsEnded(db, id, 'confirmed'),
      writtenOff: reportStore.claimsEnded(db, id, 'written_off'),
      standing: standingClaims(db),
    },
    late: {
      attached: reportStore.attached(db, id),
      earlierClaims: reportStore.earlierClaims(db, id),
      waiting: reportStore.waiting(db, currency),
    },
    codes: shiftStore.pending(db).map((row) => ({
      key: row.attempt_id,
      label: row.call_number === null ? '' : String(row.call_number),
      count: 1,
      amountMinor: row.amount_minor,
    })),
    parts: reportStore.parts(db),
    movements: reportStore.movements(db, id),
    drawer: shift.with_cash === 1 ? { floatMinor: shift.float_minor, countedMinor: null } : null,
    before: totalsBefore(db),
  };
}

function standingClaims(db: ReadHandle): ShiftFacts['claims']['standing'] {
  return reportStore.claimsStanding(db).map((row) => {
    const { receipt_sequence: sequence, receipt_epoch: epoch } = row;
    const label = sequence === null || epoch === null ? '' : formatReceiptNumber(sequence, epoch);
    return { key: row.tender_id, label, count: 1, amountMinor: row.amount_minor };
  });
}

/** The perpetual totals of the last Z; they begin with the first one. */
function totalsBefore(db: ReadHandle): GrandTotals {
  const last = zStore.last(db);
  const figures = last ? zStore.figures(db, last) : [];
  return {
    sales: figureOf(figures, 'perpetual', 'sales'),
    refunds: figureOf(figures, 'perpetual', 'refunds'),
  };
}

/**
 * The count that still says what is in the drawer: null where nobody has counted, or money has moved since.
 * @param facts of this shift
 */
export function validCount(db: ReadHandle, shift: ShiftRow, facts: ShiftFacts): CountRow | null {
  const count = shiftStore.lastCount(db, shift.id);
  const expected = figureOf(reportFigures(facts), 'drawer', 'expected').amountMinor;
  return count?.expected_minor === expected ? count : null;
}

/** The same facts with what was counted. */
export function withCount(facts: ShiftFacts, count: CountRow | null): ShiftFacts {
  if (facts.drawer === null || count === null) return facts;
  return { ...facts, drawer: { ...facts.drawer, countedMinor: count.counted_minor } };
}

/** A report that was fixed when its shift was closed: what is shown is what was written then. */
export function toZView(parts: ReportParts, row: ZRow): ReportView {
  const { read } = parts.database;
  const shift = shiftStore.find(read, row.shift_id);
  if (!shift) throw new Error('The shift of a report is gone');
  const figures = zStore.figures(read, row);
  return toReportView(parts, shift, { z: row, at: row.at, figures, drawerHidden: false });
}

interface Shown {
  readonly z: ZRow | null;
  readonly at: string;
  readonly figures: readonly Figure[];
  readonly drawerHidden: boolean;
}

function toReportView(
  { currency, reportContext }: ReportParts,
  shift: ShiftRow,
  { z, at, figures, drawerHidden }: Shown,
): ReportView {
  const { language, timeZone, ...context } = reportContext();
  const report = {
    ...context,
    kind: z ? ('z' as const) : ('x' as const),
    number: z ? formatZNumber(z.number, z.epoch) : null,
    currency,
    openedAt: shift.opened_at,
    at,
    figures,
    drawerHidden,
    overShortReason: z?.over_short_reason ?? null,
  };
  return {
    kind: report.kind,
    number: report.number,
    shiftId: shift.id,
    openedAt: report.openedAt,
    at,
    figures: figures.map(({ amountMinor, ...figure }) => ({
      ...figure,
      amount: money(amountMinor, currency),
    })),
    drawerHidden,
    overShortReason: report.overShortReason,
    lines: [...layoutReport(report, { language, timeZone, width: REPORT_WIDTH })],
  };
}

function toListed(row: ListedZRow, currency: CurrencyCode): OperationOutput<'report.zList'>['items'][number] {
  const { expected_cash_minor: expected, counted_cash_minor: counted } = row;
  const hasDrawer = expected !== null && counted !== null;
  return {
    epoch: row.epoch,
    number: row.number,
    name: formatZNumber(row.number, row.epoch),
    at: row.at,
    saleCount: row.sales_count,
    sales: money(row.sales_minor, currency),
    overShort: hasDrawer ? overShort(money(counted, currency), money(expected, currency)) : null,
  };
}

/** Where the next page begins; everything when the cursor is none of ours. */
function placeOf(cursor: string | null): { readonly epoch: number; readonly number: number } {
  const [, epoch, number] = /^(\d{1,9})-(\d{1,9})$/.exec(cursor ?? '') ?? [];
  const beyond = { epoch: Number.MAX_SAFE_INTEGER, number: 0 };
  return epoch === undefined || number === undefined
    ? beyond
    : { epoch: Number(epoch), number: Number(number) };
}
