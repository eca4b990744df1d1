import { useConnection } from '../connection/queries.ts';
import { usePaymentOptions } from './queries.ts';

/** What can be sold on without a network. */
export interface SpareStanding {
  /** The provider does not answer now. */
  readonly offline: boolean;
  /** Codes that were made beforehand, and not taken yet. */
  readonly ready: number;
  /** Whether a spare code comes before an ordinary one now. */
  readonly first: boolean;
}

export function useSpareStanding(): SpareStanding {
  const options = usePaymentOptions().data;
  // Where money cannot be told by its link, what was made earlier must not be sold on.
  const ready = options?.way === 'link' ? options.spare.ready : 0;
  const offline = useConnection().data?.state === 'unreachable';
  return { offline, ready, first: offline && ready > 0 };
}
