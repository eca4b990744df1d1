import { z } from 'zod';
import { importMappingSchema, importOptionsSchema } from '../../../contract/exchange.ts';
import type { ImportMapping, ImportOptions } from './exchange-types.ts';

/** How files were read that had the same headers. */
export interface ImportMemory {
  recall(fingerprint: string): { readonly mapping: ImportMapping; readonly options: ImportOptions } | null;
  remember(fingerprint: string, mapping: ImportMapping, options: ImportOptions): void;
}

const KEY = 'import.mappings';
/** Suppliers that a shop may have; the one not used for longest is forgotten. */
const KEPT = 40;

const kept = z.array(
  z.object({ fingerprint: z.string(), mapping: importMappingSchema, options: importOptionsSchema }),
);

export function createImportMemory(settings: {
  recall(key: string): string | null;
  remember(key: string, value: string): void;
}): ImportMemory {
  const all = (): z.infer<typeof kept> => {
    const parsed = kept.safeParse(JSON.parse(settings.recall(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  };
  return {
    recall: (fingerprint) => all().find((one) => one.fingerprint === fingerprint) ?? null,
    remember: (fingerprint, mapping, options) => {
      const others = all().filter((one) => one.fingerprint !== fingerprint);
      settings.remember(KEY, JSON.stringify([{ fingerprint, mapping, options }, ...others].slice(0, KEPT)));
    },
  };
}
