import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../pages/language.ts';
import { amountText } from '../../pages/money-text.ts';
import { type Mood, type Page, mark } from '../../pages/page-frame.ts';
import { type Words, wordsOf } from '../../pages/words.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import type { Closed, Payable } from './payables.ts';

interface Verdict {
  readonly mood: Mood;
  readonly heading: string;
  readonly text: string;
  readonly again: string;
}

function verdictOf(status: string, words: Words): Verdict {
  switch (status) {
    case 'charged':
      return { mood: 'good', heading: words.paid, text: words.paidText, again: words.payAgain };
    case 'rejected':
      return { mood: 'bad', heading: words.declined, text: words.declinedText, again: words.tryAgain };
    case 'failed':
      return { mood: 'bad', heading: words.failed, text: words.failedText, again: words.tryAgain };
    case 'refunded':
      return { mood: 'calm', heading: words.refunded, text: words.refundedText, again: words.payAgain };
    case 'processing':
      return { mood: 'busy', heading: words.processing, text: words.processingText, again: words.back };
    case 'created':
      return { mood: 'calm', heading: words.left, text: words.leftText, again: words.back };
    default:
      return { mood: 'calm', heading: words.otherStatus(status), text: '', again: words.back };
  }
}

function bankButtons(base: string, words: Words): Html {
  return html`<form method="post" action="${base}/confirm" class="stack actions">
<button class="button main" data-testid="confirm">${words.confirm}</button>
<button class="button" data-testid="refuse" formaction="${base}/refuse">${words.refuse}</button></form>`;
}

function details(row: TransactionRecord, language: Language, words: Words): Html {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const method = row.method === null ? '' : (words.methodNames[row.method] ?? row.method);
  const line = (name: string, value: string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl>${method === '' ? null : line(words.method, method)}${line(words.time, time.format(row.updatedMs))}
${line(words.transaction, row.txid)}</dl>`;
}

/** What became of a payment. While it is processing, the payer plays the bank. */
export function resultPage(payable: Payable, row: TransactionRecord, language: Language): Page {
  const words = wordsOf(language);
  const verdict = verdictOf(row.status, words);
  const { base } = payable.form;
  const bank = row.status === 'processing' ? bankButtons(`${base}/result/${row.id}`, words) : null;
  const shopUrl = bank === null ? payable.shopUrl(row) : null;
  const shop =
    shopUrl === null
      ? null
      : html`<div class="actions"><a class="button" data-testid="shop" href="${shopUrl}">${words.backToShop}</a></div>`;
  const canPay = bank === null && payable.closed === null && payable.decided === null;
  const again = html`<div class="actions"><a class="button" data-testid="again" href="${base}">${verdict.again}</a></div>`;
  const content = html`<div class="card" data-testid="result" data-status="${row.status}">${mark(verdict.mood)}
<h1 class="title">${verdict.heading}</h1>
<p class="amount small">${amountText(row.amountMinor, row.currency, language)}</p>
<p class="lead">${verdict.text}</p>
${bank}${details(row, language, words)}${canPay ? again : null}${shop}</div>`;
  return { status: 200, title: verdict.heading, content };
}

/** A page that only says something: 404 for what never was, 410 for what cannot be paid any more, 200 for leaving. */
export function noticePage(language: Language, notice: 'missing' | 'left' | Closed): Page {
  const words = wordsOf(language);
  const texts = {
    missing: { status: 404, title: words.missing, text: words.missingText },
    gone: { status: 410, title: words.gone, text: words.goneText },
    cancelled: { status: 410, title: words.cancelled, text: words.goneText },
    expired: { status: 410, title: words.expired, text: words.expiredText },
    left: { status: 200, title: words.left, text: words.leftText },
  } as const;
  const { status, title, text } = texts[notice];
  const content = html`<div class="card" data-testid="${notice}">${mark('calm')}
<h1 class="title">${title}</h1><p class="lead">${text}</p></div>`;
  return { status, title, content };
}
