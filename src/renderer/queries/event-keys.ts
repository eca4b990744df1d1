import type { QueryKey } from '@tanstack/react-query';
import type { TillEvent } from '../../contract/events.ts';
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
      return [keys.currentSale, keys.saleLists, keys.sale(event.payload.saleId)];
    case 'payment.changed':
      return [keys.currentPayment, keys.currentSale, keys.sale(event.payload.saleId)];
    case 'payment.paid':
      return [keys.currentPayment, keys.currentSale, keys.saleLists, keys.sale(event.payload.saleId)];
    case 'connection.changed':
      return [keys.connection];
    case 'catalog.changed':
      return [keys.catalog];
    case 'attention.changed':
      return [keys.attention, keys.status];
    case 'settings.changed':
      return [keys.status];
  }
}
