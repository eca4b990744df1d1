import type { Result } from '../../../../domain/result.ts';
import { isLoopback } from '../../../secure-address.ts';
import { type AddressProblem, parseBaseUrl } from '../common/address.ts';

/** Reads a gateway's base address that a person typed. It may have been copied with the prefix of every call. */
export function parseGatewayUrl(text: string): Result<string, AddressProblem> {
  const parsed = parseBaseUrl(text);
  return parsed.ok ? { ok: true, value: parsed.value.replace(/\/api$/, '') } : parsed;
}

/** `test` on this machine; else null: every merchant's gateway has an address of its own, that only its owner can judge. */
export function modeOfGatewayUrl(baseUrl: string): 'test' | null {
  return isLoopback(new URL(baseUrl).hostname) ? 'test' : null;
}
