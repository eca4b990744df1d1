import { defaultSwitches, switchOffers } from '../../src/sandbox/switches.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { variantsOf } from './switch-variants.ts';

/** Every value of every switch of 4pay.online but the default. */
export const VARIANTS = variantsOf<SandboxSwitches>(switchOffers, defaultSwitches, {
  organizationRequired: ['org-7'],
  partnerId: [77],
  feeBasisPoints: [0],
  sessionLifetimeSeconds: [30, 86_400],
  hostedUrlLifetimeSeconds: [60],
  refundDelaySeconds: [],
  productsIgnored: [2],
});
