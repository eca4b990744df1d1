/** How many colours products without a picture share; product-picture.module.css has one rule for each. */
export const TONES = 10;

/**
 * A colour for a product that has no picture: the same one for ever, so that hands learn it.
 * @returns 0 to TONES − 1 (FNV-1a over the name)
 */
export function toneOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % TONES;
}

/** One or two letters that stand for a name: of the first two words, or of the only one. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = '', second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join('').toLocaleUpperCase();
}
