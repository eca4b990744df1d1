/** How products are shown: by their pictures, or more of them by their names. */
export const GRID_FORMS = ['tiles', 'list'] as const;
export type GridForm = (typeof GRID_FORMS)[number];

/**
 * Sizes in CSS pixels. A place has the same one whether its product is there or still on its way, so that nothing
 * jumps while it is scrolled.
 */
export const GRID_SIZES = {
  tiles: { minWidth: 176, leastColumns: 2, height: 152, gap: 10 },
  list: { minWidth: 480, leastColumns: 1, height: 56, gap: 0 },
} as const satisfies Record<GridForm, object>;

/** Between columns, in either form. */
const COLUMN_GAP = 10;

export function columnsFor(width: number, form: GridForm): number {
  const { minWidth, leastColumns } = GRID_SIZES[form];
  return Math.max(leastColumns, Math.floor((width + COLUMN_GAP) / (minWidth + COLUMN_GAP)));
}

/** A grid as keys move through it. */
export interface GridShape {
  readonly columns: number;
  readonly count: number;
  /** Rows that are in sight at once: what Page Down goes by. */
  readonly pageRows: number;
}

/** Where a key leads from a tile, or null when the key is none of ours or leads out of the grid. */
export function nextIndex(
  key: string,
  index: number,
  { columns, count, pageRows }: GridShape,
): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const page = columns * Math.max(1, pageRows);
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageUp':
      return index < page ? index % columns : index - page;
    case 'PageDown':
      return Math.min(last, index + page);
    default: {
      const next = index + (stepOf(key, columns) ?? Number.NaN);
      return next >= 0 && next <= last ? next : null;
    }
  }
}

function stepOf(key: string, columns: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    default:
      return null;
  }
}
