import { neighbourMerchantId, shopMerchantId } from '../../card-issuer/merchants.ts';
import { readCardWebhookSettings } from '../../card-issuer/webhooks/telling.ts';
import type { ReceivedRequest } from '../../http/received-request.ts';
import { type Reply, jsonReply } from '../../http/reply.ts';
import type { Route } from '../../http/router.ts';
import type { ControlParts } from '../control-parts.ts';
import { post } from '../orders.ts';
import { webhookRoutes } from '../webhook-routes.ts';
import { controlCard, controlCardToken, controlHook, controlMovement, sumBooks } from './card-shapes.ts';
import { changeCard, decide, fund, purchase } from './playing.ts';
import { seedMovements } from './seeding.ts';
import { addCardToken, changeCardToken } from './token-control.ts';

function showIssuer({ cards }: ControlParts): Reply {
  const { books, clock } = cards;
  const hooks = [shopMerchantId, neighbourMerchantId].map((merchantId) => books.hook(merchantId));
  return jsonReply(200, {
    now: new Date(clock.now()).toISOString(),
    accounts: books.accounts().toReversed(),
    holders: books.holders(),
    cards: books.cards().map(controlCard),
    transactions: books.movements().length,
    tokens: books.tokens().map((token) => controlCardToken(cards, token)),
    webhookConfigs: hooks.filter((hook) => hook !== undefined).map(controlHook),
  });
}

function showBooks({ cards }: ControlParts): Reply {
  const books = sumBooks(cards);
  return jsonReply(200, {
    books,
    total: Object.fromEntries(books.map(({ currency, total }) => [currency, total])),
  });
}

/** All rows of all merchants, newest first; `?description=` finds those that contain a text, `?cardId=` a card's. */
function showMovements({ cards }: ControlParts, { query }: ReceivedRequest): Reply {
  const text = query.get('description');
  const cardId = query.get('cardId');
  const rows = cards.books
    .movements()
    .filter((row) => text === null || row.description?.includes(text) === true)
    .filter((row) => cardId === null || row.cardId === cardId);
  return jsonReply(200, { transactions: rows.map(controlMovement) });
}

/** The routes of /_sandbox/cards: the tests' hand on the card issuer. */
export function cardControlRoutes(parts: ControlParts): readonly Route[] {
  const { cards, cardWebhooks } = parts;
  const place = '/cards';
  const get = (path: string, handle: (request: ReceivedRequest) => Reply): Route => ({
    method: 'GET',
    path: `/_sandbox${place}${path}`,
    handle,
  });
  return [
    get('/state', () => showIssuer(parts)),
    get('/books', () => showBooks(parts)),
    get('/transactions', (request) => showMovements(parts, request)),
    post(`${place}/transactions/:id`, (body, { id }) => decide(cards, id, body)),
    post(`${place}/purchase`, (body) => purchase(cards, body)),
    post(`${place}/fund`, (body) => fund(cards, body)),
    post(`${place}/cards/:id`, (body, { id }) => changeCard(cards, id, body)),
    post(`${place}/seed`, (body) => seedMovements(cards, body)),
    post(`${place}/tokens`, (body) => addCardToken(cards, body)),
    post(`${place}/tokens/:id`, (body, { id }) => changeCardToken(cards, id, body)),
    ...webhookRoutes(`${place}/webhooks`, cardWebhooks, readCardWebhookSettings),
  ];
}
