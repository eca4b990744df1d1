import { jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply } from '../http/reply.ts';
import type { Handler, PathParams, Route } from '../http/router.ts';
import { type JsonObject, isJsonObject } from '../json-value.ts';
import { answerForm } from './page/control-page.ts';
import { formOrder, pageForm } from './page/form-body.ts';

/** Carries out one order of the control API. What it throws becomes a 422. */
export type Order = (body: JsonObject, params: PathParams) => Reply | Promise<Reply>;

/** A thrown Error becomes a 422 with its message. */
async function attempt(handle: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await handle();
  } catch (error) {
    return errorReply(422, 'invalid', error instanceof Error ? error.message : String(error));
  }
}

/** Hands the order of the body over: JSON, or a form of the control page, which is answered with a page. */
export function withBody(handle: Order): Handler {
  return async (request, params) => {
    const form = pageForm(request);
    if (form !== null) {
      const reply = await attempt(() => handle(formOrder(form), params));
      return answerForm(request, form.back, reply);
    }
    const body = jsonBody(request);
    if (!isJsonObject(body)) return errorReply(400, 'bad_request', 'The body is not a JSON object.');
    return attempt(() => handle(body, params));
  };
}

/** A route below `/_sandbox` that takes an order. */
export function post(path: string, handle: Order): Route {
  return { method: 'POST', path: `/_sandbox${path}`, handle: withBody(handle) };
}
