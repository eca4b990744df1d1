import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type EventName, eventSchema, type TillEvent } from '../../contract/events.ts';
import { staleKeys } from './event-keys.ts';
import { cardsKeys } from './cards-keys.ts';
import { keys } from './keys.ts';

const CACHED = {
  status: keys.status,
  categories: keys.categories,
  products: keys.products({ text: 'tea', shelf: null }),
  currentSale: keys.currentSale,
  saleList: keys.saleList('completed'),
  sale: keys.sale('s1'),
  otherSale: keys.sale('s2'),
  currentPayment: keys.currentPayment,
  payment: keys.payment('a1'),
  otherPayment: keys.payment('a2'),
  tray: keys.tray,
  options: keys.paymentOptions,
  pulse: keys.pulse,
  inStep: keys.inStep,
  links: keys.links,
  webhook: keys.webhook,
  attention: keys.attention,
  openAttention: keys.attentionList(false),
  targets: keys.attentionTargets('n1'),
  refundOptions: keys.refundOptions('s1', null),
  otherRefundOptions: keys.refundOptions('s2', 't1'),
  tenderOptions: keys.tenderOptions('s1'),
  otherTenderOptions: keys.tenderOptions('s2'),
  taxes: keys.taxes,
  scanner: keys.scanner,
  currentShift: keys.currentShift,
  zReports: keys.zReports,
  connection: keys.connection,
  proof: keys.proof,
  staffSession: keys.staffSession,
  staffList: keys.staffList,
  books: keys.books,
  currentImport: keys.currentImport,
  exportStatus: keys.exportStatus,
  importRows: keys.importRows('i1', null),
  newestChanges: keys.newestChanges,
  desk: cardsKeys.desk,
  cardOperation: cardsKeys.operation('o1'),
  issuerAccounts: cardsKeys.accounts,
  cardPage: cardsKeys.list({ accountId: 'x1' }, 0),
  transactionPage: cardsKeys.transactions({ of: 'cards' }, 3),
  cardWebhook: cardsKeys.webhook,
  holderPage: cardsKeys.holdersFound({ text: '' }, 0),
} as const;

async function staleAfter(event: TillEvent): Promise<readonly string[]> {
  const cache = new QueryClient();
  for (const queryKey of Object.values(CACHED)) cache.setQueryData(queryKey, 'known');
  for (const queryKey of staleKeys(event)) await cache.invalidateQueries({ queryKey });
  return Object.entries(CACHED)
    .filter(([, queryKey]) => cache.getQueryState(queryKey)?.isInvalidated)
    .map(([name]) => name);
}

const ofSale = { saleId: 's1', attemptId: 'a1' };
const PAYMENT = [
  'currentSale',
  'sale',
  'currentPayment',
  'payment',
  'tray',
  'pulse',
  'refundOptions',
  'tenderOptions',
  'currentShift',
];

const EXPECTED = {
  'app.changed': [{}, Object.keys(CACHED)],
  'sale.changed': [
    { saleId: 's1' },
    ['currentSale', 'saleList', 'sale', 'tray', 'targets', 'refundOptions', 'tenderOptions', 'currentShift'],
  ],
  'payment.changed': [ofSale, PAYMENT],
  'payment.paid': [ofSale, [...PAYMENT, 'saleList']],
  'connection.changed': [{}, ['options', 'pulse', 'connection', 'links', 'inStep']],
  'links.changed': [{}, ['links', 'options']],
  'catalog.changed': [{}, ['categories', 'products', 'newestChanges']],
  'import.changed': [{}, ['currentImport', 'exportStatus']],
  'attention.changed': [{}, ['status', 'attention', 'openAttention', 'targets', 'currentShift']],
  'settings.changed': [
    {},
    [
      'status',
      'taxes',
      'scanner',
      'tenderOptions',
      'otherTenderOptions',
      'currentShift',
      'links',
      'options',
      'webhook',
    ],
  ],
  'shift.changed': [{}, ['currentShift', 'zReports', 'tenderOptions', 'otherTenderOptions']],
  'refund.changed': [
    { refundId: 'r1' },
    ['saleList', 'sale', 'otherSale', 'refundOptions', 'otherRefundOptions', 'currentShift'],
  ],
  'inStep.changed': [{}, ['inStep']],
  'cards.changed': [
    {},
    ['desk', 'cardOperation', 'issuerAccounts', 'cardPage', 'transactionPage', 'cardWebhook'],
  ],
  'books.changed': [{}, ['books']],
  'staff.changed': [{}, ['staffSession', 'staffList']],
  'session.changed': [{}, ['staffSession']],
  'proof.changed': [{}, ['options', 'connection', 'proof']],
} as const satisfies Record<EventName, readonly [object, readonly string[]]>;

describe('what an event makes out of date', () => {
  it.each(Object.entries(EXPECTED))('%s', async (name, [payload, stale]) => {
    const found = await staleAfter(eventSchema.parse({ name, payload }));
    expect([...found].sort()).toEqual([...stale].sort());
  });
});
