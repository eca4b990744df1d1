import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import { type ApiCall, type CallParts, callApi } from '../common/calls.ts';
import type { Signature, Signer } from './credentials.ts';

/** What a call carries: JSON, or bytes of a type of their own. */
export type CallBody = string | { readonly type: string; readonly bytes: Uint8Array };

/**
 * Makes one call of a path below `/api/v1`, signed.
 * @param answerMaxBytes how much of the answer is read, where that is more than usual
 */
export type SignedCall = (
  method: ApiCall['method'],
  path: string,
  options: CallOptions,
  body?: CallBody,
  answerMaxBytes?: number,
) => Promise<ProviderAnswer<unknown>>;

/**
 * Sends a call with what shows who calls. One that is answered with 401 was not carried out, whatever its method:
 * where the session can be renewed it is sent a second time, once.
 */
export async function callSigned(
  parts: CallParts,
  signer: Signer,
  call: ApiCall,
  options: CallOptions,
): Promise<ProviderAnswer<unknown>> {
  const first = await signer.sign(options);
  if (first.kind === 'unsigned') return first.answer;
  let used: Signature = first;
  const sign = (): Signature['headers'] => {
    used = signer.latest(used);
    return used.headers;
  };
  const answer = await callApi(parts, { ...call, sign }, options);
  if (answer.kind !== 'rejected' || answer.problem.status !== 401) return answer;
  const second = await signer.renew(used, options);
  if (second === null) return answer;
  if (second.kind === 'unsigned') return second.answer;
  used = second;
  return callApi(parts, { ...call, sign }, options);
}
