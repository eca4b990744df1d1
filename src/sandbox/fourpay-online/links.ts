import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isJsonObject } from '../json-value.ts';
import { attachable } from './attaching.ts';
import type { PartnerRoute } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { type LinkFields, readLinkFields } from './link-fields.ts';
import type { LinkRecord } from './link-record.ts';
import { linkAnswer, linkShape } from './link-shape.ts';
import { listReply } from './list-reply.ts';
import type { Partner } from './partners.ts';
import { validationReply } from './validation.ts';

const noSuchLink = (): Reply => errorReply(404, 'not_found', 'There is no such link.');
const notAnObject = (): Reply => errorReply(400, 'bad_request', 'The body is not a JSON object.');

/** The partner's link, unless it is deleted. */
function liveLink(context: FourPayContext, partner: Partner, id: string | undefined): LinkRecord | undefined {
  const link = context.books.link(id ?? '');
  return link?.deletedMs === null && link.partnerId === partner.partnerId ? link : undefined;
}

/** The body; the older revision may send it under `link`, and `static` for `fixed`. */
function linkBody(context: FourPayContext, request: ReceivedRequest): JsonObject | null {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return null;
  if (!context.switches().olderLinkShape) return body;
  const inner = isJsonObject(body['link']) ? body['link'] : body;
  return inner['amount_type'] === 'static' ? { ...inner, amount_type: 'fixed' } : inner;
}

/** The fields with the products that can be attached; a body without `products` leaves them as they are. */
function withProducts(
  context: FourPayContext,
  partnerId: number,
  body: JsonObject,
  fields: LinkFields,
): LinkFields {
  if (body['products'] === undefined) return fields;
  return { ...fields, productIds: attachable(context, partnerId, fields.productIds) };
}

function createLink(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, null);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const link: LinkRecord = {
    ...withProducts(context, partner.partnerId, body, result.fields),
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    partnerId: partner.partnerId,
    createdMs: context.clock.now(),
    deletedMs: null,
    views: 0,
  };
  context.books.putLink(link);
  return jsonReply(201, linkAnswer(context, link));
}

function listLinks(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  return listReply(context, request.query, {
    rows: context.books.links(),
    passes: (link) => link.deletedMs === null && link.partnerId === partner.partnerId,
    shape: (link) => linkShape(context, link),
    paging: context.switches().linkPaging,
  });
}

function changeLink(context: FourPayContext, request: ReceivedRequest, link: LinkRecord): Reply {
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, link);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const fields = withProducts(context, link.partnerId, body, result.fields);
  const changed: LinkRecord = { ...link, ...fields };
  context.books.putLink(changed);
  return jsonReply(200, linkAnswer(context, changed));
}

function deleteLink(context: FourPayContext, link: LinkRecord): Reply {
  context.books.putLink({ ...link, deletedMs: context.clock.now() });
  return jsonReply(200, linkAnswer(context, link));
}

/** The routes of /api/v1/links. */
export function linkRoutes(context: FourPayContext): readonly PartnerRoute[] {
  const all = '/api/v1/links';
  const one = '/api/v1/links/:id';
  const withLink =
    (handle: (link: LinkRecord, request: ReceivedRequest) => Reply): PartnerRoute['handle'] =>
    (request, { id }, { partner }) => {
      const link = liveLink(context, partner, id);
      return link === undefined ? noSuchLink() : handle(link, request);
    };
  const show = withLink((link) => jsonReply(200, linkAnswer(context, link)));
  const change = withLink((link, request) => changeLink(context, request, link));
  const put: PartnerRoute['handle'] = (request, params, identity) =>
    context.switches().olderLinkShape
      ? change(request, params, identity)
      : errorReply(405, 'method_not_allowed', 'Use PATCH.', { allow: 'GET, PATCH, DELETE' });
  return [
    { method: 'POST', path: all, handle: (request, _, { partner }) => createLink(context, request, partner) },
    { method: 'GET', path: all, handle: (request, _, { partner }) => listLinks(context, request, partner) },
    { method: 'GET', path: one, handle: show },
    { method: 'PATCH', path: one, handle: change },
    { method: 'PUT', path: one, handle: put },
    { method: 'DELETE', path: one, handle: withLink((link) => deleteLink(context, link)) },
  ];
}
