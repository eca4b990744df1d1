/** A double holds any number of so many digits, and gives it back as it was written. */
const DIGITS_EXACT = 15;

/**
 * Reads JSON whose numbers may be money: one that a double would round is NaN, which no parser takes for a number.
 * @returns undefined for what is no JSON, or none that can be read
 */
export function parseExactly(text: string): unknown {
  try {
    return JSON.parse(text, keepExact);
  } catch {
    return undefined;
  }
}

function keepExact(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  return digitsOf(context?.source ?? String(value)) > DIGITS_EXACT ? Number.NaN : value;
}

/** How many digits of a number mean something. */
function digitsOf(number: string): number {
  const [mantissa = ''] = number.split(/e/i);
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}
