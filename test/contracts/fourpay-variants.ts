import { defaultSwitches, type SwitchOffer, switchOffers } from '../../src/sandbox/switches.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';

/** The values of switches that take any number or text. */
const VALUES: Readonly<Partial<Record<keyof SandboxSwitches, readonly (string | number)[]>>> = {
  organizationRequired: ['org-7'],
  partnerId: [77],
  feeBasisPoints: [0],
  sessionLifetimeSeconds: [30, 86_400],
  hostedUrlLifetimeSeconds: [60],
  refundDelaySeconds: [],
  productsIgnored: [2],
};

/** Every value of every switch but the default: what the documents leave open, one at a time. */
export const VARIANTS: readonly (readonly [string, Partial<SandboxSwitches>])[] = switchOffers.flatMap(
  ([name, offer]) =>
    valuesOf(name, offer)
      .filter((value) => value !== defaultSwitches[name])
      .map((value) => [`${name} ${String(value)}`, { [name]: value }] as const),
);

function valuesOf(name: keyof SandboxSwitches, offer: SwitchOffer): readonly (string | number | boolean)[] {
  if (typeof offer !== 'string') return offer;
  const values = VALUES[name];
  if (!values) throw new Error(`Which values of ${name} are worth trying?`);
  return values;
}
