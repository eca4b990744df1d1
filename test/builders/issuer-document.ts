import { readDocument } from '../../src/main/adapters/card-issuer/fourpay-cc/description/document.ts';
import { type Routes, routesOf } from '../../src/main/adapters/card-issuer/fourpay-cc/description/routes.ts';

/** What every document of the card issuer has. */
export const ACCOUNTS = { '/api/v2/accounts': { get: {} } };

/** What a deployment offers whose OpenAPI document has these paths. */
export function routes(paths: object, components: object = {}): Routes {
  const document = readDocument({ info: { version: '2.3' }, paths: { ...ACCOUNTS, ...paths }, components });
  if (!document) throw new Error('No document');
  return routesOf(document);
}

/** An operation with a body in JSON. */
export const bodyOf = (schema: unknown, required = true) => ({
  requestBody: { required, content: { 'application/json': { schema } } },
});

/** Properties by name; those that end in `!` are required. */
export function asking(...names: readonly string[]) {
  const plain = names.map((name) => name.replace('!', ''));
  return {
    type: 'object',
    properties: Object.fromEntries(plain.map((name) => [name, { type: 'string' }])),
    required: names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
  };
}
