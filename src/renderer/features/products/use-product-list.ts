import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../../components/notices.tsx';
import { foundBy, type ProductFilter, WHOLE_CATALOGUE } from './product-filter.ts';
import { NAMED_MAX, NOTHING_SELECTED, type Selection, selectedCount, toggled, withIds } from './selection.ts';

/** What the list shows, and what of it is ticked. */
export function useProductList() {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [filter, setFilter] = useState(WHOLE_CATALOGUE);
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const change = (changes: Partial<ProductFilter>) => {
    const next = { ...filter, ...changes };
    setFilter(next);
    // "All that is found" was another list's; what was ticked one by one stays.
    if (selection.kind === 'all' && !sameList(filter, next)) setSelection(NOTHING_SELECTED);
  };
  const put = useCallback(
    (from: Selection, next: Selection) => {
      if (next === from) show({ tone: 'problem', title: t('catalog.selectionFull', { count: NAMED_MAX }) });
      else setSelection(next);
    },
    [show, t],
  );
  return {
    filter,
    selection,
    change,
    tick: (id: string) => put(selection, toggled(selection, id)),
    tickMany: (ids: readonly string[]) => put(selection, withIds(selection, ids)),
    selectAll: () => setSelection({ kind: 'all', filter: foundBy(filter), except: new Set() }),
    clearSelection: () => setSelection(NOTHING_SELECTED),
    allSelected: selection.kind === 'all' && selection.except.size === 0,
    countSelected: (found: number) => selectedCount(selection, found),
    searchEverywhere: () => change({ ...WHOLE_CATALOGUE, text: filter.text, order: filter.order }),
    clearFilter: () => change({ ...WHOLE_CATALOGUE, order: filter.order }),
  };
}

const sameList = (a: ProductFilter, b: ProductFilter): boolean =>
  JSON.stringify(foundBy(a)) === JSON.stringify(foundBy(b));
