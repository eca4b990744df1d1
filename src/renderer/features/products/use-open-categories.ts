import { useState } from 'react';
import type { CategoryView } from '../../../contract/views.ts';
import { ancestorIds } from './category-tree.ts';

/** Which branches of the tree are open; those above the chosen one always are at first. */
export function useOpenCategories(items: readonly CategoryView[], chosen: string | null) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(ancestorIds(items, chosen)));
  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const show = (id: string) => setOpen((before) => new Set([...before, id]));
  return { open, toggle, show };
}
