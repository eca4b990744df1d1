import { describe, expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { pastSales } from '../../../test/builders/past-sales.ts';
import { REPLY_MAX_BYTES } from '../../contract/envelope.ts';
import { operations } from '../../contract/operations.ts';
import { uuidV7 } from '../../domain/ids.ts';
import { readTimeline } from './timeline.ts';

const at = (second: number): string => `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`;

async function openTimeline() {
  const { database, journal } = await openBooks();
  const shop = pastSales(database);
  const read = (saleId: string, page: { readonly cursor?: string | null; readonly limit?: number } = {}) => {
    const input = operations['sale.timeline'].input.parse({ saleId, ...page });
    // What leaves main passes the schema, or nothing does.
    return operations['sale.timeline'].output.parse(readTimeline(database.read, 'RUB', input));
  };
  const told = (saleId: string): readonly string[] =>
    read(saleId).items.map(({ source, kind }) => `${source} ${kind}`);
  return { database, journal, read, told, ...shop };
}

/** One sale with everything that can happen to one; times are seconds of one minute. */
const EVERYTHING = `
INSERT INTO shift (id, began_at) VALUES ('shift', '${at(0)}');
INSERT INTO staff (id, name, role, created_at) VALUES ('s-1', 'Anna', 'cashier', '${at(0)}'), ('s-2', 'Ольга', 'owner', '${at(0)}');
INSERT INTO sale (id, state, currency, revision, total_minor, subtotal_minor, discount_minor, discount_kind, discount_value, discount_reason, line_count, opened_at, staff_id, customer_name)
VALUES ('whole', 'open', 'RUB', 3, 900, 1000, 100, 'amount', 100, 'a dent', 1, '${at(1)}', 's-1', 'Пётр'),
  ('other', 'open', 'RUB', 1, 900, 900, 0, NULL, NULL, NULL, 1, '${at(1)}', 's-1', '');
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor, charged_minor, sale_discount_minor)
VALUES ('${uuidV7(Date.parse(at(2)), new Uint8Array(10))}', 'whole', 0, NULL, 'Tea', 'piece', 1000, 1000, 1000, 900, 100);
INSERT INTO tender (id, sale_id, kind, amount_minor, received_minor, taken_at, shift_id) VALUES ('cash', 'whole', 'cash', 400, 500, '${at(3)}', 'shift');
INSERT INTO tender_return VALUES ('cash', '${at(4)}', 'pays by phone', 'shift');
INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, provider_payment_id, payer_url, requested_at)
VALUES ('attempt', 'whole', 1, 'p', 'test', 900, 'RUB', 'paid', 'link-9', 'https://pay/secret', '${at(5)}'),
  ('others', 'other', 1, 'p', 'test', 900, 'RUB', 'open', 'link-8', 'https://pay/8', '${at(5)}');
INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES
  ('attempt', '${at(5)}', 'requested', 'requesting', '{"number":1}'), ('others', '${at(5)}', 'requested', 'requesting', '{}'),
  ('attempt', '${at(6)}', 'link_created', 'open', '{"ms":700,"requestId":"rq"}'), ('attempt', '${at(8)}', 'payment_accepted', 'paid', '{"transaction":"trx-9"}');
INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency, first_seen_at, updated_at)
VALUES ('p', 'trx-9', 'attempt', 'charged', 'charged', 900, 'RUB', '${at(7)}', '${at(8)}'), ('p', 'trx-x', 'attempt', 'charged', 'charged', 900, 'XXX', '${at(9)}', '${at(9)}');
INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at, shift_id)
VALUES ('paid', 'whole', 'payment_link', 900, 'attempt', 'p', 'trx-9', '${at(8)}', 'shift');
INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how, shift_id) VALUES ('p', 'trx-9', 'paid', '${at(8)}', 'settled', 'shift');
UPDATE sale SET state = 'completed', closed_at = '${at(8)}', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'whole';
INSERT INTO attention (id, kind, at, sale_id, attempt_id, provider, provider_transaction_id, amount_minor, currency)
VALUES ('matter', 'currency_differs', '${at(9)}', NULL, 'attempt', 'p', 'trx-x', 900, 'XXX'), ('not-mine', 'unmatched', '${at(9)}', NULL, NULL, 'p', 'trx-z', 1, 'RUB');
INSERT INTO attention_resolution VALUES ('matter', '${at(11)}', 'dismissed', 'somebody else''s');
INSERT INTO refund (id, sale_id, tender_id, attempt_id, provider, provider_transaction_id, way, state, amount_minor, currency, reason, requested_at)
VALUES ('refund', 'whole', 'paid', 'attempt', 'p', 'trx-9', 'provider', 'done', 100, 'RUB', 'torn', '${at(12)}');
INSERT INTO refund_event (refund_id, at, kind, state, detail) VALUES ('refund', '${at(12)}', 'requested', 'requested', '{}'), ('refund', '${at(13)}', 'done', 'done', '{"status":"charged"}');
`;

describe('one sale is told whole', () => {
  async function openWhole() {
    const till = await openTimeline();
    till.database.write((db) => {
      for (const statement of EVERYTHING.split(';\n').filter((sql) => sql.trim() !== '')) db.run(statement);
      const payload = { amount: 100, by: 's-1', approvedBy: 's-2', sale: 'whole' };
      till.journal.append(db, { kind: 'refund.requested', subjectId: 'refund', payload });
      till.journal.append(db, { kind: 'sale.completed', subjectId: 'other', payload: { by: 's-1' } });
      till.journal.append(db, { kind: 'sale.completed', subjectId: 'whole', payload: { by: 'long gone' } });
    });
    return till;
  }

  test('AUD-1 in the order in which it happened, and nothing of any other sale', async () => {
    const { told } = await openWhole();
    expect(told('whole')).toEqual([
      'sale opened',
      'line line',
      'tender taken',
      'tender returned',
      'attempt requested',
      'attempt link_created',
      'transaction seen',
      'attempt payment_accepted',
      'tender taken',
      'tender accepted',
      'sale completed',
      'transaction seen',
      'attention currency_differs',
      'attention currency_differs',
      'refund requested',
      'refund done',
      'journal refund.requested',
      'journal sale.completed',
    ]);
  });

  test('AUD-1 the journal says who acted and who approved, by their names', async () => {
    const { read } = await openWhole();
    const entries = read('whole').items.filter(({ source }) => source === 'journal');
    expect(entries).toMatchObject([
      { id: 'refund', by: 'Anna', approvedBy: 'Ольга', detail: { amount: 100, sale: 'whole' } },
      { id: 'whole', by: 'long gone', approvedBy: null, detail: {} },
    ]);
  });

  test('with what each step says: change, reasons, the provider’s words, and never where the payer paid', async () => {
    const { read } = await openWhole();
    const { items } = read('whole');
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'opened', by: 'Anna' }),
        expect.objectContaining({
          source: 'line',
          at: at(2),
          number: 1,
          amount: { amountMinor: 900, currency: 'RUB' },
        }),
        expect.objectContaining({ id: 'cash', detail: { receivedMinor: 500, changeMinor: 100 } }),
        expect.objectContaining({ kind: 'returned', detail: { reason: 'pays by phone' } }),
        expect.objectContaining({ kind: 'link_created', number: 1, detail: { ms: 700, requestId: 'rq' } }),
        expect.objectContaining({
          state: 'dismissed',
          detail: expect.objectContaining({ reason: "somebody else's" }),
        }),
        expect.objectContaining({
          source: 'refund',
          kind: 'done',
          detail: { status: 'charged', way: 'provider', reason: 'torn' },
        }),
      ]),
    );
    const completed = items.find(({ kind }) => kind === 'completed');
    expect(completed?.detail).toMatchObject({
      receipt: 1,
      discountMinor: 100,
      discountReason: 'a dent',
      customerName: 'Пётр',
    });
    expect(JSON.stringify(items)).not.toContain('https://');
  });

  test('money in a currency that no register sells in is told, and is no amount of ours', async () => {
    const { read } = await openWhole();
    const seen = read('whole').items.find(({ id }) => id === 'trx-x');
    expect(seen).toMatchObject({ amount: null, detail: { amountMinor: 900, currency: 'XXX' } });
  });

  test('an open sale is told as far as it has come; one that is not there is not found', async () => {
    const { told, read } = await openWhole();
    expect(told('other')).toEqual(['sale opened', 'attempt requested', 'journal sale.completed']);
    expect(() => read('none')).toThrow('There is no such sale');
  });
});

test('T-7 no step overtakes another of its kind, however the clock was moved', async () => {
  const { add, database, read } = await openTimeline();
  const [id = ''] = add({ tender: 'payment_link' });
  const moments = [30, 10, 50, 5, 5, 59];
  database.write((db) => {
    moments.forEach((second, index) => {
      db.run(
        "INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES ('attempt-1', ?, ?, 'open', '{}')",
        at(second),
        `step-${index}`,
      );
    });
  });
  const steps = read(id).items.filter(({ source }) => source === 'attempt');
  expect(steps.map(({ kind }) => kind)).toEqual(moments.map((_, index) => `step-${index}`));
});

test('SEC-4 a timeline of any length comes in pages, each far below what a reply may be', async () => {
  const { add, database, read } = await openTimeline();
  const [id = ''] = add({ tender: 'payment_link' });
  database.write((db) => {
    for (let step = 0; step < 900; step++) {
      db.run(
        "INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES ('attempt-1', ?, ?, 'open', ?)",
        at(30),
        `step-${step}`,
        JSON.stringify({ words: 'ё'.repeat(1000) }),
      );
    }
  });
  const kinds: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page = read(id, { cursor, limit: 500 });
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(REPLY_MAX_BYTES / 2);
    kinds.push(...page.items.map(({ kind }) => kind));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== null);
  expect(pages).toBeGreaterThan(5);
  expect(kinds.filter((kind) => kind.startsWith('step-'))).toEqual(
    Array.from({ length: 900 }, (_, step) => `step-${step}`),
  );
  expect(new Set(kinds).size).toBe(kinds.length);
});
