import type { SandboxClock } from '../clock.ts';
import type { SandboxSwitches } from '../switches.ts';
import type { GatewayBooks } from './books.ts';

/** What every route of the simulated gateway works with. */
export interface GatewayContext {
  readonly books: GatewayBooks;
  /** The gateway's own: a switch may set it apart from the sandbox's. */
  readonly clock: SandboxClock;
  /** A function, since switches change while the sandbox runs. */
  readonly switches: () => SandboxSwitches;
  /** A function, since the port is known only once the server listens. */
  readonly baseUrl: () => string;
}

/** The clock that the gateway goes by. */
export function gatewayClock(clock: SandboxClock, switches: () => SandboxSwitches): SandboxClock {
  return { now: () => clock.now() + switches().gatewayClockSkewSeconds * 1000 };
}
