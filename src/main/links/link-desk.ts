import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { LinkPaymentView, LinkTargetView } from '../../contract/views.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { SaleBehind } from '../sales/sale-service.ts';
import type { LinkParts } from './link-parts.ts';
import { mayHaveGoneBack } from './link-refunds.ts';
import { type LinkPaymentRow, linkStore } from './link-store.ts';
import { type SettledSale, toLinkPaymentView } from './link-view.ts';

/** What the desk needs of the payments feature. */
export interface LinkDeskParts extends LinkParts {
  /** Reads one transaction at the provider and takes it in; null when it was not told. */
  readonly readTransaction: (transactionId: string) => Promise<ProviderTransaction | null>;
  readonly targets: (amountMinor: number) => readonly SaleBehind[];
  /** Lets the money pay the sale. @returns the attempt on which it stands @throws AppError where it does not fit */
  readonly attachMoney: (
    db: WriteHandle,
    saleId: string,
    money: ProviderTransaction & { readonly amountMinor: number },
  ) => string;
  /** The sale of an attempt. */
  readonly saleOf: (attemptId: string) => string;
  /** Takes back what is closing, without waiting for the next look. */
  readonly wake: () => void;
}

/** The money of reusable links, and what a manager says that it pays. */
export interface LinkDesk {
  payments(linkId: string | null): readonly LinkPaymentView[];
  targets(transactionId: string): readonly LinkTargetView[];
  attach(input: OperationParsed<'links.attach'>): Promise<LinkPaymentView>;
  leave(input: OperationParsed<'links.leave'>): LinkPaymentView;
}

/** Wire replies are bounded: the newest of a link, and the oldest of what waits. */
const SHOWN_MAX = 200;
const TARGETS_MAX = 20;

export function createLinkDesk(parts: LinkDeskParts): LinkDesk {
  const { database, provider } = parts;
  const { read } = database;
  const find = (transactionId: string): LinkPaymentRow => {
    const row = linkStore.findPayment(read, provider, transactionId);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such payment');
    return row;
  };
  const findWaiting = (transactionId: string): LinkPaymentRow => {
    const row = find(transactionId);
    if (row.settled_at !== null) {
      throw new AppError('LINK_MONEY_SETTLED', 'It has been said already what this money pays');
    }
    const isMoney = row.status === 'charged' && (row.kind === 'payment' || row.kind === 'link');
    if (!isMoney) throw new AppError('ATTACH_NOT_POSSIBLE', 'There is no money here');
    return row;
  };
  const saleOf = (row: LinkPaymentRow): SettledSale | null => {
    if (row.attempt_id === null) return null;
    const saleId = parts.saleOf(row.attempt_id);
    return { saleId, receiptNumber: parts.sales.glance(saleId)?.receiptNumber ?? null };
  };
  const view = (row: LinkPaymentRow): LinkPaymentView =>
    toLinkPaymentView(row, linkStore.find(read, row.own_link_id), saleOf(row));
  const changed = (saleId: string | null): void => {
    parts.events.emit({ name: 'links.changed', payload: {} });
    if (saleId !== null) parts.events.emit({ name: 'sale.changed', payload: { saleId } });
  };

  return {
    payments: (linkId) =>
      (linkId === null
        ? linkStore.waiting(read, SHOWN_MAX)
        : linkStore.payments(read, linkId, SHOWN_MAX)
      ).map(view),
    targets: (transactionId) => {
      const { amount_minor: amountMinor } = findWaiting(transactionId);
      if (amountMinor === null) return [];
      return parts.targets(amountMinor).slice(0, TARGETS_MAX).map(toTarget);
    },
    attach: async ({ transactionId, saleId }) => {
      findWaiting(transactionId);
      const transaction = await parts.readTransaction(transactionId);
      if (!transaction) throw new AppError('PROVIDER_UNREACHABLE', 'The provider does not answer: try again');
      const { amountMinor, status } = transaction;
      if (status !== 'charged' || amountMinor === null) {
        throw new AppError('ATTACH_NOT_POSSIBLE', 'This money is not there any more');
      }
      database.write((db) => {
        if (mayHaveGoneBack(parts, db, findWaiting(transactionId))) {
          throw new AppError('REFUND_LOCKED', 'Some of this money may have been given back');
        }
        const attemptId = parts.attachMoney(db, saleId, { ...transaction, amountMinor });
        linkStore.settlePayment(db, provider, transactionId, { at: parts.now(), attemptId, reason: null });
      });
      changed(saleId);
      parts.wake();
      return view(find(transactionId));
    },
    leave: ({ transactionId, reason }) => {
      const row = findWaiting(transactionId);
      database.write((db) => {
        linkStore.settlePayment(db, provider, row.id, { at: parts.now(), attemptId: null, reason });
        const payload = { link: row.own_link_id, amount: row.amount_minor, currency: row.currency };
        parts.journal.append(db, { kind: 'link.money_left', subjectId: row.id, payload });
      });
      changed(null);
      return view(find(transactionId));
    },
  };
}

function toTarget(sale: SaleBehind): LinkTargetView {
  const claimed = sale.state !== 'open';
  return {
    saleId: sale.saleId,
    title: sale.title,
    callNumber: sale.callNumber,
    receiptNumber: sale.receiptNumber,
    openedAt: sale.openedAt,
    asks: claimed ? (sale.claimed ?? sale.total) : sale.remaining,
    claimed,
  };
}
