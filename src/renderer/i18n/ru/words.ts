import type { en } from '../en/words.ts';
import type { RussianOf } from '../russian-of.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { errorExtras, errors } from './errors.ts';
import { payment } from './payment.ts';
import { proof } from './proof.ts';
import { attention, sales, settings } from './records.ts';
import { refund } from './refund.ts';
import { sell } from './sell.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';

/** Every Russian word of the screens: exactly the keys of English, with the plural forms that Russian has. */
export const ru = {
  common,
  shell,
  setup,
  sell,
  payment,
  sales,
  attention,
  settings,
  connection,
  proof,
  refund,
  errors,
  errorExtras,
} as const satisfies RussianOf<typeof en>;
