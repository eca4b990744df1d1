import type { Shop } from './shop.ts';

/** One thing that may happen in a shop. */
export interface Act {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  /** Answers false when there was nothing to do it to: then something else happens instead. */
  readonly run: (shop: Shop) => Promise<unknown>;
}
