import { AppError } from '../../contract/errors.ts';
import { z } from 'zod';

/** Unix seconds up to the year 9999: more is no time. */
const claims = z.object({ exp: z.number().positive().max(253_402_300_799) });

/**
 * When a JSON web token ends, in milliseconds since the Unix epoch by its maker's clock. Its signature cannot be
 * checked here: what it says serves to warn in time.
 * @returns null where it is none, or does not say it
 */
export function readTokenEnd(token: string): number | null {
  const payload = /^[\w-]+\.([\w-]+)\./.exec(token)?.[1];
  if (payload === undefined) return null;
  try {
    const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data.exp * 1000 : null;
  } catch {
    return null;
  }
}

export function tokenEnded(): AppError {
  return new AppError('CARDS_TOKEN_ENDED', 'The token has ended: a new one has to be given');
}
