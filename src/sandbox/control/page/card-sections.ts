import type { AccountRecord } from '../../card-issuer/account-record.ts';
import type { CardRecord } from '../../card-issuer/card-record.ts';
import type { CardContext } from '../../card-issuer/context.ts';
import { shopMerchantId } from '../../card-issuer/merchants.ts';
import type { MovementRecord } from '../../card-issuer/movement-record.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Mood } from '../../pages/page-frame.ts';
import { type CardWords, cardWordsOf } from './card-words.ts';
import {
  type Order,
  type Sheet,
  buttons,
  chip,
  choice,
  entry,
  facts,
  foldedForm,
  listOf,
  moreText,
  section,
  timeText,
} from './parts.ts';

const shownCards = 20;
const accountsBack = 'cardaccounts';
const cardsBack = 'cards';

/** The last one is made up: a till has to bear a word that it does not know. */
const statuses = ['active', 'frozen', 'closed', 'expired', 'creating_failed', 'something_new'];

function merchantChip(own: CardWords, merchantId: number): Html | null {
  return merchantId === shopMerchantId ? null : chip('calm', own.merchant(merchantId));
}

function moodOf({ status }: CardRecord): Mood {
  if (status === 'active') return 'good';
  if (status === 'creating_failed') return 'bad';
  return status === 'creating' ? 'busy' : 'calm';
}

function balanceFacts(own: CardWords, { balance, held, currency }: AccountRecord | CardRecord): Html {
  return facts([
    [own.balance, `${balance} ${currency}`],
    [own.held, `${held} ${currency}`],
  ]);
}

function accountItem(sheet: Sheet, account: AccountRecord): Html {
  const own = cardWordsOf(sheet.language);
  const fields = { accountId: account.id };
  const back = accountsBack;
  const fund: Order = { path: '/cards/fund', back, label: own.fund, fields };
  const seed: Order = {
    path: '/cards/seed',
    back,
    label: own.seedAccount,
    fields: { ...fields, of: 'accounts' },
  };
  return html`<li class="card item" data-testid="card-account"><div class="row"><strong>${account.name}</strong>${merchantChip(own, account.merchantId)}</div>
<p><code>${account.id}</code></p>${balanceFacts(own, account)}
${foldedForm(own.fund, fund, [entry(sheet.words.amount, 'amount', '', '100.00')])}
${foldedForm(own.seedAccount, seed, [entry(own.howMany, 'count', '1000')])}</li>`;
}

/** The accounts of both merchants, and money from outside for them. */
export function cardAccountsSection(sheet: Sheet, { books }: CardContext): Html {
  const items = books.accounts().toReversed();
  const list = listOf(
    items.map((account) => accountItem(sheet, account)),
    '',
    null,
  );
  return section(accountsBack, cardWordsOf(sheet.language).accountsTitle, list);
}

function cardItem(sheet: Sheet, card: CardRecord): Html {
  const own = cardWordsOf(sheet.language);
  const { id, name, status, pan, cardOwnerId, merchantId } = card;
  const back = cardsBack;
  const buy: Order = { path: '/cards/purchase', back, label: own.buy, fields: { cardId: id } };
  const seed: Order = { path: '/cards/seed', back, label: own.seedCard, fields: { cardId: id } };
  const move: Order = { path: `/cards/cards/${id}`, back, label: own.moveTo, name: 'card-status' };
  const chosen = statuses.includes(status) ? status : 'active';
  return html`<li class="card item" data-testid="issued-card"><div class="row"><strong>${name}</strong>${merchantChip(own, merchantId)}${chip(moodOf(card), status)}</div>
<p>${cardOwnerId} · •••• ${pan.slice(-4)} · ${timeText(sheet, card.createdMs)}</p>${balanceFacts(own, card)}
${foldedForm(own.buy, buy, [
  entry(sheet.words.amount, 'amount', '', '5.00'),
  entry(own.shop, 'merchant', ''),
  choice(own.status, 'status', ['completed', 'pending', 'failed'], 'completed'),
])}${foldedForm(own.moveTo, move, [choice(own.status, 'status', statuses, chosen)])}
${foldedForm(own.seedCard, seed, [entry(own.howMany, 'count', '1000')])}</li>`;
}

function pendingItem(sheet: Sheet, row: MovementRecord): Html {
  const own = cardWordsOf(sheet.language);
  const path = `/cards/transactions/${row.id}`;
  const order = (label: string, status: string): Order => ({
    path,
    back: cardsBack,
    label,
    fields: { status },
    name: status,
  });
  return html`<li class="card item" data-testid="pending"><p>${row.type} ${row.amount} ${row.currency} · ${timeText(sheet, row.createdMs)}</p>
${buttons([order(own.complete, 'completed'), order(own.fail, 'failed')])}</li>`;
}

/** Of what goes between a card and its account the card's row, of a transfer the row of the account that pays. */
function isFirstSide({ of, cardId, amount }: MovementRecord): boolean {
  return of === 'card' || (cardId === null && amount.startsWith('-'));
}

/** The newest cards with what can befall them, and what is under way. */
export function issuedCardsSection(sheet: Sheet, { books }: CardContext): Html {
  const own = cardWordsOf(sheet.language);
  const all = books.cards();
  const items = all.slice(0, shownCards).map((card) => cardItem(sheet, card));
  const waiting = books
    .movements()
    .filter((row) => row.status === 'pending' && isFirstSide(row))
    .slice(0, shownCards)
    .map((row) => pendingItem(sheet, row));
  const content = html`${listOf(items, own.noCards, moreText(sheet, all.length, items.length))}
<h3>${own.pending}</h3>${listOf(waiting, own.noPending, null)}`;
  return section(cardsBack, own.cardsTitle, content);
}
