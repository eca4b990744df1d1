import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { createManualClock } from '../../../test/builders/manual-clock.ts';
import { type PastSale, pastSales } from '../../../test/builders/past-sales.ts';
import { operations } from '../../contract/operations.ts';
import type { OperationInput } from '../../contract/operations.ts';
import { createHistory } from './history-service.ts';

type Asked = OperationInput<'sale.search'>;

/** @param stepMs what passes each time that the service looks at the clock */
async function openHistory(timeZone = 'Europe/Moscow', stepMs = 0) {
  const { database } = await openBooks();
  let passed = 0;
  const clock = {
    ...createManualClock(),
    monotonic: () => {
      passed += stepMs;
      return passed;
    },
  };
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const history = createHistory({
    database,
    clock,
    logger,
    currency: 'RUB',
    provider: 'p',
    timeZone: () => timeZone,
    refundedOf: () => 0,
    isClaimAwaited: () => false,
  });
  onTestFinished(() => history.close());
  const ask = (asked: Asked) => history.search(operations['sale.search'].input.parse(asked));
  return {
    database,
    history,
    ask,
    ...pastSales(database),
    /** Ids of the first page, without what they all begin with. */
    find: (asked: Asked | string) =>
      ask(typeof asked === 'string' ? { text: asked } : asked).items.map(({ id }) => id.replace('sale-', '')),
    /** Everything, page by page. */
    walk: (asked: Asked) => {
      const ids: string[] = [];
      for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
        const page = ask({ ...asked, cursor });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      return ids;
    },
  };
}

const line = (name: string, amountMinor = 100) => ({ name, amountMinor });
const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

/** The same answers whether the sales are in the index, or have just been closed. */
describe.each([
  ['from the index', true],
  ['just closed', false],
])('one text box, %s', (_, indexed) => {
  const open = async (...sales: readonly PastSale[]) => {
    const shop = await openHistory();
    shop.add(...sales);
    if (indexed) shop.history.takeBatch();
    return shop;
  };

  test('finds words of products by their beginnings, in any order and language, without ё and accents', async () => {
    const { find } = await open(
      { lines: [line('Чай чёрный'), line('Сахар')] },
      { lines: [line('Black tea · Чай чёрный')] },
      { lines: [line('Crème brûlée')] },
      { lines: [line('Ελληνικός καφές')] },
      { lines: [line('抹茶ラテ')] },
      { lines: [line('Достопримечательность')] },
    );
    expect(find('черн чай')).toEqual(['2', '1']);
    expect(find('ЧЁРНЫЙ')).toEqual(['2', '1']);
    expect(find('чай сахар')).toEqual(['1']);
    expect(find('BRULEE creme')).toEqual(['3']);
    expect(find('καφες')).toEqual(['4']);
    expect(find('抹茶')).toEqual(['5']);
    expect(find('достопримечат')).toEqual(['6']);
    expect(find('достопримечательном')).toEqual([]);
    expect(find('достопримечательность города')).toEqual([]);
    expect(find('ай')).toEqual([]);
  });

  test('finds a receipt by its number, as it is printed or shorter', async () => {
    const { find } = await open({}, { lines: [line('Tea', 300)] }, { state: 'voided' }, {});
    for (const text of ['2', '000002', '№ 2', '#2', '1-000002', ' 000002 '])
      expect(find(text)).toEqual(['2']);
    expect(find('3')).toEqual(['4', '2']); // The third receipt, and the sale of 3.00.
    expect(find('2-000002')).toEqual([]);
    expect(find('000009')).toEqual([]);
  });

  test('MON-1 finds an amount, however it is typed', async () => {
    const { find } = await open({ lines: [line('Tea', 123_450)] }, { lines: [line('Tea', 1234)] });
    for (const text of ['1234,50', '1 234,5', '1234.50 ₽', '1\u00a0234,50\u00a0₽', '1234,50 руб.']) {
      expect(find(text)).toEqual(['1']);
    }
    expect(find('12.34')).toEqual(['2']);
    expect(find('123450')).toEqual([]);
  });

  test('finds by what the provider calls it, and by ids of ours', async () => {
    const { find } = await open({}, { tender: 'payment_link' }, { tender: 'claimed' });
    for (const text of ['link-2', 'trx-2', 'attempt-2', 'sale-2']) expect(find(text)).toEqual(['2']);
    expect(find('link-3')).toEqual(['3']);
    expect(find('link-')).toEqual([]);
  });

  test('finds a customer, and the reference of a payment beside the till', async () => {
    const { find } = await open(
      { customerName: 'Анна Сергеевна' },
      { tender: 'external', reference: 'SLIP-4711' },
    );
    expect(find('серге анна')).toEqual(['1']);
    expect(find('slip 4711')).toEqual(['2']);
    expect(find('4711')).toEqual(['2']);
  });

  test('T-8 answers whatever is typed', async () => {
    const { ask } = await open({});
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('"', '*', 'AND', 'NOT', 'NEAR(', ')', '-', '^', ':', '\0', "'", '1e9', '٣'), {
          maxLength: 12,
        })
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        expect(ask({ text }).items.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  test('keeps to the days of the shop, and tells open ends', async () => {
    const at = (time: string): PastSale => ({ at: `${time}:00.000Z` });
    const { find } = await open(
      at('2026-11-19T20:59'),
      at('2026-11-19T21:00'),
      at('2026-11-20T20:59'),
      at('2026-11-20T21:00'),
    );
    expect(find({ from: '2026-11-20', to: '2026-11-20' })).toEqual(['3', '2']);
    expect(find({ from: '2026-11-20' })).toEqual(['4', '3', '2']);
    expect(find({ to: '2026-11-19' })).toEqual(['1']);
    expect(find({ from: '2026-11-21', to: '2026-11-20' })).toEqual([]);
  });
});

/** What the index is measured against: the plainest filter there is. */
interface Known {
  readonly id: string;
  readonly sale: Required<Pick<PastSale, 'state' | 'at' | 'tender' | 'staffId'>>;
  readonly amountMinor: number;
  readonly words: readonly string[];
}

function meets(asked: Asked, { sale, amountMinor, words }: Known): boolean {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow', dateStyle: 'short' }).format(
    new Date(sale.at),
  );
  const text = asked.text ?? '';
  return (
    (text === '' || words.some((word) => word.startsWith(text))) &&
    (asked.from == null || day >= asked.from) &&
    (asked.to == null || day <= asked.to) &&
    (asked.state == null || sale.state === asked.state) &&
    (asked.staffId == null || sale.staffId === asked.staffId) &&
    (asked.tenderKind == null || (sale.state === 'completed' && sale.tender === asked.tenderKind)) &&
    (asked.minAmount == null || amountMinor >= asked.minAmount.amountMinor) &&
    (asked.maxAmount == null || amountMinor <= asked.maxAmount.amountMinor)
  );
}

const WORDS = ['чай', 'чайник', 'кофе', 'tea', 'teapot', 'milk'];
const DAYS = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-12-31', '2027-01-01'];

const somebody = fc.constantFrom(null, 'staff-a', 'staff-b');
const someSale = fc.record({
  names: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
  amountMinor: fc.integer({ min: 1, max: 2500 }),
  state: fc.constantFrom('open', 'completed', 'completed', 'voided'),
  at: fc.tuple(fc.constantFrom(...DAYS), fc.integer({ min: 0, max: 23 })),
  tender: fc.constantFrom('cash', 'external', 'payment_link', 'claimed'),
  staffId: somebody,
});
const someDay = fc.option(fc.constantFrom(...DAYS), { nil: null });
const someAmount = fc.option(fc.integer({ min: 0, max: 5000 }).map(rub), { nil: null });
const someSearch = fc.record({
  text: fc.constantFrom('', '', 'чай', 'те', 'te', 'm', 'teapot'),
  from: someDay,
  to: someDay,
  state: fc.option(fc.constantFrom('open', 'completed', 'voided'), { nil: null }),
  staffId: somebody,
  tenderKind: fc.option(fc.constantFrom('cash', 'external', 'payment_link', 'claimed'), { nil: null }),
  minAmount: someAmount,
  maxAmount: someAmount,
  limit: fc.integer({ min: 3, max: 60 }),
});

describe('combining', () => {
  test('whatever is combined, every page together is what a plain filter finds, newest first, once each', async () => {
    const shop = await openHistory();
    const made = fc.sample(someSale, { numRuns: 300, seed: 4 });
    const known = made.map((sale): Known => {
      const at = `${sale.at[0]}T${String(sale.at[1]).padStart(2, '0')}:30:00.000Z`;
      const lines = sale.names.map((name, index) => line(name, index === 0 ? sale.amountMinor : 0));
      const [id = ''] = shop.add({ ...sale, at, lines });
      return { id, sale: { ...sale, at }, amountMinor: sale.amountMinor, words: sale.names };
    });
    shop.history.takeBatch(200); // The oldest closed ones are looked at one by one.
    fc.assert(
      fc.property(someSearch, (asked) => {
        const expected = known.filter((sale) => meets(asked, sale)).map(({ id }) => id);
        expect(shop.walk(asked)).toEqual(expected.reverse());
        expect(shop.ask(asked).total).toBe(expected.length > 200 ? null : expected.length);
      }),
      { numRuns: 150 },
    );
  });
});

describe('paging', () => {
  test('neither leaves out nor repeats while new sales come and others are indexed', async () => {
    const { add, ask, history } = await openHistory();
    const first = add(...Array.from({ length: 90 }, () => ({})));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = ask({ text: 'tea', state: 'completed', cursor, limit: 7 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      add({}, {}, {});
      history.takeBatch(11);
    } while (cursor !== null);
    expect(seen).toEqual([...first].reverse());
  });

  test('a total is told with the first page, of what can be counted', async () => {
    const { add, ask } = await openHistory();
    add(...Array.from({ length: 12 }, () => ({})), { state: 'open' });
    expect(ask({ limit: 5 })).toMatchObject({ total: 13, unindexed: 0 });
    expect(ask({ limit: 5, cursor: '9' })).toMatchObject({ total: null });
    expect(ask({ text: 'tea', limit: 13 })).toMatchObject({ total: 13, nextCursor: null });
    add(...Array.from({ length: 187 }, () => ({})));
    expect(ask({ limit: 5 }).total).toBe(200);
    add({});
    expect(ask({ limit: 5 }).total).toBeNull();
  });

  test.each([
    ['however far apart they are', 0],
    ['in as many pages as the time asks for', 100],
  ])('finds everything across blocks of sequences, %s', async (_, stepMs) => {
    const { add, ask, walk, history, database } = await openHistory('UTC', stepMs);
    const all = [1, 140_000, 270_000, 900_000].flatMap((sequence) => {
      database.write((db) => db.run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'sale'", sequence));
      return add({ lines: [line('Rare tea')] }, { lines: [line('Coffee')] }, { state: 'voided' });
    });
    history.takeBatch(9);
    const rare = all.filter((_id, index) => index % 3 === 0).reverse();
    expect(walk({ text: 'rare' })).toEqual(rare);
    expect(walk({ text: 'rare', state: 'completed', limit: 1 })).toEqual(rare);
    expect(walk({ state: 'voided', tenderKind: 'cash' })).toEqual([]);
    const first = ask({ state: 'voided', tenderKind: 'cash' });
    expect(first.nextCursor !== null).toBe(stepMs > 0);
    expect(first.total).toBe(stepMs > 0 ? null : 0);
  });

  test('a cursor that is not ours begins at the newest, one beyond the end is the end', async () => {
    const { add, ask } = await openHistory();
    add({}, {});
    for (const cursor of ['', '-1', '1; DROP', '1e3']) expect(ask({ cursor }).items).toHaveLength(2);
    for (const cursor of ['0', '1']) expect(ask({ cursor, text: 'tea' }).items).toEqual([]);
  });
});

describe('what stands in the way of nobody', () => {
  test('what was taken back before the end is no tender of the sale', async () => {
    const { add, find } = await openHistory();
    add({ returned: true, tender: 'external' });
    expect(find({ tenderKind: 'cash' })).toEqual([]);
    expect(find({ tenderKind: 'external' })).toEqual(['1']);
  });

  test('a sale without a line is not worth a row, closed or open', async () => {
    const { add, find, database } = await openHistory();
    add({ lines: [], state: 'voided' }, { lines: [], state: 'open' }, { state: 'open' });
    expect(find({})).toEqual(['3']);
    expect(find({ state: 'open' })).toEqual(['3']);
    expect(database.read.all('SELECT * FROM history_pending')).toEqual([]);
  });

  test('the state is that of now, not of when the page was begun', async () => {
    const { add, close, find, history } = await openHistory();
    const [id = ''] = add({ state: 'open', at: '2026-11-01T09:00:00.000Z' });
    expect(find({ state: 'open', to: '2026-11-01' })).toEqual(['1']);
    close(id, '2026-11-03T09:00:00.000Z');
    history.takeBatch();
    expect(find({ state: 'open' })).toEqual([]);
    expect(find({ state: 'completed', from: '2026-11-03' })).toEqual(['1']);
  });

  test('a new index says how much it does not know yet', async () => {
    const { add, ask, history } = await openHistory();
    add(...Array.from({ length: 130 }, () => ({})));
    expect(ask({ text: 'tea' })).toMatchObject({ total: null, unindexed: 30 });
    expect(ask({}).unindexed).toBe(0);
    history.takeBatch(200);
    expect(ask({ text: 'tea' })).toMatchObject({ total: 130, unindexed: 0 });
  });
});
