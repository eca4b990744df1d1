import { fieldsOf } from './fields.ts';

/** What an object of its own is known by: `data` in it is something of its own, and no wrapping. */
const OWN = ['id', 'uuid', 'transactionid', 'transactionuuid', 'url', 'pan'];

/** What stands under `data` where that is an object, else the answer itself: single objects come in both ways. */
export function single(json: unknown): unknown {
  const fields = fieldsOf(json);
  if (!fields || OWN.some((name) => fields.has(name))) return json;
  const inside = fields.get('data');
  return fieldsOf(inside) ? inside : json;
}
