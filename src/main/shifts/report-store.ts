import type { NamedSum, SalesFacts, Sum } from '../../domain/report.ts';
import type { ReadHandle } from '../database/handles.ts';

/** How a tender is called in a report: its kind, and the method of an external one. */
const TENDER_KEY = "t.kind || CASE WHEN t.method IS NULL THEN '' ELSE '.' || t.method END";

const NOTHING: Sum = { count: 0, amountMinor: 0 };

const SUM = 'count(*) AS count, coalesce(sum(t.amount_minor), 0) AS amountMinor';

/**
 * What a shift has seen, straight from the books. Everything goes by an index on the shift, on what is open, or on
 * claims: the price of a report is its own shift, whatever lies in the file beside it.
 */
export const reportStore = {
  sales: (db: ReadHandle, shiftId: string): SalesFacts => {
    const row = db.get<Record<string, number>>(
      `SELECT count(*) AS count, coalesce(sum(subtotal_minor), 0) AS gross,
         count(*) FILTER (WHERE discount_minor > 0) AS discounted, coalesce(sum(discount_minor), 0) AS discount,
         count(*) FILTER (WHERE tax_minor > 0) AS taxed, coalesce(sum(tax_minor), 0) AS tax,
         coalesce(sum(total_minor), 0) AS total,
         count(*) FILTER (WHERE rounding_minor <> 0) AS rounded, coalesce(sum(rounding_minor), 0) AS rounding
       FROM sale WHERE shift_id = ? AND state = 'completed'`,
      shiftId,
    );
    const of = (column: string): number => row?.[column] ?? 0;
    return {
      count: of('count'),
      grossMinor: of('gross'),
      discounts: { count: of('discounted'), amountMinor: of('discount') },
      taxes: { count: of('taxed'), amountMinor: of('tax') },
      totalMinor: of('total'),
      rounding: { count: of('rounded'), amountMinor: of('rounding') },
    };
  },

  /** By rate and its value, exempt ones last; the name is the newest one in the shift. */
  taxes: (db: ReadHandle, shiftId: string) =>
    db.all<{
      readonly rate_id: string;
      readonly basis_points: number | null;
      readonly name: string;
      readonly count: number;
      readonly base_minor: number;
      readonly amount_minor: number;
    }>(
      `SELECT l.tax_rate_id AS rate_id, l.tax_basis_points AS basis_points, max(l.tax_name) AS name,
         count(DISTINCT s.id) AS count, sum(l.charged_minor - l.tax_minor) AS base_minor,
         sum(l.tax_minor) AS amount_minor
       FROM sale s JOIN sale_line l ON l.sale_id = s.id
       WHERE s.shift_id = ? AND s.state = 'completed' AND l.tax_rate_id IS NOT NULL
       GROUP BY l.tax_rate_id, l.tax_basis_points
       ORDER BY l.tax_basis_points IS NULL, l.tax_basis_points DESC, l.tax_rate_id`,
      shiftId,
    ),

  tenders: (db: ReadHandle, shiftId: string) =>
    db.all<NamedSum>(
      `SELECT ${TENDER_KEY} AS key, '' AS label, ${SUM} FROM tender t WHERE t.shift_id = ?
       GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),

  returned: (db: ReadHandle, shiftId: string) =>
    db.all<NamedSum>(
      `SELECT ${TENDER_KEY} AS key, '' AS label, ${SUM}
       FROM tender_return r JOIN tender t ON t.id = r.tender_id WHERE r.shift_id = ? GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),

  refunds: (db: ReadHandle, shiftId: string) =>
    db.all<NamedSum>(
      `SELECT t.way AS key, '' AS label, ${SUM} FROM refund t WHERE t.shift_id = ? AND t.state = 'done'
       GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),

  /** A tender that went back before its sale was completed had paid a part of an open one. */
  refundsOf: (db: ReadHandle, shiftId: string) =>
    db.all<NamedSum>(
      `SELECT CASE
           WHEN t.id IS NULL THEN CASE WHEN r.attention_id IS NULL THEN 'without_sale' ELSE 'unsettled' END
           WHEN EXISTS (SELECT 1 FROM tender_return WHERE tender_id = t.id) THEN 'open_sale'
           ELSE ${TENDER_KEY} END AS key,
         '' AS label, count(*) AS count, sum(r.amount_minor) AS amountMinor
       FROM refund r LEFT JOIN tender t ON t.id = r.tender_id
       WHERE r.shift_id = ? AND r.state = 'done' GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),

  /** A sale on which nothing was put is given up without a word. */
  voids: (db: ReadHandle, shiftId: string): Sum =>
    db.get<Sum>(
      `SELECT count(*) AS count, coalesce(sum(total_minor), 0) AS amountMinor FROM sale
       WHERE shift_id = ? AND state = 'voided' AND line_count > 0`,
      shiftId,
    ) ?? NOTHING,

  claimsMade: (db: ReadHandle, shiftId: string): Sum =>
    db.get<Sum>(`SELECT ${SUM} FROM tender t WHERE t.shift_id = ? AND t.kind = 'claimed'`, shiftId) ??
    NOTHING,

  claimsEnded: (db: ReadHandle, shiftId: string, outcome: 'confirmed' | 'written_off'): Sum =>
    db.get<Sum>(
      `SELECT ${SUM} FROM claim_outcome o JOIN tender t ON t.id = o.tender_id
       WHERE o.shift_id = ? AND o.outcome = ?`,
      shiftId,
      outcome,
    ) ?? NOTHING,

  /** Oldest first. */
  claimsStanding: (db: ReadHandle) =>
    db.all<{
      readonly tender_id: string;
      readonly amount_minor: number;
      readonly receipt_sequence: number | null;
      readonly receipt_epoch: number | null;
    }>(
      `SELECT t.id AS tender_id, t.amount_minor, s.receipt_sequence, s.receipt_epoch
       FROM claim_awaited c JOIN tender t ON t.id = c.tender_id JOIN sale s ON s.id = t.sale_id
       ORDER BY c.tender_sequence`,
    ),

  attached: (db: ReadHandle, shiftId: string): Sum =>
    db.get<Sum>(
      `SELECT ${SUM} FROM acceptance a JOIN tender t ON t.id = a.tender_id
       WHERE a.shift_id = ? AND a.how = 'attached'`,
      shiftId,
    ) ?? NOTHING,

  /** Money for claims that another shift has made. */
  earlierClaims: (db: ReadHandle, shiftId: string): Sum =>
    db.get<Sum>(
      `SELECT ${SUM} FROM acceptance a JOIN tender t ON t.id = a.tender_id
       WHERE a.shift_id = :shiftId AND t.kind = 'claimed' AND t.shift_id IS NOT :shiftId`,
      { shiftId },
    ) ?? NOTHING,

  /** Money in Attention that stands, in the register's currency. */
  waiting: (db: ReadHandle, currency: string): Sum =>
    db.get<Sum>(
      `SELECT ${SUM} FROM attention t WHERE t.currency = ? AND t.amount_minor IS NOT NULL
       AND t.kind IN ('late_payment', 'second_payment', 'amount_differs', 'unmatched', 'possibly_ours')
       AND NOT EXISTS (SELECT 1 FROM attention_resolution WHERE attention_id = t.id)`,
      currency,
    ) ?? NOTHING,

  /** Money that stands on open sales, oldest sale first. */
  parts: (db: ReadHandle) =>
    db.all<NamedSum>(
      `SELECT s.id AS key, coalesce(s.call_number, '') || '' AS label, ${SUM}
       FROM sale s JOIN tender t ON t.sale_id = s.id
       WHERE s.state = 'open' AND NOT EXISTS (SELECT 1 FROM tender_return r WHERE r.tender_id = t.id)
       GROUP BY s.id ORDER BY s.sequence`,
    ),

  movements: (db: ReadHandle, shiftId: string) =>
    db.all<NamedSum>(
      `SELECT t.kind AS key, '' AS label, ${SUM} FROM cash_movement t WHERE t.shift_id = ? GROUP BY 1 ORDER BY 1`,
      shiftId,
    ),
};
