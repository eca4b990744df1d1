/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a parsed JSON value is an array of strings. */
export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Whether a value is an integer that JSON carries without loss (up to 2^53 - 1). */
export function isWholeNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** A check that narrows an unknown value, for {@link member} and {@link memberOrNull}. */
export type Check<T> = (value: unknown) => value is T;

/** {@link Check} for strings. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** {@link Check} for booleans. */
export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A {@link Check} that admits the listed words only. */
export function oneOf<const T extends string>(words: readonly T[]): Check<T> {
  const known: ReadonlySet<unknown> = new Set(words);
  return (value: unknown): value is T => known.has(value);
}

/** Reads one member that has to be there. Throws when it is absent or of another kind; `wrong` says so. */
export function member<T>(
  source: JsonObject,
  name: string,
  check: Check<T>,
  wrong = `${name} is missing or of the wrong kind`,
): T {
  const value = source[name];
  if (!check(value)) throw new Error(wrong);
  return value;
}

/** Reads one member that may be null or absent (both give null). Throws when it is of another kind. */
export function memberOrNull<T>(source: JsonObject, name: string, check: Check<T>): T | null {
  const value = source[name];
  if (value === undefined || value === null) return null;
  if (!check(value)) throw new Error(`${name} is of the wrong kind`);
  return value;
}

/** An amount of minor units above zero, as an integer or a string of digits; null when it is neither. */
export function readAmountMinor(value: unknown): number | null {
  const number = isText(value) && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return isWholeNumber(number) && number > 0 ? number : null;
}
