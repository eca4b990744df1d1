import type { CardContext } from '../card-issuer/context.ts';
import type { CardCourier } from '../card-issuer/webhooks/telling.ts';
import type { GatewayContext } from '../checkout-gateway/context.ts';
import type { GatewayCourier } from '../checkout-gateway/webhooks/telling.ts';
import type { MovableClock } from '../clock.ts';
import type { FaultQueue } from '../faults.ts';
import type { FourPayContext } from '../fourpay-online/context.ts';
import type { FourPayCourier } from '../fourpay-online/webhooks/webhook-message.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { SandboxSwitches } from '../switches.ts';

/** What the control API and its page steer. */
export interface ControlParts {
  readonly fourPay: FourPayContext;
  readonly gateway: GatewayContext;
  readonly cards: CardContext;
  readonly clock: MovableClock;
  readonly webhooks: FourPayCourier;
  readonly gatewayWebhooks: GatewayCourier;
  readonly cardWebhooks: CardCourier;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly setSwitches: (switches: SandboxSwitches) => void;
}
