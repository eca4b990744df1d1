import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { isJsonObject } from '../json-value.ts';
import { liveProduct } from './attaching.ts';
import type { PartnerRoute } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { listReply } from './list-reply.ts';
import type { Partner } from './partners.ts';
import { readProductFields } from './product-fields.ts';
import type { ProductRecord } from './product-record.ts';
import { productShape } from './product-shape.ts';
import { validationReply } from './validation.ts';

const notAnObject = (): Reply => errorReply(400, 'bad_request', 'The body is not a JSON object.');

const answer = (context: FourPayContext, status: number, product: ProductRecord): Reply =>
  jsonReply(status, { data: productShape(context, product) });

function createProduct(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return notAnObject();
  const result = readProductFields(body, null);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const product: ProductRecord = {
    ...result.fields,
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    partnerId: partner.partnerId,
    createdMs: context.clock.now(),
    deletedMs: null,
    views: 0,
  };
  context.books.putProduct(product);
  return answer(context, 201, product);
}

function changeProduct(context: FourPayContext, request: ReceivedRequest, product: ProductRecord): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return notAnObject();
  const result = readProductFields(body, product);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const changed: ProductRecord = { ...product, ...result.fields };
  context.books.putProduct(changed);
  return answer(context, 200, changed);
}

function deleteProduct(context: FourPayContext, product: ProductRecord): Reply {
  context.books.putProduct({ ...product, deletedMs: context.clock.now() });
  return answer(context, 200, product);
}

function listProducts(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  return listReply(context, request.query, {
    rows: context.books.products(),
    passes: (product) => product.deletedMs === null && product.partnerId === partner.partnerId,
    shape: (product) => productShape(context, product),
    paging: context.switches().productPaging,
  });
}

/** Answers as a deployment does that offers less. Only making products stands in the docs. */
function offered(context: FourPayContext, route: PartnerRoute): PartnerRoute {
  return {
    ...route,
    handle: (request, params, identity) => {
      const { productsOffered } = context.switches();
      if (productsOffered === 'none') {
        return errorReply(404, 'not_found', `Nothing is at ${request.path}.`);
      }
      if (productsOffered === 'create_only' && route.method !== 'POST') {
        const allow = params['id'] === undefined ? 'POST' : '';
        return errorReply(405, 'method_not_allowed', 'Products can only be made here.', { allow });
      }
      return route.handle(request, params, identity);
    },
  };
}

/** The routes of /api/v1/products. */
export function productRoutes(context: FourPayContext): readonly PartnerRoute[] {
  const all = '/api/v1/products';
  const one = '/api/v1/products/:id';
  const withProduct =
    (handle: (product: ProductRecord, request: ReceivedRequest) => Reply): PartnerRoute['handle'] =>
    (request, { id }, { partner }) => {
      const product = liveProduct(context, partner.partnerId, id ?? '');
      return product === undefined
        ? errorReply(404, 'not_found', 'There is no such product.')
        : handle(product, request);
    };
  const routes: readonly PartnerRoute[] = [
    {
      method: 'POST',
      path: all,
      handle: (request, _, { partner }) => createProduct(context, request, partner),
    },
    {
      method: 'GET',
      path: all,
      handle: (request, _, { partner }) => listProducts(context, request, partner),
    },
    { method: 'GET', path: one, handle: withProduct((product) => answer(context, 200, product)) },
    {
      method: 'PATCH',
      path: one,
      handle: withProduct((product, request) => changeProduct(context, request, product)),
    },
    { method: 'DELETE', path: one, handle: withProduct((product) => deleteProduct(context, product)) },
  ];
  return routes.map((route) => offered(context, route));
}
