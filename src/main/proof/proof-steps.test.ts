import { expect, test } from 'vitest';
import type { AttemptInspection } from '../payments/payment-service.ts';
import { linkStillThere, pageClosed, pageOpens, paid, unpayable } from './proof-steps.ts';

const probe = (kind: 'opens' | 'refused' | 'unreachable', status: number | null) => ({
  kind,
  status,
  durationMs: 5,
});

const inspection = (attempt: Partial<AttemptInspection['attempt']>): AttemptInspection => ({
  attempt: {
    sequence: 1,
    id: 'a1',
    sale_id: 's1',
    number: 1,
    provider: 'fourpay-online',
    env: 'test',
    amount_minor: 100,
    currency: 'RUB',
    state: 'open',
    close_reason: null,
    provider_payment_id: 'l1',
    payer_url: 'https://pay.example/l1',
    requested_at: '2026-11-21T09:00:00.000Z',
    expires_at: null,
    ended_at: null,
    link_removed_at: null,
    link_left_at: null,
    declined_at: null,
    declined_reason: null,
    problem_code: null,
    problem_message: null,
    way: 'link',
    reference: null,
    methods: '["card"]',
    opened_at: '2026-11-21T09:00:01.000Z',
    accepted_at: null,
    origin: 'sale',
    day_long: 0,
    ...attempt,
  },
  transactions: [],
});

test.each([
  ['ok', probe('opens', 200)],
  ['failed', probe('refused', 404)],
  ['failed', probe('refused', 410)],
  // A page may turn machines away, and open on a phone.
  ['warning', probe('refused', 403)],
  ['warning', probe('unreachable', 503)],
  ['warning', probe('unreachable', null)],
] as const)('a page is %s by %j', (state, answer) => {
  expect(pageOpens(answer)).toMatchObject({ kind: 'ended', state });
});

test.each([
  ['ok', probe('refused', 404)],
  ['ok', probe('refused', 410)],
  ['warning', probe('unreachable', 502)],
  ['warning', probe('unreachable', null)],
] as const)('a page whose link was deleted is %s by %j', (state, answer) => {
  expect(pageClosed(answer)).toMatchObject({ kind: 'ended', state });
});

test('a page that still opens says nothing by itself: a person has to look', () => {
  expect(pageClosed(probe('opens', 200))).toBeNull();
});

test('a link is waited for until it is gone, refused for good, or two minutes have passed', () => {
  const accepted_at = '2026-11-21T09:01:00.000Z';
  const at = Date.parse(accepted_at);
  expect(linkStillThere(inspection({ accepted_at }), at + 1000)).toEqual({ kind: 'waiting' });
  expect(linkStillThere(inspection({ accepted_at, link_removed_at: accepted_at }), at)).toBeNull();
  expect(linkStillThere(inspection({ accepted_at, link_left_at: accepted_at }), at)).toMatchObject({
    state: 'warning',
    detail: { reason: 'not_deleted' },
  });
  expect(linkStillThere(inspection({ accepted_at }), at + 120_001)).toMatchObject({
    state: 'warning',
    detail: { reason: 'not_deleted_yet' },
  });
});

test('a clock that was put back makes no payment that took less than nothing', () => {
  expect(paid(inspection({ accepted_at: '2026-11-21T08:00:00.000Z' }))).toMatchObject({
    state: 'ok',
    detail: { seconds: 0 },
  });
});

test('a code that is alive may be paid; one that has ended says how', () => {
  expect(unpayable(inspection({}))).toBeNull();
  expect(unpayable(inspection({ state: 'expired' }))).toMatchObject({
    state: 'failed',
    detail: { reason: 'expired' },
  });
});
