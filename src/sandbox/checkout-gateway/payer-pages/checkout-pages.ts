import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../pages/language.ts';
import { amountText } from '../../pages/money-text.ts';
import { type Mood, type Page, mark } from '../../pages/page-frame.ts';
import { wordsOf } from '../../pages/words.ts';
import { type CheckoutRecord, paidStatus } from '../checkout-record.ts';
import { type Instructions, type Method, methodKey, methods } from '../methods.ts';
import { type CheckoutWords, checkoutWordsOf } from './checkout-words.ts';

/** A checkout as its pages show it. */
export interface Shown {
  readonly checkout: CheckoutRecord;
  readonly language: Language;
  /** What its payer has to do; null until a method is chosen. */
  readonly instructions: Instructions | null;
  /** The address of an act, or of a page; an empty one is the page itself. Each is signed. */
  readonly address: (act: string) => string;
}

/** The buttons of the payer below the main one, by their act. */
const endings = ['half', 'more', 'received', 'fail', 'cancel', 'expire'] as const;

/** What the payer can press. `confirm` finishes money that was seen. */
export type Act = 'pay' | 'late' | 'confirm' | (typeof endings)[number];

const endingWords: Readonly<Record<(typeof endings)[number], keyof CheckoutWords>> = {
  half: 'payHalf',
  more: 'payMore',
  received: 'received',
  fail: 'fail',
  cancel: 'cancel',
  expire: 'expire',
};

function timeText(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}

function line(name: string, value: string, id = ''): Html {
  return html`<div><dt>${name}</dt><dd data-testid="${id}">${value}</dd></div>`;
}

function headPart({ checkout, language }: Shown): Html {
  const words = wordsOf(language);
  const amount = amountText(checkout.amountMinor, checkout.currency, language);
  const size = amount.length <= 10 ? 'usual' : amount.length <= 14 ? 'long' : 'longest';
  return html`<h1>${words.toPay}</h1><p class="amount ${size}" data-testid="amount">${amount}</p><p class="lead about" data-testid="label">${checkout.label}</p>`;
}

function methodNameOf(method: Method, words: CheckoutWords): string {
  return words.methodNames[methodKey(method)] ?? method.name;
}

/** The first page: by what to pay. */
export function methodsPage(shown: Shown): Page {
  const words = checkoutWordsOf(shown.language);
  const chosen = shown.checkout.chosen ?? (methods[0] === undefined ? '' : methodKey(methods[0]));
  const choices = methods.map((method) => {
    const key = methodKey(method);
    const checked = key === chosen ? html` checked` : null;
    return html`<label class="choice"><input type="radio" name="method" value="${key}"${checked}>${methodNameOf(method, words)}</label>`;
  });
  const content = html`<form method="post" action="${shown.address('method')}" class="card">
${headPart(shown)}<fieldset><legend>${words.chooseMethod}</legend>${choices}</fieldset>
<button class="button main" data-testid="choose">${words.goOn}</button>
<div class="actions"><a class="button" data-testid="abandon" href="${shown.address('left')}">${words.abandon}</a></div></form>`;
  return { status: 200, title: words.chooseMethod, content };
}

function instructionsPart(shown: Shown, told: Instructions, words: CheckoutWords): Html {
  const { network } = told.method;
  const place = network === null ? words.toAccount : words.toAddress;
  return html`<dl>${line(words.sendExactly, `${told.amount} ${told.currency}`, 'exact')}${line(place, told.place, 'place')}
${network === null ? null : line(words.network, network)}${line(words.until, timeText(shown.checkout.expiresMs, shown.language))}</dl>`;
}

/** An amount of the payer's own, and what was wrong with the last one. */
function amountForm(shown: Shown, act: 'pay' | 'late', wrong: string | null): Html {
  const { language, checkout } = shown;
  const words = wordsOf(language);
  const invalid = wrong === null ? null : html` aria-invalid="true" aria-describedby="wrong"`;
  const complaint =
    wrong === null ? null : html`<p class="wrong" id="wrong" role="alert">${words.amountWrong}</p>`;
  return html`<form method="post" action="${shown.address(act)}" class="actions">
<label class="field" for="own-amount">${words.amountLabel(checkout.currency)}</label>
<input class="entry small" id="own-amount" name="amount" data-testid="own-amount" inputmode="decimal" autocomplete="off" required value="${wrong ?? ''}"${invalid}>
${complaint}<button class="button" data-testid="pay-own">${checkoutWordsOf(language).payAmount}</button></form>`;
}

/** The second page: where the money goes, and every way in which it can end. */
export function payingPage(shown: Shown, told: Instructions, wrong: string | null): Page {
  const { language, checkout } = shown;
  const words = wordsOf(language);
  const own = checkoutWordsOf(language);
  const amount = amountText(checkout.amountMinor, checkout.currency, language);
  const title = `${words.pay} ${amount}`;
  const others = endings.map(
    (act) =>
      html`<button class="button" data-testid="${act}" formaction="${shown.address(act)}">${String(own[endingWords[act]])}</button>`,
  );
  const content = html`<div class="card">${headPart(shown)}<p class="lead">${methodNameOf(told.method, own)}</p>
${instructionsPart(shown, told, own)}
<form method="post" action="${shown.address('pay')}" class="actions"><button class="button main" data-testid="pay">${title}</button>
<h2>${words.otherEndings}</h2><div class="stack others">${others}</div></form>${amountForm(shown, 'pay', wrong)}
<div class="actions stack"><a class="button" data-testid="other-method" href="${shown.address('methods')}">${own.otherMethod}</a>
<a class="button" data-testid="abandon" href="${shown.address('left')}">${own.abandon}</a></div></div>`;
  return { status: wrong === null ? 200 : 422, title, content };
}

interface Verdict {
  readonly mood: Mood;
  readonly heading: string;
  readonly text: string;
}

function verdictOf(status: string, language: Language): Verdict {
  const words = wordsOf(language);
  const own = checkoutWordsOf(language);
  switch (status) {
    case paidStatus:
      return { mood: 'good', heading: words.paid, text: words.paidText };
    case 'RECEIVED':
      return { mood: 'busy', heading: own.receivedTitle, text: own.receivedText };
    case 'UNDERPAID':
      return { mood: 'bad', heading: own.underpaid, text: own.underpaidText };
    case 'OVERPAID':
      return { mood: 'bad', heading: own.overpaid, text: own.overpaidText };
    case 'FAILED':
      return { mood: 'bad', heading: words.failed, text: words.failedText };
    case 'CANCELLED':
      return { mood: 'calm', heading: words.cancelled, text: words.goneText };
    case 'EXPIRED':
      return { mood: 'calm', heading: own.expiredResult, text: own.expiredResultText };
    default:
      return { mood: 'calm', heading: words.otherStatus(status), text: '' };
  }
}

function actForm(shown: Shown, act: Act, label: string, main: boolean): Html {
  return html`<form method="post" action="${shown.address(act)}" class="actions"><button class="button${main ? ' main' : ''}" data-testid="${act}">${label}</button></form>`;
}

/** What has become of a checkout; readable after its end too. `again`: whether more can be paid. */
export function resultPage(shown: Shown, again: boolean): Page {
  const { checkout, language } = shown;
  const words = wordsOf(language);
  const own = checkoutWordsOf(language);
  const { mood, heading, text } = verdictOf(checkout.status, language);
  const money = (minor: number): string => amountText(minor, checkout.currency, language);
  const confirm = checkout.status === 'RECEIVED' ? actForm(shown, 'confirm', own.confirm, true) : null;
  const payMore = checkout.status === 'UNDERPAID' ? own.payRest : words.payAgain;
  const more = again && checkout.paidMinor > 0 ? actForm(shown, 'pay', payMore, false) : null;
  const { redirectUrl } = checkout;
  const shop =
    redirectUrl === null
      ? null
      : html`<div class="actions"><a class="button" data-testid="shop" href="${redirectUrl}">${words.backToShop}</a></div>`;
  const content = html`<div class="card" data-testid="result" data-status="${checkout.status}">${mark(mood)}
<h1 class="title">${heading}</h1><p class="amount small" data-testid="paid">${money(checkout.paidMinor)}</p><p class="lead">${text}</p>${confirm}
<dl>${line(own.asked, money(checkout.amountMinor), 'asked')}${line(words.time, timeText(checkout.updatedMs, language))}${line(own.reference, checkout.reference)}</dl>${more}${shop}</div>`;
  return { status: 200, title: heading, content };
}

/** 410: the time is over. Whoever noted where to pay may pay all the same, where the deployment lets them. */
export function expiredPage(shown: Shown, payable: boolean, wrong: string | null = null): Page {
  const words = wordsOf(shown.language);
  const own = checkoutWordsOf(shown.language);
  const late = payable
    ? html`<h2>${words.otherEndings}</h2><p class="lead">${own.lateText}</p>${actForm(shown, 'late', own.payLate, false)}${amountForm(shown, 'late', wrong)}`
    : null;
  const content = html`<div class="card" data-testid="expired">${mark('calm')}<h1 class="title">${words.expired}</h1>
<p class="lead">${words.expiredText}</p>${late}</div>`;
  return { status: 410, title: words.expired, content };
}

/** A page that only says something: 403 for an altered address, 404 for what never was, 200 for leaving. */
export function checkoutNotice(language: Language, notice: 'altered' | 'missing' | 'left'): Page {
  const words = wordsOf(language);
  const own = checkoutWordsOf(language);
  const texts = {
    altered: { status: 403, title: own.altered, text: own.alteredText },
    missing: { status: 404, title: words.missing, text: words.missingText },
    left: { status: 200, title: words.left, text: words.leftText },
  } as const;
  const { status, title, text } = texts[notice];
  const content = html`<div class="card" data-testid="${notice}">${mark('calm')}
<h1 class="title">${title}</h1><p class="lead">${text}</p></div>`;
  return { status, title, content };
}
