import { deepStrictEqual, partialDeepStrictEqual } from 'node:assert/strict';

/** Equal in everything. @throws Error that says of what, and how they differ */
export function same(actual: unknown, expected: unknown, what: string): void {
  naming(what, () => deepStrictEqual(actual, expected));
}

/** Equal in everything that is expected. @throws Error that says of what, and how they differ */
export function has(what: string, actual: unknown, expected: object): void {
  naming(what, () => partialDeepStrictEqual(actual, expected));
}

function naming(what: string, assertion: () => void): void {
  try {
    assertion();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
