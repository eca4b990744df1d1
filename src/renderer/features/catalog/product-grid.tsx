import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { columnsFor, nextIndex, TILE } from './grid-layout.ts';
import classes from './product-grid.module.css';
import { ProductTile } from './product-tile.tsx';

export interface ProductGridProps {
  readonly products: readonly ProductView[];
  /** Changes when another search is shown: the grid goes back to its top. */
  readonly searchKey: string;
  readonly firstMarked: boolean;
  readonly inSale: ReadonlyMap<string, number>;
  readonly onAdd: (product: ProductView) => void;
  /** Called near the end of what is there; absent when everything is. */
  readonly onNearEnd: (() => void) | null;
}

/** Products as tiles; only the visible rows exist, so that a hundred thousand are as quick as ten. */
export function ProductGrid({ products, searchKey, onNearEnd, ...tiles }: ProductGridProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sizeRef);
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const columns = columnsFor(width);
  const rows = Math.ceil(products.length / columns);
  const grid = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE.height,
    gap: TILE.gap,
    overscan: 3,
  });
  const visible = grid.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && lastVisible >= rows - 4) onNearEnd();
  }, [onNearEnd, lastVisible, rows]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another search starts at the top
  useEffect(() => {
    setActive(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [searchKey]);

  // The row that an arrow leads to may not exist yet: the focus follows as soon as it does.
  useEffect(() => {
    if (wanted.current !== null && focusTile(scroller.current, wanted.current)) wanted.current = null;
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, active, columns, products.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    grid.scrollToIndex(Math.floor(next / columns));
    wanted.current = next;
  };

  return (
    <section ref={ref} className={classes['scroller']} aria-label={t('sell.products')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div className={classes['content']} style={{ height: grid.getTotalSize() }} onKeyDown={onKeyDown}>
        {visible.map((row) => (
          <div
            key={row.key}
            className={classes['row']}
            style={{
              height: TILE.height,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {products.slice(row.index * columns, (row.index + 1) * columns).map((product, offset) => {
              const index = row.index * columns + offset;
              return (
                <ProductTile
                  key={product.id}
                  product={product}
                  index={index}
                  reachable={index === active}
                  first={tiles.firstMarked && index === 0}
                  inSaleThousandths={tiles.inSale.get(product.id) ?? 0}
                  onAdd={tiles.onAdd}
                />
              );
            })}
          </div>
        ))}
      </div>
    </section>
  );
}

/**
 * Moves the focus to a tile, such as from the search field with the arrow down.
 * @returns whether that tile is there
 */
export function focusTile(within: ParentNode | null, index: number): boolean {
  const tile = within?.querySelector<HTMLButtonElement>(`button[data-index="${index}"]`);
  tile?.focus();
  return tile !== undefined && tile !== null;
}
