import { money } from '../../domain/money.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import { QUANTITY } from './fields.ts';
import { NOTHING_TOLD, takeAsMade } from './lost-creates.ts';
import { type MappingRow, mappingStore } from './mapping-store.ts';
import { isAsSeen, ourProduct } from './our-products.ts';
import { endOf, endOfOne, NEXT, type Said, type StepEnd } from './problems.ts';
import { pushImage } from './push-image.ts';
import { lookUp } from './look-up.ts';
import { isNotDone, seenOf, settle, type Step, TRIES_MAX } from './step.ts';
import { isOfPartner, whoseNow } from './whose.ts';

/**
 * Makes a product at the provider. Nothing in it carries an id of ours: that it is about to be sent is committed
 * first, and one that may have been sent is looked up in their list before it is sent again.
 */
export async function pushCreate(step: Step): Promise<StepEnd> {
  const { parts, item, whose } = step;
  const row = mappingStore.find(parts.database.read, whose, item.variant_id);
  if (row?.state === 'unknown') return settle(step, 'unknown');
  if (row?.state === 'in_step' && row.partner_product_id !== item.partner_product_id) {
    return settle(step, 'done');
  }
  if (row?.state === 'creating' && row.attempts > 0) {
    const end = await lookUp(step, row);
    if (end !== null) return end;
  }
  const known = row?.state === 'creating' ? row : null;
  if (known && known.attempts >= TRIES_MAX) return settle(step, 'refused', { reason: 'too_often' });
  if (!isAsSeen(ourProduct(parts.catalog, item.variant_id), seenOf(step))) {
    return settle(step, 'changed', null, (db) => {
      if (known) mappingStore.remove(db, whose, item.variant_id);
    });
  }
  return send(step, known);
}

async function send(step: Step, known: MappingRow | null): Promise<StepEnd> {
  const { parts, item, shop, options } = step;
  const { header, text, priceMinor, image } = seenOf(step);
  const pushed = image === null ? null : await pushImage(step, image);
  if (pushed?.kind === 'ended') return pushed.end;
  const imageUrl = pushed?.kind === 'there' ? pushed.url : null;
  const row = creatingRow(step, known, imageUrl === null ? null : image);
  parts.database.write((db) => mappingStore.put(db, row));
  const price = money(priceMinor, parts.currency);
  const answer = await shop.products.create({ header, text, price, quantity: QUANTITY, imageUrl }, options);
  if (answer.kind !== 'ok' && options.signal?.aborted) return NEXT;
  parts.connections.note(answer);
  if (answer.kind === 'ok') return take(step, answer.value, pushed?.kind === 'none' ? pushed.said : null);
  // A moment for what may come true late, and for a provider that is in trouble; then it is looked up.
  if (!isNotDone(answer)) return endOf(answer.problem);
  const end = endOfOne(answer.problem);
  if (end === null) {
    return settle(step, 'refused', { words: answer.problem.message }, (db) => notMade(step, row, db));
  }
  parts.database.write((db) => notMade(step, row, db));
  parts.logger.info('A product was not sent', { variant: item.variant_id, reason: answer.problem.reason });
  return end;
}

/** As it stands while it is sent. One that was sent before stays what it was then, but for its picture. */
function creatingRow(
  { parts, run, whose, item }: Step,
  known: MappingRow | null,
  image: string | null,
): MappingRow {
  return {
    ...whose,
    variant_id: item.variant_id,
    state: 'creating',
    partner_product_id: null,
    made_here: 1,
    attempts: (known?.attempts ?? 0) + 1,
    run_sequence: run.sequence,
    sent_header: item.header,
    sent_text: item.text ?? '',
    sent_price_minor: item.price_minor,
    sent_image: image,
    ...NOTHING_TOLD,
    changed_at: parts.now(),
    ignored_at: null,
  };
}

/** This send has made nothing: only those that may have count. */
function notMade(
  { whose, item }: Step,
  row: MappingRow,
  db: Parameters<typeof mappingStore.remove>[0],
): void {
  if (row.attempts > 1) mappingStore.update(db, whose, item.variant_id, { attempts: row.attempts - 1 });
  else mappingStore.remove(db, whose, item.variant_id);
}

function take(step: Step, product: PartnerProduct, said: Said | null): StepEnd {
  const { parts, item } = step;
  if (!isOfPartner(parts, step.provider, product.partnerId))
    return { kind: 'stop', problem: 'other_partner' };
  // The first product of a new account says whose it is.
  const isConnected = parts.connections.providerOrNull() === step.provider;
  const whose = (isConnected ? whoseNow(parts) : null) ?? step.whose;
  if (!mappingStore.find(parts.database.read, whose, item.variant_id)) {
    return { kind: 'stop', problem: 'other_partner' };
  }
  if (mappingStore.findByPartner(parts.database.read, whose, product.id)) {
    return settle(step, 'unknown', { reason: 'other_product' }, (db) =>
      mappingStore.update(db, whose, item.variant_id, { state: 'unknown' }),
    );
  }
  return settle(step, 'done', said, (db) => takeAsMade(db, whose, item.variant_id, product, parts.now()));
}
