import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import type { IssuerCredential } from '../../../ports-card-issuer.ts';
import { NO_FACTS } from '../../payment-providers/common/answers.ts';
import { type ApiCall, type CallParts, callApi, problem } from '../../payment-providers/common/calls.ts';

/** Lists of a thousand rows, some of them long, and a deployment's description of itself. */
const ANSWER_MAX_BYTES = 8 * 1024 * 1024;

/** What goes along with a call. */
export interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

/**
 * Makes one call in the merchant's name.
 * @param path below the base address; null where an id stands in it that names nothing: then nothing is sent
 */
export type IssuerCall = (
  method: ApiCall['method'],
  path: string | null,
  options: CallOptions,
  sent?: Sent,
) => Promise<ProviderAnswer<unknown>>;

/** Where every call begins. */
export const ROOT = '/api/v2';

/** The path of these steps below {@link ROOT}; null where one of them would lead elsewhere. */
export function pathOf(...steps: readonly string[]): string | null {
  return steps.every(isStep) ? [ROOT, ...steps.map(encodeURIComponent)].join('/') : null;
}

/** Dots go up in a path, however they are written. */
export function isStep(step: string): boolean {
  return step !== '' && step !== '.' && step !== '..' && step.isWellFormed();
}

/** @param ended ends what is under way */
export function callsBy(
  baseUrl: string,
  credential: IssuerCredential,
  parts: CallParts,
  ended: AbortSignal,
): IssuerCall {
  const headers = { ...signatureOf(credential), accept: 'application/json' };
  return async (method, path, options, { query = {}, body } = {}) => {
    if (path === null) return namesNothing();
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sent = body === undefined ? { headers } : { headers: { ...headers, ...OF_JSON }, body };
    const signal = options.signal ? AbortSignal.any([options.signal, ended]) : ended;
    const call = { method, url, ...sent, answerMaxBytes: ANSWER_MAX_BYTES };
    return await callApi(parts, call, { ...options, signal });
  };
}

const OF_JSON = { 'content-type': 'application/json' } as const;

function signatureOf({ kind, token }: IssuerCredential): Readonly<Record<string, string>> {
  return kind === 'api_token' ? { 'x-api-token': token } : { authorization: `Bearer ${token}` };
}

function namesNothing(): ProviderAnswer<never> {
  const told = problem('not_found', 'Nothing has such an id', NO_FACTS);
  return { kind: 'rejected', problem: told, facts: NO_FACTS };
}
