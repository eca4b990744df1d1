import { books } from './books.ts';
import { cards } from './cards.ts';
import { catalog } from './catalog.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { errorExtras, errors } from './errors.ts';
import { exchange } from './exchange.ts';
import { inStep } from './in-step.ts';
import { issuedCards } from './issued-cards.ts';
import { links } from './links.ts';
import { payment } from './payment.ts';
import { posters } from './posters.ts';
import { proof } from './proof.ts';
import { attention, sales, settings } from './records.ts';
import { refund } from './refund.ts';
import { scan } from './scan.ts';
import { sell } from './sell.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { shift } from './shift.ts';
import { staff } from './staff.ts';
import { taxes } from './taxes.ts';
import { tenders } from './tenders.ts';
import { webhooks } from './webhooks.ts';

/** Every English word of the screens. Its keys are the keys that `t` accepts. */
export const en = {
  common,
  shell,
  setup,
  sell,
  scan,
  shift,
  tenders,
  taxes,
  payment,
  links,
  posters,
  webhooks,
  sales,
  attention,
  settings,
  books,
  cards,
  catalog,
  connection,
  exchange,
  inStep,
  issuedCards,
  proof,
  refund,
  staff,
  errors,
  errorExtras,
} as const;
