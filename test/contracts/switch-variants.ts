import type { SwitchOffer } from '../../src/sandbox/switches.ts';

/**
 * Every value of every switch but the default: what the documents leave open, one at a time.
 * @param worthTrying the values of switches that take any number or text
 */
export function variantsOf<S extends object>(
  offers: readonly (readonly [keyof S & string, SwitchOffer])[],
  defaults: S,
  worthTrying: Readonly<Partial<Record<keyof S, readonly (string | number)[]>>>,
): readonly (readonly [string, Partial<S>])[] {
  const valuesOf = (name: keyof S & string, offer: SwitchOffer): readonly unknown[] => {
    if (typeof offer !== 'string') return offer;
    const values = worthTrying[name];
    if (!values) throw new Error(`Which values of ${name} are worth trying?`);
    return values;
  };
  return offers.flatMap(([name, offer]) =>
    valuesOf(name, offer)
      .filter((value) => value !== defaults[name])
      // The switch's own offer, or a value beside it: its type is what the sandbox reads.
      .map((value) => [`${name} ${String(value)}`, { [name]: value } as Partial<S>] as const),
  );
}
