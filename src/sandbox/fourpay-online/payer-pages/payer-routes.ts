import { type ReceivedRequest, bodyText } from '../../http/received-request.ts';
import { type Reply, seeOtherReply } from '../../http/reply.ts';
import type { Route } from '../../http/router.ts';
import { type Language, chooseLanguage } from '../../pages/language.ts';
import { readAmountText } from '../../pages/money-text.ts';
import { pageReply } from '../../pages/page-frame.ts';
import type { FourPayContext } from '../context.ts';
import { type Outcome, moveTransaction } from '../paying.ts';
import { findCard, typedCard } from '../test-cards.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import { payPage } from './pay-page.ts';
import {
  type Attempt,
  type FindPayable,
  type Payable,
  hostedPayable,
  linkPayable,
  productPayable,
} from './payables.ts';
import { noticePage, resultPage } from './result-page.ts';

/** Something to pay, and where its results are. */
interface Desk {
  readonly root: string;
  readonly find: FindPayable;
}

const desks: readonly Desk[] = [
  { root: '/pay/link', find: linkPayable },
  { root: '/pay/product', find: productPayable },
  { root: '/pay/hosted', find: hostedPayable },
];

type Handle = (payable: Payable, request: ReceivedRequest, language: Language) => Reply;

function missing(request: ReceivedRequest): Reply {
  const language = chooseLanguage(request.headers['accept-language']);
  return pageReply(language, noticePage(language, 'missing'));
}

const resultPath = (payable: Payable, row: TransactionRecord): string =>
  `${payable.form.base}/result/${row.id}`;

/** Finds what is to be paid, or says that it never was. */
function withPayable(
  context: FourPayContext,
  desk: Desk,
  handle: (payable: Payable, request: ReceivedRequest, language: Language, transaction: string) => Reply,
): Route['handle'] {
  return (request, { id, transaction }) => {
    const payable = desk.find(context, id ?? '');
    if (payable === undefined) return missing(request);
    const language = payable.language(request.headers['accept-language']);
    return handle(payable, request, language, transaction ?? '');
  };
}

/** Lets only pass what can still be paid; what is decided already leads to its result. */
function whilePayable(handle: Handle): Handle {
  return (payable, request, language) => {
    if (payable.closed !== null) return pageReply(language, noticePage(language, payable.closed));
    if (payable.decided !== null) return seeOtherReply(resultPath(payable, payable.decided));
    return handle(payable, request, language);
  };
}

function showPayPage(payable: Payable, request: ReceivedRequest, language: Language): Reply {
  if (request.method === 'GET') payable.noteView();
  return pageReply(language, payPage(payable.form, language, null));
}

/** What the payer decided, or that the card is wrong. A typed card decides for itself. */
function readAttempt(payable: Payable, form: URLSearchParams, pressed: Outcome): Attempt | 'wrong card' {
  const typed = pressed === 'charged' ? typedCard(form) : null;
  if (typed !== null) {
    const card = findCard(typed);
    return card === undefined
      ? 'wrong card'
      : { outcome: card.outcome, method: 'card', refundable: card.refundable };
  }
  const { methods } = payable.form;
  const method = methods.find((known) => known === form.get('method')) ?? methods[0] ?? null;
  return { outcome: pressed, method, refundable: true };
}

function startPayment(
  payable: Payable,
  request: ReceivedRequest,
  language: Language,
  pressed: Outcome,
): Reply {
  const { form: shown } = payable;
  const form = new URLSearchParams(bodyText(request));
  const left = seeOtherReply(`${shown.base}/left`);
  const attempt = readAttempt(payable, form, pressed);
  const entered = form.get('amount') ?? '';
  const amountMinor = shown.payerChooses ? readAmountText(entered, shown.currency) : shown.amountMinor;
  // Who leaves before entering an amount has started nothing.
  if (pressed === 'created' && amountMinor === null) return left;
  if (attempt === 'wrong card' || amountMinor === null) {
    const wrong = { amount: amountMinor === null, card: attempt === 'wrong card' };
    return pageReply(language, payPage(shown, language, { form, wrong }));
  }
  const row = payable.pay(attempt, amountMinor);
  return row === null ? left : seeOtherReply(resultPath(payable, row));
}

function deskRoutes(context: FourPayContext, desk: Desk): readonly Route[] {
  const start = (action: string, pressed: Outcome): Route => ({
    method: 'POST',
    path: `${desk.root}/:id/${action}`,
    handle: withPayable(
      context,
      desk,
      whilePayable((payable, request, language) => startPayment(payable, request, language, pressed)),
    ),
  });
  return [
    {
      method: 'GET',
      path: `${desk.root}/:id`,
      handle: withPayable(context, desk, whilePayable(showPayPage)),
    },
    start('pay', 'charged'),
    start('decline', 'declined'),
    start('wait', 'processing'),
    start('abandon', 'created'),
    {
      method: 'GET',
      path: `${desk.root}/:id/left`,
      handle: withPayable(context, desk, (_payable, _request, language) =>
        pageReply(language, noticePage(language, 'left')),
      ),
    },
    ...resultRoutes(context, desk),
  ];
}

/** Results stay readable, and a started payment can be finished, after the link is deleted or the page expired. */
function resultRoutes(context: FourPayContext, desk: Desk): readonly Route[] {
  const withResult = (handle: (payable: Payable, row: TransactionRecord, language: Language) => Reply) =>
    withPayable(context, desk, (payable, request, language, transaction) => {
      const row = context.books.transaction(transaction);
      return row !== undefined && payable.owns(row) ? handle(payable, row, language) : missing(request);
    });
  const finish = (action: string, status: string): Route => ({
    method: 'POST',
    path: `${desk.root}/:id/result/:transaction/${action}`,
    handle: withResult((payable, row) => {
      // A second press, or an old page, must not move what is at rest.
      if (row.status === 'processing') moveTransaction(context, row, status);
      return seeOtherReply(resultPath(payable, row));
    }),
  });
  return [
    {
      method: 'GET',
      path: `${desk.root}/:id/result/:transaction`,
      handle: withResult((payable, row, language) => pageReply(language, resultPage(payable, row, language))),
    },
    finish('confirm', 'charged'),
    finish('refuse', 'rejected'),
  ];
}

/** The pages of the payer. No credentials: whoever has the URL may pay. */
export function payerRoutes(context: FourPayContext): readonly Route[] {
  return desks.flatMap((desk) => deskRoutes(context, desk));
}
