import { z } from 'zod';
import { parseJson } from './error-bodies.ts';

/** When a JSON web token was made and when it ends, in milliseconds since the Unix epoch by its maker's clock. */
export interface TokenTimes {
  readonly madeAt: number | null;
  readonly endsAt: number;
}

/** Unix seconds up to the year 9999: more is no time. */
const moment = z.number().positive().max(253_402_300_799);

const times = z.object({ exp: moment, iat: moment.nullish().catch(null) });

/** Longer than any token, and short enough for a pattern that tries every place. */
const TEXT_MAX = 8192;

/**
 * Reads the times of the first token in a text, a URL for example. Its signature cannot be checked here: what it says
 * serves as a hint alone.
 * @returns null where there is no token, or it does not say when it ends
 */
export function readTokenTimes(text: string): TokenTimes | null {
  const payload = /eyJ[\w-]+\.([\w-]+)\./.exec(text.slice(0, TEXT_MAX))?.[1];
  if (payload === undefined) return null;
  const parsed = times.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  const { exp, iat } = parsed.data;
  return { madeAt: iat == null ? null : iat * 1000, endsAt: exp * 1000 };
}
