import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import type { CardIssuer, CardMove, CardPlace, IssuedCard, MoveAnswer } from '../../../ports-card-issuer.ts';
import { found, notOffered, parseWith, withReasons } from '../../payment-providers/common/answers.ts';
import { type IssuerApi, NO_SUCH_METHOD } from './api.ts';
import { cardBody, parseIssued, parseSingleCard } from './cards.ts';
import type { CardAct } from './description/routes.ts';
import { transferBody, transferPath } from './description/transfer-form.ts';
import { holderBody, parseCreatedHolder } from './holders.ts';
import { isStep, pathOf } from './issuer-calls.ts';
import { moveBody, parseMove } from './moves.ts';
import { contextOf } from './reading.ts';

type Acting = Pick<
  CardIssuer,
  'createHolder' | 'issue' | 'topUp' | 'withdraw' | 'transfer' | 'freeze' | 'unfreeze' | 'close'
>;

/** What creates or moves: each is sent once, whatever becomes of it. */
export function acting(api: IssuerApi): Acting {
  const { call } = api;
  return {
    createHolder: async (draft, options) => {
      const sent = { body: holderBody(draft) };
      const answer = await call('POST', pathOf('accounts', draft.accountId, 'cardholders'), options, sent);
      return parseWith(namingDuplicates(answer), (json) => found(parseCreatedHolder(json, draft)));
    },
    issue: async (draft, options) => {
      const sent = { body: cardBody(draft) };
      const answer = await call('POST', pathOf('accounts', draft.accountId, 'cards'), options, sent);
      const context = contextOf(api, draft.accountId);
      return parseWith(namingDuplicates(answer), (json) => found(parseIssued(json, draft, context)));
    },
    topUp: (move, options) => moveOnCard(api, move, 'topup', options),
    withdraw: async (move, options) => {
      if (api.routes().description.offers.withdraw !== 'offered') return notOffered();
      return await moveOnCard(api, move, 'withdraw', options);
    },
    transfer: async (move, options) => {
      const { transfer } = api.routes();
      if (!transfer) return notOffered();
      const sent = { body: transferBody(transfer, move) };
      const answer = await call(transfer.method, transferPath(transfer, move), options, sent);
      const subjects = [move.fromAccountId, move.toAccountId];
      return parseWith(withReasons(answer, NO_SUCH_METHOD), (json) => found(parseMove(json, subjects)));
    },
    freeze: (place, options) => actOnCard(api, 'freeze', place, options),
    unfreeze: (place, options) => actOnCard(api, 'unfreeze', place, options),
    close: (place, options) => actOnCard(api, 'close', place, options),
  };
}

async function moveOnCard(
  { call }: IssuerApi,
  move: CardMove,
  step: 'topup' | 'withdraw',
  options: CallOptions,
): Promise<ProviderAnswer<MoveAnswer>> {
  const { accountId, cardId } = move;
  const path = pathOf('accounts', accountId, 'cards', cardId, step);
  const answer = await call('POST', path, options, { body: moveBody(move) });
  const subjects = [accountId, cardId];
  return parseWith(withReasons(answer, NO_SUCH_METHOD), (json) => found(parseMove(json, subjects)));
}

/** What the answer says of another card, or of none, is nothing: the card has to be read. */
async function actOnCard(
  api: IssuerApi,
  act: CardAct,
  { accountId, cardId }: CardPlace,
  options: CallOptions,
): Promise<ProviderAnswer<IssuedCard | null>> {
  const route = api.routes().acts[act];
  if (!route) return notOffered();
  // One id: the card's. Two: the account's first.
  const ids = route.path.filter((step) => step === '{}').length === 1 ? [cardId] : [accountId, cardId];
  let next = 0;
  const steps = route.path.map((step) => (step === '{}' ? (ids[next++] ?? '') : step));
  const path = ids.every(isStep) ? steps.map(encodeURIComponent).join('/') : null;
  const sent = route.emptyBody ? { body: '{}' } : {};
  const answer = withReasons(await api.call(route.method, path, options, sent), NO_SUCH_METHOD);
  const context = contextOf(api, accountId);
  return parseWith(answer, (json) => ({ of: parseSingleCard(json, cardId, context) }));
}

const SAYS_DUPLICATE =
  /already (?:exists|been|taken|used|in use|registered)|duplicate|exists already|not unique/i;

/** A conflict that says that what is to be made is there already. */
function namingDuplicates<T>(answer: ProviderAnswer<T>): ProviderAnswer<T> {
  if (answer.kind !== 'rejected' || answer.problem.status !== 409) return answer;
  const { message, complaints } = answer.problem;
  const told = [message, ...complaints.map(({ code }) => code ?? '')].some((text) =>
    SAYS_DUPLICATE.test(text),
  );
  return told ? withReasons(answer, { 409: 'duplicate' }) : answer;
}
