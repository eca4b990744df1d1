import type { SandboxClock } from '../clock.ts';
import type { SandboxSwitches } from '../switches.ts';
import type { CardBooks } from './books.ts';

/** What every route of the simulated card issuer works with. */
export interface CardContext {
  readonly books: CardBooks;
  readonly clock: SandboxClock;
  /** A function, since switches change while the sandbox runs. */
  readonly switches: () => SandboxSwitches;
}
