import type { ReadHandle } from '../database/handles.ts';

/** One thing that happened, as every stream of a timeline tells it. `detail` is JSON, a flat object. */
export interface HappeningRow {
  readonly at: string;
  readonly kind: string;
  readonly id: string;
  /** Of an attempt: its number in the sale. */
  readonly number: number | null;
  readonly state: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly detail: string;
  /** Who did it, and who approved: names, or ids of staff that are not known here. */
  readonly by: string | null;
  readonly approved_by: string | null;
}

/** Of one stream; what is beyond is said to be left out. */
export const STREAM_LIMIT = 5000;

const nameOf = (id: string): string => `coalesce((SELECT name FROM staff WHERE staff.id = ${id}), ${id})`;

const COLUMNS = 'number, state, amount_minor, currency, detail, by, approved_by';
const NOBODY = 'NULL AS by, NULL AS approved_by';

const OPENED = `SELECT s.opened_at AS at, 'opened' AS kind, s.id, NULL AS number, 'open' AS state, NULL AS amount_minor,
  NULL AS currency, json_object('purpose', s.purpose, 'callNumber', s.call_number) AS detail,
  ${nameOf('s.staff_id')} AS by, NULL AS approved_by FROM sale s WHERE s.id = :saleId`;

const CLOSED = `SELECT s.closed_at AS at, s.state AS kind, s.id, NULL AS number, s.state, s.total_minor AS amount_minor,
  s.currency, json_object('receipt', s.receipt_sequence, 'epoch', s.receipt_epoch, 'subtotalMinor', s.subtotal_minor,
    'discountMinor', s.discount_minor, 'discountReason', s.discount_reason, 'taxMinor', s.tax_minor,
    'roundingMinor', s.rounding_minor, 'customerName', s.customer_name, 'note', s.note) AS detail, ${NOBODY}
  FROM sale s WHERE s.id = :saleId AND s.closed_at IS NOT NULL`;

/** As they stood last. Their ids are of version 7: they know when each was made. */
const LINES = `SELECT s.opened_at AS at, 'line' AS kind, l.id, l.position + 1 AS number, NULL AS state,
  l.charged_minor AS amount_minor, s.currency, json_object('name', l.name, 'unit', l.unit,
    'quantityThousandths', l.quantity_thousandths, 'unitAmountMinor', l.unit_amount_minor,
    'catalogueAmountMinor', l.catalogue_amount_minor, 'totalMinor', l.total_minor, 'discountMinor', l.discount_minor,
    'saleDiscountMinor', l.sale_discount_minor, 'discountReason', l.discount_reason, 'taxName', l.tax_name,
    'taxMinor', l.tax_minor, 'note', l.note) AS detail, ${NOBODY}
  FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sale_id = :saleId ORDER BY l.position`;

const TENDERS = `SELECT t.taken_at AS at, 'taken' AS kind, t.id, NULL AS number, t.kind AS state, t.amount_minor,
  s.currency, json_object('receivedMinor', t.received_minor, 'changeMinor', t.received_minor - t.amount_minor,
    'method', t.method, 'reference', t.reference, 'transaction', t.provider_transaction_id) AS detail, ${NOBODY}
  FROM tender t JOIN sale s ON s.id = t.sale_id WHERE t.sale_id = :saleId ORDER BY t.sequence`;

/** What became of tenders: taken back, confirmed, written off, accepted. */
const TENDER_ENDS = `SELECT r.at, 'returned' AS kind, t.id, t.sequence, t.kind AS state, t.amount_minor,
    json_object('reason', r.reason) AS detail FROM tender t JOIN tender_return r ON r.tender_id = t.id
    WHERE t.sale_id = :saleId
  UNION ALL SELECT o.at, o.outcome, t.id, t.sequence, t.kind, t.amount_minor, json_object('reason', o.reason)
    FROM tender t JOIN claim_outcome o ON o.tender_id = t.id WHERE t.sale_id = :saleId
  UNION ALL SELECT c.at, 'accepted', t.id, t.sequence, t.kind, t.amount_minor,
    json_object('transaction', c.provider_transaction_id, 'how', c.how)
    FROM tender t JOIN acceptance c ON c.tender_id = t.id WHERE t.sale_id = :saleId`;

const ATTEMPTS = `SELECT e.at, e.kind, a.id, a.number, e.state, a.amount_minor, a.currency, e.detail, ${NOBODY}
  FROM payment_attempt a JOIN payment_attempt_event e ON e.attempt_id = a.id
  WHERE a.sale_id = :saleId ORDER BY e.sequence`;

const TRANSACTIONS = `SELECT t.first_seen_at AS at, 'seen' AS kind, t.id, a.number, t.status AS state, t.amount_minor,
  t.currency, json_object('kind', t.kind, 'status', t.raw_status, 'env', t.env, 'reason', t.error_description,
    'withFeeMinor', t.amount_with_fee_minor, 'arrivesMinor', t.amount_dest_minor, 'refundedMinor', t.refunded_minor,
    'startedAt', t.started_at, 'updatedAt', t.updated_at) AS detail, ${NOBODY}
  FROM payment_attempt a JOIN provider_transaction t ON t.attempt_id = a.id
  WHERE a.sale_id = :saleId ORDER BY t.first_seen_at, t.id`;

const REFUNDS = `SELECT e.at, e.kind, r.id, NULL AS number, e.state, r.amount_minor, r.currency,
  json_patch(e.detail, json_object('way', r.way, 'reason', r.reason, 'reference', r.reference)) AS detail, ${NOBODY}
  FROM refund r JOIN refund_event e ON e.refund_id = r.id WHERE r.sale_id = :saleId ORDER BY e.sequence`;

const MATTERS = `SELECT n.* FROM attention n WHERE n.sale_id = :saleId
  UNION SELECT n.* FROM attention n WHERE n.attempt_id IN (SELECT id FROM payment_attempt WHERE sale_id = :saleId)`;

const RAISED = `SELECT n.at, n.kind, n.id, NULL AS number, 'raised' AS state, n.amount_minor, n.currency,
  json_object('about', n.provider_transaction_id) AS detail, ${NOBODY} FROM (${MATTERS}) n ORDER BY n.sequence`;

const RESOLVED = `SELECT r.at, n.kind, n.id, NULL AS number, r.how AS state, n.amount_minor, n.currency,
  json_object('reason', r.reason) AS detail, ${NOBODY}
  FROM (${MATTERS}) n JOIN attention_resolution r ON r.attention_id = n.id ORDER BY r.at, n.sequence`;

/** Everything that an entry of the journal about this sale may be filed under. */
const SUBJECTS = `SELECT :saleId
  UNION ALL SELECT id FROM sale_line WHERE sale_id = :saleId
  UNION ALL SELECT id FROM tender WHERE sale_id = :saleId
  UNION ALL SELECT id FROM payment_attempt WHERE sale_id = :saleId
  UNION ALL SELECT id FROM refund WHERE sale_id = :saleId
  UNION ALL SELECT n.id FROM (${MATTERS}) n`;

const JOURNAL = `SELECT j.at, j.kind, j.subject_id AS id, NULL AS number, NULL AS state, NULL AS amount_minor,
  NULL AS currency, json_remove(j.payload, '$.by', '$.approvedBy') AS detail,
  ${nameOf("j.payload ->> '$.by'")} AS by, ${nameOf("j.payload ->> '$.approvedBy'")} AS approved_by
  FROM journal j WHERE j.subject_id IN (${SUBJECTS}) ORDER BY j.sequence`;

/** Every stream in its own order, which is the true one: clocks are moved, sequences are not. */
export const STREAMS = [
  ['sale', OPENED],
  ['line', LINES],
  ['attempt', ATTEMPTS],
  ['transaction', TRANSACTIONS],
  ['tender', TENDERS],
  [
    'tender',
    `SELECT at, kind, id, NULL AS number, state, amount_minor,
      (SELECT currency FROM sale WHERE id = :saleId) AS currency, detail, ${NOBODY}
      FROM (${TENDER_ENDS}) ORDER BY at, sequence`,
  ],
  ['sale', CLOSED],
  ['refund', REFUNDS],
  ['attention', RAISED],
  ['attention', RESOLVED],
  ['journal', JOURNAL],
] as const;

export type TimelineSource = (typeof STREAMS)[number][0];

export const timelineStore = {
  isThere: (db: ReadHandle, saleId: string): boolean =>
    db.get('SELECT 1 FROM sale WHERE id = ?', saleId) !== undefined,

  stream: (db: ReadHandle, sql: string, saleId: string) =>
    db.all<HappeningRow>(`SELECT at, kind, id, ${COLUMNS} FROM (${sql}) LIMIT ${STREAM_LIMIT}`, { saleId }),
};
