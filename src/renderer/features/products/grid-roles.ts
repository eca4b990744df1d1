/**
 * A table for readers, although its rows are placed one by one: only those in sight exist, which a `<table>` cannot
 * do. The focus moves from row to row; cells are not stops of their own.
 */
export function gridRole(label: string, rows: number, ticks: boolean) {
  return {
    role: 'grid',
    'aria-label': label,
    'aria-rowcount': rows + 1,
    'aria-multiselectable': ticks,
  } as const;
}

/** @param index of the row, from 0; null for the headings */
export function rowRole(index: number | null, selected: boolean | null = null) {
  return {
    role: 'row',
    'aria-rowindex': index === null ? 1 : index + 2,
    ...(selected === null ? {} : { 'aria-selected': selected }),
  } as const;
}

export const GRID_GROUP = { role: 'rowgroup' } as const;
export const GRID_CELL = { role: 'gridcell' } as const;
export const GRID_HEADING = { role: 'columnheader' } as const;
