import { expect, test } from 'vitest';
import { startGateway } from '../testing/gateway-player.ts';
import { at, listAt } from '../testing/player.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10) };

test.each([
  ['confirm', undefined, 'CONFIRMED', 30_000],
  ['underpay', undefined, 'UNDERPAID', 15_000],
  ['underpay', 29_999, 'UNDERPAID', 29_999],
  ['overpay', undefined, 'OVERPAID', 33_000],
  ['overpay', 30_001, 'OVERPAID', 30_001],
  ['received', undefined, 'RECEIVED', 30_000],
  ['received', 100, 'RECEIVED', 100],
  ['fail', undefined, 'FAILED', 0],
  ['expire', undefined, 'EXPIRED', 0],
  ['cancel', undefined, 'CANCELLED', 0],
])('%s %s: %s with %d', async (outcome, amount, status, paidAmount) => {
  const { makeCheckout, play, payment } = await startGateway();
  const { id } = await makeCheckout();
  expect(await play(id, outcome, amount)).toMatchObject({ id, status, paidAmount });
  expect(await payment(id)).toMatchObject({ id, status });
});

test('the smallest amounts can be paid wrong as well', async () => {
  const { makeCheckout, play } = await startGateway();
  const one = await makeCheckout({ amount: 1 });
  expect(await play(one.id, 'overpay')).toMatchObject({ status: 'OVERPAID', paidAmount: 2 });
  const two = await makeCheckout({ amount: 2 });
  expect(await play(two.id, 'underpay')).toMatchObject({ status: 'UNDERPAID', paidAmount: 1 });
});

test('paid twice is overpaid; the rest of an underpaid one pays it', async () => {
  const { makeCheckout, play } = await startGateway();
  const twice = await makeCheckout();
  await play(twice.id, 'confirm');
  expect(await play(twice.id, 'confirm')).toMatchObject({ status: 'OVERPAID', paidAmount: 60_000 });
  const rest = await makeCheckout();
  await play(rest.id, 'underpay', 12_000);
  expect(await play(rest.id, 'confirm')).toMatchObject({ status: 'CONFIRMED', paidAmount: 30_000 });
});

test('what was received counts when it is confirmed, as it is', async () => {
  const { makeCheckout, play } = await startGateway();
  const exact = await makeCheckout();
  await play(exact.id, 'received');
  expect(await play(exact.id, 'confirm')).toMatchObject({ status: 'CONFIRMED', paidAmount: 30_000 });
  const short = await makeCheckout();
  await play(short.id, 'received', 5);
  expect(await play(short.id, 'confirm')).toMatchObject({ status: 'UNDERPAID', paidAmount: 5 });
});

test('money comes late, after every other end', async () => {
  const { makeCheckout, play } = await startGateway();
  for (const end of ['expire', 'fail', 'cancel']) {
    const { id } = await makeCheckout();
    await play(id, end);
    expect(await play(id, 'confirm')).toMatchObject({ status: 'CONFIRMED', paidAmount: 30_000 });
  }
});

test('an open checkout expires by the clock; money that is under way does not', async () => {
  const { makeCheckout, play, payment, control, books } = await startGateway({ clock });
  const open = await makeCheckout({ expiresAt: '2026-03-01T10:10:00Z' });
  const received = await makeCheckout({ expiresAt: '2026-03-01T10:10:00Z' });
  await play(received.id, 'received');
  await control('POST', '/clock', { advanceMs: 599_999 });
  expect(await payment(open.id)).toMatchObject({ status: 'CREATED' });
  await control('POST', '/clock', { advanceMs: 1 });
  expect(await payment(open.id)).toMatchObject({ status: 'EXPIRED', expiresAt: '2026-03-01T10:10:00.000Z' });
  expect(await payment(received.id)).toMatchObject({ status: 'RECEIVED' });
  expect(listAt(await books(), 'payments')).toMatchObject([
    { status: 'RECEIVED' },
    { status: 'EXPIRED', updated: '2026-03-01T10:10:00.000Z' },
  ]);
  expect(await play(open.id, 'confirm')).toMatchObject({ status: 'CONFIRMED' });
});

test('gatewayReceivedSeconds: RECEIVED first, then what the money says', async () => {
  const { makeCheckout, play, payment, control } = await startGateway({
    clock,
    switches: { gatewayReceivedSeconds: 30 },
  });
  const exact = await makeCheckout();
  const short = await makeCheckout();
  expect(await play(exact.id, 'confirm')).toMatchObject({
    status: 'RECEIVED',
    settlesAt: '2026-03-01T10:00:30.000Z',
  });
  await play(short.id, 'underpay');
  await control('POST', '/clock', { advanceMs: 29_999 });
  for (const { id } of [exact, short]) expect(await payment(id)).toMatchObject({ status: 'RECEIVED' });
  await control('POST', '/clock', { advanceMs: 1 });
  expect(await payment(exact.id)).toMatchObject({ status: 'CONFIRMED' });
  expect(await payment(short.id)).toMatchObject({ status: 'UNDERPAID' });
  // What is paid already never becomes less: more money counts at once.
  expect(await play(exact.id, 'confirm')).toMatchObject({ status: 'OVERPAID' });
});

test('control: a payment is made anything at all', async () => {
  const { makeCheckout, control, payment } = await startGateway({ switches: { gatewayAmount: 'integer' } });
  const { id } = await makeCheckout();
  const odd = { status: 'SOMETHING_NEW', amount: 1, paidAmount: 7, currency: 'USD', reference: 'other' };
  expect(await control('POST', `/gateway/payments/${id}`, odd)).toMatchObject({ id, ...odd });
  expect(await payment(id)).toMatchObject({
    status: 'SOMETHING_NEW',
    amount: 1,
    currencyCode: 'USD',
    reference: 'other',
  });
  await control('POST', `/gateway/payments/${id}`, { status: 'CONFIRMED' });
  expect(at(await payment(id), 'status')).toBe('CONFIRMED');
});
