import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** Our own money in a list that is long, odd or partly unreadable. */

/** What the provider's answers are turned into before the till reads them. */
const wire = { change: null as Change | null };

type Answer = Extract<HttpOutcome, { kind: 'answer' }>;
type Change = (request: HttpRequest, answer: Answer) => Answer;
type Row = Readonly<Record<string, unknown>>;
type Rows = (rows: readonly Row[]) => readonly unknown[];

let counter: Counter;

beforeEach(async () => {
  wire.change = null;
  counter = await openCounter({
    changeAnswer: (request, answer) => wire.change?.(request, answer) ?? answer,
  });
});

afterEach(async () => {
  await counter.close();
});

const current = () => counter.ask('payment.current', {});
const attention = async () => (await counter.ask('attention.list', {})).items;

/** Changes the rows of every page of the list. */
const changeRows = (change: Rows): void => {
  wire.change = (request, answer) => {
    if (!request.url.pathname.endsWith('/transactions')) return answer;
    const page = JSON.parse(answer.body) as { readonly data: readonly Row[] };
    return { ...answer, body: JSON.stringify({ ...page, data: change(page.data) }) };
  };
};

async function foreignRows(count: number): Promise<void> {
  for (let done = 0; done < count; done += 50) {
    const few = Array.from({ length: Math.min(50, count - done) });
    await Promise.all(few.map(() => counter.control.book({ amount: 900 })));
  }
}

async function chargedLink(): Promise<{ link: string; attemptId: string; saleId: string }> {
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'open', attemptId });
  const { attempts } = await counter.ask('sale.get', { saleId });
  return { attemptId, saleId, link: attempts.at(-1)?.providerPaymentId ?? '' };
}

async function sell(): Promise<void> {
  const { link, attemptId } = await chargedLink();
  await counter.control.pay(link);
  await counter.pass(10_000);
  expect(await current()).toMatchObject({ state: 'paid', attemptId });
  await counter.ask('payment.acknowledge', { attemptId });
}

async function secondsUntilPaid(link: string): Promise<number> {
  await counter.control.pay(link);
  for (let seconds = 0; seconds <= 30; seconds++) {
    if ((await current())?.state === 'paid') return seconds;
    await counter.pass(1000);
  }
  throw new Error('Not paid after 30 s');
}

test('PAY-7 with 3000 foreign rows since the last run, PAID is seen within a few looks, the link deleted', async () => {
  await sell();
  await counter.pass(10 * 60_000);
  await counter.till().close();
  await counter.pass(24 * 3_600_000);
  await foreignRows(3000);
  await counter.pass(2 * 3_600_000);
  await counter.restart();
  const { link, attemptId } = await chargedLink();
  expect(await secondsUntilPaid(link)).toBeLessThanOrEqual(5);
  await counter.ask('payment.acknowledge', { attemptId });
  await counter.pass(30_000);
  const { links } = await counter.control.books();
  expect(links.find(({ id }) => id === link)).toMatchObject({ deleted: true });

  const cancelled = await chargedLink();
  await counter.ask('payment.cancel', { attemptId: cancelled.attemptId });
  await counter.pass(60_000);
  expect(await current()).toBeNull();
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
  expect((await counter.control.books()).links.filter(({ deleted }) => !deleted)).toEqual([]);
});

test('PAY-7 1500 foreign rows within this hour keep nothing from being seen', async () => {
  await sell();
  await foreignRows(1500);
  await counter.pass(30 * 60_000);
  const { link } = await chargedLink();
  expect(await secondsUntilPaid(link)).toBeLessThanOrEqual(5);
});

test.each<readonly [string, Rows]>([
  [
    'a row in front dated 1970',
    (rows) =>
      rows.map((row, index) =>
        index === 0 && !row['link'] ? { ...row, ...dated('1970-01-01T00:00:00Z') } : row,
      ),
  ],
  ['foreign rows without a date', (rows) => rows.map((row) => (row['link'] ? row : undated(row)))],
  ['rows that carry no date at all', (rows) => rows.map(undated)],
  [
    'foreign rows that cannot be read',
    (rows) => rows.map((row) => (row['link'] ? row : { ...row, status: 7 })),
  ],
  ['foreign rows that are no objects', (rows) => rows.map((row) => (row['link'] ? row : null))],
  [
    'dates without a zone',
    (rows) =>
      rows.map((row) => ({ ...row, ...dated(String(row['started']).slice(0, 19).replace('T', ' ')) })),
  ],
])('PAY-10 our money behind 120 foreign rows is found, with %s', async (_, change) => {
  changeRows(change);
  const { link } = await chargedLink();
  await counter.control.pay(link);
  await foreignRows(120);
  await counter.pass(30_000);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
});

const dated = (started: string): Row => ({ started, created: started });

function undated(row: Row): Row {
  const { started: _started, created: _created, ...rest } = row;
  return rest;
}

test('PAY-4 a transaction whose read is refused by 500 for ever does not hold up the cancel of another sale', async () => {
  const stuck = await chargedLink();
  const { id } = await counter.control.pay(stuck.link, { outcome: 'created' });
  await counter.pass(3000);
  wire.change = (request, answer) => {
    if (request.url.pathname.endsWith(id)) return { ...answer, status: 500, body: '{}' };
    if (!request.url.pathname.endsWith('/transactions')) return answer;
    const page = JSON.parse(answer.body) as { readonly data: readonly Row[] };
    return {
      ...answer,
      body: JSON.stringify({ ...page, data: page.data.filter((row) => row['id'] !== id) }),
    };
  };
  await counter.ask('sale.next', { saleId: stuck.saleId });
  const other = await chargedLink();
  await counter.ask('payment.cancel', { attemptId: other.attemptId });
  await counter.pass(120_000);
  const { attempts, sale } = await counter.ask('sale.get', { saleId: other.saleId });
  expect(attempts).toMatchObject([{ state: 'cancelled' }]);
  expect(sale).toMatchObject({ frozen: false });
});

test('PAY-6 a row that names no currency is in that of its link: it is paid, and nobody is asked', async () => {
  const { link } = await chargedLink();
  changeRows((rows) => rows.map(({ currency: _currency, ...row }) => row));
  await counter.control.pay(link);
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
  wire.change = null;
  await counter.pass(60_000);
  expect(await attention()).toEqual([]);
});
