/** How many variants a digit reaches: 1 to 9. */
const DIGITS = 9;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/**
 * Which variant a digit chooses. By `code`: with Shift, or on a French layout, the key of a digit types something else.
 * @returns its place, or null when the key is no such digit
 */
export function variantOfKey(event: Pressed, count: number): number | null {
  // A number pad without Num Lock moves: its keys have names then.
  if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  const digit = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0);
  return digit >= 1 && digit <= Math.min(count, DIGITS) ? digit - 1 : null;
}

/** The digit that chooses a variant, or null beyond those that have one. */
export function digitOf(index: number): number | null {
  return index < DIGITS ? index + 1 : null;
}
