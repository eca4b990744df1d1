import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  during,
  givenBack,
  pressRefund,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** PAY-8 when answers get lost, the till dies, or the disk does not take what was answered. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const PUT = { method: 'PUT', path: '/api/v1/transactions/:id' } as const;
const GET = { method: 'GET', path: '/api/v1/transactions/:id' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const one = async (saleId: string) => {
  const [newest] = await refundsOf(counter, saleId);
  if (!newest) throw new Error('There is no refund');
  return newest;
};
const kindsOf = (made: { readonly events: readonly { readonly kind: string }[] }) =>
  made.events.map(({ kind }) => kind);
const options = (saleId: string) => counter.ask('refund.options', { saleId });
const reads = async () =>
  (await counter.control.requests()).filter(
    ({ method, path }) => method === 'GET' && /\/transactions\/[^/?]+$/.test(path),
  ).length;

describe('the answer is lost, and the refund was made', () => {
  test.each(['reset_after_write', '500_after_write', 'truncated', 'malformed', 'hang_after_write'])(
    'PAY-8 %s: unknown, looked up within seconds, never sent again',
    async (kind) => {
      counter = await openCounter({ switches: { refundedAmountField: true } });
      const { saleId, transactionId } = await sell(counter);
      await counter.control.fault({ kind, ...PUT, count: 'always' });
      // The look comes 2 s after the answer was given up for lost.
      const lost = await during(counter, pressRefund(counter, saleId, { amount: rub(300) }), 30_000);
      expect(lost.state).toBe('unknown');
      const made = await one(saleId);
      expect(made).toMatchObject({ state: 'done', problem: null, decided: false });
      expect(kindsOf(made)).toEqual(['requested', 'sent', 'unknown', 'read_back']);
      expect(await refundCalls(counter)).toHaveLength(1);
      expect(await givenBack(counter, transactionId)).toBe(300);
      await counter.pass(3 * HOUR);
      expect(await refundCalls(counter)).toHaveLength(1);
      expect(await attentionKinds(counter)).toEqual([]);
    },
  );

  test.each(['link', 'parent'])(
    'PAY-8 a part that only a row of the list (%s) shows is found as well',
    async (refundRows) => {
      counter = await openCounter({ switches: { refundRows: refundRows === 'link' ? 'link' : 'parent' } });
      const { saleId } = await sell(counter);
      await counter.control.fault({ kind: 'reset_after_write', ...PUT });
      expect(await refund(counter, saleId, { amount: rub(300) }, 1500)).toMatchObject({ state: 'unknown' });
      await counter.pass(30_000);
      expect(await one(saleId)).toMatchObject({ state: 'done' });
      expect(await refundCalls(counter)).toHaveLength(1);
    },
  );

  test('PAY-8 a part that this deployment never shows stays unknown until a manager decides', async () => {
    counter = await openCounter({ switches: { refundRows: 'bare' } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'reset_after_write', ...PUT });
    await refund(counter, saleId, { amount: rub(300) });
    await counter.pass(11 * MINUTE);
    const stuck = await one(saleId);
    expect(stuck).toMatchObject({ state: 'unknown', problem: { code: 'PROVIDER_UNREACHABLE' } });
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    const decided = await counter.ask('refund.decide', {
      refundId: stuck.id,
      made: true,
      reason: 'It is there',
    });
    expect(decided).toMatchObject({ state: 'done', decided: true, problem: null });
    expect(await attentionKinds(counter)).toEqual([]);
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(700) });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });
});

describe('the answer is lost, and the refund was not made', () => {
  test.each(['reset', 'hang'])(
    'PAY-8 %s: unknown and locked, never taken for refused, raised after ten minutes',
    async (kind) => {
      counter = await openCounter({ switches: { refundedAmountField: true } });
      const { saleId, transactionId } = await sell(counter);
      await counter.control.fault({ kind, ...PUT, count: 'always' });
      const lost = await during(counter, pressRefund(counter, saleId, { amount: rub(300) }), 30_000);
      expect(lost).toMatchObject({ state: 'unknown', problem: { code: 'PROVIDER_UNREACHABLE' } });
      await counter.pass(9 * MINUTE);
      expect(await attentionKinds(counter)).toEqual([]);
      expect(await one(saleId)).toMatchObject({ state: 'unknown', endedAt: null });
      expect(await options(saleId)).toMatchObject({ lockedBy: lost.id, refunded: rub(300) });
      await counter.pass(2 * MINUTE);
      const { items } = await counter.ask('attention.list', {});
      expect(items).toMatchObject([
        { kind: 'refund_unknown', saleId, refundId: lost.id, amount: rub(300), actions: ['decide'] },
      ]);
      await counter.pass(3 * HOUR);
      expect(await one(saleId)).toMatchObject({ state: 'unknown' });
      for (const way of ['provider', 'cash', 'elsewhere'] as const) {
        expect(await codeOf(pressRefund(counter, saleId, { way }))).toBe('REFUND_LOCKED');
      }
      expect(await refundCalls(counter)).toHaveLength(1);
      await counter.control.clearFaults();
      // A manager asks at the provider: it was not made. Then the whole goes back, once.
      const reason = 'Not in the partner area';
      const decided = await counter.ask('refund.decide', { refundId: lost.id, made: false, reason });
      expect(decided).toMatchObject({ state: 'refused', decided: true });
      expect(await attentionKinds(counter)).toEqual([]);
      const resolved = await counter.ask('attention.list', { resolved: true });
      expect(resolved.items).toMatchObject([
        { kind: 'refund_unknown', resolution: { how: 'decided', reason } },
      ]);
      const again = { refundId: lost.id, made: true, reason: 'Changed my mind' };
      expect(await codeOf(counter.ask('refund.decide', again))).toBe('REFUND_CHANGED');
      expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000) });
      expect(await givenBack(counter, transactionId)).toBe(1000);
      expect(await refundCalls(counter)).toHaveLength(2);
    },
  );

  test('PAY-8 looked up at 2, 5, 10 and 30 seconds, then every minute, then hourly', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'reset', ...PUT });
    const answer = pressRefund(counter, saleId);
    await during(counter, answer, 1);
    const before = await reads();
    const seen: number[] = [];
    for (const ms of [1900, 3000, 5000, 20_000, 60_000, 60_000]) {
      await counter.pass(ms);
      seen.push((await reads()) - before);
    }
    // After 1.9, 4.9, 9.9, 29.9, 89.9 and 149.9 seconds.
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    await counter.pass(10 * MINUTE);
    const raised = await reads();
    await counter.pass(3 * HOUR);
    expect((await reads()) - raised).toBe(3);
  });

  test('PAY-8 a later look that shows it ends it, and closes the matter', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'reset', ...PUT });
    await refund(counter, saleId, { amount: rub(300) });
    await counter.pass(11 * MINUTE);
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    await counter.control.refund(transactionId, 300);
    await counter.pass(61 * MINUTE);
    expect(await one(saleId)).toMatchObject({ state: 'done', decided: false });
    expect(await attentionKinds(counter)).toEqual([]);
    const { items } = await counter.ask('attention.list', { resolved: true });
    expect(items).toMatchObject([{ kind: 'refund_unknown', resolution: { how: 'settled' } }]);
    expect(await refundCalls(counter)).toHaveLength(1);
  });

  test('a manager looks it up at once: still not known, then shown, then nothing to look up', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'reset', ...PUT });
    const { id: refundId } = await refund(counter, saleId, { amount: rub(300) });
    const check = () => during(counter, counter.ask('refund.check', { refundId }), 1500);
    const still = await check();
    expect(still.state).toBe('unknown');
    expect(kindsOf(still).at(-1)).toBe('looked_up');
    await counter.control.fault({ kind: 'status_before', status: 500, ...GET, count: 'always' });
    const failing = counter.ask('refund.check', { refundId });
    await during(counter, Promise.allSettled([failing]), 10_000);
    expect(await codeOf(failing)).toBe('PROVIDER_UNREACHABLE');
    await counter.control.clearFaults();
    await counter.control.refund(transactionId, 300);
    const shown = await check();
    expect(shown.state).toBe('done');
    const before = await reads();
    expect(await check()).toEqual(shown);
    expect(await reads()).toBe(before);
  });
});

describe('what never left', () => {
  test('PAY-8 the payment cannot be read: nothing is sent, and it may be pressed again', async () => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'status_before', status: 503, ...GET, count: 3 });
    const refused = await refund(counter, saleId, {}, 60_000);
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_UNREACHABLE' } });
    expect(await refundCalls(counter)).toEqual([]);
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done' });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });

  test.each([
    [401, 'PROVIDER_KEY_REFUSED'],
    [403, 'PROVIDER_FORBIDDEN'],
    [404, 'PROVIDER_NOT_OFFERED'],
    [429, 'PROVIDER_UNREACHABLE'],
  ])(
    'PAY-8 a %i to the order is a refusal: nothing was moved, and nothing is locked',
    async (status, code) => {
      counter = await openCounter();
      const { saleId, transactionId } = await sell(counter);
      await counter.control.fault({ kind: 'status_before', status, ...PUT });
      expect(await refund(counter, saleId)).toMatchObject({ state: 'refused', problem: { code } });
      expect(await options(saleId)).toMatchObject({ lockedBy: null, refundable: rub(1000) });
      expect(await refund(counter, saleId)).toMatchObject({ state: 'done' });
      expect(await givenBack(counter, transactionId)).toBe(1000);
    },
  );

  test('a provider that forgot the payment refuses', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'status_before', status: 404, ...GET });
    const refused = await refund(counter, saleId);
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REJECTED' } });
    expect(await refundCalls(counter)).toEqual([]);
  });
});

describe('the till dies', () => {
  test('PAY-8 before it was sent: refused at the next start, as never sent', async () => {
    counter = await openCounter();
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'hang', ...GET, count: 'always' });
    void pressRefund(counter, saleId).catch(() => undefined);
    await counter.settle();
    expect(await one(saleId)).toMatchObject({ state: 'requested' });
    await counter.crash();
    expect(await one(saleId)).toMatchObject({ state: 'refused', problem: { code: 'CLOSING' } });
    await counter.control.clearFaults();
    expect(await refundCalls(counter)).toEqual([]);
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done' });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  });

  test.each(['crash', 'restart'] as const)(
    'PAY-8 after it was sent and made (%s): unknown at the next start, then found, never sent again',
    async (ending) => {
      counter = await openCounter({ switches: { refundedAmountField: true } });
      const { saleId, transactionId } = await sell(counter);
      await counter.control.fault({ kind: 'hang_after_write', ...PUT });
      void pressRefund(counter, saleId, { amount: rub(300) }).catch(() => undefined);
      await counter.settle();
      expect(kindsOf(await one(saleId))).toEqual(['requested', 'sent']);
      await counter[ending]();
      await counter.pass(5000);
      const found = await one(saleId);
      expect(found).toMatchObject({ state: 'done', amount: rub(300) });
      expect(kindsOf(found)).toEqual(['requested', 'sent', 'unknown', 'read_back']);
      expect(await refundCalls(counter)).toHaveLength(1);
      expect(await givenBack(counter, transactionId)).toBe(300);
    },
  );

  test('PAY-8 after it was sent and not made: stays unknown over every start, and is raised', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'hang', ...PUT });
    void pressRefund(counter, saleId).catch(() => undefined);
    await counter.settle();
    await counter.crash();
    await counter.pass(MINUTE);
    expect(await one(saleId)).toMatchObject({ state: 'unknown' });
    await counter.restart();
    await counter.pass(10 * MINUTE);
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    await counter.restart();
    await counter.pass(2 * HOUR);
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    expect(await one(saleId)).toMatchObject({ state: 'unknown' });
    expect(await refundCalls(counter)).toHaveLength(1);
  });

  test('PAY-8 between the answer and the read-back, where nothing will ever show it: unknown, not done', async () => {
    counter = await openCounter({ switches: { refundRows: 'bare' } });
    const { saleId } = await sell(counter);
    await counter.control.fault({ kind: 'hang_after_write', ...PUT });
    void pressRefund(counter, saleId, { amount: rub(300) }).catch(() => undefined);
    await counter.settle();
    await counter.crash();
    await counter.pass(MINUTE);
    // The provider has never told this till that it was made.
    expect(await one(saleId)).toMatchObject({ state: 'unknown' });
  });

  test('PAY-8 after the answer, while it is under way: found at the next start', async () => {
    counter = await openCounter({ switches: { refundedAmountField: true, refundDelaySeconds: 120 } });
    const { saleId } = await sell(counter);
    expect(await refund(counter, saleId)).toMatchObject({ state: 'requested' });
    await counter.crash();
    expect(await one(saleId)).toMatchObject({ state: 'unknown' });
    await counter.pass(4 * MINUTE);
    expect(await one(saleId)).toMatchObject({ state: 'done' });
    expect(await refundCalls(counter)).toHaveLength(1);
    expect(await attentionKinds(counter)).toEqual([]);
  });
});

test('PAY-8 a database that cannot be written when the answer comes: waited out, and then it is all there', async () => {
  let hold: Database.Database | null = null;
  counter = await openCounter({
    observe: (request) => {
      if (request.method !== 'PUT' || hold) return;
      hold = new Database(join(counter.dataDir, 'test', 'till.db'));
      hold.exec('BEGIN IMMEDIATE');
    },
  });
  const { saleId, transactionId } = await sell(counter);
  const pressed = pressRefund(counter, saleId);
  await counter.pass(5000);
  expect(hold).not.toBeNull();
  expect(await one(saleId)).toMatchObject({ state: 'requested' });
  const held = hold as Database.Database | null;
  held?.exec('ROLLBACK');
  held?.close();
  expect(await during(counter, pressed, 10_000)).toMatchObject({ state: 'done', amount: rub(1000) });
  expect(await refundCalls(counter)).toHaveLength(1);
  expect(await givenBack(counter, transactionId)).toBe(1000);
});

test.each([-HOUR, HOUR])(
  'T-7 PAY-8 a clock that jumps by %i ms between two starts loses no refund',
  async (jump) => {
    counter = await openCounter({ switches: { refundedAmountField: true } });
    const { saleId, transactionId } = await sell(counter);
    await counter.control.fault({ kind: 'reset', ...PUT });
    await refund(counter, saleId, { amount: rub(300) });
    const now = counter.clock.now;
    Object.assign(counter.clock, { now: () => now() + jump });
    await counter.restart();
    await counter.pass(11 * MINUTE);
    expect(await one(saleId)).toMatchObject({ state: 'unknown' });
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    await counter.control.refund(transactionId, 300);
    await counter.pass(61 * MINUTE);
    expect(await one(saleId)).toMatchObject({ state: 'done' });
  },
);
