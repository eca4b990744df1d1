import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isJsonObject } from '../json-value.ts';
import type { PartnerRoute } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { readLinkFields } from './link-fields.ts';
import type { LinkRecord } from './link-record.ts';
import { linkAnswer, linkShape } from './link-shape.ts';
import { type PagePlace, nextCursor, pageOf, readPageOrder } from './paging.ts';
import type { Partner } from './partners.ts';
import { validationReply } from './validation.ts';

const placeOf = (link: LinkRecord): PagePlace => ({ ms: link.createdMs, sequence: link.sequence });

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

function createLink(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, null);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const link: LinkRecord = {
    ...result.fields,
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

/** All links, or pages of them for a caller that sends `limit` or `cursor`; the docs say nothing about paging. */
function listLinks(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const { partnerId } = partner;
  const isLive = (link: LinkRecord): boolean => link.deletedMs === null && link.partnerId === partnerId;
  const shapes = (links: readonly LinkRecord[]): readonly object[] =>
    links.map((link) => linkShape(context, link));
  if (!request.query.has('limit') && !request.query.has('cursor'))
    return jsonReply(200, { data: shapes(context.books.links().filter(isLive)) });
  const result = readPageOrder(request.query, 20);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const page = pageOf(context.books.links(), placeOf, result.order, isLive);
  return jsonReply(200, { data: shapes(page), cursor: nextCursor(page, placeOf, result.order, 'created') });
}

function changeLink(context: FourPayContext, request: ReceivedRequest, link: LinkRecord): Reply {
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, link);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const changed: LinkRecord = { ...link, ...result.fields };
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
