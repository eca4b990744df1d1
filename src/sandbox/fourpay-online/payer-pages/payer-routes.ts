import type { ReceivedRequest } from '../../http/received-request.ts';
import { type Reply, seeOtherReply } from '../../http/reply.ts';
import type { Route } from '../../http/router.ts';
import { type Language, chooseLanguage } from '../../pages/language.ts';
import { readAmountText } from '../../pages/money-text.ts';
import { pageReply } from '../../pages/page-frame.ts';
import type { FourPayContext } from '../context.ts';
import type { LinkRecord } from '../link-record.ts';
import { type Outcome, addTransaction, isPayable, moveTransaction, outcomeStatus } from '../paying.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import { payPage } from './pay-page.ts';
import { noticePage, resultPage } from './result-page.ts';

const languageOf = (request: ReceivedRequest): Language => chooseLanguage(request.headers['accept-language']);

/** Finds the link, or shows why it cannot be paid. */
function withPayableLink(
  context: FourPayContext,
  request: ReceivedRequest,
  id: string | undefined,
  handle: (link: LinkRecord) => Reply,
): Reply {
  const link = context.books.link(id ?? '');
  if (link === undefined) return pageReply(languageOf(request), noticePage(languageOf(request), 'missing'));
  if (!isPayable(context, link))
    return pageReply(languageOf(request), noticePage(languageOf(request), 'gone'));
  return handle(link);
}

function showPayPage(context: FourPayContext, request: ReceivedRequest, link: LinkRecord): Reply {
  const language = languageOf(request);
  if (request.method === 'GET') context.books.putLink({ ...link, views: link.views + 1 });
  return pageReply(language, payPage(link, language, null));
}

function startPayment(
  context: FourPayContext,
  request: ReceivedRequest,
  link: LinkRecord,
  outcome: Outcome,
): Reply {
  const form = new URLSearchParams(request.body);
  const entered = form.get('amount') ?? '';
  const method = link.methods.find((known) => known === form.get('method')) ?? link.methods[0] ?? null;
  const amountMinor = link.amountType === 'fixed' ? link.amountMinor : readAmountText(entered, link.currency);
  if (amountMinor === null) {
    // Who leaves before entering an amount has started nothing.
    if (outcome === 'created') return seeOtherReply(`/pay/link/${link.id}/left`);
    const language = languageOf(request);
    return pageReply(language, payPage(link, language, { amount: entered, method }));
  }
  const row = addTransaction(context, {
    linkId: link.id,
    amountMinor,
    currency: link.currency,
    method,
    status: outcomeStatus[outcome],
  });
  return seeOtherReply(`/pay/link/${link.id}/result/${row.id}`);
}

/** Results stay readable, and a started payment can be finished, after the link is deleted. */
function withResult(
  context: FourPayContext,
  request: ReceivedRequest,
  ids: { readonly id?: string; readonly transaction?: string },
  handle: (link: LinkRecord, row: TransactionRecord) => Reply,
): Reply {
  const link = context.books.link(ids.id ?? '');
  const row = context.books.transaction(ids.transaction ?? '');
  if (link === undefined || row === undefined || row.linkId !== link.id) {
    return pageReply(languageOf(request), noticePage(languageOf(request), 'missing'));
  }
  return handle(link, row);
}

function finishRoute(context: FourPayContext, action: string, status: string): Route {
  return {
    method: 'POST',
    path: `/pay/link/:id/result/:transaction/${action}`,
    handle: (request, params) =>
      withResult(context, request, params, (link, row) => {
        // A second press, or an old page, must not move what is at rest.
        if (row.status === 'processing') moveTransaction(context, row, status);
        return seeOtherReply(`/pay/link/${link.id}/result/${row.id}`);
      }),
  };
}

function startRoute(context: FourPayContext, action: string, outcome: Outcome): Route {
  return {
    method: 'POST',
    path: `/pay/link/:id/${action}`,
    handle: (request, { id }) =>
      withPayableLink(context, request, id, (link) => startPayment(context, request, link, outcome)),
  };
}

/** The pages of the payer. No credentials: whoever has the URL may pay. */
export function payerRoutes(context: FourPayContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/pay/link/:id',
      handle: (request, { id }) =>
        withPayableLink(context, request, id, (link) => showPayPage(context, request, link)),
    },
    startRoute(context, 'pay', 'charged'),
    startRoute(context, 'decline', 'declined'),
    startRoute(context, 'wait', 'processing'),
    startRoute(context, 'abandon', 'created'),
    {
      method: 'GET',
      path: '/pay/link/:id/left',
      handle: (request) => pageReply(languageOf(request), noticePage(languageOf(request), 'left')),
    },
    {
      method: 'GET',
      path: '/pay/link/:id/result/:transaction',
      handle: (request, params) =>
        withResult(context, request, params, (link, row) => {
          const language = languageOf(request);
          return pageReply(language, resultPage(link, row, language, isPayable(context, link)));
        }),
    },
    finishRoute(context, 'confirm', 'charged'),
    finishRoute(context, 'refuse', 'rejected'),
  ];
}
