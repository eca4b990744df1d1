import { toDecimalText } from '../../domain/money.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';

/**
 * What the provider's support needs to find a payment: ids, times, request ids, statuses. No payer URL, no key, no
 * names, no goods. English, because that is what every support reads.
 */
export function supportText(parts: PaymentParts, attempt: AttemptRow): string {
  const { read } = parts.database;
  const amount = { amountMinor: attempt.amount_minor, currency: attempt.currency };
  const head = [
    `Provider: ${attempt.provider}`,
    `Collected by: ${attempt.way}`,
    `Payment id: ${attempt.provider_payment_id ?? 'none'}`,
    ...(attempt.reference === null ? [] : [`Reference (txid): ${attempt.reference}`]),
    `Amount: ${toDecimalText(amount)} ${amount.currency} (${attempt.env})`,
    `State: ${attempt.state}`,
    `Requested: ${attempt.requested_at}`,
    `Register: ${parts.registerCode}`,
  ];
  const transactions = transactionStore
    .ofAttempt(read, attempt.id)
    .map(
      (row) =>
        `Transaction ${row.id}: ${row.kind} ${row.raw_status} ${row.amount_minor ?? '?'} ${row.currency ?? '?'}, ` +
        `seen ${row.first_seen_at}${row.error_description ? `, ${row.error_description}` : ''}`,
    );
  const timeline = paymentStore
    .events(read, attempt.id)
    .map(({ at, kind, state, detail }) => `${at} ${kind} (${state})${describe(detail)}`);
  return [...head, ...transactions, '', ...timeline].join('\n');
}

/** Only what support can use: our own words, such as the reason of a hand-over, stay here. */
const TOLD = new Set(['requestId', 'status', 'code', 'ms', 'transaction', 'number', 'way']);

function describe(detail: string): string {
  const parsed: unknown = JSON.parse(detail);
  if (typeof parsed !== 'object' || parsed === null) return '';
  const told = Object.entries(parsed).filter(([name, value]) => TOLD.has(name) && value !== null);
  return told.map(([name, value]) => ` ${name}=${String(value)}`).join('');
}
