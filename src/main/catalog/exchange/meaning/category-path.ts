import { CATEGORY_DEPTH_MAX } from '../../../../domain/product.ts';
import { remembered } from './remembered.ts';

/** How a format writes where a product stands. */
export type PathStyle = 'own' | 'arrow' | 'slash' | 'first_of_list';

export type PathReading =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly fault: 'category_too_deep' | 'category_too_long' };

/** The wire's bound for a category's name. */
const NAME_MAX = 80;

/** The names from the top down; none for a product without a category. */
export function readPath(cell: string, style: PathStyle): PathReading {
  return READERS[style](cell);
}

const READERS: Readonly<Record<PathStyle, (cell: string) => PathReading>> = {
  own: remembered((cell) => namesIn(cell, 'own')),
  arrow: remembered((cell) => namesIn(cell, 'arrow')),
  slash: remembered((cell) => namesIn(cell, 'slash')),
  first_of_list: remembered((cell) => namesIn(cell, 'first_of_list')),
};

function namesIn(cell: string, style: PathStyle): PathReading {
  const names = splitPath(cell.trim(), style);
  if (names.length > CATEGORY_DEPTH_MAX) return { ok: false, fault: 'category_too_deep' };
  if (names.some((name) => name.length > NAME_MAX)) return { ok: false, fault: 'category_too_long' };
  return { ok: true, names };
}

function splitPath(cell: string, style: PathStyle): readonly string[] {
  if (style === 'own') return splitEscaped(cell);
  const text = style === 'first_of_list' ? firstOfList(cell) : cell;
  return text
    .split(style === 'slash' ? '/' : '>')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** "Tea > Green, Gifts": a product may stand in several there, and in one here. A comma of a name has a backslash. */
function firstOfList(cell: string): string {
  return (/^(?:[^,\\]|\\.)*/su.exec(cell)?.[0] ?? '').replace(/\\,/g, ',');
}

/** Our own: ` > ` between names; a backslash before `>` and `\` in them. */
export function writePath(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\>]/g, '\\$&')).join(' > ');
}

function splitEscaped(cell: string): readonly string[] {
  if (cell === '') return [];
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < cell.length; at++) {
    const letter = cell.charAt(at);
    if (letter === '\\') name += cell.charAt(++at);
    else if (letter === '>') {
      names.push(name.trim());
      name = '';
    } else name += letter;
  }
  return [...names, name.trim()].filter((part) => part !== '');
}
