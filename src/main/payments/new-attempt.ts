import type { Money } from '../../domain/money.ts';
import { attemptReference, type CollectWay, orderReference } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { envOf, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/** What a new attempt is made of, beside its sale. */
export interface AttemptWish {
  readonly amount: Money;
  readonly way: CollectWay;
  readonly methods: readonly string[];
  /** Where its code comes from: made for the sale, unless something else is said. */
  readonly origin?: AttemptRow['origin'];
}

/** Inserts an attempt inside the caller's transaction. Nothing is sent before it is committed (PAY-1). */
export function insertAttempt(
  parts: PaymentParts,
  db: WriteHandle,
  saleId: string,
  { amount, way, methods, origin = 'sale' }: AttemptWish,
): AttemptRow {
  const id = parts.ids.newId();
  const at = parts.now();
  const number = (paymentStore.latestOfSale(db, saleId)?.number ?? 0) + 1;
  paymentStore.insert(db, {
    id,
    sale_id: saleId,
    number,
    provider: parts.provider,
    env: envOf(parts.mode),
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    requested_at: at,
    way,
    // Money of a reusable link carries no reference of ours: it is known by its own id.
    reference: origin === 'sale' ? referenceOf(parts, { id, saleId, number, way }) : null,
    methods: JSON.stringify(methods),
    origin,
  });
  parts.sales.giveCallNumber(db, saleId);
  parts.journal.append(db, {
    kind: 'payment.requested',
    subjectId: id,
    payload: { sale: saleId, amount: amount.amountMinor, currency: amount.currency, number, way },
  });
  return recordAttempt(db, readAttempt(db, id), at, { kind: 'requested', detail: { number, way } });
}

function referenceOf(
  { registerCode }: PaymentParts,
  { id, saleId, number, way }: { id: string; saleId: string; number: number; way: CollectWay },
): string | null {
  switch (way) {
    case 'link':
      return null;
    case 'hosted':
      return attemptReference(registerCode, id);
    case 'checkout':
      return orderReference(registerCode, saleId, number);
  }
}
