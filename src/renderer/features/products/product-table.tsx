import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWide } from '../../components/use-wide.ts';
import type { ProductTileView } from '../../../contract/views.ts';
import { GRID_CELL, GRID_GROUP, GRID_HEADING, gridRole, rowRole } from './grid-roles.ts';
import { ProductRow } from './product-row.tsx';
import classes from './product-table.module.css';
import { isSelected, type Selection } from './selection.ts';
import type { FoundProducts } from './use-found-products.ts';
import { useTableKeys } from './use-table-keys.ts';

/** The headings stay on top of the rows. */
const HEAD_HEIGHT = 44;
/** On a narrow screen a row has two lines. */
const ROW_HEIGHT = { wide: 56, narrow: 68 } as const;
/** Below the last row: a notice stands over it, and over no product that cannot be scrolled away from under it. */
const END_ROOM = 88;

export interface ProductTableHandle {
  /** Goes to the row where the keys were last, such as from the search field. */
  readonly focusRow: () => void;
}

export interface ProductTableProps {
  readonly ref: Ref<ProductTableHandle>;
  readonly found: FoundProducts;
  /** Changes when another list is shown: the table goes back to its top. */
  readonly listKey: string;
  readonly paths: ReadonlyMap<string, string>;
  /** Null where nothing may be ticked. */
  readonly selection: Selection | null;
  readonly allTicked: boolean;
  readonly onTickAll: () => void;
  readonly onOpen: (product: ProductTileView) => void;
  readonly onTick: (product: ProductTileView) => void;
  readonly onTickMany: (products: readonly ProductTileView[]) => void;
}

/** Products as a dense table; only the rows in sight exist, so that a hundred thousand are as quick as ten. */
export function ProductTable(props: ProductTableProps) {
  const { ref, found, selection, paths, listKey } = props;
  const { t } = useTranslation();
  const rowHeight = ROW_HEIGHT[useWide() ? 'wide' : 'narrow'];
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: found.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    paddingEnd: END_ROOM,
  });
  const visible = list.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  const { onRange } = found;
  const keys = useTableKeys({ ...props, scroller, scrollTo: (index) => list.scrollToIndex(index) });
  useImperativeHandle(ref, () => ({ focusRow: () => keys.focus(keys.active) }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows in sight are what matters
  useEffect(() => onRange(first, last), [first, last, found.rowCount]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height, and another list, are measured anew
  useEffect(() => list.measure(), [rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at the top
  useEffect(() => {
    keys.reset();
    if ((list.scrollOffset ?? 0) > 0) scroller.current?.scrollTo({ top: 0 });
  }, [listKey]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, see grid-roles.ts
    <div
      {...gridRole(t('catalog.products'), found.total ?? 0, selection !== null)}
      className={classes['table']}
      data-ticks={selection !== null}
      data-testid="catalog-table"
      onKeyDown={keys.onKeyDown}
    >
      <div ref={scroller} className={classes['scroller']} data-testid="catalog-scroller">
        <TableHead {...props} />
        <div className={classes['content']} {...GRID_GROUP} style={{ height: list.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const product = found.rowAt(index);
            const top = start - HEAD_HEIGHT;
            return product === null ? (
              <WaitingRow key={`waiting-${index}`} top={top} index={index} />
            ) : (
              <ProductRow
                key={product.id}
                product={product}
                index={index}
                top={top}
                path={product.categoryId === null ? '' : (paths.get(product.categoryId) ?? '')}
                selected={selection === null ? null : isSelected(selection, product.id)}
                reachable={index === keys.active}
                onOpen={keys.onOpen}
                onTick={keys.onTick}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function TableHead({ selection, allTicked, onTickAll }: ProductTableProps) {
  const { t } = useTranslation();
  const column = (name: 'nameCell' | 'sku' | 'path' | 'price', words: string) => (
    <span {...GRID_HEADING} className={classes[name]}>
      {words}
    </span>
  );
  return (
    <div {...GRID_GROUP} className={classes['headGroup']}>
      <div {...rowRole(null)} className={classes['head']}>
        {selection === null ? null : (
          <span {...GRID_HEADING} className={classes['tickCell']}>
            <label className={classes['tick']}>
              <input
                type="checkbox"
                checked={allTicked}
                aria-label={t('catalog.selectAll')}
                aria-keyshortcuts="Control+A"
                data-testid="catalog-tick-all"
                onChange={onTickAll}
              />
            </label>
          </span>
        )}
        {column('nameCell', t('catalog.column.name'))}
        {column('sku', t('catalog.column.sku'))}
        {column('path', t('catalog.column.category'))}
        {column('price', t('catalog.column.price'))}
      </div>
    </div>
  );
}

/** As high as a row, so that nothing moves when the row comes. */
function WaitingRow({ top, index }: { readonly top: number; readonly index: number }) {
  return (
    <div
      {...rowRole(index)}
      className={classes['row']}
      data-waiting="true"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span {...GRID_CELL} className={classes['waiting']} />
    </div>
  );
}
