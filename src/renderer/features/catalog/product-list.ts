import type { ProductTileView, UnderstoodView } from '../../../contract/views.ts';

/** An answer of the catalogue, for a grid that shows some of its places at a time. */
export interface ProductList {
  /** Another question has another key: the grid goes back to its top. */
  readonly key: string;
  /** The text that was searched; empty while the whole of a shelf is shown. */
  readonly text: string;
  /** Places in the grid, those on their way included. */
  readonly count: number;
  readonly at: (index: number) => ProductTileView | null;
  readonly total: number;
  /** False where main stopped counting. */
  readonly totalIsExact: boolean;
  readonly understood: UnderstoodView | null;
}

/** The places of a list that are in sight, both included. */
export interface ListRange {
  readonly key: string;
  readonly first: number;
  readonly last: number;
}
