import { AppError } from '../../contract/errors.ts';
import type { PaymentOptionsView } from '../../contract/views.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { addAttention } from './attention.ts';
import { recordAttempt } from './attempt-ledger.ts';
import { type Charge, chargeable } from './charging.ts';
import { DAY_MS } from './day-links.ts';
import { insertAttempt } from './new-attempt.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { outboxStore } from './outbox-store.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import type { LastCheck } from './watcher.ts';

/**
 * Charges by a spare link, without a call to the provider: made while there was a network, its amount is entered by
 * the payer. From here on it is this sale's alone; the link's id names the sale once its money is seen.
 * @throws AppError SPARE_LINKS_GONE when none is left; otherwise as any charge
 */
export function chargeSpare(parts: PaymentParts, saleId: string, charge: Charge): AttemptRow {
  if (parts.connections.way() !== 'link') {
    throw new AppError('SPARE_LINKS_GONE', 'Codes made beforehand are links, and links are not collected by');
  }
  return parts.database.write((db) => {
    const amount = chargeable(parts, db, saleId, charge);
    for (const past of paymentStore.ofSale(db, saleId)) outboxStore.deliver(db, past.id, parts.now());
    const wish = { amount, way: 'link', methods: parts.connections.methods(), origin: 'spare' } as const;
    const attempt = insertAttempt(parts, db, saleId, wish);
    const spare = parts.links.takeSpare(db, attempt.id);
    if (!spare) throw new AppError('SPARE_LINKS_GONE', 'No code is left that was made beforehand');
    const at = parts.now();
    const entry = { kind: 'spare_taken', detail: { link: spare.providerLinkId } };
    return recordAttempt(db, attempt, at, entry, {
      event: { kind: 'link_created' },
      changes: {
        provider_payment_id: spare.providerLinkId,
        payer_url: spare.payerUrl,
        opened_at: at,
        expires_at: isoAt(parts.clock.now() + DAY_MS),
        day_long: 1,
      },
    });
  });
}

/**
 * Whether the goods may be handed over on this spare code without a manager.
 * @param lastCheck what the watcher says: a provider that has answered since the code was shown tells the payment itself
 * @throws AppError OFFLINE_LIMIT with what the limit is, in minor units, where it is too much
 */
export function checkSpareLimits(parts: PaymentParts, attempt: AttemptRow, lastCheck: LastCheck): void {
  if (attempt.origin !== 'spare') {
    throw new AppError('FORBIDDEN', 'Only codes made beforehand are handed over on without a manager', {
      details: { role: 'manager' },
    });
  }
  if (!lastCheck.failing && lastCheck.at !== null && lastCheck.at > attempt.requested_at) {
    throw new AppError('OFFLINE_LIMIT', 'The provider answers: it tells by itself when this is paid', {
      details: { limit: 'online' },
    });
  }
  const { spareSaleLimit, spareShiftLimit } = parts.settings.get();
  const refuse = (limit: 'sale' | 'shift', amountMinor: number): never => {
    throw new AppError('OFFLINE_LIMIT', 'This is more than is handed over unconfirmed without a manager', {
      details: { limit, amountMinor: String(amountMinor), currency: attempt.currency },
    });
  };
  if (attempt.amount_minor > spareSaleLimit) refuse('sale', spareSaleLimit);
  const awaited = awaitedNow(parts.database.read, isoAt(parts.clock.now() - DAY_MS));
  if (awaited + attempt.amount_minor > spareShiftLimit) refuse('shift', spareShiftLimit);
}

/**
 * What was handed over on spare codes in this shift or since, and is awaited still; in minor units. A shift that is
 * closed begins no new limit by itself: whoever sells may close it.
 */
function awaitedNow(db: ReadHandle, since: string): number {
  return (
    db.get<{ sum: number | null }>(
      `SELECT sum(t.amount_minor) AS sum FROM claim_awaited c JOIN tender t ON t.id = c.tender_id
       JOIN payment_attempt a ON a.id = t.attempt_id
       WHERE (t.shift_id = (SELECT id FROM shift WHERE closed_at IS NULL) OR t.taken_at >= ?)
       AND a.origin = 'spare'`,
      since,
    )?.sum ?? 0
  );
}

/** What a screen offers while the provider is out of reach. */
export function spareOptions(parts: PaymentParts): PaymentOptionsView['spare'] {
  const { spareSaleLimit, spareShiftLimit } = parts.settings.get();
  return {
    ready: parts.links.spareCount(),
    saleLimitMinor: spareSaleLimit,
    shiftLimitMinor: spareShiftLimit,
  };
}

/**
 * Goods that were handed over on a code that may be paid for a day, and nothing was seen in that day: a person is asked, whether the
 * provider can be reached or not. Money that comes later settles the matter by itself.
 */
export function raiseUnseenClaims(parts: PaymentParts): void {
  const before = isoAt(parts.clock.now() - DAY_MS);
  const due = parts.sales.salesAwaited().filter((saleId) => {
    const attempt = paymentStore.latestOfSale(parts.database.read, saleId);
    return attempt?.day_long === 1 && attempt.requested_at <= before;
  });
  for (const saleId of due) {
    if (parts.database.write((db) => raiseUnseen(parts, db, saleId))) {
      parts.events.emit({ name: 'attention.changed', payload: {} });
    }
  }
}

function raiseUnseen(parts: PaymentParts, db: WriteHandle, saleId: string): boolean {
  const claim = parts.sales.claimAwaited(db, saleId);
  const attempt = paymentStore.latestOfSale(db, saleId);
  if (!claim || claim.attemptId !== attempt?.id) return false;
  const { amountMinor, currency } = claim.amount;
  return addAttention(parts, db, attempt, 'claim_unpaid', { id: claim.id, amountMinor, currency });
}
