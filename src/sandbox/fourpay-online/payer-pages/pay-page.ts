import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../pages/language.ts';
import { amountFieldText, amountText } from '../../pages/money-text.ts';
import type { Page } from '../../pages/page-frame.ts';
import { type Words, wordsOf } from '../../pages/words.ts';
import type { LinkRecord } from '../link-record.ts';

/** What the payer entered before, when the amount was wrong. */
export interface WrongEntry {
  readonly amount: string;
  readonly method: string | null;
}

/** A long amount gets smaller letters: it stays on one line, down to a screen of 320 px. */
function sizeOf(amount: string): string {
  if (amount.length <= 10) return 'usual';
  return amount.length <= 14 ? 'long' : 'longest';
}

function amountPart(link: LinkRecord, language: Language, words: Words, wrong: WrongEntry | null): Html {
  if (link.amountType === 'fixed' && link.amountMinor !== null) {
    const amount = amountText(link.amountMinor, link.currency, language);
    return html`<h1>${words.toPay}</h1><p class="amount ${sizeOf(amount)}" data-testid="amount">${amount}</p>`;
  }
  const suggested =
    link.amountMinor === null ? '' : amountFieldText(link.amountMinor, link.currency, language);
  const invalid = wrong === null ? null : html` aria-invalid="true" aria-describedby="wrong"`;
  const complaint =
    wrong === null ? null : html`<p class="wrong" id="wrong" role="alert">${words.amountWrong}</p>`;
  return html`<h1 class="title">${words.youChoose}</h1><h2><label for="amount">${words.amountLabel(link.currency)}</label></h2>
<input class="entry" id="amount" name="amount" data-testid="amount" inputmode="decimal" autocomplete="off"
value="${wrong?.amount ?? suggested}"${invalid}>${complaint}`;
}

function methodPart(link: LinkRecord, words: Words, chosen: string | null): Html {
  const nameOf = (method: string): string => words.methodNames[method] ?? method;
  const [first = '', ...others] = link.methods;
  if (others.length === 0) return html`<input type="hidden" name="method" value="${first}">`;
  const choices = link.methods.map((method) => {
    const checked = method === (chosen ?? first) ? html` checked` : null;
    return html`<label class="choice"><input type="radio" name="method" value="${method}"${checked}>${nameOf(method)}</label>`;
  });
  return html`<fieldset><legend>${words.payWith}</legend>${choices}</fieldset>`;
}

function payLabel(link: LinkRecord, language: Language, words: Words): string {
  if (link.amountType === 'dynamic' || link.amountMinor === null) return words.pay;
  return `${words.pay} ${amountText(link.amountMinor, link.currency, language)}`;
}

/** The page that the customer's phone shows after the scan. One form: each button posts to its own address. */
export function payPage(link: LinkRecord, language: Language, wrong: WrongEntry | null): Page {
  const words = wordsOf(language);
  const base = `/pay/link/${link.id}`;
  const other = (action: string, label: string): Html =>
    html`<button class="button" data-testid="${action}" formaction="${base}/${action}">${label}</button>`;
  const content = html`<form method="post" action="${base}/pay" class="card">
${amountPart(link, language, words, wrong)}
${methodPart(link, words, wrong?.method ?? null)}
<button class="button main" data-testid="pay">${payLabel(link, language, words)}</button>
<h2>${words.otherEndings}</h2>
<div class="stack others">${other('wait', words.wait)}${other('decline', words.decline)}${other('abandon', words.abandon)}</div>
</form>`;
  return { status: wrong === null ? 200 : 422, title: payLabel(link, language, words), content };
}
