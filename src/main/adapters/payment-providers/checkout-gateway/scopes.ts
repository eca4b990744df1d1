import { randomUUID } from 'node:crypto';
import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import {
  GET_SCOPE,
  type GatewayScope,
  INSTRUCTIONS_SCOPE,
  lackedScope,
  type TokenScopes,
} from '../../../ports-gateway.ts';
import { isRefusedWith, okay, parseWith } from '../common/answers.ts';
import { type GatewayCall, namingScope } from './gateway-calls.ts';

/** A payment that nobody has made. Asking for it makes nothing, and is refused by whoever looks at permissions first. */
const nobodysPayment = (): string => `/payment/${randomUUID()}`;

export interface TokenCalls {
  readonly call: GatewayCall;
  /** The same without a token. */
  readonly unsigned: GatewayCall;
}

/**
 * Asks for a payment that is not there: "not found" is what a gateway says to a token that may read payments. The
 * address of anything else says so, too, so it is asked without a token as well, which only a gateway minds.
 */
export async function tryToken(
  { call, unsigned }: TokenCalls,
  options: CallOptions,
): Promise<ProviderAnswer<null>> {
  const answer = namingScope(await call('GET', nobodysPayment(), options), GET_SCOPE);
  // Whoever knows a payment that was made up a moment ago is no gateway.
  if (answer.kind !== 'rejected' || !isRefusedWith(answer, 404)) return parseWith<null>(answer, () => null);
  const asked = await unsigned('GET', nobodysPayment(), options);
  if (asked.kind === 'unknown' || isRefusedWith(asked, 429)) return parseWith<null>(asked, () => null);
  if (isRefusedWith(asked, 401, 403)) return okay(null, answer.facts);
  const problem = { ...answer.problem, message: 'There is no checkout gateway at this address' };
  return { ...answer, problem };
}

/** What the calls of a run have shown of the permission to make checkouts, which is never tried for its own sake. */
export interface CreateScope {
  readonly standing: () => TokenScopes['create'];
  readonly note: (answer: ProviderAnswer<unknown>) => void;
}

export function createScope(scope: GatewayScope): CreateScope {
  let standing: TokenScopes['create'] = 'not_yet_used';
  return {
    standing: () => standing,
    note: (answer) => {
      // What was refused for its content had been let in.
      if (answer.kind === 'ok' || isRefusedWith(answer, 422)) standing = 'has';
      else if (lackedScope(answer) === scope) standing = 'lacks';
    },
  };
}

export async function probeScopes(
  calls: TokenCalls,
  create: CreateScope,
  options: CallOptions,
): Promise<ProviderAnswer<TokenScopes>> {
  const get = await tryToken(calls, options);
  if (get.kind !== 'ok' && lackedScope(get) === null) return get;
  const path = `${nobodysPayment()}/provider/none/method/none`;
  const instructions = namingScope(await calls.call('GET', path, options), INSTRUCTIONS_SCOPE);
  const scopes: TokenScopes = {
    create: create.standing(),
    get: get.kind === 'ok' ? 'has' : 'lacks',
    instructions: scopeOf(instructions),
    star: 'unknown',
  };
  return okay(scopes, instructions.facts);
}

/** The permission is looked at before what is asked for: whoever got as far as a missing payment has it. */
function scopeOf(answer: ProviderAnswer<unknown>): 'has' | 'lacks' | 'unknown' {
  if (lackedScope(answer) !== null) return 'lacks';
  return isRefusedWith(answer, 404, 422) ? 'has' : 'unknown';
}
