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
  connection,
  proof,
  refund,
  errors,
  errorExtras,
} as const;
