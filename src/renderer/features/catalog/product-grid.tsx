import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView } from '../../../contract/views.ts';
import { columnsFor, GRID_SIZES, type GridForm, nextIndex } from './grid-layout.ts';
import { type InSale, inSaleOf } from './in-sale.ts';
import classes from './product-grid.module.css';
import type { ListRange, ProductList } from './product-list.ts';
import { ProductTile } from './product-tile.tsx';
import { useWidth } from './use-width.ts';

export interface ProductGridProps {
  readonly list: ProductList;
  /** A grid of another form is another grid: give it a key. */
  readonly form: GridForm;
  readonly inSale: InSale;
  readonly onAdd: (product: ProductTileView) => void;
  readonly onRange: (range: ListRange) => void;
  /** The arrow up in the first row. */
  readonly onLeave: () => void;
}

/** Products as tiles or rows; only the visible ones exist, so that a hundred thousand are as quick as ten. */
export const ProductGrid = memo(function ProductGrid(props: ProductGridProps) {
  const { t } = useTranslation();
  const { scroller, content, columns, grid, active, onFocus, onKeyDown } = useProductRows(props);
  return (
    <section
      ref={scroller}
      className={classes['scroller']}
      data-testid="product-grid"
      data-form={props.form}
      aria-label={t('sell.products')}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div
        ref={content}
        className={classes['content']}
        style={{ height: grid.getTotalSize() }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        {grid.getVirtualItems().map((row) => (
          <div
            key={row.key}
            className={classes['row']}
            style={{
              height: row.size,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start}px)`,
            }}
          >
            <RowTiles {...props} first={row.index * columns} columns={columns} active={active} />
          </div>
        ))}
      </div>
    </section>
  );
});

/** The rows that exist, what is in sight of them, and the keys that lead through them. */
function useProductRows(props: ProductGridProps) {
  const { list, form } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const columns = columnsFor(useWidth(content), form);
  const { active, onFocus, ...keys } = useGridKeys(props, columns);
  const activeRow = Math.floor(active / columns);
  const grid = useVirtualizer({
    count: Math.ceil(list.count / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => GRID_SIZES[form].height,
    gap: GRID_SIZES[form].gap,
    overscan: 3,
    // The row with the focus stays: what has no element has no focus, and keys would go nowhere.
    rangeExtractor: useCallback((range: Range) => withRow(range, activeRow), [activeRow]),
  });
  const { startIndex = 0, endIndex = 0 } = grid.range ?? {};
  const last = Math.min(list.count, (endIndex + 1) * columns) - 1;
  useSightReport(props, startIndex * columns, Math.max(0, last));
  useStayInPlace(columns, startIndex, (row) => grid.scrollToIndex(row, { align: 'start' }));
  useLayoutEffect(() => keys.onPainted(scroller.current));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top
  useLayoutEffect(() => {
    keys.onList();
    // Asking the element where it stands, or moving it, has it laid out at once: by what is known, only if need be.
    if ((grid.scrollOffset ?? 0) > 0) scroller.current?.scrollTo({ top: 0 });
  }, [list.key]);
  const shape = { columns, count: list.count, pageRows: endIndex - startIndex };
  const onKeyDown = (event: KeyboardEvent) => keys.onKeyDown(event, shape, (row) => grid.scrollToIndex(row));
  return { scroller, content, columns, grid, active, onFocus, onKeyDown };
}

interface RowTilesProps extends ProductGridProps {
  readonly first: number;
  readonly columns: number;
  readonly active: number;
}

/** By place, not by product: a place keeps its element, and its focus, while its product comes or changes. */
function RowTiles({ list, form, inSale, onAdd, first, columns, active }: RowTilesProps) {
  const places = Array.from({ length: Math.min(columns, list.count - first) }, (_, offset) => first + offset);
  return places.map((index) => {
    const product = list.at(index);
    return (
      <ProductTile
        key={index}
        product={product}
        form={form}
        index={index}
        reachable={index === active}
        first={list.text !== '' && index === 0}
        inSaleThousandths={product === null ? 0 : inSaleOf(inSale, product)}
        onAdd={onAdd}
      />
    );
  });
}

/** The keys of the grid: one tile is reached by Tab, the others from there. */
function useGridKeys({ list, onLeave }: ProductGridProps, columns: number) {
  const [chosen, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const active = Math.max(0, Math.min(chosen, list.count - 1));
  return {
    active,
    onFocus: (event: { readonly target: EventTarget }) => {
      const index = event.target instanceof HTMLElement ? event.target.dataset['index'] : undefined;
      if (index !== undefined) setActive(Number(index));
    },
    onKeyDown: (
      event: KeyboardEvent,
      shape: Parameters<typeof nextIndex>[2],
      scrollTo: (row: number) => void,
    ) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nextIndex(event.key, active, shape);
      if (next === null && !(event.key === 'ArrowUp' && active < columns)) return;
      event.preventDefault();
      if (next === null) return onLeave();
      setActive(next);
      scrollTo(Math.floor(next / columns));
      wanted.current = next;
    },
    onList: () => setActive(0),
    /** The row that a key leads to exists from the next painting on. */
    onPainted: (within: ParentNode | null) => {
      if (wanted.current !== null && focusPlace(within, wanted.current)) wanted.current = null;
    },
  };
}

function withRow(range: Range, row: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (row >= range.count || rows.includes(row)) return rows;
  return [...rows, row].sort((one, other) => one - other);
}

function useSightReport({ list, onRange }: ProductGridProps, first: number, last: number): void {
  useEffect(() => onRange({ key: list.key, first, last }), [onRange, list.key, first, last]);
}

/** With another number of columns, the products that were in sight stay in sight. */
function useStayInPlace(columns: number, firstRow: number, scrollTo: (row: number) => void): void {
  const seen = useRef({ columns, index: 0 });
  useLayoutEffect(() => {
    const { columns: before, index } = seen.current;
    if (before !== columns && index > 0) scrollTo(Math.floor(index / columns));
    seen.current = { columns, index: before === columns ? firstRow * columns : index };
  });
}

/** Moves the focus to a place of the grid and brings it into sight, such as from the search field with the arrow down. */
export function focusTile(within: ParentNode | null, index: number): void {
  tileAt(within, index)?.focus();
}

function focusPlace(within: ParentNode | null, index: number): boolean {
  const tile = tileAt(within, index);
  tile?.focus({ preventScroll: true }); // the grid scrolls itself: a row at its edge, not in its middle
  return tile !== null;
}

function tileAt(within: ParentNode | null, index: number): HTMLButtonElement | null {
  return within?.querySelector<HTMLButtonElement>(`button[data-index="${index}"]`) ?? null;
}
