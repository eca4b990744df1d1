import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { type JsonObject, isJsonObject } from '../json-value.ts';
import type { FourPayContext } from './context.ts';
import { readLinkFields } from './link-fields.ts';
import type { LinkRecord } from './link-record.ts';
import { linkAnswer, linkShape } from './link-shape.ts';
import { type PagePlace, nextCursor, pageOf, readPageOrder } from './paging.ts';
import { validationReply } from './validation.ts';

const placeOf = (link: LinkRecord): PagePlace => ({ ms: link.createdMs, sequence: link.sequence });

const noSuchLink = (): Reply => errorReply(404, 'not_found', 'There is no such link.');
const notAnObject = (): Reply => errorReply(400, 'bad_request', 'The body is not a JSON object.');

function liveLink(context: FourPayContext, id: string | undefined): LinkRecord | undefined {
  const link = context.books.link(id ?? '');
  return link?.deletedMs === null ? link : undefined;
}

/** The body; the older revision may send it under `link`, and `static` for `fixed`. */
function linkBody(context: FourPayContext, request: ReceivedRequest): JsonObject | null {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return null;
  if (!context.switches().olderLinkShape) return body;
  const inner = isJsonObject(body['link']) ? body['link'] : body;
  return inner['amount_type'] === 'static' ? { ...inner, amount_type: 'fixed' } : inner;
}

function createLink(context: FourPayContext, request: ReceivedRequest): Reply {
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, null);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const link: LinkRecord = {
    ...result.fields,
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    createdMs: context.clock.now(),
    deletedMs: null,
    views: 0,
  };
  context.books.putLink(link);
  return jsonReply(201, linkAnswer(context, link));
}

/** All links, or pages of them for a caller that sends `limit` or `cursor`; the docs say nothing about paging. */
function listLinks(context: FourPayContext, request: ReceivedRequest): Reply {
  const live = context.books.links().filter((link) => link.deletedMs === null);
  const shapes = (links: readonly LinkRecord[]): readonly object[] =>
    links.map((link) => linkShape(context, link));
  if (!request.query.has('limit') && !request.query.has('cursor'))
    return jsonReply(200, { data: shapes(live) });
  const result = readPageOrder(request.query, 20);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const page = pageOf(live, placeOf, result.order);
  return jsonReply(200, { data: shapes(page), cursor: nextCursor(page, placeOf, result.order, 'created') });
}

function changeLink(context: FourPayContext, request: ReceivedRequest, id: string | undefined): Reply {
  const link = liveLink(context, id);
  if (link === undefined) return noSuchLink();
  const body = linkBody(context, request);
  if (body === null) return notAnObject();
  const result = readLinkFields(body, link);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const changed: LinkRecord = { ...link, ...result.fields };
  context.books.putLink(changed);
  return jsonReply(200, linkAnswer(context, changed));
}

function deleteLink(context: FourPayContext, id: string | undefined): Reply {
  const link = liveLink(context, id);
  if (link === undefined) return noSuchLink();
  context.books.putLink({ ...link, deletedMs: context.clock.now() });
  return jsonReply(200, linkAnswer(context, link));
}

/** The routes of /api/v1/links. */
export function linkRoutes(context: FourPayContext): readonly Route[] {
  const one = '/api/v1/links/:id';
  return [
    { method: 'POST', path: '/api/v1/links', handle: (request) => createLink(context, request) },
    { method: 'GET', path: '/api/v1/links', handle: (request) => listLinks(context, request) },
    {
      method: 'GET',
      path: one,
      handle: (_request, { id }) => {
        const link = liveLink(context, id);
        return link === undefined ? noSuchLink() : jsonReply(200, linkAnswer(context, link));
      },
    },
    { method: 'PATCH', path: one, handle: (request, { id }) => changeLink(context, request, id) },
    {
      method: 'PUT',
      path: one,
      handle: (request, { id }) =>
        context.switches().olderLinkShape
          ? changeLink(context, request, id)
          : errorReply(405, 'method_not_allowed', 'Use PATCH.', { allow: 'GET, PATCH, DELETE' }),
    },
    { method: 'DELETE', path: one, handle: (_request, { id }) => deleteLink(context, id) },
  ];
}
