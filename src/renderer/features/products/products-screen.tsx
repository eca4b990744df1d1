import { useRef, useState } from 'react';
import { NoticePlace } from '../../components/notices.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useWide } from '../../components/use-wide.ts';
import { useCategories } from '../catalog/queries.ts';
import { WorkStrip } from '../exchange/work-strip.tsx';
import { useStatus } from '../shell/queries.ts';
import { useStaffSession } from '../staff/queries.ts';
import { CategorySide } from './category-side.tsx';
import { categoryNodes, pathTexts } from './category-tree.ts';
import { FoundNote } from './found-note.tsx';
import { NoProducts } from './no-products.tsx';
import { ProductFilters } from './product-filters.tsx';
import { ProductSearchBox } from './product-search-box.tsx';
import { ProductTable, type ProductTableHandle } from './product-table.tsx';
import { ProductsHeader } from './products-header.tsx';
import { type OpenDialog, ProductsDialogs } from './products-dialogs.tsx';
import classes from './products-screen.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { foundBy, isSearching } from './product-filter.ts';
import { isNothing } from './selection.ts';
import { useFoundProducts } from './use-found-products.ts';
import { useProductList } from './use-product-list.ts';
import { takesLetters } from './typing-target.ts';

/** The catalogue: every product, found, looked at, and by those who may, changed. */
export function ProductsScreen({ onInStep }: { readonly onInStep: () => void }) {
  const wide = useWide();
  const currency = useStatus().data?.currency ?? null;
  const session = useStaffSession().data;
  const mayEdit = session !== undefined && session.person?.role !== 'cashier';
  const paths = pathTexts(categoryNodes(useCategories().data?.items ?? []));
  const list = useProductList();
  const { filter, selection, change } = list;
  const found = useFoundProducts(filter);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const table = useRef<ProductTableHandle>(null);
  const all = { count: found.total ?? 0, atLeast: !found.totalIsExact };
  useShortcuts((event) => {
    if (!mayEdit || takesLetters(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyA') list.selectAll();
    else if (event.key === 'Escape' && !isNothing(selection)) list.clearSelection();
    else return;
    event.preventDefault();
  });
  const onManage = mayEdit ? () => setDialog({ kind: 'categories' }) : null;
  const onAdd = () => setDialog({ kind: 'product', productId: null });
  return (
    <div className={classes['screen']} data-testid="catalog-screen">
      <ProductsHeader
        mayEdit={mayEdit}
        onAdd={onAdd}
        onChanges={() => setDialog({ kind: 'changes' })}
        onInStep={onInStep}
      />
      <WorkStrip />
      <div className={classes['columns']}>
        {wide ? (
          <CategorySide
            chosen={filter.categoryId}
            onChoose={(categoryId) => change({ categoryId })}
            onManage={onManage}
          />
        ) : null}
        <div className={classes['main']}>
          <div className={classes['tools']}>
            <ProductSearchBox
              text={filter.text}
              onChange={(text) => change({ text })}
              onArrowDown={() => table.current?.focusRow()}
            />
            <ProductFilters filter={filter} narrow={!wide} onChange={change} onManage={onManage} />
          </div>
          <FoundNote found={found} filter={filter} />
          {found.total === 0 ? (
            <NoProducts
              filter={filter}
              mayEdit={mayEdit}
              onEverywhere={list.searchEverywhere}
              onClear={list.clearFilter}
              onAdd={onAdd}
            />
          ) : (
            <ProductTable
              ref={table}
              found={found}
              listKey={JSON.stringify([foundBy(filter), isSearching(filter) || filter.order])}
              paths={paths}
              selection={mayEdit ? selection : null}
              allTicked={list.allSelected}
              onTickAll={list.allSelected ? list.clearSelection : list.selectAll}
              onOpen={({ id }) => setDialog({ kind: 'product', productId: id })}
              onTick={({ id }) => list.tick(id)}
              onTickMany={(products) => list.tickMany(products.map(({ id }) => id))}
            />
          )}
          <NoticePlace />
          {mayEdit && !isNothing(selection) ? (
            <SelectionBar
              count={list.countSelected(all.count)}
              atLeast={selection.kind === 'all' && all.atLeast}
              all={selection.kind === 'all' || all.count === 0 ? null : { ...all, select: list.selectAll }}
              onChange={(kind) => setDialog({ kind: 'bulk', bulk: kind })}
              onClear={list.clearSelection}
            />
          ) : null}
        </div>
      </div>
      <ProductsDialogs
        dialog={dialog}
        selection={selection}
        categoryId={filter.categoryId}
        currency={currency}
        mayEdit={mayEdit}
        onChange={setDialog}
        onBulkStarted={list.clearSelection}
      />
    </div>
  );
}
