import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../../harness/ask.ts';
import { type Counter, openCounter } from '../../harness/counter.ts';
import { journalOf } from '../../harness/journal-of.ts';
import { rub } from '../../harness/refunding.ts';

/** What reading and the model of whole days have found, as short as it can be told. */

let counter: Counter;

afterEach(() => counter.close());

const add = (amountMinor: number) => counter.ask('sale.addAmount', { amount: rub(amountMinor), name: 'Tea' });

test('T-6 a name that was given while parking is not undone by what was done before', async () => {
  counter = await openCounter();
  const { id: saleId } = await add(900);
  await counter.ask('sale.park', { saleId, customerName: 'Anna' });
  await counter.ask('sale.takeUp', { saleId });
  expect(await codeOf(counter.ask('sale.undo', { saleId }))).toBe('NOTHING_TO_UNDO');
  expect(await counter.ask('sale.current', {})).toMatchObject({ customerName: 'Anna', undoable: false });
});

test('SEC-4 MON-1 cash of another currency is refused with a reason, and nothing is taken', async () => {
  counter = await openCounter();
  await counter.ask('shift.open', { float: rub(0) });
  const { id: saleId } = await add(900);
  const taking = counter.ask('tender.takeCash', {
    saleId,
    expectedRemaining: rub(900),
    received: { amountMinor: 1000, currency: 'EUR' },
  });
  expect(await codeOf(taking)).toBe('AMOUNT_INVALID');
  expect((await counter.ask('sale.get', { saleId })).tenders).toEqual([]);
});

test('FIS-3 a sale with nothing on it is given up without a word: in the journal as in the report', async () => {
  counter = await openCounter();
  const { id: saleId, lines } = await add(900);
  await counter.ask('sale.removeLine', { saleId, lineId: lines[0]?.id ?? '' });
  await counter.ask('sale.void', { saleId });
  expect((await counter.ask('sale.get', { saleId })).sale.state).toBe('voided');
  expect(journalOf(counter).filter(({ kind }) => kind === 'sale.voided')).toEqual([]);
  const { figures } = await counter.ask('report.x', {});
  expect(figures.find(({ section }) => section === 'voids')).toMatchObject({ count: 0 });
});
