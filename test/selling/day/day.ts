import fc from 'fast-check';
import { refunding } from './commands-refunding.ts';
import { selling } from './commands-selling.ts';
import { shifts, trouble } from './commands-shift.ts';
import { taking } from './commands-taking.ts';

/** Everything that may happen at a counter, in any order; what cannot happen just then is left out. */
export const anyDay = fc.commands([...selling, ...taking, ...refunding, ...shifts, ...trouble], {
  maxCommands: 170,
  size: 'max',
});
