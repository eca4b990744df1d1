import { randomBytes, randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, jsonReply } from '../http/reply.ts';
import { isJsonObject, isText } from '../json-value.ts';
import type { ApplicationRecord } from './application-record.ts';
import type { TokenRoute } from './authentication.ts';
import type { GatewayContext } from './context.ts';
import { gatewayError, invalid, notFound } from './gateway-errors.ts';
import { moments } from './moments.ts';
import type { TokenRecord } from './token-record.ts';

const longestName = 100;

/** An application as it stands in an answer: its webhook secret is never told. */
function applicationShape(context: GatewayContext, application: ApplicationRecord): object {
  const { id, name, clientId, createdMs } = application;
  return { id, name, clientId, ...moments({ createdAt: createdMs }, context.switches().gatewayTimestamps) };
}

function listApplications(context: GatewayContext, { merchantId }: TokenRecord): Reply {
  const own = context.books.applications().filter((one) => one.merchantId === merchantId);
  return jsonReply(200, { data: own.map((application) => applicationShape(context, application)) });
}

/** Books an application; its client id is made here. */
export function addApplication(
  context: GatewayContext,
  wanted: Pick<ApplicationRecord, 'merchantId' | 'name' | 'webhookSecret'>,
): ApplicationRecord {
  const application: ApplicationRecord = {
    ...wanted,
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    clientId: randomBytes(16).toString('hex'),
    createdMs: context.clock.now(),
  };
  context.books.putApplication(application);
  return application;
}

function createApplication(context: GatewayContext, request: ReceivedRequest, token: TokenRecord): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return gatewayError(context, 400, 'The body is not a JSON object.');
  const { name, webhookSecret = null } = body;
  const goodName = isText(name) && name.trim() !== '' && name.length <= longestName;
  const goodSecret = webhookSecret === null || (isText(webhookSecret) && webhookSecret !== '');
  if (!goodName || !goodSecret) {
    return invalid(context, {
      ...(goodName ? {} : { name: [`The name must have 1 to ${longestName} characters.`] }),
      ...(goodSecret ? {} : { webhookSecret: ['The webhookSecret must be a text.'] }),
    });
  }
  const { merchantId } = token;
  const application = addApplication(context, { merchantId, name, webhookSecret });
  return jsonReply(201, { data: applicationShape(context, application) });
}

/** The payment applications of a merchant: for the dashboard's token only. */
export function applicationRoutes(context: GatewayContext): readonly TokenRoute[] {
  const path = '/api/payment-applications';
  return [
    {
      method: 'GET',
      path,
      needs: 'dashboard',
      handle: (_request, _params, token) =>
        context.switches().gatewayApplications === 'none'
          ? notFound(context)
          : listApplications(context, token),
    },
    {
      method: 'POST',
      path,
      needs: 'dashboard',
      handle: (request, _, token) => {
        const offered = context.switches().gatewayApplications;
        if (offered === 'none') return notFound(context);
        if (offered === 'list_only') return gatewayError(context, 405, 'Method not allowed');
        return createApplication(context, request, token);
      },
    },
  ];
}
