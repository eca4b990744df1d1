import {
  defaultGatewaySwitches,
  type GatewaySwitches,
  gatewaySwitchOffers,
} from '../../src/sandbox/checkout-gateway/gateway-switches.ts';
import { variantsOf } from './switch-variants.ts';

/** Every value of every switch of the checkout gateway but the default. */
export const GATEWAY_VARIANTS = variantsOf<GatewaySwitches>(gatewaySwitchOffers, defaultGatewaySwitches, {
  gatewayReceivedSeconds: [30],
  gatewayClockSkewSeconds: [7200, -7200],
  gatewayLifetimeSeconds: [60],
  gatewayCurrency: ['RUB'],
});
