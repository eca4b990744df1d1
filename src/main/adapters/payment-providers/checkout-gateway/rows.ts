import { z } from 'zod';

const list = z.union([
  z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
  z.array(z.unknown()),
]);

/**
 * Reads a list, under `data` or bare; null when it is none. A row that cannot be read is left out and counted.
 */
export function readRows<T>(
  json: unknown,
  parseRow: (row: unknown) => T | null,
): { readonly read: readonly T[]; readonly unreadable: number } | null {
  const parsed = list.safeParse(json);
  if (!parsed.success) return null;
  const read = parsed.data.flatMap((row) => {
    const value = parseRow(row);
    return value === null ? [] : [value];
  });
  return { read, unreadable: parsed.data.length - read.length };
}
