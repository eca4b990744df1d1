import { z } from 'zod';
import { imageSchema } from '../../../contract/catalog.ts';
import { moneySchema, unitSchema } from '../../../contract/values.ts';

/** Products and categories as a change keeps them. Never stricter than what could once be saved. */

export const storedProductSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  categoryId: z.string().nullable(),
  unit: unitSchema,
  taxRateId: z.string().nullable(),
  favourite: z.boolean(),
  active: z.boolean(),
  image: imageSchema.nullable(),
  partnerProductId: z.string().nullable(),
  variants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sku: z.string().nullable(),
      barcodes: z.array(z.string()),
      unitAmount: moneySchema,
    }),
  ),
});

/** What the file knew of a product besides, where a change has removed it; changes of former versions lack it. */
export const keptFactsSchema = z.object({
  kept: z.object({ soldCount: z.number().int(), revision: z.number().int() }).optional(),
});

export const storedCategorySchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  position: z.number().int(),
});
