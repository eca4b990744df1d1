import { CATEGORY_DEPTH_MAX } from '../../../../domain/product.ts';
import type { NewIds } from './new-ids.ts';
import type { WriteHandle } from '../../../database/handles.ts';
import { sortName } from '../../file/keys.ts';
import { writePath } from '../meaning/category-path.ts';
import type { LineStage } from './stage-lines.ts';

interface Node {
  readonly id: string;
  readonly children: Map<string, Node>;
  /** How many stand in it already. */
  count: number;
}

/**
 * The whole tree is one reply to every screen, whose bound is a megabyte: so many bytes of it a catalogue may have.
 * About four thousand categories; more are no tree that a person could use.
 */
const TREE_MAX = 900_000;
/** Of a category in such a reply, beside its name. */
const AROUND_NAME = 160;

const weightOf = (name: string): number => AROUND_NAME + Buffer.byteLength(JSON.stringify(name));

/** Finds the categories that rows name, level by level and whatever the case of letters; notes those to be made. */
export function resolvePaths(db: WriteHandle, paths: LineStage['paths'], newId: NewIds): void {
  const root = readTree(db);
  let weight = db
    .all<{ name: string }>('SELECT name FROM source.category')
    .reduce((sum, { name }) => sum + weightOf(name), 0);
  db.run("INSERT INTO path (id, category_id, text) VALUES (0, NULL, '')");
  let sequence = 0;
  for (const { id, names } of paths.values()) {
    let node: Node | null = root;
    for (const name of names.slice(0, CATEGORY_DEPTH_MAX)) {
      const key = sortName(name);
      let child: Node | undefined = node.children.get(key);
      if (!child && weight + weightOf(name) > TREE_MAX) {
        node = null;
        break;
      }
      if (!child) {
        weight += weightOf(name);
        child = { id: newId(), children: new Map(), count: 0 };
        db.run(
          'INSERT INTO new_category (sequence, id, parent_id, name, sort_name, position) VALUES (?, ?, ?, ?, ?, ?)',
          sequence++,
          child.id,
          node === root ? null : node.id,
          name,
          key,
          node.count++,
        );
        node.children.set(key, child);
      }
      node = child;
    }
    db.run(
      'INSERT INTO path (id, category_id, text) VALUES (?, ?, ?)',
      id,
      node?.id ?? null,
      writePath(names),
    );
  }
  // A place that found no room in the tree; 0 is no place.
  db.run(
    `UPDATE line SET reason_code = 'categories_too_many', reason_field = 'category',
       reason_value = (SELECT substr(text, 1, 200) FROM path WHERE path.id = line.path)
     WHERE reason_code IS NULL AND path IN (SELECT id FROM path WHERE id <> 0 AND category_id IS NULL)`,
  );
}

function readTree(db: WriteHandle): Node {
  const root: Node = { id: '', children: new Map(), count: 0 };
  const rows = db.all<{ id: string; parent_id: string | null; sort_name: string; position: number }>(
    'SELECT id, parent_id, sort_name, position FROM source.category ORDER BY position',
  );
  const nodes = new Map(rows.map(({ id }) => [id, { id, children: new Map(), count: 0 } satisfies Node]));
  for (const { id, parent_id, sort_name, position } of rows) {
    const node: Node | undefined = nodes.get(id);
    const parent: Node | undefined = parent_id === null ? root : nodes.get(parent_id);
    if (!node || !parent) continue;
    // Of two with one name the first is meant.
    if (!parent.children.has(sort_name)) parent.children.set(sort_name, node);
    parent.count = Math.max(parent.count, position + 1);
  }
  return root;
}
