import fc from 'fast-check';
import { codes, paying, selling } from './commands-counter.ts';
import { office } from './commands-office.ts';
import { trouble } from './commands-trouble.ts';

/** Everything that may happen on a day, in any order; what cannot happen just then is left out. */
export const anyDay = fc.commands([...selling, ...paying, ...codes, ...office, ...trouble], {
  maxCommands: 90,
  size: 'max',
});
