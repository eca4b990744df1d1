import { z } from 'zod';

/** What stood at the issuer before an operation was sent: by it a look tells what is new. */
export interface Before {
  /** Our clock less the issuer's, in milliseconds, as it was then; null where the issuer told no time. */
  readonly skewMs: number | null;
  /** Ids of transactions that look like the one that is asked for; null where they could not all be read. */
  readonly likes: readonly string[] | null;
  /** Rows of the list in which it will show that could not be read even then. */
  readonly unreadable: number;
  /** The issuer's word for the card's state, and what was on it. */
  readonly status: string | null;
  readonly balance: string | null;
}

const beforeSchema = z.object({
  skewMs: z.number().nullable().catch(null),
  likes: z.array(z.string()).nullable().catch(null),
  unreadable: z.number().catch(0),
  status: z.string().nullable().catch(null),
  balance: z.string().nullable().catch(null),
});

export const NOTHING_BEFORE: Before = {
  skewMs: null,
  likes: null,
  unreadable: 0,
  status: null,
  balance: null,
};

/** As it was written by this feature. */
export function readBefore(json: string): Before {
  return beforeSchema.parse(JSON.parse(json));
}
