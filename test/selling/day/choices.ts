import fc from 'fast-check';

/** What commands are made of. */

export const number = fc.nat(11);
export const amount = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 500, 500, 999) },
);

/** Mostly where it can be done; now and then where it has to be refused. */
export const mostly = (n: number, may: boolean): boolean => may || n === 7;
