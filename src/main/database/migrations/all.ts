import { foundation } from './0010-foundation.ts';
import { paymentsWhole } from './0020-payments-whole.ts';
import { selling } from './0030-selling.ts';
import { staff } from './0040-staff.ts';
import { history } from './0050-history.ts';
import { catalogue } from './0070-catalogue.ts';
import { links } from './0080-links.ts';
import { inStep } from './0090-in-step.ts';
import { cards } from './0100-cards.ts';
import type { Migration } from './migration.ts';

/** Every migration, oldest first. A migration that has shipped never changes: add the next one. */
export const MIGRATIONS: readonly Migration[] = [
  foundation,
  paymentsWhole,
  selling,
  staff,
  history,
  catalogue,
  links,
  inStep,
  cards,
];
