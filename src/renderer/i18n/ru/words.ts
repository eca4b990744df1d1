import type { en } from '../en/words.ts';
import type { RussianOf } from '../russian-of.ts';
import { common } from './common.ts';
import { errorExtras, errors } from './errors.ts';
import { payment } from './payment.ts';
import { attention, sales, settings } from './records.ts';
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
  errors,
  errorExtras,
} as const satisfies RussianOf<typeof en>;
