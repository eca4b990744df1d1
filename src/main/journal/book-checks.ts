import type { BookCheck } from './book-check.ts';
import { PAYMENT_CHECKS } from './payment-checks.ts';
import { SALE_CHECKS } from './sale-checks.ts';
import { SHIFT_CHECKS } from './shift-checks.ts';

/**
 * Everything of which books and journal have to agree. A feature that journals rows of its own adds a line; a payload
 * may grow fields, but those that are compared here keep their names and their meaning for ever.
 */
export const BOOK_CHECKS: readonly BookCheck[] = [...SALE_CHECKS, ...PAYMENT_CHECKS, ...SHIFT_CHECKS];
