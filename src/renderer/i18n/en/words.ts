import { common } from './common.ts';
import { errorExtras, errors } from './errors.ts';
import { payment } from './payment.ts';
import { attention, sales, settings } from './records.ts';
import { sell } from './sell.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';

/** Every English word of the screens. Its keys are the keys that `t` accepts. */
export const en = {
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
} as const;
