import { type Reply, jsonReply } from '../http/reply.ts';
import type { CardContext } from './context.ts';

/** One thing that is wrong with a request. */
export interface Problem {
  readonly loc: readonly string[];
  readonly msg: string;
  readonly type: string;
}

/** An error with a sentence. */
export function refusal(status: number, detail: string): Reply {
  return jsonReply(status, { detail });
}

/** 404 of the issuer: also for whatever belongs to another merchant. */
export function missing(what: string): Reply {
  return refusal(404, `${what} not found`);
}

/** 422 of the issuer, in the shape that the switch asks for. */
export function invalid(context: CardContext, problems: readonly Problem[]): Reply {
  if (context.switches().cardErrorShape === 'list') return jsonReply(422, { detail: problems });
  return refusal(422, problems.map(({ loc, msg }) => `${loc.at(-1) ?? ''}: ${msg}`).join('; '));
}

/** 422 for one field of the body. */
export function wrongField(context: CardContext, field: string, msg: string, type = 'value_error'): Reply {
  return invalid(context, [{ loc: ['body', field], msg, type }]);
}
