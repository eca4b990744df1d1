import { ANY, type BookCheck } from './book-check.ts';

const refundFacts = 'json_array(sale_id, provider_transaction_id, way, amount_minor, currency)';

const refundState = (
  state: 'requested' | 'done' | 'refused' | 'unknown',
  least: string,
  most: string,
): BookCheck => ({
  kinds: [`refund.${state}`],
  keyedBy: ['@subject'],
  facts: ['sale', 'transaction', 'way', 'amount', 'currency'],
  table: 'refund',
  rows: `SELECT id AS key, ${refundFacts} AS facts, ${least} AS least, ${most} AS most FROM refund`,
});

const ENDED = "e.attempt_id = p.id AND e.state IN ('cancelled', 'expired', 'replaced')";
/** How a code ends whose taking back was confirmed; other ends were not journalled by older programs. */
const CONFIRMED = `EXISTS (SELECT 1 FROM payment_attempt_event e WHERE ${ENDED} AND e.kind = 'close_confirmed')`;
const EVER_ENDED = `EXISTS (SELECT 1 FROM payment_attempt_event e WHERE ${ENDED})`;

const ATTEMPTS: readonly BookCheck[] = [
  {
    kinds: ['payment.requested'],
    keyedBy: ['@subject'],
    facts: ['sale', 'amount', 'currency', 'number'],
    table: 'payment_attempt',
    rows: `SELECT id AS key, json_array(sale_id, amount_minor, currency, number) AS facts, 1 AS least, 1 AS most
           FROM payment_attempt`,
  },
  {
    kinds: ['payment.extended'],
    keyedBy: ['@subject'],
    facts: [],
    table: 'payment_attempt',
    rows: `SELECT id AS key, json_array() AS facts, 0 AS least, ${ANY} AS most FROM payment_attempt`,
  },
  {
    kinds: ['payment.ended'],
    keyedBy: ['@subject'],
    facts: ['sale', 'state'],
    table: 'payment_attempt',
    // Its state may have moved on since; then its timeline keeps the end. An end that no timeline knows is none.
    rows: `SELECT id AS key, json_array(sale_id, close_reason) AS facts,
             ${CONFIRMED} OR (state IN ('cancelled', 'expired', 'replaced') AND NOT ${EVER_ENDED}) AS least,
             state NOT IN ('requesting', 'open', 'paying', 'closing', 'unknown', 'paid') AND ${EVER_ENDED} AS most
           FROM payment_attempt p`,
  },
];

const MONEY: readonly BookCheck[] = [
  {
    kinds: ['payment.paid'],
    keyedBy: ['transaction'],
    facts: ['sale', 'amount'],
    table: 'acceptance',
    rows: `SELECT a.provider_transaction_id AS key, json_array(t.sale_id, t.amount_minor) AS facts,
             1 AS least, 1 AS most
           FROM acceptance a JOIN tender t ON t.id = a.tender_id WHERE a.how <> 'attached'`,
  },
  {
    kinds: ['payment.attached'],
    keyedBy: ['transaction'],
    facts: ['sale', 'amount'],
    table: 'acceptance',
    rows: `SELECT a.provider_transaction_id AS key, json_array(t.sale_id, t.amount_minor) AS facts,
             1 AS least, 1 AS most
           FROM acceptance a JOIN tender t ON t.id = a.tender_id WHERE a.how = 'attached'`,
  },
  {
    kinds: ['payment.paid', 'payment.attached'],
    keyedBy: ['transaction'],
    facts: ['sale', 'amount'],
    table: 'tender',
    rows: `SELECT coalesce(t.provider_transaction_id, a.provider_transaction_id) AS key,
             json_array(t.sale_id, t.amount_minor) AS facts, 1 AS least, 1 AS most
           FROM tender t LEFT JOIN acceptance a ON a.tender_id = t.id
           WHERE t.kind = 'payment_link' OR (t.kind = 'claimed' AND a.provider_transaction_id IS NOT NULL)`,
  },
  {
    kinds: ['sale.claimed'],
    keyedBy: ['attempt'],
    facts: ['@subject', 'amount'],
    table: 'tender',
    rows: `SELECT attempt_id AS key, json_array(sale_id, amount_minor) AS facts, 1 AS least, 1 AS most
           FROM tender WHERE kind = 'claimed'`,
  },
  {
    kinds: ['claim.confirmed'],
    keyedBy: ['@subject'],
    facts: ['sale', 'transaction', 'how'],
    table: 'claim_outcome',
    rows: `SELECT o.tender_id AS key, json_array(t.sale_id, a.provider_transaction_id, a.how) AS facts,
             1 AS least, 1 AS most
           FROM claim_outcome o JOIN tender t ON t.id = o.tender_id LEFT JOIN acceptance a ON a.tender_id = t.id
           WHERE o.outcome = 'confirmed'`,
  },
  {
    kinds: ['claim.written_off'],
    keyedBy: ['@subject'],
    facts: ['sale', 'amount'],
    table: 'claim_outcome',
    rows: `SELECT o.tender_id AS key, json_array(t.sale_id, t.amount_minor) AS facts, 1 AS least, 1 AS most
           FROM claim_outcome o JOIN tender t ON t.id = o.tender_id WHERE o.outcome = 'written_off'`,
  },
];

const REFUNDS: readonly BookCheck[] = [
  refundState('requested', '1', '1'),
  refundState('done', "state = 'done'", "state = 'done'"),
  refundState('refused', "state = 'refused'", "state = 'refused'"),
  refundState('unknown', "state = 'unknown'", String(ANY)),
  {
    kinds: ['refund.decided'],
    keyedBy: ['@subject'],
    facts: ['made', 'amount', 'currency'],
    table: 'refund',
    rows: `SELECT id AS key, json_array(state = 'done', amount_minor, currency) AS facts, decided AS least,
             decided AS most FROM refund`,
  },
];

const OTHERS: readonly BookCheck[] = [
  {
    kinds: ['attention.raised'],
    keyedBy: ['@subject'],
    facts: ['kind', 'attempt', 'transaction', 'amount', 'currency'],
    table: 'attention',
    rows: `SELECT id AS key, json_array(kind, attempt_id, provider_transaction_id, amount_minor, currency) AS facts,
             1 AS least, 1 AS most FROM attention`,
  },
  {
    kinds: ['attention.resolved'],
    keyedBy: ['@subject'],
    facts: ['kind', 'how'],
    table: 'attention_resolution',
    rows: `SELECT r.attention_id AS key, json_array(a.kind, r.how) AS facts, 1 AS least, 1 AS most
           FROM attention_resolution r JOIN attention a ON a.id = r.attention_id`,
  },
  {
    kinds: ['connection.changed'],
    keyedBy: ['@subject'],
    facts: [],
    table: 'connection',
    rows: `SELECT provider AS key, json_array() AS facts, 1 AS least, ${ANY} AS most FROM connection`,
  },
];

/** Attempts, the money that came through them, refunds, Attention and the connection. */
export const PAYMENT_CHECKS: readonly BookCheck[] = [...ATTEMPTS, ...MONEY, ...REFUNDS, ...OTHERS];
