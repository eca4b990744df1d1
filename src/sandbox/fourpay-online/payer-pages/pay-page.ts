import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../pages/language.ts';
import { amountFieldText, amountText } from '../../pages/money-text.ts';
import type { Page } from '../../pages/page-frame.ts';
import { type Words, wordsOf } from '../../pages/words.ts';
import { cardPart } from './card-part.ts';
import { goodsPart } from './goods.ts';
import type { PayForm } from './payables.ts';

/** What the payer entered before, and what of it was wrong. */
export interface WrongEntry {
  readonly form: URLSearchParams;
  readonly wrong: { readonly amount: boolean; readonly card: boolean };
}

/** A long amount gets smaller letters: it stays on one line, down to a screen of 320 px. */
function sizeOf(amount: string): string {
  if (amount.length <= 10) return 'usual';
  return amount.length <= 14 ? 'long' : 'longest';
}

function amountPart(shown: PayForm, language: Language, words: Words, entry: WrongEntry | null): Html {
  if (!shown.payerChooses && shown.amountMinor !== null) {
    const amount = amountText(shown.amountMinor, shown.currency, language);
    const about = shown.description === null ? null : html`<p class="lead about">${shown.description}</p>`;
    return html`<h1>${words.toPay}</h1><p class="amount ${sizeOf(amount)}" data-testid="amount">${amount}</p>${about}`;
  }
  const suggested =
    shown.amountMinor === null ? '' : amountFieldText(shown.amountMinor, shown.currency, language);
  const isWrong = entry?.wrong.amount === true;
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="wrong"` : null;
  const complaint = isWrong ? html`<p class="wrong" id="wrong" role="alert">${words.amountWrong}</p>` : null;
  return html`<h1 class="title">${words.youChoose}</h1><h2><label for="amount">${words.amountLabel(shown.currency)}</label></h2>
<input class="entry" id="amount" name="amount" data-testid="amount" inputmode="decimal" autocomplete="off"
value="${entry?.form.get('amount') ?? suggested}"${invalid}>${complaint}`;
}

function methodPart(shown: PayForm, words: Words, chosen: string | null): Html {
  const nameOf = (method: string): string => words.methodNames[method] ?? method;
  const [first = '', ...others] = shown.methods;
  if (others.length === 0) return html`<input type="hidden" name="method" value="${first}">`;
  const picked = shown.methods.find((method) => method === chosen) ?? first;
  const choices = shown.methods.map((method) => {
    const checked = method === picked ? html` checked` : null;
    return html`<label class="choice"><input type="radio" name="method" value="${method}"${checked}>${nameOf(method)}</label>`;
  });
  return html`<fieldset><legend>${words.payWith}</legend>${choices}</fieldset>`;
}

function payLabel(shown: PayForm, language: Language, words: Words): string {
  if (shown.payerChooses || shown.amountMinor === null) return words.pay;
  return `${words.pay} ${amountText(shown.amountMinor, shown.currency, language)}`;
}

/**
 * The page that the customer's phone shows after the scan. One form: each button posts to its own address. The card's
 * fields are part of it, since a payer who chooses the amount may use a card as well.
 */
export function payPage(shown: PayForm, language: Language, entry: WrongEntry | null): Page {
  const words = wordsOf(language);
  const other = (action: string, label: string): Html =>
    html`<button class="button" data-testid="${action}" formaction="${shown.base}/${action}">${label}</button>`;
  const content = html`<form method="post" action="${shown.base}/pay" class="card">
${goodsPart(shown.picture, shown.goods, language)}${amountPart(shown, language, words, entry)}
${methodPart(shown, words, entry?.form.get('method') ?? null)}
<button class="button main" data-testid="pay">${payLabel(shown, language, words)}</button>
${cardPart(words, entry)}
<h2>${words.otherEndings}</h2>
<div class="stack others">${other('wait', words.wait)}${other('decline', words.decline)}${other('abandon', words.abandon)}</div>
</form>`;
  return { status: entry === null ? 200 : 422, title: payLabel(shown, language, words), content };
}
