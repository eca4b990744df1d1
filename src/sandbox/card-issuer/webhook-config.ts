import type { ReceivedRequest } from '../http/received-request.ts';
import { type Reply, bareReply } from '../http/reply.ts';
import { isFlag, isTextList } from '../json-value.ts';
import type { MerchantRoute } from './authentication.ts';
import { bodyOf } from './belongings.ts';
import { invalid, missing } from './card-errors.ts';
import type { CardContext } from './context.ts';
import { createFieldReader, matching, shortText } from './field-reader.ts';
import { objectReply } from './paging.ts';
import { hookShape } from './shapes.ts';
import { cardEventTypes } from './side-records.ts';

const secure = matching(/^https:\/\/\S+$/);
const here = matching(/^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?$/);

function readEvents(value: unknown): readonly string[] | null {
  if (!isTextList(value) || value.length === 0) return null;
  const known: ReadonlySet<string> = new Set(cardEventTypes);
  return value.every((type) => known.has(type)) ? [...new Set(value)] : null;
}

function setHook(context: CardContext, request: ReceivedRequest, merchantId: number): Reply {
  const { books, clock } = context;
  const before = books.hook(merchantId);
  const reader = createFieldReader(bodyOf(request));
  const url = reader.required('url', (value) => secure(value) ?? here(value), 'must be an HTTPS address');
  const eventTypes = reader.required('event_types', readEvents, `some of ${cardEventTypes.join(', ')}`);
  const active = reader.optional(
    'is_active',
    (value) => (isFlag(value) ? { value } : null),
    'must be a boolean',
  );
  const secret = reader.optional('secret', shortText(255), 'must have 1 to 255 characters');
  if (url === null || eventTypes === null || reader.problems.length > 0) {
    return invalid(context, reader.problems);
  }
  const hook = {
    merchantId,
    url,
    eventTypes,
    active: active?.value ?? true,
    secret: secret ?? before?.secret ?? null,
    updatedMs: clock.now(),
  };
  books.putHook(hook);
  return objectReply(context, 200, hookShape(hook));
}

/** Where a merchant wants to be told, and of what. */
export function webhookConfigRoutes(context: CardContext): readonly MerchantRoute[] {
  const route = (
    method: 'GET' | 'PUT' | 'DELETE',
    handle: (request: ReceivedRequest, merchantId: number) => Reply,
  ): MerchantRoute => ({
    method,
    path: '/api/v2/webhooks/config',
    needs: method === 'GET' ? 'read' : 'write',
    offered: () => !context.switches().cardsLacks.includes('webhooks'),
    handle: (request, _, merchantId) => handle(request, merchantId),
  });
  return [
    route('GET', (_, merchantId) => {
      const hook = context.books.hook(merchantId);
      return hook === undefined ? missing('Webhook') : objectReply(context, 200, hookShape(hook));
    }),
    route('PUT', (request, merchantId) => setHook(context, request, merchantId)),
    route('DELETE', (_, merchantId) => {
      if (context.books.hook(merchantId) === undefined) return missing('Webhook');
      context.books.dropHook(merchantId);
      return bareReply(204);
    }),
  ];
}
