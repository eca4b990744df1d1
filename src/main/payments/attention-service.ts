import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { AttachTargetView, AttentionView, RefundView } from '../../contract/views.ts';
import { type CurrencyCode, isCurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { SaleBehind } from '../sales/sale-service.ts';
import { resolveAttention } from './attention.ts';
import { attentionStore, type StandingAttention } from './attention-store.ts';
import { recordAttempt, requestClose } from './attempt-ledger.ts';
import { refundedOf } from './given-back.ts';
import { envOf, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { toTransactionRow, transactionStore } from './transaction-store.ts';

/** What a manager may do about what the machine does not decide; all of it is in the journal. */
export interface AttentionService {
  list(resolved: boolean): readonly AttentionView[];
  count(): number;
  targets(attentionId: string): readonly AttachTargetView[];
  attach(input: OperationParsed<'attention.attach'>): Promise<AttentionView>;
  refund(input: OperationParsed<'attention.refund'>): Promise<RefundView>;
  dismiss(input: OperationParsed<'attention.dismiss'>): AttentionView;
  /** What stands as possibly this attempt's money, but for what somebody has ruled out; null when nothing does. */
  possibleFor(attemptId: string, ruledOut?: readonly string[]): { readonly attentionId: string } | null;
}

export interface AttentionParts extends PaymentParts {
  readonly readTransaction: (transactionId: string) => Promise<ProviderTransaction | null>;
  /** Takes back what is closing, without waiting for the next look. */
  readonly wake: () => void;
  readonly startRefund: (input: {
    readonly attentionId: string;
    readonly saleId: string | null;
    readonly attemptId: string | null;
    readonly transactionId: string;
    readonly amount: { readonly amountMinor: number; readonly currency: CurrencyCode };
    readonly way: OperationParsed<'attention.refund'>['way'];
    readonly reason: string;
    readonly reference: string;
  }) => Promise<RefundView>;
}

type Kind = AttentionView['kind'];

/** Money that came and is nobody's yet: it may be for a sale, or go back. */
const UNCLAIMED_MONEY: ReadonlySet<Kind> = new Set([
  'late_payment',
  'second_payment',
  'amount_differs',
  'unmatched',
  'possibly_ours',
]);

/** How many completed sales are offered as what money may have been meant for. */
const TARGETS_MAX = 20;

export function createAttention(parts: AttentionParts): AttentionService {
  const { database, provider } = parts;
  const { read } = database;
  const changed = (saleId: string | null): void => {
    parts.events.emit({ name: 'attention.changed', payload: {} });
    if (saleId !== null) parts.events.emit({ name: 'sale.changed', payload: { saleId } });
  };
  const find = (id: string): StandingAttention => {
    const row = attentionStore.find(read, id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such matter');
    return row;
  };
  const findOpen = (id: string): StandingAttention => {
    const row = find(id);
    if (row.resolved_at !== null) throw new AppError('ATTENTION_RESOLVED', 'This has been dealt with');
    return row;
  };
  const view = (row: StandingAttention): AttentionView => {
    const sale = row.sale_id === null ? null : parts.sales.glance(row.sale_id);
    return toAttentionView(row, sale, isAccepted(parts, row));
  };
  /** The money as the provider tells it now: what is acted on must still be there. */
  const readMoney = async (row: StandingAttention): Promise<ProviderTransaction> => {
    const transaction = await parts.readTransaction(subjectTransaction(row));
    if (!transaction) throw new AppError('PROVIDER_UNREACHABLE', 'The provider does not answer: try again');
    if (transaction.status !== 'charged') {
      throw new AppError('ATTACH_NOT_POSSIBLE', 'This money is not there any more');
    }
    return transaction;
  };

  return {
    list: (resolved) => attentionStore.list(read, resolved).map(view),
    count: () => attentionStore.count(read),
    targets: (attentionId) => {
      const row = findOpen(attentionId);
      return UNCLAIMED_MONEY.has(row.kind) ? targetsOf(parts, row) : [];
    },
    attach: async ({ attentionId, saleId }) => {
      const row = findOpen(attentionId);
      if (!UNCLAIMED_MONEY.has(row.kind)) {
        throw new AppError('ATTACH_NOT_POSSIBLE', 'There is no money here to attach');
      }
      const transaction = await readMoney(row);
      database.write((db) => attach(parts, db, row.id, saleId, transaction));
      changed(saleId);
      parts.wake();
      return view(find(attentionId));
    },
    refund: async ({ attentionId, way, reason, reference }) => {
      const row = findOpen(attentionId);
      if (!actionsOf(row, isAccepted(parts, row)).includes('refund')) {
        throw new AppError('REFUND_NOT_POSSIBLE', 'There is nothing to give back here');
      }
      const { amount_minor: amountMinor, currency } = row;
      if (amountMinor === null || currency === null || !isCurrencyCode(currency)) {
        throw new AppError(
          'REFUND_NOT_POSSIBLE',
          "The amount is not known: give it back in the partner's office",
        );
      }
      const started = await parts.startRefund({
        attentionId,
        saleId: row.sale_id,
        attemptId: row.attempt_id,
        transactionId: subjectTransaction(row),
        amount: money(amountMinor, currency),
        way,
        reason,
        reference,
      });
      changed(row.sale_id);
      return started;
    },
    dismiss: ({ attentionId, reason }) => {
      const row = findOpen(attentionId);
      if (!actionsOf(row, false).includes('dismiss')) {
        throw new AppError('INVALID_INPUT', 'This has to be decided, not dismissed');
      }
      database.write((db) => {
        if (row.kind === 'claim_unpaid' && row.sale_id !== null) {
          parts.sales.writeOffClaim(db, row.sale_id, reason);
        }
        resolveAttention(parts, db, row, 'dismissed', reason);
      });
      changed(row.sale_id);
      return view(find(attentionId));
    },
    possibleFor: (attemptId, ruledOut = []) => {
      const row = attentionStore
        .openOfAttempt(read, attemptId)
        .find(({ id, kind }) => kind === 'possibly_ours' && !ruledOut.includes(id));
      return row ? { attentionId: row.id } : null;
    },
  };

  function isAccepted(parts: PaymentParts, row: StandingAttention): boolean {
    return parts.sales.acceptedBy(read, provider, subjectTransaction(row)) !== null;
  }
}

/** The transaction that a matter is about; a refund seen elsewhere carries the sum that was seen behind a `#`. */
function subjectTransaction({ provider_transaction_id: subject }: StandingAttention): string {
  return subject.split('#', 1)[0] ?? subject;
}

function actionsOf(
  { kind, resolved_at: resolvedAt, amount_minor: amount }: StandingAttention,
  accepted: boolean,
): AttentionView['actions'] {
  if (resolvedAt !== null) return [];
  if (kind === 'refund_unknown') return ['decide'];
  const isMoney = UNCLAIMED_MONEY.has(kind) || kind === 'kind_differs';
  if (!isMoney || accepted || amount === null) return ['dismiss'];
  return kind === 'kind_differs' ? ['refund', 'dismiss'] : ['attach', 'refund', 'dismiss'];
}

/** What an open sale has yet to be paid, or what a claimed one was handed over for; in minor units. */
function asksFor({ state, remaining, total, claimed }: SaleBehind): number {
  return state === 'open' ? remaining.amountMinor : (claimed ?? total).amountMinor;
}

/** Sales that ask for exactly this money: its own first, then open ones, then claimed ones. */
function targetsOf(parts: AttentionParts, row: StandingAttention): readonly AttachTargetView[] {
  const { amount_minor: amountMinor, currency } = row;
  if (amountMinor === null || currency !== parts.currency) return [];
  const own = row.sale_id === null ? null : parts.sales.glance(row.sale_id);
  const current = parts.sales.current();
  const front = current ? parts.sales.glance(current.id) : null;
  const claimed = parts.sales.salesAwaited().map((saleId) => parts.sales.glance(saleId));
  const sales = [own, front, ...parts.sales.behind(), ...claimed].filter((sale) => sale !== null);
  const seen = new Set<string>();
  return sales
    .filter((sale) => {
      const { saleId } = sale;
      const fits = asksFor(sale) === amountMinor && !seen.has(saleId);
      seen.add(saleId);
      return fits && mayTake(parts, row, saleId);
    })
    .slice(0, TARGETS_MAX)
    .map((sale) => ({
      saleId: sale.saleId,
      title: sale.title,
      total: sale.total,
      openedAt: sale.openedAt,
      receiptNumber: sale.receiptNumber,
      callNumber: sale.callNumber,
      claimed: parts.sales.claimAwaited(parts.database.read, sale.saleId) !== null,
    }));
}

/**
 * An open sale whose code is alive takes money only on that very code; unless nobody can tell on which it came:
 * then any code that asks for the same may have been paid.
 */
function mayTake(parts: AttentionParts, row: StandingAttention, saleId: string): boolean {
  const { read } = parts.database;
  if (parts.sales.claimAwaited(read, saleId)) return true;
  if (parts.sales.view(saleId).state !== 'open' || parts.refunds.isGoingBack(read, saleId)) return false;
  const live = paymentStore.liveOfSale(read, saleId);
  const mayBe = live === undefined || live.id === row.attempt_id || row.kind === 'possibly_ours';
  return mayBe && attemptFor(parts, row, saleId) !== undefined;
}

/** The attempt through which the money came; for money of which that is not known, the sale's own newest. */
function attemptFor(
  { database }: PaymentParts,
  row: StandingAttention,
  saleId: string,
): AttemptRow | undefined {
  const { read } = database;
  const through = row.attempt_id === null ? undefined : paymentStore.find(read, row.attempt_id);
  const own = paymentStore.latestOfSale(read, saleId);
  return row.kind === 'possibly_ours' ? (own ?? through) : (through ?? own);
}

/** This money pays this sale: it confirms its claim, or completes it. @throws AppError when it does not fit */
function attach(
  parts: AttentionParts,
  db: WriteHandle,
  attentionId: string,
  saleId: string,
  transaction: ProviderTransaction,
): void {
  const row = attentionStore.find(db, attentionId);
  if (!row || row.resolved_at !== null) throw new AppError('ATTENTION_RESOLVED', 'This has been dealt with');
  const attempt = attemptFor(parts, row, saleId);
  const { amountMinor, id, env } = transaction;
  const currency = transaction.currency ?? row.currency;
  const sale = parts.sales.glance(saleId);
  const isOfMode = env === null || env === envOf(parts.mode);
  const fits = isOfMode && sale !== null && asksFor(sale) === amountMinor && sale.total.currency === currency;
  if (!attempt || amountMinor === null || !fits || !mayTake(parts, row, saleId)) {
    throw new AppError('ATTACH_NOT_POSSIBLE', 'This money is not what this sale asks for');
  }
  if (parts.sales.acceptedBy(db, parts.provider, id) !== null) {
    throw new AppError('ATTACH_NOT_POSSIBLE', 'This money has settled a sale already');
  }
  if (parts.refunds.goingBackMinor(db, id) > 0) {
    throw new AppError('REFUND_LOCKED', 'This money is given back to the customer');
  }
  const known = transactionStore.find(db, parts.provider, id);
  // Money that names no code was not taken in: of it only the provider's own word is known.
  if ((known ? refundedOf(parts, db, known) : (transaction.refundedMinor ?? 0)) > 0) {
    throw new AppError('ATTACH_NOT_POSSIBLE', 'A part of this money has gone back');
  }
  const at = parts.now();
  const money = { provider: parts.provider, providerTransactionId: id, how: 'attached' } as const;
  if (!known) {
    transactionStore.put(db, toTransactionRow(parts.provider, attempt.id, transaction), at);
  }
  const entry = { kind: 'attached', detail: { transaction: id, sale: saleId } };
  const event = { kind: 'payment_accepted' } as const;
  const own = attempt.sale_id === saleId;
  recordAttempt(db, attempt, at, entry, own ? { event, changes: { accepted_at: at } } : {});
  const done =
    parts.sales.confirmClaim(db, saleId, money) ||
    parts.sales.settle(db, saleId, { kind: 'payment', ...money, amountMinor, attemptId: attempt.id }) ===
      'completed';
  if (!done) throw new AppError('ATTACH_NOT_POSSIBLE', 'The sale takes no money any more');
  // What the sale asked for has come: its code must not be paid on top.
  const live = paymentStore.liveOfSale(db, saleId);
  if (live) requestClose(parts, db, live, 'cancelled');
  parts.journal.append(db, {
    kind: 'payment.attached',
    subjectId: attempt.id,
    payload: { sale: saleId, transaction: id, amount: amountMinor },
  });
  const subjects = attentionStore.openAbout(db, parts.provider, id);
  for (const open of subjects) resolveAttention(parts, db, open, 'attached');
  closeClaimMatters(parts, db, saleId);
}

/** A claim that money stands behind now is nobody's worry any more. */
function closeClaimMatters(parts: AttentionParts, db: WriteHandle, saleId: string): void {
  for (const { id } of parts.sales.tenders(saleId)) {
    for (const open of attentionStore.openAbout(db, parts.provider, id)) {
      if (open.kind === 'claim_unpaid') resolveAttention(parts, db, open, 'settled');
    }
  }
}

function toAttentionView(row: StandingAttention, sale: SaleBehind | null, accepted: boolean): AttentionView {
  const { amount_minor: amount, currency } = row;
  const aboutMoney = row.kind !== 'claim_unpaid' && row.kind !== 'refund_unknown';
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    saleId: row.sale_id,
    attemptId: row.attempt_id,
    providerTransactionId: aboutMoney ? subjectTransaction(row) : null,
    refundId: row.kind === 'refund_unknown' ? row.provider_transaction_id : null,
    // A wrong currency may be one that we do not know: then the id has to do.
    amount: amount !== null && currency !== null && isCurrencyCode(currency) ? money(amount, currency) : null,
    receiptNumber: sale?.receiptNumber ?? null,
    callNumber: sale?.callNumber ?? null,
    actions: actionsOf(row, accepted),
    resolution:
      row.resolved_at === null || row.resolved_how === null
        ? null
        : { how: row.resolved_how, at: row.resolved_at, reason: row.resolved_reason },
  };
}
