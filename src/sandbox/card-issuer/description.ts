import { type Reply, jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { refusal } from './card-errors.ts';
import type { CardLack } from './card-switches.ts';
import type { CardContext } from './context.ts';
import { type Schema, bodySchemas } from './description-bodies.ts';
import { filterNames } from './transactions.ts';
import { type TransferForm, transferForms } from './transfers.ts';

/** One operation as the description has it. */
interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With its parameters in braces. */
  readonly path: string;
  readonly summary: string;
  /** The name of its body's schema. */
  readonly body?: string;
  /** Parameters of the query. */
  readonly query?: readonly string[];
  /** Which word of the switch takes it away. */
  readonly lack?: CardLack;
}

const account = '/api/v2/accounts/{account_uuid}';
const card = `${account}/cards/{card_uuid}`;
const pages = ['limit', 'offset'];

function cardOperations(): readonly Operation[] {
  const act = (name: 'freeze' | 'unfreeze' | 'close'): Operation => ({
    method: 'post',
    path: `${card}/${name}`,
    summary: `Card: ${name}`,
    lack: name,
  });
  return [
    { method: 'get', path: `${account}/cards`, summary: 'List cards', query: pages },
    { method: 'post', path: `${account}/cards`, summary: 'Issue card', body: 'CardCreate' },
    { method: 'get', path: card, summary: 'Get card' },
    { method: 'get', path: `${card}/sensitive`, summary: 'Get PAN and CVV' },
    { method: 'post', path: `${card}/topup`, summary: 'Top up card', body: 'CardMove' },
    { method: 'post', path: `${card}/withdraw`, summary: 'Withdraw', body: 'CardMove', lack: 'withdraw' },
    act('freeze'),
    act('unfreeze'),
    act('close'),
  ];
}

function operations(form: TransferForm): readonly Operation[] {
  const holders = `${account}/cardholders`;
  const hook = { path: '/api/v2/webhooks/config', lack: 'webhooks' } as const;
  const lack = 'merchant_holders';
  const rows = '/api/v2/transactions';
  return [
    { method: 'get', path: '/api/v2/accounts', summary: 'List accounts', query: pages },
    { method: 'get', path: account, summary: 'Get account' },
    { method: 'post', path: form.path, summary: 'Transfer', body: 'AccountTransfer', lack: 'transfer' },
    { method: 'get', path: holders, summary: 'List cardholders', query: pages },
    { method: 'post', path: holders, summary: 'Create cardholder', body: 'CardholderCreate' },
    { method: 'get', path: '/api/v2/cardholders', summary: 'List all cardholders', query: pages, lack },
    { method: 'get', path: '/api/v2/cardholders/{cardholder_id}', summary: 'Get cardholder', lack },
    ...cardOperations(),
    {
      method: 'get',
      path: `${rows}/cards`,
      summary: 'Card transactions',
      query: [...pages, ...filterNames('card')],
    },
    {
      method: 'get',
      path: `${rows}/accounts`,
      summary: 'Account transactions',
      query: [...pages, ...filterNames('account')],
    },
    { ...hook, method: 'get', summary: 'Get webhook configuration' },
    { ...hook, method: 'put', summary: 'Set webhook configuration', body: 'WebhookConfig' },
    { ...hook, method: 'delete', summary: 'Delete webhook configuration' },
  ];
}

function describeOperation({ method, path, summary, body, query = [] }: Operation): Schema {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = query.map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: { type: pages.includes(name) ? 'integer' : 'string' },
  }));
  const schema = { $ref: `#/components/schemas/${body}` };
  return {
    summary,
    operationId: `${method}_${path.replace(/\W+/g, '_')}`,
    security: [{ APIToken: [] }, { HTTPBearer: [] }],
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema } } } }),
    responses: { 200: { description: 'Successful Response' } },
  };
}

/** The operations of this deployment, as `METHOD path`. */
export function describedOperations(context: CardContext): readonly Operation[] {
  const { cardsLacks, cardTransferForm } = context.switches();
  return operations(transferForms[cardTransferForm]).filter(
    ({ lack }) => lack === undefined || !cardsLacks.includes(lack),
  );
}

function description(context: CardContext): object {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const operation of describedOperations(context)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: '4pay API (sandbox)', version: '2.0.0' },
    paths,
    components: {
      schemas: bodySchemas(transferForms[context.switches().cardTransferForm]),
      securitySchemes: {
        APIToken: { type: 'apiKey', in: 'header', name: 'X-API-Token' },
        HTTPBearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function docsPage(context: CardContext): Reply {
  const lines = describedOperations(context).map(
    ({ method, path, summary }) => `<li><code>${method.toUpperCase()} ${path}</code> ${summary}</li>`,
  );
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>4pay API (sandbox)</title>
<h1>4pay API (sandbox)</h1><p><a href="/api/openapi.json">openapi.json</a></p><ul>${lines.join('\n')}</ul></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** The description of what this deployment offers, for programs and for people; neither needs a credential. */
export function descriptionRoutes(context: CardContext): readonly Route[] {
  const get = (path: string, handle: () => Reply): Route => ({
    method: 'GET',
    path,
    handle: () => (context.switches().cardDescriptionOffered ? handle() : refusal(404, 'Not Found')),
  });
  return [
    get('/api/openapi.json', () => jsonReply(200, description(context))),
    get('/api/docs', () => docsPage(context)),
  ];
}
