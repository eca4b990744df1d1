import { defaultGatewaySwitches } from '../../src/sandbox/checkout-gateway/gateway-switches.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { type GatewayOptions, type GatewayUnderTest, openGateway } from './gateway-under-test.ts';
import { GATEWAY_VARIANTS } from './gateway-variants.ts';
import {
  type Deployment,
  describePaymentProvider,
  type ProviderUnderTest,
} from './payment-provider-suite.ts';

const ways = ['checkout'] as const;

function deploymentOf(switches: Partial<SandboxSwitches>): Deployment {
  const told = { ...defaultGatewaySwitches, ...switches };
  return {
    ways,
    refunds: 'none',
    namesLink: false,
    renews: false,
    echoes: false,
    payerPage: PAGES[told.gatewayCheckoutOrigin],
    namesFields: told.gatewayErrorShape !== 'bare',
    tellsAmount: told.gatewayAmount !== 'absent' || told.gatewayPaidAmount,
    tellsTimes: told.gatewayTimestamps !== 'absent',
  };
}

const PAGES = {
  own: 'opens',
  other: 'opens',
  elsewhere: 'elsewhere',
  insecure: 'none',
  absent: 'none',
} as const satisfies Record<SandboxSwitches['gatewayCheckoutOrigin'], Deployment['payerPage']>;

async function open(options: GatewayOptions = {}): Promise<GatewayUnderTest & ProviderUnderTest> {
  const parts = await openGateway(options);
  return { ...parts, deployment: deploymentOf(options.switches ?? {}) };
}

describePaymentProvider('the checkout gateway as documented', () => open(), { ways, faults: true });

for (const [variant, switches] of GATEWAY_VARIANTS) {
  describePaymentProvider(`the checkout gateway with ${variant}`, () => open({ switches }), { ways });
}
