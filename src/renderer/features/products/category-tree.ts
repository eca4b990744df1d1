import type { CategoryView } from '../../../contract/views.ts';
import { CATEGORY_DEPTH_MAX } from '../../../domain/product.ts';

/** A category where it stands in the tree. */
export interface CategoryNode {
  readonly category: CategoryView;
  /** 0 at the top. */
  readonly depth: number;
  /** Names from the top down to its own. */
  readonly path: readonly string[];
  readonly hasChildren: boolean;
  /** Among those of the same parent, from 0. */
  readonly place: number;
  readonly isLast: boolean;
}

/** The categories as a tree, flat, children behind their parent; what names a parent that is not there is left out. */
export function categoryNodes(items: readonly CategoryView[]): readonly CategoryNode[] {
  const children = Map.groupBy(items, ({ parentId }) => parentId);
  const below = (parentId: string | null, depth: number, path: readonly string[]): CategoryNode[] => {
    const siblings = [...(children.get(parentId) ?? [])].sort((a, b) => a.position - b.position);
    return siblings.flatMap((category, index) => {
      const here = [...path, category.name];
      const node: CategoryNode = {
        category,
        depth,
        path: here,
        hasChildren: children.has(category.id),
        place: index,
        isLast: index === siblings.length - 1,
      };
      return depth >= CATEGORY_DEPTH_MAX ? [node] : [node, ...below(category.id, depth + 1, here)];
    });
  };
  return below(null, 0, []);
}

/** What is seen of the tree: the top, and what is below the open ones. */
export function visibleNodes(
  nodes: readonly CategoryNode[],
  open: ReadonlySet<string>,
): readonly CategoryNode[] {
  const shown = new Set<string | null>([null]);
  return nodes.filter(({ category: { id, parentId } }) => {
    if (!shown.has(parentId)) return false;
    if (open.has(id)) shown.add(id);
    return true;
  });
}

/** The categories above one, from its parent up: they have to be open for it to be seen. */
export function ancestorIds(items: readonly CategoryView[], id: string | null): readonly string[] {
  const parents = new Map(items.map((category) => [category.id, category.parentId]));
  const above: string[] = [];
  let next = id === null ? null : (parents.get(id) ?? null);
  while (next !== null && above.length <= CATEGORY_DEPTH_MAX) {
    above.push(next);
    next = parents.get(next) ?? null;
  }
  return above;
}

export const PATH_SEPARATOR = ' › ';

/** Each category's whole path as one text. */
export function pathTexts(nodes: readonly CategoryNode[]): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ category, path }) => [category.id, path.join(PATH_SEPARATOR)]));
}

/** Nodes whose path has every word that was typed, in any order. */
export function matchingNodes(nodes: readonly CategoryNode[], text: string): readonly CategoryNode[] {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return nodes;
  return nodes.filter(({ path }) => {
    const folded = fold(path.join(' '));
    return words.every((word) => folded.includes(word));
  });
}

const fold = (text: string): string => text.toLocaleLowerCase().replaceAll('ё', 'е');

/** Where a category may be moved to: not under itself, nor where the tree would get too deep. */
export function possibleParents(nodes: readonly CategoryNode[], id: string): readonly CategoryNode[] {
  const own = subtree(nodes, id);
  const [root] = own;
  if (!root) return [];
  const height = Math.max(...own.map(({ depth }) => depth)) - root.depth;
  const inside = new Set(own.map(({ category }) => category.id));
  return nodes.filter(
    ({ category, depth }) => !inside.has(category.id) && depth + 1 + height < CATEGORY_DEPTH_MAX,
  );
}

/** Whether something may stand below it. */
export function mayHaveChildren({ depth }: CategoryNode): boolean {
  return depth + 1 < CATEGORY_DEPTH_MAX;
}

function subtree(nodes: readonly CategoryNode[], id: string): readonly CategoryNode[] {
  const start = nodes.findIndex(({ category }) => category.id === id);
  const root = nodes[start];
  if (!root) return [];
  const end = nodes.findIndex(({ depth }, index) => index > start && depth <= root.depth);
  return nodes.slice(start, end === -1 ? nodes.length : end);
}
