import { type ReceivedRequest, bodyText } from '../../http/received-request.ts';
import { type Reply, seeOtherReply } from '../../http/reply.ts';
import type { Route } from '../../http/router.ts';
import { chooseLanguage } from '../../pages/language.ts';
import { readAmountText } from '../../pages/money-text.ts';
import { type Page, pageReply } from '../../pages/page-frame.ts';
import { isOpen } from '../checkout-record.ts';
import type { GatewayContext } from '../context.ts';
import { findMethod, instructionsOf, methodKey, methods } from '../methods.ts';
import { type GatewayOutcome, chooseMethod, playOutcome } from '../paying.ts';
import { checkAddress, signedQuery } from '../signing.ts';
import {
  type Act,
  type Shown,
  checkoutNotice,
  expiredPage,
  methodsPage,
  payingPage,
  resultPage,
} from './checkout-pages.ts';

/** How a checkout can be met: its time is over and nothing came in, it can be paid, or something has become of it. */
type State = 'expired' | 'open' | 'decided';

interface Visit {
  readonly shown: Shown;
  readonly state: State;
  /** Whether its time is over, also where something has become of it. */
  readonly over: boolean;
  readonly request: ReceivedRequest;
}

const outcomes: Readonly<Record<Act, GatewayOutcome>> = {
  pay: 'confirm',
  late: 'confirm',
  confirm: 'confirm',
  half: 'underpay',
  more: 'overpay',
  received: 'received',
  fail: 'fail',
  cancel: 'cancel',
  expire: 'expire',
};

function show({ shown }: Visit, page: Page): Reply {
  return pageReply(shown.language, page);
}

/** Lets in whoever brings an address that we signed. What an expired one may still see is up to the page. */
function withCheckout(context: GatewayContext, handle: (visit: Visit) => Reply): Route['handle'] {
  return (request, { id = '' }) => {
    const language = chooseLanguage(request.headers['accept-language']);
    const check = checkAddress(context, id, request.query);
    if (check === 'altered') return pageReply(language, checkoutNotice(language, 'altered'));
    const checkout = context.books.checkout(id);
    if (checkout === undefined) return pageReply(language, checkoutNotice(language, 'missing'));
    const method = findMethod(checkout.chosen ?? '');
    const query = signedQuery(context, checkout);
    const shown: Shown = {
      checkout,
      language,
      instructions: method === undefined ? null : instructionsOf(checkout, method),
      address: (act) => `/checkout/${id}${act === '' ? '' : `/${act}`}?${query}`,
    };
    const over = check === 'expired' || checkout.status === 'EXPIRED';
    const state = over && checkout.paidMinor === 0 ? 'expired' : isOpen(checkout) ? 'open' : 'decided';
    return handle({ shown, state, over, request });
  };
}

function paidAfterExpiry(context: GatewayContext): boolean {
  return context.switches().gatewayPaidAfterExpiry;
}

/** The page of the address that the till was told. */
function showCheckout(context: GatewayContext, visit: Visit): Reply {
  const { shown, state, request } = visit;
  const { checkout, instructions } = shown;
  if (state === 'expired') return show(visit, expiredPage(shown, paidAfterExpiry(context)));
  if (state === 'decided') return seeOtherReply(shown.address('result'));
  if (request.method === 'GET') context.books.putCheckout({ ...checkout, views: checkout.views + 1 });
  return show(visit, instructions === null ? methodsPage(shown) : payingPage(shown, instructions, null));
}

function choose(context: GatewayContext, { shown, state, request }: Visit): Reply {
  const wanted = new URLSearchParams(bodyText(request)).get('method') ?? '';
  const method = findMethod(wanted) ?? methods[0];
  if (state === 'open' && method !== undefined) chooseMethod(context, shown.checkout, methodKey(method));
  return seeOtherReply(shown.address(''));
}

/** The amount that the payer typed: null when there was none, undefined when it is no amount. */
function typedAmount({ shown, request }: Visit): number | null | undefined {
  const text = new URLSearchParams(bodyText(request)).get('amount');
  return text === null ? null : (readAmountText(text, shown.checkout.currency) ?? undefined);
}

/** Whether the payer's act does anything: money may come again and again, an end comes only once. */
function isPossible(context: GatewayContext, { shown, state, over }: Visit, act: Act): boolean {
  const { status, paidMinor } = shown.checkout;
  if (act === 'confirm') return status === 'RECEIVED';
  if (act === 'late') return state === 'expired' && paidAfterExpiry(context);
  if (state === 'open') return true;
  return act === 'pay' && paidMinor > 0 && (!over || paidAfterExpiry(context));
}

function carryOut(context: GatewayContext, visit: Visit, act: Act): Reply {
  const { shown, state, request } = visit;
  if (!isPossible(context, visit, act)) {
    return seeOtherReply(shown.address(state === 'expired' ? '' : 'result'));
  }
  const amountMinor = typedAmount(visit);
  if (amountMinor === undefined) {
    const typed = new URLSearchParams(bodyText(request)).get('amount') ?? '';
    const { instructions } = shown;
    if (state === 'expired') return show(visit, expiredPage(shown, true, typed));
    return instructions === null
      ? seeOtherReply(shown.address(''))
      : show(visit, payingPage(shown, instructions, typed));
  }
  playOutcome(context, shown.checkout, outcomes[act], amountMinor);
  return seeOtherReply(shown.address('result'));
}

function showResult(context: GatewayContext, visit: Visit): Reply {
  const { shown, over } = visit;
  if (isOpen(shown.checkout)) return seeOtherReply(shown.address(''));
  return show(visit, resultPage(shown, !over || paidAfterExpiry(context)));
}

/** The pages of the payer. No credentials: whoever has a signed address may pay. */
export function checkoutPageRoutes(context: GatewayContext): readonly Route[] {
  const root = '/checkout/:id';
  const get = (path: string, handle: (visit: Visit) => Reply): Route => ({
    method: 'GET',
    path: `${root}${path}`,
    handle: withCheckout(context, handle),
  });
  const post = (path: string, handle: (visit: Visit) => Reply): Route => ({
    method: 'POST',
    path: `${root}${path}`,
    handle: withCheckout(context, handle),
  });
  const acts = Object.keys(outcomes).filter((act): act is Act => Object.hasOwn(outcomes, act));
  return [
    get('', (visit) => showCheckout(context, visit)),
    get('/methods', (visit) =>
      visit.state === 'open' ? show(visit, methodsPage(visit.shown)) : seeOtherReply(visit.shown.address('')),
    ),
    get('/left', (visit) => show(visit, checkoutNotice(visit.shown.language, 'left'))),
    get('/result', (visit) => showResult(context, visit)),
    post('/method', (visit) => choose(context, visit)),
    ...acts.map((act) => post(`/${act}`, (visit) => carryOut(context, visit, act))),
  ];
}
