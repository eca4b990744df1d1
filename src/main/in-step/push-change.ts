import { money } from '../../domain/money.ts';
import type { PartnerProduct, PartnerProductDraft } from '../ports-shop.ts';
import { type Field, FIELDS, QUANTITY } from './fields.ts';
import { toldOf } from './lost-creates.ts';
import { type MappingChanges, mappingStore } from './mapping-store.ts';
import { isAsSeen, ourProduct } from './our-products.ts';
import { NEXT, type Said, type StepEnd } from './problems.ts';
import { pushImage } from './push-image.ts';
import { runStore } from './run-store.ts';
import { isOfPartner } from './whose.ts';
import { endOfRepeatable, isStillMapped, seenOf, settle, type Step } from './step.ts';

/** Sends the fields that differ, and no others. One that is gone at the provider is made anew. */
export async function pushChange(step: Step): Promise<StepEnd> {
  const { parts, item, whose, shop, options } = step;
  const row = mappingStore.find(parts.database.read, whose, item.variant_id);
  if (!isStillMapped(step, row)) return settle(step, 'changed');
  if (!isAsSeen(ourProduct(parts.catalog, item.variant_id), seenOf(step))) return settle(step, 'changed');
  const fields = fieldsOf(item.fields);
  const { image } = item;
  const pushed = fields.has('image') && image !== null ? await pushImage(step, image) : null;
  if (pushed?.kind === 'ended') return pushed.end;
  if (pushed?.kind === 'none') fields.delete('image');
  const said = pushed?.kind === 'none' ? pushed.said : null;
  if (fields.size === 0) return settle(step, 'refused', said);
  const patch = patchOf(step, fields, pushed?.kind === 'there' ? pushed.url : null);
  const answer = await shop.products.update(item.partner_product_id ?? '', patch, options);
  if (answer.kind !== 'ok' && options.signal?.aborted) return NEXT;
  parts.connections.note(answer);
  if (answer.kind === 'ok') return take(step, answer.value, { fields, said });
  if (answer.kind === 'rejected' && answer.problem.reason === 'not_found') {
    parts.database.write((db) => runStore.turnIntoCreate(db, item));
    return NEXT;
  }
  return endOfRepeatable(step, answer);
}

/** Deletes one that this till has made and does not sell any more. */
export async function pushDelete(step: Step): Promise<StepEnd> {
  const { parts, item, whose, shop, options } = step;
  const row = mappingStore.find(parts.database.read, whose, item.variant_id);
  if (row === undefined) return settle(step, 'done');
  const isWanted = ourProduct(parts.catalog, item.variant_id) !== null;
  if (isWanted || !isStillMapped(step, row) || row.made_here === 0) return settle(step, 'changed');
  const answer = await shop.products.delete(item.partner_product_id ?? '', options);
  if (answer.kind !== 'ok' && options.signal?.aborted) return NEXT;
  parts.connections.note(answer);
  if (answer.kind === 'ok') {
    return settle(step, 'done', null, (db) => mappingStore.remove(db, whose, item.variant_id));
  }
  return endOfRepeatable(step, answer);
}

function patchOf(
  step: Step,
  fields: ReadonlySet<Field>,
  imageUrl: string | null,
): Partial<PartnerProductDraft> {
  const { header, text, priceMinor } = seenOf(step);
  return {
    ...(fields.has('header') ? { header } : {}),
    ...(fields.has('text') ? { text } : {}),
    ...(fields.has('price') ? { price: money(priceMinor, step.parts.currency) } : {}),
    ...(fields.has('quantity') ? { quantity: QUANTITY } : {}),
    ...(fields.has('image') ? { imageUrl } : {}),
  };
}

interface Sent {
  readonly fields: ReadonlySet<Field>;
  readonly said: Said | null;
}

function take(step: Step, product: PartnerProduct, { fields, said }: Sent): StepEnd {
  const { parts, item, whose } = step;
  if (!isOfPartner(parts, step.provider, product.partnerId))
    return { kind: 'stop', problem: 'other_partner' };
  const changes: MappingChanges = {
    sent_header: item.header,
    sent_text: item.text,
    sent_price_minor: item.price_minor,
    ...(fields.has('image') ? { sent_image: item.image } : {}),
    changed_at: parts.now(),
    ...toldOf(product),
  };
  return settle(step, 'done', said, (db) => mappingStore.update(db, whose, item.variant_id, changes));
}

/** Our own JSON, as the push wrote it. */
function fieldsOf(json: string): Set<Field> {
  const parsed: unknown = JSON.parse(json);
  const names: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  return new Set(FIELDS.filter((field) => names.includes(field)));
}
