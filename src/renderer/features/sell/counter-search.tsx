import { type Dispatch, memo, type Ref, useCallback, useRef } from 'react';
import type { ProductTileView } from '../../../contract/views.ts';
import { FormSwitch } from '../catalog/form-switch.tsx';
import { focusTile } from '../catalog/product-grid.tsx';
import { ShelfChips } from '../catalog/shelf-chips.tsx';
import { CatalogArea } from './catalog-area.tsx';
import { SearchField } from './search-field.tsx';
import type { SellChange } from './sell-state.ts';
import classes from './sell-screen.module.css';

/** One and the same: the chips beside it need not be drawn anew with every letter. */
const FORM_SWITCH = <FormSwitch />;

export interface CounterSearchProps {
  readonly search: Ref<HTMLInputElement>;
  readonly text: string;
  readonly shelf: string | null;
  /** Something lies over it. */
  readonly covered: boolean;
  readonly change: Dispatch<SellChange>;
  readonly onAdd: (product: ProductTileView) => void;
  /** Enter: the best match is wanted. */
  readonly onEnter: () => void;
  readonly onAmount: () => void;
  /** Back to the search field, by the arrow up. */
  readonly onLeave: () => void;
}

/**
 * Where products are found: search, shelves and grid. Knows nothing of the sale but what the grid counts of it, so
 * that a line is not waited for while all of this is drawn anew.
 */
export const CounterSearch = memo(function CounterSearch(props: CounterSearchProps) {
  const { text, shelf, change, onAmount } = props;
  const area = useRef<HTMLDivElement>(null);
  const onShelf = useCallback(
    (chosen: string | null) => change({ kind: 'shelf_chosen', shelf: chosen }),
    [change],
  );
  return (
    <div ref={area} className={classes['catalog']} inert={props.covered}>
      <SearchField
        ref={props.search}
        text={text}
        onChange={(typed) => change({ kind: 'searched', text: typed })}
        onEnter={props.onEnter}
        onArrowDown={() => focusTile(area.current, 0)}
        onAmount={onAmount}
      />
      <ShelfChips shelf={shelf} onChange={onShelf}>
        {FORM_SWITCH}
      </ShelfChips>
      <CatalogArea
        search={{ text: text.trim(), shelf }}
        onAdd={props.onAdd}
        onLeave={props.onLeave}
        onShowAll={() => change({ kind: 'reset' })}
        onEverywhere={() => onShelf(null)}
        onAmount={onAmount}
      />
    </div>
  );
});
