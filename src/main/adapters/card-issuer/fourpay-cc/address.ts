import type { Result } from '../../../../domain/result.ts';
import { type AddressProblem, parseBaseUrl } from '../../payment-providers/common/address.ts';

/**
 * Reads an issuer's base address that a person typed. It may have been copied with the prefix of every call, or from
 * the page of the documentation.
 */
export function parseIssuerUrl(text: string): Result<string, AddressProblem> {
  const parsed = parseBaseUrl(text);
  if (!parsed.ok) return parsed;
  return { ok: true, value: parsed.value.replace(/\/api(?:\/v2|\/docs|\/openapi\.json)?$/, '') };
}
