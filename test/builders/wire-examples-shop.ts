import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type { WebhookView } from '../../src/contract/views.ts';

const at = '2026-11-21T09:00:00.000Z';

const webhook: WebhookView = {
  enabled: true,
  port: 4180,
  path: '/webhooks/fourpay-online',
  state: { kind: 'not_listening', port: 4180, reason: 'port_taken' },
  secret: { lastFour: 'hook', since: at },
  secretAtHand: true,
  counts: {
    proofs: 12,
    hints: 3,
    refused: 1,
    duplicates: 4,
    failed: 0,
    lastAt: at,
    lastRefusal: { reason: 'stale', at },
  },
};

const order = {
  codes: [{ kind: 'link', id: 'link-1' }],
  format: 'a5',
  language: 'ru',
  lines: ['Спасибо!'],
} satisfies OperationInput<'poster.make'>;

type ShopOperation = Extract<OperationName, `poster.${string}` | `webhook.${string}`>;

/** One request and one reply of each operation on posters and webhooks. */
export const shopExamples: {
  readonly [N in ShopOperation]: { readonly input: OperationInput<N>; readonly output: OperationOutput<N> };
} = {
  'poster.preview': { input: order, output: { svg: '<svg/>', pages: 1, replaced: ['❤'] } },
  'poster.make': {
    input: { ...order, copies: 8 },
    output: {
      file: {
        handle: '0123456789abcdef0123456789abcdef',
        name: 'tillink-a5-2026-11-21.pdf',
        sizeBytes: 20_480,
      },
      pages: 8,
      replaced: [],
    },
  },
  'webhook.get': { input: {}, output: webhook },
  'webhook.change': { input: { enabled: true, port: 4180 }, output: webhook },
  'webhook.keepSecret': {
    input: { secret: 'whsec_test_sandbox' },
    output: { ...webhook, state: { kind: 'listening', port: 4180 } },
  },
  'webhook.forgetSecret': {
    input: {},
    output: { ...webhook, secret: null, secretAtHand: false, state: { kind: 'off' } },
  },
};
