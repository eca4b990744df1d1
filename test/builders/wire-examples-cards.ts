import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type {
  CardDeskView,
  CardExportView,
  CardHolderView,
  CardOperationView,
  CardWebhookView,
  DecimalAmountView,
  IssuedCardView,
  IssuerAccountView,
  IssuerTransactionView,
} from '../../src/contract/views.ts';

const at = '2026-11-21T09:00:00.000Z';
const amount: DecimalAmountView = { decimal: '1234.000000001', currency: 'USDT' };
const operationId = 'operation-1';
const place = { accountId: 'account-1', cardId: 'card-1' };

const desk: CardDeskView = {
  baseUrl: 'https://cards.example',
  credential: { kind: 'jwt', lastFour: '9f3a', since: at, expiresAt: at, state: 'ends_soon' },
  version: '2.1.0',
  describedAt: at,
  offers: {
    transfer: 'offered',
    withdraw: 'offered',
    freeze: 'not_listed',
    unfreeze: 'unknown_form',
    close: 'no_description',
    merchant_holders: 'offered',
    webhooks: 'offered',
  },
  transactionFilters: ['account', 'card', 'from', 'to', 'status', 'kind'],
  open: 1,
};

const account: IssuerAccountView = {
  id: 'account-1',
  name: 'Main',
  currency: 'USDT',
  balance: amount,
  held: { decimal: '0', currency: 'USDT' },
  available: null,
  status: 'active',
  cards: 3,
  cardTypes: ['virtual', 'physical'],
  transferAllowed: true,
};

const holder: CardHolderView = {
  id: 'anna-1',
  firstName: 'Anna',
  lastName: 'Petrova',
  email: 'anna@shop.example',
  phone: null,
};

const card: IssuedCardView = {
  id: 'card-1',
  accountId: 'account-1',
  name: 'Advertising',
  holderId: 'anna-1',
  type: 'virtual',
  status: 'active',
  statusText: 'active',
  lastFour: '4242',
  balance: amount,
  limits: [{ name: 'daily', text: '100' }],
  expiry: '11/29',
  createdAt: at,
};

const transaction: IssuerTransactionView = {
  id: 'transaction-1',
  accountId: 'account-1',
  cardId: 'card-1',
  kind: 'purchase',
  status: 'completed',
  outcome: 'done',
  amount: { decimal: '-12.5', currency: 'USDT' },
  fee: { decimal: '0.1', currency: 'USDT' },
  description: 'Paper',
  merchant: 'Stationer',
  at,
};

const operation: CardOperationView = {
  id: operationId,
  act: 'top_up',
  state: 'unknown',
  accountId: 'account-1',
  toAccountId: null,
  cardId: 'card-1',
  label: 'Advertising',
  amount,
  requestedAt: at,
  changedAt: at,
  lastLookAt: at,
  evidence: null,
  words: 'Bad gateway',
  complaints: [{ field: null, message: 'Try later' }],
};

const page = { unreadable: 1, total: 41, more: true };
const done: CardOperationView = {
  ...operation,
  state: 'done',
  evidence: 'marked_transaction',
  complaints: [],
};

const running: CardExportView = {
  state: 'running',
  rows: 400,
  total: 41_000,
  unreadable: 0,
  file: null,
  words: '',
};

const webhook: CardWebhookView = {
  config: {
    url: 'https://hooks.example/cards',
    events: ['card_state', 'of_another_version'],
    active: true,
    secretSet: true,
  },
  secret: { lastFour: 'b0b1', since: at },
  path: '/webhooks/cards',
  counts: { verified: 3, refused: 1, lastAt: at },
};

type CardsOperation = Extract<OperationName, `cards.${string}`>;

/** One request and one reply of each operation of the cards desk. */
export const cardExamples: {
  readonly [N in CardsOperation]: { readonly input: OperationInput<N>; readonly output: OperationOutput<N> };
} = {
  'cards.desk': { input: {}, output: { desk } },
  'cards.connect': {
    input: { baseUrl: 'https://cards.example', kind: 'api_token', token: 'a-token-of-an-issuer' },
    output: { desk: { ...desk, credential: { ...desk.credential, kind: 'api_token', expiresAt: null } } },
  },
  'cards.describe': { input: {}, output: { desk } },
  'cards.disconnect': { input: {}, output: {} },
  'cards.accounts': { input: {}, output: { items: [account], ...page } },
  'cards.account': {
    input: { accountId: 'account-1' },
    output: {
      ...account,
      fees: [{ name: 'topup', text: '1.5 %' }],
      bins: [{ id: 'bin-1', bin: '424242', network: 'visa', country: null, categoryIds: ['advertising'] }],
    },
  },
  'cards.holders': {
    input: { accountId: 'account-1', text: 'anna', offset: 0, limit: 100 },
    output: { items: [holder], ...page, total: null },
  },
  'cards.createHolder': {
    input: {
      operationId,
      accountId: 'account-1',
      holderId: 'anna-1',
      firstName: 'Anna',
      lastName: 'Petrova',
      email: 'anna@shop.example',
      phone: '+79990000000',
    },
    output: {
      ...operation,
      act: 'create_holder',
      state: 'refused',
      cardId: null,
      amount: null,
      complaints: [{ field: 'phone', message: 'is not a phone number' }],
    },
  },
  'cards.list': {
    input: { accountId: 'account-1', status: 'active', text: '42', offset: 100, limit: 100 },
    output: { items: [card], ...page },
  },
  'cards.card': { input: place, output: { ...card, status: null, statusText: 'under review' } },
  'cards.issue': {
    input: {
      operationId,
      accountId: 'account-1',
      name: 'Advertising',
      holderId: 'anna-1',
      type: 'virtual',
      choice: { kind: 'bin', binId: 'bin-1' },
      limits: { daily: amount, monthly: null, perTransaction: null },
    },
    output: { ...operation, act: 'issue', state: 'accepted', amount: null, evidence: 'answer' },
  },
  'cards.topUp': { input: { operationId, ...place, amount }, output: operation },
  'cards.withdraw': { input: { operationId, ...place, amount }, output: { ...done, act: 'withdraw' } },
  'cards.transfer': {
    input: { operationId, fromAccountId: 'account-1', toAccountId: 'account-2', amount },
    output: { ...done, act: 'transfer', toAccountId: 'account-2', cardId: null },
  },
  'cards.freeze': {
    input: { operationId, ...place },
    output: { ...done, act: 'freeze', amount: null, evidence: 'card' },
  },
  'cards.unfreeze': {
    input: { operationId, ...place },
    output: { ...operation, act: 'unfreeze', amount: null, state: 'failed', evidence: 'answer' },
  },
  'cards.close': { input: { operationId, ...place }, output: { ...operation, act: 'close', amount: null } },
  'cards.operations': {
    input: { cardId: 'card-1', cursor: '7' },
    output: { items: [operation, done], nextCursor: '3' },
  },
  'cards.operation': { input: { operationId }, output: { ...operation, state: 'sending' } },
  'cards.look': { input: { operationId }, output: { ...operation, state: 'not_seen' } },
  'cards.decide': {
    input: { operationId, done: false, reason: 'The support says so' },
    output: { ...operation, state: 'decided_not_done', evidence: 'owner' },
  },
  'cards.reveal': {
    input: { ...place, pin: '4711' },
    output: { pan: '0000 0000 0000 0000', cvv: '000', expiry: '11/29', holderName: null, shownForMs: 30_000 },
  },
  'cards.transactions': {
    input: { of: 'cards', cardId: 'card-1', from: at, to: at, kind: 'purchase', offset: 200, limit: 200 },
    output: { items: [transaction], ...page },
  },
  'cards.export': { input: { of: 'accounts', accountId: 'account-1' }, output: running },
  'cards.exportStatus': {
    input: {},
    output: {
      export: {
        ...running,
        state: 'done',
        rows: 41_000,
        file: { handle: 'ab'.repeat(16), name: 'transactions.csv', sizeBytes: 3_200_000 },
      },
    },
  },
  'cards.exportCancel': { input: {}, output: {} },
  'cards.webhook': { input: {}, output: webhook },
  'cards.setWebhook': {
    input: {
      url: 'https://hooks.example/cards',
      events: ['card_transaction', 'card_state'],
      active: true,
      newSecret: true,
    },
    output: webhook,
  },
  'cards.deleteWebhook': { input: {}, output: { ...webhook, config: null, secret: null } },
};
