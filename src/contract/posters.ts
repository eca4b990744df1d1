import { z } from 'zod';
import { pickedFileSchema } from './exchange.ts';
import { command, query } from './operation.ts';
import { languageSchema } from './values.ts';

/** Posters, cards, tents and slips of codes that are paid again and again. */

export const POSTER_FORMATS = ['a4', 'a5', 'a6', 'cards', 'tents', 'slip80', 'slip58'] as const;

const order = z.strictObject({
  /** In the order of printing: links of this register, products at the provider, the live code of a sale. */
  codes: z
    .array(z.strictObject({ kind: z.enum(['link', 'product', 'payment']), id: z.string().min(1).max(200) }))
    .min(1)
    .max(96),
  format: z.enum(POSTER_FORMATS),
  language: languageSchema,
  /** Of each code; cards and tents are filled with them, sheet after sheet. */
  copies: z.number().int().min(1).max(48).default(1),
  /** The shop's own words, a paragraph each. */
  lines: z.array(z.string().trim().max(120)).max(6).default([]),
  footer: z.string().trim().max(200).default(''),
  /** The address in letters below the code; on slips only. */
  showAddress: z.boolean().default(false),
});

/** Characters that could not be printed: left out, or replaced by a question mark. */
const replaced = z.array(z.string()).max(500);

export const posterOperations = {
  /** The first page as it will be printed, as an SVG picture. */
  'poster.preview': query(
    'cashier',
    order,
    z.strictObject({ svg: z.string().max(900_000), pages: z.number().int(), replaced }),
  ),
  /** All pages as a PDF, ready to be saved or printed. */
  'poster.make': command(
    'cashier',
    order,
    z.strictObject({ file: pickedFileSchema, pages: z.number().int(), replaced }),
  ),
} as const;
