import { uuidV7 } from '../../src/domain/ids.ts';
import type { WriteHandle } from '../../src/main/database/handles.ts';
import type { JournalService } from '../../src/main/journal/journal-service.ts';
import type { Chance, PlannedSale } from './past-shop.ts';

export interface WriterParts {
  readonly chance: Chance;
  readonly journal: JournalService;
  readonly provider: string;
}

/** Where a sale is written to. */
export interface Place {
  readonly shiftId: string;
  readonly receipt: number;
}

/** Of a sale that was written: by what it can be asked for afterwards. */
export interface WrittenSale {
  readonly id: string;
  readonly totalMinor: number;
  readonly linkId: string | null;
  readonly transactionId: string | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Writes one finished sale with everything that the till itself would have written, triggers included. */
export function writeSale(parts: WriterParts, db: WriteHandle, sale: PlannedSale, place: Place): WrittenSale {
  const { chance, journal } = parts;
  const newId = (at: number): string => uuidV7(at, chance.bytes(10));
  const id = newId(sale.atMs - 90_000);
  const totalMinor = sale.lines.reduce(
    (sum, { product, quantity }) => sum + product.unitAmountMinor * quantity,
    0,
  );
  const ready = { id, totalMinor, newId };
  openSale(db, sale, ready);
  const linkId = sale.voided ? null : takeTender(parts, db, sale, { ...ready, shiftId: place.shiftId });
  if (sale.voided) {
    db.runOne(
      "UPDATE sale SET state = 'voided', closed_at = ?, shift_id = ? WHERE id = ?",
      iso(sale.atMs),
      place.shiftId,
      id,
    );
    journal.append(db, { kind: 'sale.voided', subjectId: id, payload: { total: totalMinor } });
    return { id, totalMinor, linkId: null, transactionId: null };
  }
  db.runOne(
    `UPDATE sale SET state = 'completed', closed_at = ?, shift_id = ?, receipt_epoch = 1, receipt_sequence = ?
     WHERE id = ?`,
    iso(sale.atMs),
    place.shiftId,
    place.receipt,
    id,
  );
  const payload = {
    receipt: place.receipt,
    epoch: 1,
    total: totalMinor,
    currency: 'RUB',
    shift: place.shiftId,
  };
  journal.append(db, { kind: 'sale.completed', subjectId: id, payload });
  if (sale.refunded) refund(db, sale, { ...ready, shiftId: place.shiftId });
  const transactionId = sale.tender === 'payment_link' && linkId !== null ? `trx-${linkId}` : null;
  return { id, totalMinor, linkId, transactionId };
}

interface Ready {
  readonly id: string;
  readonly totalMinor: number;
  readonly newId: (at: number) => string;
}

function openSale(db: WriteHandle, sale: PlannedSale, { id, totalMinor, newId }: Ready): void {
  db.runOne(
    `INSERT INTO sale (id, state, currency, revision, total_minor, subtotal_minor, line_count, opened_at, staff_id,
       customer_name) VALUES (?, 'open', 'RUB', ?, ?, ?, ?, ?, ?, ?)`,
    id,
    sale.lines.length,
    totalMinor,
    totalMinor,
    sale.lines.length,
    iso(sale.atMs - 90_000),
    sale.staffId,
    sale.customerName,
  );
  sale.lines.forEach(({ product, quantity }, position) => {
    const total = product.unitAmountMinor * quantity;
    db.runOne(
      `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor,
         quantity_thousandths, total_minor, charged_minor) VALUES (?, ?, ?, ?, ?, 'piece', ?, ?, ?, ?)`,
      newId(sale.atMs - 80_000 + position),
      id,
      position,
      product.id,
      product.name,
      product.unitAmountMinor,
      quantity * 1000,
      total,
      total,
    );
  });
}

type Placed = Ready & { readonly shiftId: string };

/** @returns the id of the link that the customer was shown; null where there was none */
function takeTender(parts: WriterParts, db: WriteHandle, sale: PlannedSale, ready: Placed): string | null {
  const { atMs, tender: kind } = sale;
  const collected = kind === 'payment_link' || kind === 'claimed';
  const code = collected ? collect(parts, db, sale, ready) : null;
  const tenderId = ready.newId(atMs);
  const transaction = kind === 'payment_link' && code ? `trx-${code.linkId}` : null;
  db.runOne(
    `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id,
       received_minor, method, reference, taken_at, shift_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tenderId,
    ready.id,
    kind,
    ready.totalMinor,
    code?.attemptId ?? null,
    code ? parts.provider : null,
    transaction,
    kind === 'cash' ? Math.ceil(ready.totalMinor / 10_000) * 10_000 : null,
    kind === 'external' ? 'card_terminal' : null,
    kind === 'external' ? `SLIP-${parts.chance.below(1_000_000)}` : null,
    iso(atMs),
    ready.shiftId,
  );
  if (transaction !== null) {
    db.runOne(
      `INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how, shift_id)
       VALUES (?, ?, ?, ?, 'settled', ?)`,
      parts.provider,
      transaction,
      tenderId,
      iso(atMs),
      ready.shiftId,
    );
  }
  if (kind === 'claimed') {
    db.runOne(
      "INSERT INTO claim_outcome (tender_id, outcome, at, shift_id) VALUES (?, 'written_off', ?, ?)",
      tenderId,
      iso(atMs + 60_000),
      ready.shiftId,
    );
  }
  const payload = { sale: ready.id, kind, amount: ready.totalMinor, shift: ready.shiftId };
  parts.journal.append(db, { kind: 'tender.taken', subjectId: tenderId, payload });
  return code?.linkId ?? null;
}

/** The code that the customer scanned; a declined one was tried again on the same code. */
function collect(
  { chance, provider }: WriterParts,
  db: WriteHandle,
  { atMs, tender, declined }: PlannedSale,
  { id, totalMinor, newId }: Ready,
): { readonly attemptId: string; readonly linkId: string } {
  const attemptId = newId(atMs - 60_000);
  const linkId = newId(atMs - 59_000);
  const paid = tender === 'payment_link';
  db.runOne(
    `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state,
       provider_payment_id, payer_url, requested_at, ended_at, link_removed_at, opened_at, accepted_at)
     VALUES (?, ?, 1, ?, 'prod', ?, 'RUB', ?, ?, ?, ?, ?, ?, ?, ?)`,
    attemptId,
    id,
    provider,
    totalMinor,
    paid ? 'paid' : 'expired',
    linkId,
    `https://pay.invalid/${linkId}`,
    iso(atMs - 60_000),
    iso(atMs),
    iso(atMs),
    iso(atMs - 59_000),
    paid ? iso(atMs) : null,
  );
  const steps = [
    ['requested', 'requesting', -60_000],
    ['link_created', 'open', -59_000],
    ...(declined ? ([['declined', 'open', -20_000]] as const) : []),
    paid ? (['payment_accepted', 'paid', 0] as const) : (['expired', 'expired', 0] as const),
    ['link_removed', paid ? 'paid' : 'expired', 1000],
  ] as const;
  for (const [kind, state, after] of steps) {
    db.runOne(
      'INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES (?, ?, ?, ?, ?)',
      attemptId,
      iso(atMs + after),
      kind,
      state,
      JSON.stringify({ ms: chance.below(900) }),
    );
  }
  if (declined)
    seeTransaction(db, { provider, attemptId, totalMinor, atMs, id: `no-${linkId}`, charged: false });
  if (paid) seeTransaction(db, { provider, attemptId, totalMinor, atMs, id: `trx-${linkId}`, charged: true });
  return { attemptId, linkId };
}

interface SeenTransaction {
  readonly provider: string;
  readonly id: string;
  readonly attemptId: string;
  readonly totalMinor: number;
  readonly atMs: number;
  readonly charged: boolean;
}

function seeTransaction(db: WriteHandle, seen: SeenTransaction): void {
  db.runOne(
    `INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency, env,
       first_seen_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 'RUB', 'prod', ?, ?)`,
    seen.provider,
    seen.id,
    seen.attemptId,
    seen.charged ? 'charged' : 'declined',
    seen.charged ? 'charged' : 'rejected',
    seen.totalMinor,
    iso(seen.atMs - 10_000),
    iso(seen.atMs),
  );
}

function refund(db: WriteHandle, { atMs }: PlannedSale, { id, totalMinor, newId, shiftId }: Placed): void {
  const refundId = newId(atMs + 600_000);
  const tender = db.get<{ id: string }>('SELECT id FROM tender WHERE sale_id = ?', id);
  const at = iso(atMs + 600_000);
  db.runOne(
    `INSERT INTO refund (id, sale_id, tender_id, provider, way, state, amount_minor, currency, reason, requested_at,
       ended_at, shift_id) VALUES (?, ?, ?, 'till', 'cash', 'done', ?, 'RUB', 'Brought back', ?, ?, ?)`,
    refundId,
    id,
    tender?.id ?? null,
    totalMinor,
    at,
    at,
    shiftId,
  );
  db.runOne(
    "INSERT INTO refund_event (refund_id, at, kind, state, detail) VALUES (?, ?, 'done', 'done', '{}')",
    refundId,
    at,
  );
}
