import type { MovableClock } from '../clock.ts';
import { type FaultQueue, readFault } from '../faults.ts';
import type { FourPayContext } from '../fourpay-online/context.ts';
import { jsonBody } from '../http/received-request.ts';
import { type Reply, bareReply, errorReply, jsonReply } from '../http/reply.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Handler, PathParams, Route } from '../http/router.ts';
import { type JsonObject, isJsonObject, isWholeNumber, member } from '../json-value.ts';
import { type SandboxSwitches, changeSwitches } from '../switches.ts';
import { controlLink, controlTransaction } from './control-shapes.ts';
import { addRow, moveRow, payLink } from './payment-control.ts';

/** What the control API steers. */
export interface ControlParts {
  readonly fourPay: FourPayContext;
  readonly clock: MovableClock;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly setSwitches: (switches: SandboxSwitches) => void;
}

/** Hands the JSON object of the body over; a thrown Error becomes a 422 with its message. */
function withBody(handle: (body: JsonObject, params: PathParams) => Reply): Handler {
  return (request, params) => {
    const body = jsonBody(request);
    if (!isJsonObject(body)) return errorReply(400, 'bad_request', 'The body is not a JSON object.');
    try {
      return handle(body, params);
    } catch (error) {
      return errorReply(422, 'invalid', error instanceof Error ? error.message : String(error));
    }
  };
}

function showState(parts: ControlParts): Reply {
  const { fourPay, clock, faults } = parts;
  return jsonReply(200, {
    now: new Date(clock.now()).toISOString(),
    clockOffsetMs: clock.offsetMs(),
    links: fourPay.books.links().map((link) => controlLink(fourPay, link)),
    transactions: fourPay.books.transactions().map(controlTransaction),
    switches: fourPay.switches(),
    faults: faults.list(),
  });
}

function orderFault(parts: ControlParts, body: JsonObject): Reply {
  const fault = readFault(body);
  if (typeof fault === 'string') return errorReply(422, 'invalid', fault);
  return jsonReply(201, parts.faults.add(fault));
}

function turnSwitches(parts: ControlParts, body: JsonObject): Reply {
  const result = changeSwitches(parts.fourPay.switches(), body);
  if ('refused' in result) {
    return errorReply(422, 'invalid', `Unknown, or no such value: ${result.refused.join(', ')}`);
  }
  parts.setSwitches(result.switches);
  return jsonReply(200, result.switches);
}

function moveClock(parts: ControlParts, body: JsonObject): Reply {
  const { clock } = parts;
  clock.advance(member(body, 'advanceMs', isWholeNumber));
  return jsonReply(200, { now: new Date(clock.now()).toISOString(), clockOffsetMs: clock.offsetMs() });
}

function clearFaults(parts: ControlParts): Reply {
  parts.faults.clear();
  return bareReply(204);
}

/** The routes of /_sandbox: JSON, no credentials, never hit by faults and never in the request log. */
export function controlRoutes(parts: ControlParts): readonly Route[] {
  const { fourPay } = parts;
  const post = (path: string, handle: (body: JsonObject, params: PathParams) => Reply): Route => ({
    method: 'POST',
    path: `/_sandbox${path}`,
    handle: withBody(handle),
  });
  return [
    { method: 'GET', path: '/_sandbox/state', handle: () => showState(parts) },
    {
      method: 'GET',
      path: '/_sandbox/requests',
      handle: () => jsonReply(200, { requests: parts.log.list() }),
    },
    post('/faults', (body) => orderFault(parts, body)),
    { method: 'DELETE', path: '/_sandbox/faults', handle: () => clearFaults(parts) },
    {
      method: 'PATCH',
      path: '/_sandbox/switches',
      handle: withBody((body) => turnSwitches(parts, body)),
    },
    post('/links/:id/pay', (body, { id }) => payLink(fourPay, id, body)),
    post('/transactions', (body) => addRow(fourPay, body)),
    post('/transactions/:id', (body, { id }) => moveRow(fourPay, id, body)),
    post('/clock', (body) => moveClock(parts, body)),
  ];
}
