import type { SaleLineView, SaleView } from '../../../contract/views.ts';

const amount = { amountMinor: 100, currency: 'RUB' } as const;
const nothing = { amountMinor: 0, currency: 'RUB' } as const;

/** A line as main tells it, for tests. */
export function exampleLine(changes: Partial<SaleLineView> = {}): SaleLineView {
  return {
    id: 'l1',
    productId: 'p1',
    name: 'Tea',
    unit: 'piece',
    unitAmount: amount,
    catalogueAmount: null,
    quantityThousandths: 1000,
    note: '',
    code: null,
    total: amount,
    discount: null,
    discountAmount: nothing,
    saleDiscountAmount: nothing,
    tax: null,
    taxAmount: nothing,
    charged: amount,
    ...changes,
  };
}

/** An open sale as main tells it, for tests. */
export function exampleSale(changes: Partial<SaleView> = {}): SaleView {
  return {
    id: 's1',
    revision: 1,
    state: 'open',
    lines: [exampleLine()],
    subtotal: amount,
    discount: null,
    discountTotal: nothing,
    taxMode: 'included',
    taxes: [],
    taxTotal: nothing,
    total: amount,
    rounding: nothing,
    note: '',
    customerName: '',
    tenders: [],
    remaining: amount,
    undoable: false,
    parkedAt: null,
    frozen: false,
    openedAt: '2026-11-21T04:00:00.000Z',
    closedAt: null,
    receiptNumber: null,
    callNumber: null,
    purpose: 'counter',
    ...changes,
  };
}
