import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds, refund, sell } from '../harness/refunding.ts';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

test('PAY-8 a refund of the office that was raised is not raised again by one of ours', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true } });
  const { saleId, transactionId } = await sell(counter);
  await counter.control.refund(transactionId, 400);
  await refund(counter, saleId);
  await refund(counter, saleId);
  expect(await attentionKinds(counter)).toEqual(['taken_back']);
});
