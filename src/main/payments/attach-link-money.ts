import { AppError } from '../../contract/errors.ts';
import { money } from '../../domain/money.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { SaleBehind } from '../sales/sale-service.ts';
import { resolveAttention } from './attention.ts';
import { attentionStore } from './attention-store.ts';
import { recordAttempt, requestClose } from './attempt-ledger.ts';
import { insertAttempt } from './new-attempt.ts';
import { envOf, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { toTransactionRow, transactionStore } from './transaction-store.ts';

/** Money of a reusable link, read at the provider a moment ago. */
export type LinkMoney = ProviderTransaction & { readonly amountMinor: number };

/** Sales that this money may be for: open ones that ask for as much or more, and those handed over for exactly it. */
export function linkTargets(parts: PaymentParts, amountMinor: number): readonly SaleBehind[] {
  const current = parts.sales.current();
  const front = current ? parts.sales.glance(current.id) : null;
  const claimed = parts.sales.salesAwaited().map((saleId) => parts.sales.glance(saleId));
  const sales = [front, ...parts.sales.behind(), ...claimed].filter((sale) => sale !== null);
  const seen = new Set<string>();
  return sales.filter((sale) => {
    const isNew = !seen.has(sale.saleId);
    seen.add(sale.saleId);
    return isNew && mayTake(parts, parts.database.read, sale, amountMinor);
  });
}

function mayTake(parts: PaymentParts, db: ReadHandle, sale: SaleBehind, amountMinor: number): boolean {
  if (sale.state !== 'open') {
    const claim = parts.sales.claimAwaited(db, sale.saleId);
    return claim?.amount.amountMinor === amountMinor;
  }
  const isBusy =
    paymentStore.liveOfSale(db, sale.saleId) !== undefined || parts.refunds.isGoingBack(db, sale.saleId);
  return !isBusy && sale.lineCount > 0 && sale.remaining.amountMinor >= amountMinor;
}

/**
 * This money, which came through a reusable link, pays this sale: all of it, a part, or the claim on which it was
 * handed over. It stands on an attempt of the sale like any other payment, and can be given back like one.
 * @returns the attempt on which it stands
 * @throws AppError ATTACH_NOT_POSSIBLE where it does not fit
 */
export function attachLinkMoney(
  parts: PaymentParts,
  db: WriteHandle,
  saleId: string,
  transaction: LinkMoney,
): string {
  const { amountMinor, id, env } = transaction;
  const sale = parts.sales.glance(saleId);
  const isOfMode = env === null || env === envOf(parts.mode);
  const isOfCurrency = transaction.currency === null || transaction.currency === parts.currency;
  if (!sale || !isOfMode || !isOfCurrency || !mayTake(parts, db, sale, amountMinor)) {
    throw new AppError('ATTACH_NOT_POSSIBLE', 'This money is not what this sale asks for');
  }
  if (parts.sales.acceptedBy(db, parts.provider, id) !== null) {
    throw new AppError('ATTACH_NOT_POSSIBLE', 'This money has settled a sale already');
  }
  if (parts.refunds.goingBackMinor(db, id) > 0 || (transaction.refundedMinor ?? 0) > 0) {
    throw new AppError('REFUND_LOCKED', 'This money is given back to the customer');
  }
  const claimed = sale.state !== 'open';
  const attempt = claimed
    ? paymentStore.latestOfSale(db, saleId)
    : openAttempt(parts, db, saleId, transaction);
  if (!attempt) throw new AppError('ATTACH_NOT_POSSIBLE', 'This sale was not handed over on a code');
  accept(parts, db, attempt, transaction);
  const place = { provider: parts.provider, providerTransactionId: id, how: 'attached' } as const;
  const done = claimed
    ? parts.sales.confirmClaim(db, saleId, place)
    : parts.sales.settle(db, saleId, { kind: 'payment', ...place, amountMinor, attemptId: attempt.id }) !==
      'refused';
  if (!done) throw new AppError('ATTACH_NOT_POSSIBLE', 'The sale takes no money any more');
  parts.journal.append(db, {
    kind: 'payment.attached',
    subjectId: attempt.id,
    payload: { sale: saleId, transaction: id, amount: amountMinor },
  });
  if (claimed) endClaim(parts, db, saleId);
  return attempt.id;
}

/** Such money carries no reference and no link of the sale: its own id is what it is known by. */
function openAttempt(
  parts: PaymentParts,
  db: WriteHandle,
  saleId: string,
  transaction: LinkMoney,
): AttemptRow {
  const attempt = insertAttempt(parts, db, saleId, {
    amount: money(transaction.amountMinor, parts.currency),
    way: 'hosted',
    methods: parts.connections.methods(),
    origin: 'reusable',
  });
  const at = parts.now();
  return recordAttempt(
    db,
    attempt,
    at,
    { kind: 'created', detail: {} },
    {
      event: { kind: 'link_created' },
      changes: { provider_payment_id: transaction.id, opened_at: at, link_removed_at: at },
    },
  );
}

function accept(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow, transaction: LinkMoney): void {
  const at = parts.now();
  if (!transactionStore.find(db, parts.provider, transaction.id)) {
    transactionStore.put(db, toTransactionRow(parts.provider, attempt.id, transaction), at);
  }
  const entry = { kind: 'attached', detail: { transaction: transaction.id, sale: attempt.sale_id } };
  const own = attempt.origin === 'reusable';
  recordAttempt(
    db,
    attempt,
    at,
    entry,
    own ? { event: { kind: 'payment_accepted' }, changes: { accepted_at: at } } : {},
  );
}

/** What the sale was handed over for has come: its code must not be paid on top, and nobody worries any more. */
function endClaim(parts: PaymentParts, db: WriteHandle, saleId: string): void {
  const live = paymentStore.liveOfSale(db, saleId);
  if (live) requestClose(parts, db, live, 'cancelled');
  for (const { id } of parts.sales.tenders(saleId)) {
    for (const open of attentionStore.openAbout(db, parts.provider, id)) {
      if (open.kind === 'claim_unpaid') resolveAttention(parts, db, open, 'settled');
    }
  }
}
