/** Digits before the separator: more is a scan that went into the wrong field. */
const WHOLE_DIGITS_MAX = 11;

/** What a key makes of the text; a key that would make a wrong number does nothing. */
export function pressKey(value: string, key: string, decimals: number): string {
  const [whole = '', fraction] = value.split(/[.,]/);
  if (key === '.' || key === ',') {
    if (decimals === 0 || fraction !== undefined) return value;
    return `${whole === '' ? '0' : whole}${key}`;
  }
  if (fraction !== undefined) return fraction.length + key.length > decimals ? value : value + key;
  if (whole.length + key.length > WHOLE_DIGITS_MAX) return value;
  return whole === '0' || whole === '' ? key.replace(/^0+(?=.)/, '') : value + key;
}
