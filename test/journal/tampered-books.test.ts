import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyBooks } from '../../src/main/journal/verify-books.ts';
import { copyForTests, openBusyCounter } from './busy-books.ts';
import {
  type Change,
  openTampered,
  reseal,
  someEntry,
  someRow,
  type Tampered,
  tryBooksEverywhere,
  tryEverywhere,
} from './tampering.ts';

/** FIS-1 FIS-2: books and journal tell the same, and neither can be changed without the other. */

// A thousand places on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let tampered: Tampered;
let folder = '';

beforeAll(async () => {
  const counter = await openBusyCounter(1);
  const copy = copyForTests(counter);
  folder = copy.folder;
  tampered = openTampered(copy.path);
  await counter.close();
});

afterAll(() => {
  tampered.close();
  rmSync(folder, { recursive: true, force: true });
});

const row =
  (table: string, where: string, act: string): Change =>
  (db, at, other) =>
    someRow(db, table, where, at, act.replaceAll('$n', String(1 + (other % 9999))));

const ROWS: readonly (readonly [string, Change])[] = [
  ['a completed sale removed', row('sale', "state = 'completed'", 'DELETE')],
  [
    'the total of a completed sale changed',
    row('sale', "state = 'completed'", 'total_minor = total_minor + $n'),
  ],
  [
    'a receipt number changed',
    row('sale', "state = 'completed'", 'receipt_sequence = receipt_sequence + 9999 + $n'),
  ],
  [
    'a receipt moved to another epoch',
    row('sale', "state = 'completed'", 'receipt_epoch = receipt_epoch + $n'),
  ],
  ['the currency of a sale changed', row('sale', "state = 'completed'", "currency = 'EUR'")],
  ['a completed sale voided', row('sale', "state = 'completed'", "state = 'voided'")],
  ['a completed sale opened again', row('sale', "state = 'completed'", "state = 'open'")],
  ['a voided sale removed', row('sale', "state = 'voided' AND line_count > 0", 'DELETE')],
  ['a voided sale opened again', row('sale', "state = 'voided' AND line_count > 0", "state = 'open'")],
  [
    'the total of a voided sale changed',
    row('sale', "state = 'voided' AND line_count > 0", 'total_minor = total_minor + $n'),
  ],
  ["the register's last receipt set back", row('register', '1', 'last_receipt = last_receipt - $n')],
  ["the register's last receipt set forward", row('register', '1', 'last_receipt = last_receipt + $n')],
  ['the register removed', row('register', '1', 'DELETE')],
  ['the register renamed', row('register', '1', "code = 'R$n'")],
  ['an attempt removed', row('payment_attempt', '1', 'DELETE')],
  ['the amount of an attempt changed', row('payment_attempt', '1', 'amount_minor = amount_minor + $n')],
  ['an attempt put on another sale', row('payment_attempt', '1', "sale_id = 'sale-$n'")],
  [
    'an ended attempt alive again',
    row('payment_attempt', "state IN ('cancelled', 'expired')", "state = 'open'"),
  ],
  [
    'a paid attempt ended unpaid',
    row(
      'payment_attempt',
      "state = 'paid' AND close_reason IS NULL",
      "state = 'cancelled', close_reason = 'cancelled'",
    ),
  ],
  ['a tender removed', row('tender', '1', 'DELETE')],
  ['the amount of a tender changed', row('tender', '1', 'amount_minor = amount_minor + $n')],
  ['a tender put on another sale', row('tender', '1', "sale_id = 'sale-$n'")],
  [
    'a claim turned into a payment',
    row('tender', "kind = 'claimed'", "kind = 'payment_link', provider_transaction_id = 'forged-$n'"),
  ],
  ['an acceptance removed', row('acceptance', '1', "provider_transaction_id = 'gone-$n'")],
  ['an acceptance given to another tender', row('acceptance', '1', "tender_id = 'tender-$n'")],
  ['what became of a claim removed', row('claim_outcome', '1', 'DELETE')],
  [
    'a claim written off that was confirmed',
    row('claim_outcome', "outcome = 'confirmed'", "outcome = 'written_off'"),
  ],
  [
    'a claim confirmed that was written off',
    row('claim_outcome', "outcome = 'written_off'", "outcome = 'confirmed'"),
  ],
  ['a refund removed', row('refund', '1', 'DELETE')],
  ['the amount of a refund changed', row('refund', '1', 'amount_minor = amount_minor + $n')],
  [
    'the way of a refund changed',
    row('refund', '1', "way = CASE way WHEN 'cash' THEN 'provider' ELSE 'cash' END"),
  ],
  ['a refund put on another sale', row('refund', '1', "sale_id = 'sale-$n'")],
  ['a refund undone', row('refund', "state = 'done'", "state = 'refused'")],
  ['an open refund ended', row('refund', "state = 'unknown'", "state = 'done'")],
  ['a decided refund left to itself', row('refund', 'decided = 1', 'decided = 0')],
  ['a matter removed', row('attention', '1', 'DELETE')],
  [
    'the amount of a matter changed',
    row('attention', 'amount_minor IS NOT NULL', 'amount_minor = amount_minor + $n'),
  ],
  ['a matter of another kind', row('attention', '1', "kind = 'kind-$n'")],
  ['a resolution removed', row('attention_resolution', '1', 'DELETE')],
  [
    'a matter resolved otherwise',
    row('attention_resolution', '1', "how = CASE how WHEN 'decided' THEN 'attached' ELSE 'decided' END"),
  ],
  [
    'the discount of a completed sale changed',
    row('sale', "state = 'completed' AND discount_minor > 0", 'discount_minor = discount_minor + $n'),
  ],
  ['a cash tender of another sum', row('tender', "kind = 'cash'", 'received_minor = received_minor + $n')],
  ['an external tender by another way', row('tender', "kind = 'external'", "method = 'transfer'")],
  ['a tender moved to another shift', row('tender', '1', "shift_id = 'shift-$n'")],
  ['a tender that went back kept', row('tender_return', '1', 'DELETE')],
  ['a movement of cash removed', row('cash_movement', '1', 'DELETE')],
  ['a movement of cash of another sum', row('cash_movement', '1', 'amount_minor = amount_minor + $n')],
  [
    'a movement of cash the other way',
    row(
      'cash_movement',
      "kind <> 'no_sale'",
      "kind = CASE kind WHEN 'paid_in' THEN 'paid_out' ELSE 'paid_in' END",
    ),
  ],
  ['the float of a shift changed', row('shift', 'opened_at IS NOT NULL', 'float_minor = float_minor + $n')],
  ['a closed shift removed', row('shift', 'closed_at IS NOT NULL', 'DELETE')],
  ['a count of the drawer changed', row('shift_count', '1', 'counted_minor = counted_minor + $n')],
  ['a Z report removed', row('z_report', '1', 'DELETE')],
  ['a Z report renumbered', row('z_report', '1', 'number = number + $n')],
  ['a figure of a Z report changed', row('z_figure', '1', 'amount_minor = amount_minor + $n')],
  ['a figure of a Z report counted otherwise', row('z_figure', '1', 'count = count + $n')],
  ['a figure of a Z report removed', row('z_figure', '1', 'DELETE')],
  ["the register's last Z set back", row('register', '1', 'last_z = last_z - $n')],
  ['the connection removed', row('connection', '1', 'DELETE')],
];

describe('FIS-1 FIS-3 rows without their entries, at random places', () => {
  test.each(ROWS)('%s', (_, change) => {
    expect(tryBooksEverywhere(tampered, change)).not.toContain('unnoticed');
  });

  test.each([
    ['sale', 'completed'],
    ['sale', 'voided'],
  ])('a %s forged as %s', (table, state) => {
    const forge: Change = (db, at, other) =>
      void db
        .prepare(
          `INSERT INTO ${table} (id, state, currency, revision, total_minor, line_count, opened_at, closed_at,
             receipt_epoch, receipt_sequence)
           VALUES (?, ?, 'RUB', 1, ?, 1, 'now', 'now', ?, ?)`,
        )
        .run(`forged-${at}`, state, other, ...(state === 'completed' ? [1, 100_000 + at] : [null, null]));
    expect(tryBooksEverywhere(tampered, forge)).not.toContain('unnoticed');
  });
});

/** Kinds that tell of rows; the chain is sealed anew, so only the books can contradict. */
const TELLING = [
  'register.created',
  'sale.completed',
  'sale.voided',
  'tender.taken',
  'tender.returned',
  'shift.opened',
  'cash.paid_in',
  'shift.counted',
  'shift.closed',
  'payment.requested',
  'payment.ended',
  'payment.paid',
  'payment.attached',
  'sale.claimed',
  'claim.confirmed',
  'claim.written_off',
  'refund.requested',
  'refund.done',
  'refund.decided',
  'attention.raised',
  'attention.resolved',
] as const;

const ENTRIES: readonly (readonly [string, Change])[] = [
  [
    'removed',
    (db, at) => {
      const place = someEntry(db, at, TELLING);
      db.prepare('DELETE FROM journal WHERE sequence = ?').run(place);
      reseal(db, place);
    },
  ],
  [
    'told of another row',
    (db, at, other) => {
      const place = someEntry(
        db,
        at,
        TELLING.filter((kind) => !/^payment\.(paid|attached)$/.test(kind)),
      );
      db.prepare('UPDATE journal SET subject_id = ? WHERE sequence = ?').run(`forged-${other}`, place);
      reseal(db, place);
    },
  ],
  [
    'told with another amount',
    (db, at, other) => {
      const place = someEntry(db, at, ['sale.completed', 'sale.voided']);
      db.prepare(
        "UPDATE journal SET payload = json_set(payload, '$.total', json_extract(payload, '$.total') + ?) WHERE sequence = ?",
      ).run(1 + other, place);
      reseal(db, place);
    },
  ],
  [
    'told with another payment',
    (db, at, other) => {
      const place = someEntry(db, at, ['payment.paid', 'payment.attached', 'claim.confirmed']);
      db.prepare("UPDATE journal SET payload = json_set(payload, '$.transaction', ?) WHERE sequence = ?").run(
        `forged-${other}`,
        place,
      );
      reseal(db, place);
    },
  ],
  [
    'told twice',
    (db, at) => {
      const place = someEntry(db, at, TELLING);
      db.prepare(
        `INSERT INTO journal SELECT (SELECT max(sequence) + 1 FROM journal), at, kind, subject_id, payload, 'x', 'y'
         FROM journal WHERE sequence = ?`,
      ).run(place);
      reseal(db, place);
    },
  ],
];

describe('FIS-1 entries that contradict the books, the chain sealed anew, a thousand places each', () => {
  test.each(ENTRIES)('an entry %s', (_, change) => {
    expect(tryEverywhere(tampered, change)).not.toContain('unnoticed');
  });

  test('every kind that tells of rows is among what was tried', () => {
    const kinds = tampered.connection.prepare('SELECT DISTINCT kind FROM journal').pluck().all();
    for (const kind of TELLING) expect(kinds).toContain(kind);
  });
});

test('FIS-1 the books that were tampered with are sound again', () => {
  expect(verifyBooks(tampered.reader)?.faults).toEqual([]);
});
