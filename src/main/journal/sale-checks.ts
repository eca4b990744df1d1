import { ANY, type BookCheck } from './book-check.ts';

/** The register, its sales and what settled them. */
export const SALE_CHECKS: readonly BookCheck[] = [
  {
    kinds: ['register.created'],
    keyedBy: ['@subject'],
    facts: ['code', 'currency', 'mode'],
    table: 'register',
    rows: `SELECT installation_id AS key, json_array(code, currency, mode) AS facts, 1 AS least, 1 AS most
           FROM register`,
  },
  {
    kinds: ['sale.completed'],
    keyedBy: ['@subject'],
    facts: ['receipt', 'epoch', 'total', 'currency'],
    table: 'sale',
    rows: `SELECT id AS key, json_array(receipt_sequence, receipt_epoch, total_minor, currency) AS facts,
             1 AS least, 1 AS most FROM sale WHERE state = 'completed'`,
  },
  {
    kinds: ['sale.voided'],
    keyedBy: ['@subject'],
    facts: ['total'],
    table: 'sale',
    // A sale on which nothing was put is given up without a word.
    rows: `SELECT id AS key, json_array(total_minor) AS facts, line_count > 0 AS least, 1 AS most
           FROM sale WHERE state = 'voided'`,
  },
  {
    kinds: ['sale.completed'],
    onlyWith: 'subtotal',
    keyedBy: ['@subject'],
    facts: ['subtotal', 'discount', 'tax', 'rounding', 'shift'],
    table: 'sale',
    rows: `SELECT id AS key, json_array(subtotal_minor, discount_minor, tax_minor, rounding_minor, shift_id) AS facts,
             0 AS least, 1 AS most FROM sale WHERE state = 'completed'`,
  },
  {
    kinds: ['sale.discounted', 'sale.price_changed', 'sale.line_removed'],
    keyedBy: ['@subject'],
    facts: [],
    table: 'sale',
    rows: `SELECT id AS key, json_array() AS facts, 0 AS least, ${ANY} AS most FROM sale`,
  },
  {
    kinds: ['tender.taken'],
    keyedBy: ['@subject'],
    facts: ['sale', 'kind', 'amount', 'received', 'method', 'attempt', 'transaction', 'shift'],
    table: 'tender',
    // Those from before there were shifts are told by the sale that they completed.
    rows: `SELECT id AS key, json_array(sale_id, kind, amount_minor, received_minor, method, attempt_id,
             provider_transaction_id, shift_id) AS facts, shift_id IS NOT NULL AS least, 1 AS most FROM tender`,
  },
  {
    kinds: ['tender.returned'],
    keyedBy: ['@subject'],
    facts: ['sale', 'kind', 'amount', 'shift'],
    table: 'tender_return',
    rows: `SELECT r.tender_id AS key, json_array(t.sale_id, t.kind, t.amount_minor, r.shift_id) AS facts,
             1 AS least, 1 AS most FROM tender_return r JOIN tender t ON t.id = r.tender_id`,
  },
];
