import type { BookCheck } from './book-check.ts';

const figure = (section: string, key: string): string =>
  `coalesce((SELECT f.amount_minor FROM z_figure f WHERE f.epoch = z.epoch AND f.number = z.number
    AND f.section = '${section}' AND f.key = '${key}'), 0)`;

/** All of them, in their order, as the service that closes a shift makes its digest. */
const FIGURES = `sha256((SELECT json_group_array(json_array(f.section, f.key, f.count, f.amount_minor))
  FROM (SELECT * FROM z_figure f WHERE f.epoch = z.epoch AND f.number = z.number ORDER BY f.position) f))`;

/** Shifts, the drawer, and Z reports: a closed Z never changes (FIS-3). */
export const SHIFT_CHECKS: readonly BookCheck[] = [
  {
    kinds: ['shift.opened'],
    keyedBy: ['@subject'],
    facts: ['cash', 'float'],
    table: 'shift',
    rows: `SELECT id AS key, json_array(with_cash, float_minor) AS facts, 1 AS least, 1 AS most
           FROM shift WHERE opened_at IS NOT NULL`,
  },
  {
    kinds: ['cash.paid_in', 'cash.paid_out', 'cash.no_sale'],
    keyedBy: ['@subject'],
    facts: ['@kind', 'shift', 'amount'],
    table: 'cash_movement',
    rows: `SELECT id AS key, json_array('cash.' || kind, shift_id, amount_minor) AS facts, 1 AS least, 1 AS most
           FROM cash_movement`,
  },
  {
    kinds: ['shift.counted', 'shift.recounted'],
    keyedBy: ['@subject', 'round'],
    facts: ['counted', 'expected'],
    table: 'shift_count',
    rows: `SELECT shift_id || '/' || round AS key, json_array(counted_minor, expected_minor) AS facts,
             1 AS least, 1 AS most FROM shift_count`,
  },
  {
    kinds: ['shift.closed'],
    keyedBy: ['@subject'],
    facts: [
      'epoch',
      'number',
      'expected',
      'counted',
      'sales',
      'refunds',
      'perpetualSales',
      'perpetualRefunds',
      'figures',
    ],
    table: 'z_report',
    rows: `SELECT z.shift_id AS key, json_array(z.epoch, z.number, z.expected_cash_minor, z.counted_cash_minor,
             ${figure('period', 'sales')}, ${figure('period', 'refunds')},
             ${figure('perpetual', 'sales')}, ${figure('perpetual', 'refunds')}, ${FIGURES}) AS facts,
             1 AS least, 1 AS most FROM z_report z`,
  },
  {
    kinds: ['shift.closed'],
    keyedBy: ['@subject'],
    facts: [],
    table: 'shift',
    rows: `SELECT id AS key, json_array() AS facts, 1 AS least, 1 AS most FROM shift WHERE closed_at IS NOT NULL`,
  },
];
