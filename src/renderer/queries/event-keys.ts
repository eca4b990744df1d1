import type { QueryKey } from '@tanstack/react-query';
import type { TillEvent } from '../../contract/events.ts';
import { cardsKeys } from './cards-keys.ts';
import { keys } from './keys.ts';

/**
 * What an event makes out of date. The one place where main's events meet the cache.
 * @returns key prefixes; the empty key stands for everything
 */
export function staleKeys(event: TillEvent): readonly QueryKey[] {
  switch (event.name) {
    case 'app.changed':
      return [[]]; // the whole till may be another one: first run over, demo left, account connected
    case 'sale.changed':
      return [
        keys.currentSale,
        keys.saleLists,
        keys.tray,
        keys.runningShift,
        keys.attentionTargetLists,
        ...ofSale(event.payload.saleId),
      ];
    case 'payment.changed':
      return [...ofPayment(event.payload), keys.currentSale];
    case 'payment.paid':
      return [...ofPayment(event.payload), keys.currentSale, keys.saleLists];
    case 'connection.changed':
      return [keys.connection, keys.paymentOptions, keys.pulse, keys.links, keys.inStep];
    case 'catalog.changed':
      return [keys.catalog];
    case 'import.changed':
      return [keys.exchange];
    case 'attention.changed':
      return [keys.attention, keys.status, keys.runningShift];
    case 'links.changed':
      return [keys.links, keys.paymentOptions];
    case 'inStep.changed':
      return [keys.inStep];
    case 'cards.changed':
      return [cardsKeys.kept, cardsKeys.live];
    case 'settings.changed':
      return [
        keys.status,
        keys.taxes,
        keys.scanner,
        keys.tenderOptionLists,
        keys.runningShift,
        keys.links,
        keys.paymentOptions,
        keys.webhook,
      ];
    case 'refund.changed':
      return [keys.refunds, keys.sales, keys.saleLists, keys.runningShift]; // it does not say of which sale
    case 'books.changed':
      return [keys.books];
    case 'shift.changed':
      return [keys.shift, keys.tenderOptionLists];
    case 'staff.changed':
      return [keys.staff];
    case 'session.changed':
      return [keys.staffSession];
    case 'proof.changed':
      return [keys.proof, keys.connection, keys.paymentOptions];
  }
}

function ofSale(saleId: string): readonly QueryKey[] {
  return [keys.sale(saleId), keys.refundOptionsOf(saleId), keys.tenderOptions(saleId)];
}

function ofPayment({
  saleId,
  attemptId,
}: {
  readonly saleId: string;
  readonly attemptId: string;
}): readonly QueryKey[] {
  return [
    keys.currentPayment,
    keys.payment(attemptId),
    keys.tray,
    keys.pulse,
    keys.runningShift,
    ...ofSale(saleId),
  ];
}
