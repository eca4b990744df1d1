import { toIso } from '../common/instants.ts';

/** A moment as an answer tells it, a text or Unix seconds, in ISO 8601; null for anything else. */
export function momentOf(told: unknown): string | null {
  if (typeof told === 'string') return toIso(told);
  if (typeof told !== 'number' || !(told >= 0 && told < 1e11)) return null;
  return new Date(Math.round(told * 1000)).toISOString();
}
