import { z } from 'zod';
import { command, nothing, query } from './operation.ts';
import { idSchema, saleSchema } from './values.ts';

/** What a scanner has read, and how it is understood. */

/** How the shop's own codes (GTIN prefixes 20 to 29) are read. */
export const inStoreRuleSchema = z.strictObject({
  /** Two digits and more: the longest that fits wins. */
  prefix: z.string().regex(/^2[0-9]{1,6}$/),
  kind: z.enum(['weight', 'price', 'product']),
  /** How many digits after the prefix name the product. */
  codeDigits: z.number().int().min(1).max(10),
  /** How many digits after those are weight (in thousandths of a kilogram times ten to the `decimals` − 3) or amount. */
  valueDigits: z.number().int().min(0).max(9),
  /** Decimals of the value: 3 with grams, 2 with kopecks. */
  decimals: z.number().int().min(0).max(4),
});

export const scannerSettingsSchema = z.strictObject({
  /** Keys that the scanner sends before and after; empty: none. Names of keys, such as `F9`, `Enter`, `Tab`, or characters. */
  prefix: z.string().max(20),
  suffix: z.string().max(20),
  /** Keys closer together than this are a scanner's, in milliseconds. */
  gapMs: z.number().int().min(5).max(200),
  /** Shorter runs of keys are typing. */
  minLength: z.number().int().min(3).max(20),
  rules: z.array(inStoreRuleSchema).max(20),
});

export const scanOperations = {
  /**
   * Puts what was scanned on the sale in front. Refused with SCAN_UNKNOWN, SCAN_INVALID, SCAN_REPEATED (the serial is
   * on this sale already) or SCAN_EXPIRED: nothing is changed then.
   */
  'sale.scan': command(
    'cashier',
    z.strictObject({
      code: z.string().min(1).max(300),
      /** What the cashier has been asked and has allowed. */
      allow: z.array(z.enum(['repeated', 'expired'])).default([]),
    }),
    z.strictObject({ sale: saleSchema, lineId: idSchema }),
  ),
  'scanner.get': query('cashier', nothing, scannerSettingsSchema),
  'scanner.change': command('manager', scannerSettingsSchema, scannerSettingsSchema),
} as const;
