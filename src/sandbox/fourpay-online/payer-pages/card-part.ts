import { type Html, html } from '../../pages/html.ts';
import type { Words } from '../../pages/words.ts';
import { type TestCard, cardExpiry, cardHolder, testCards } from '../test-cards.ts';
import type { WrongEntry } from './pay-page.ts';

function spaced(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}

function endingOf(card: TestCard, words: Words): string {
  if (card.outcome === 'declined') return words.cardDeclines;
  if (card.outcome === 'failed') return words.cardFails;
  return card.refundable ? words.cardRefundable : words.cardPays;
}

function field(name: string, label: string, value: string, attributes: Html): Html {
  return html`<div><label class="field" for="${name}">${label}</label>
<input class="entry small" id="${name}" name="${name}" data-testid="card-${name}" value="${value}" autocomplete="off"${attributes}></div>`;
}

/**
 * The fields of a card, folded away until somebody wants them. A number that is typed here decides the ending, also
 * when Enter is pressed: then the first button of the form is used.
 */
export function cardPart(words: Words, entry: WrongEntry | null): Html {
  const typed = (name: string, fallback: string): string => entry?.form.get(name) ?? fallback;
  const isWrong = entry?.wrong.card === true;
  const open = isWrong || typed('number', '') !== '' ? html` open` : null;
  const complaint = isWrong
    ? html`<p class="wrong" id="card-wrong" data-testid="card-wrong" role="alert">${words.cardWrong}</p>`
    : null;
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="card-wrong"` : null;
  const cards = testCards.map(
    (card) =>
      html`<div><dt><code>${spaced(card.number)}</code> ${card.code}</dt><dd>${endingOf(card, words)}</dd></div>`,
  );
  return html`<details class="fold" data-testid="card"${open}><summary>${words.cardTitle}</summary>
${field('number', words.cardNumber, typed('number', ''), html` inputmode="numeric"${invalid}`)}
<div class="pair">${field('expiry', words.cardExpiry, typed('expiry', cardExpiry), html` inputmode="numeric"`)}
${field('code', words.cardCode, typed('code', ''), html` inputmode="numeric" maxlength="4"`)}</div>
${field('holder', words.cardHolder, typed('holder', cardHolder), html` autocapitalize="characters"`)}
${complaint}<button class="button" data-testid="card-pay">${words.payByCard}</button>
<dl class="cards">${cards}</dl></details>`;
}
