import { type JsonObject, isText } from '../json-value.ts';
import type { Problem } from './card-errors.ts';
import { readUnits } from './decimals.ts';

/** Reads members of a body and notes what is wrong instead of stopping at the first. */
export interface FieldReader {
  readonly body: JsonObject;
  readonly problems: readonly Problem[];
  /** A member that has to be there; `read` gives null for what is not taken, which `msg` then says. */
  required<T>(field: string, read: (value: unknown) => T | null, msg: string): T | null;
  /** A member that may be null or absent. */
  optional<T>(field: string, read: (value: unknown) => T | null, msg: string): T | null;
  note(field: string, msg: string): void;
}

/** Makes a reader of one body. */
export function createFieldReader(body: JsonObject, place: readonly string[] = ['body']): FieldReader {
  const problems: Problem[] = [];
  const note = (field: string, msg: string, type = 'value_error'): void => {
    problems.push({ loc: [...place, field], msg, type });
  };
  const required: FieldReader['required'] = (field, read, msg) => {
    if ((body[field] ?? null) === null) {
      note(field, 'Field required', 'missing');
      return null;
    }
    const value = read(body[field]);
    if (value === null) note(field, msg);
    return value;
  };
  return {
    body,
    problems,
    required,
    optional: (field, read, msg) => ((body[field] ?? null) === null ? null : required(field, read, msg)),
    note,
  };
}

/** A text that is not blank, of at most `longest` characters. */
export function shortText(longest: number): (value: unknown) => string | null {
  return (value) => (isText(value) && value.trim() !== '' && value.length <= longest ? value.trim() : null);
}

/** A text of a given form. */
export function matching(form: RegExp): (value: unknown) => string | null {
  return (value) => (isText(value) && form.test(value) ? value : null);
}

/** One of some words. */
export function among(words: readonly string[]): (value: unknown) => string | null {
  return (value) => (isText(value) && words.includes(value) ? value : null);
}

/** What an amount has to be. */
export const amountRule = 'must be a decimal number above 0 with at most 9 decimals';

/** The members that everything which moves money has. */
export interface MoveFields {
  readonly amount: bigint;
  readonly description: string | null;
}

/** Reads `amount`, `currency` and `description`; null when something is wrong, which the reader then says. */
export function readMoveFields(reader: FieldReader, currency: string): MoveFields | null {
  const amount = reader.required('amount', readUnits, amountRule);
  reader.required('currency', among([currency]), `must be ${currency}`);
  const description = reader.optional('description', shortText(255), 'must have at most 255 characters');
  return amount === null || reader.problems.length > 0 ? null : { amount, description };
}
