/** A message as JSON text, or why there is none. */
export type WireText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not_json' }
  | { readonly kind: 'too_large' };

const NOT_JSON: WireText = { kind: 'not_json' };
const TOO_LARGE: WireText = { kind: 'too_large' };

/**
 * Turns a message into JSON text of at most `maxBytes`. IPC carries more than JSON (cycles, maps, dates, arrays of
 * four thousand million holes), so that its size is bounded by a walk before `JSON.stringify` sees it: a page gone
 * wild cannot stall main.
 */
export function toWireText(value: unknown, maxBytes: number): WireText {
  try {
    const problem = measure(value, maxBytes);
    if (problem) return problem;
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) return NOT_JSON;
    return Buffer.byteLength(text) > maxBytes ? TOO_LARGE : { kind: 'text', text };
  } catch {
    return NOT_JSON;
  }
}

/** Adds up a lower bound of the text's size; a cycle runs out of budget like anything that is too long. */
function measure(value: unknown, budget: number): WireText | null {
  const waiting: unknown[] = [value];
  let cost = 0;
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part === 'object' && part !== null) {
      if (!isPlain(part)) return NOT_JSON;
      cost += Array.isArray(part) ? part.length : namesCost(part);
      if (cost > budget) return TOO_LARGE;
      for (const member of Object.values(part)) waiting.push(member);
    } else if (isScalar(part)) {
      cost += scalarCost(part);
    } else {
      return NOT_JSON;
    }
    if (cost > budget) return TOO_LARGE;
  }
  return null;
}

/** Each member costs something, however short its name, or a cycle through it would never end. */
function namesCost(part: object): number {
  let cost = 0;
  for (const [name, member] of Object.entries(part)) cost += member === undefined ? 0 : name.length + 1;
  return cost;
}

/** `undefined` is left out of the text where it is a member. */
function scalarCost(part: unknown): number {
  if (part === undefined) return 0;
  return typeof part === 'string' ? part.length : 1;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

/** `undefined` as the whole message has no text, which is found later. */
function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}
