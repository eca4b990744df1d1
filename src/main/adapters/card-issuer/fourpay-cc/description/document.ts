import { entriesOf, memberOf } from './members.ts';
import { type ApiField, Schemas } from './schemas.ts';

/**
 * A deployment's OpenAPI document, read as tolerantly as it can be: what is not there, or not as it should be, is
 * simply not told.
 */
export interface ApiDocument {
  readonly version: string | null;
  readonly operations: readonly ApiOperation[];
}

export interface ApiOperation {
  readonly method: ApiMethod;
  /** As it is called, from `/api/v2` on. */
  readonly path: string;
  /** Its steps below that; of a parameter `{}`. */
  readonly steps: readonly string[];
  /** The names of the parameters in the path, in their order. */
  readonly inPath: readonly string[];
  readonly query: readonly ApiField[];
  /** Null where the document tells of no body. */
  readonly body: ApiBody | null;
}

export interface ApiBody {
  /** Whether it has to be sent at all. */
  readonly required: boolean;
  /** Null where what is in it is not told in a way that is understood. */
  readonly fields: readonly ApiField[] | null;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type ApiMethod = (typeof METHODS)[number];

/** More than any such system has. */
const PATHS_MAX = 1000;

/** Null for anything that is no document of ours: it does not have the path that every merchant begins with. */
export function readDocument(json: unknown): ApiDocument | null {
  const schemas = new Schemas(json);
  const operations = entriesOf(memberOf(json, 'paths'))
    .slice(0, PATHS_MAX)
    .flatMap(([path, item]) => operationsAt(schemas, path, item));
  const known = operations.some(({ method, steps }) => method === 'GET' && steps.join('/') === 'accounts');
  const version = memberOf(memberOf(json, 'info'), 'version');
  return known ? { version: typeof version === 'string' ? version.slice(0, 50) : null, operations } : null;
}

function operationsAt(schemas: Schemas, told: string, item: unknown): readonly ApiOperation[] {
  const path = calledPath(told);
  if (path === null) return [];
  const below = path.split('/').slice(3);
  const steps = below.filter((step) => step !== '');
  return METHODS.flatMap((method) => {
    const operation = memberOf(item, method.toLowerCase());
    if (typeof operation !== 'object' || operation === null) return [];
    const parameters = [memberOf(item, 'parameters'), memberOf(operation, 'parameters')];
    return [
      {
        method,
        path,
        steps: steps.map((step) => (isParameter(step) ? '{}' : step)),
        inPath: steps.filter(isParameter).map((step) => step.slice(1, -1)),
        query: parameters.flatMap((list) => queryOf(schemas, list)),
        body: bodyOf(schemas, memberOf(operation, 'requestBody')),
      },
    ];
  });
}

function isParameter(step: string): boolean {
  return step.startsWith('{');
}

/** Plain words and parameters; nothing that would lead elsewhere. */
const PATH = /^(?:\/(?:[\w.~-]+|\{[\w-]+\}))+\/?$/;

/** From `/api/v2` on, whatever of it the document leaves to the address of the server; null for another version. */
function calledPath(told: string): string | null {
  if (!PATH.test(told) || told.split('/').some((step) => /^\.+$/.test(step))) return null;
  if (told.startsWith('/api/v2/')) return told;
  if (told.startsWith('/v2/')) return `/api${told}`;
  return /^\/(?:api|v\d+)\//.test(told) ? null : `/api/v2${told}`;
}

function queryOf(schemas: Schemas, list: unknown): readonly ApiField[] {
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const parameter = schemas.resolve(one);
    const name = memberOf(parameter, 'name');
    if (memberOf(parameter, 'in') !== 'query' || typeof name !== 'string') return [];
    const required = memberOf(parameter, 'required') === true;
    return [schemas.field(name, memberOf(parameter, 'schema'), required)];
  });
}

function bodyOf(schemas: Schemas, told: unknown): ApiBody | null {
  const body = schemas.resolve(told);
  if (typeof body !== 'object' || body === null) return null;
  const [, media] = entriesOf(memberOf(body, 'content')).find(([type]) => isJson(type)) ?? [];
  const schema = memberOf(media, 'schema');
  return {
    required: memberOf(body, 'required') === true,
    fields: schema === undefined ? null : schemas.fieldsIn(schema),
  };
}

function isJson(type: string): boolean {
  return type.startsWith('application/json') || type === '*/*';
}
