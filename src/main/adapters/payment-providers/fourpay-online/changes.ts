import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import { isRefusedWith } from '../common/answers.ts';
import type { SignedCall } from './signed-calls.ts';

/** Sends a partial change of what stands at a path. */
export type Changer = (path: string, body: string, options: CallOptions) => Promise<ProviderAnswer<unknown>>;

/**
 * Changes by PATCH, as documented, or by PUT, as an older revision wants it: 405 says that nothing was done, so the
 * other one is sent. Which of them works is remembered.
 */
export function createChanger(call: SignedCall): Changer {
  let method: 'PATCH' | 'PUT' = 'PATCH';
  return async (path, body, options) => {
    const first = method;
    const answer = await call(first, path, options, body);
    if (!isRefusedWith(answer, 405)) return answer;
    const other = first === 'PATCH' ? 'PUT' : 'PATCH';
    const again = await call(other, path, options, body);
    if (again.kind === 'ok') method = other;
    return again;
  };
}
