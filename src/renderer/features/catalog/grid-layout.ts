/** Sizes of the product grid, in CSS pixels. */
export const TILE = { minWidth: 160, height: 134, gap: 10 } as const;

export function columnsFor(width: number): number {
  return Math.max(2, Math.floor((width + TILE.gap) / (TILE.minWidth + TILE.gap)));
}

/** Where an arrow key leads from a tile, or null when the key is none or leads out of the grid. */
export function nextIndex(key: string, index: number, columns: number, count: number): number | null {
  const next = index + (stepOf(key, columns) ?? Number.NaN);
  return next >= 0 && next < count ? next : null;
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
