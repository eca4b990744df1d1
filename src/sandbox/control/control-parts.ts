import type { MovableClock } from '../clock.ts';
import type { FaultQueue } from '../faults.ts';
import type { FourPayContext } from '../fourpay-online/context.ts';
import type { Courier } from '../fourpay-online/webhooks/courier.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { SandboxSwitches } from '../switches.ts';

/** What the control API and its page steer. */
export interface ControlParts {
  readonly fourPay: FourPayContext;
  readonly clock: MovableClock;
  readonly webhooks: Courier;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly setSwitches: (switches: SandboxSwitches) => void;
}
