/** So many texts are remembered, none longer than this: a column of nothing but different ones fills it once. */
const TEXTS_MAX = 4096;
const LENGTH_MAX = 200;

/** Reads a text once that stands in very many rows: a category, a unit, yes or no. What is read must never be altered. */
export function remembered<V>(read: (text: string) => V): (text: string) => V {
  const known = new Map<string, { readonly value: V }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = read(text);
    if (known.size < TEXTS_MAX && text.length <= LENGTH_MAX) known.set(text, { value });
    return value;
  };
}
