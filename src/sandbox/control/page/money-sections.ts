import { productsOf } from '../../fourpay-online/attaching.ts';
import { type FourPayContext, hostedPayerUrl, payerUrl } from '../../fourpay-online/context.ts';
import { hostedState } from '../../fourpay-online/hosted-paying.ts';
import type { HostedRecord } from '../../fourpay-online/hosted-record.ts';
import type { LinkRecord } from '../../fourpay-online/link-record.ts';
import { refundableMinor, whyNotRefundable } from '../../fourpay-online/refunds.ts';
import {
  type TransactionRecord,
  isFinalStatus,
  isPaymentRow,
} from '../../fourpay-online/transaction-record.ts';
import { type Html, html } from '../../pages/html.ts';
import { amountText } from '../../pages/money-text.ts';
import type { Mood } from '../../pages/page-frame.ts';
import {
  type Order,
  type Sheet,
  buttons,
  chip,
  choice,
  entry,
  foldedForm,
  listOf,
  moreText,
  partnerChip,
  section,
  timeText,
} from './parts.ts';
import { payerActions } from './payer-actions.ts';

const shownItems = 20;
const shownRows = 50;

const environments = ['', 'test', 'prod'];

/** The last one is made up: a till has to bear a word that it does not know. */
const statuses = [
  'created',
  'started',
  'pending',
  'processing',
  'action_required',
  'charged',
  'rejected',
  'failed',
  'cancelled',
  'refunded',
  'reversed',
  'something_new',
];

function moodOf(status: string): Mood {
  if (status === 'charged') return 'good';
  if (['rejected', 'failed', 'reversed'].includes(status)) return 'bad';
  return isFinalStatus(status) || status === 'created' ? 'calm' : 'busy';
}

function linkItem(sheet: Sheet, context: FourPayContext, link: LinkRecord): Html {
  const { words, language } = sheet;
  const { amountMinor, currency } = link;
  const amount = amountMinor === null ? words.anyAmount : amountText(amountMinor, currency, language);
  const deleted = link.deletedMs !== null;
  const products = productsOf(context, link).length;
  const goods = products === 0 ? '' : ` · ${words.productsOn(products)}`;
  const actions = payerActions(sheet, {
    path: `/links/${link.id}/pay`,
    back: 'links',
    currency,
    late: deleted,
    asksAmount: amountMinor === null,
  });
  return html`<li class="card item" data-testid="link" data-id="${link.id}"><div class="row"><strong>${amount}</strong>
${partnerChip(sheet, context, link.partnerId)}${deleted ? chip('calm', words.deleted) : chip('good', words.open)}</div>
<p>${timeText(sheet, link.createdMs)} · ${words.views(link.views)}${goods}</p><a href="${payerUrl(context, link.id)}">${words.openPage}</a>${actions}</li>`;
}

/** The newest links, each with every way to pay it. */
export function linksSection(sheet: Sheet, context: FourPayContext): Html {
  const links = context.books.links();
  const items = links.slice(0, shownItems).map((link) => linkItem(sheet, context, link));
  const list = listOf(items, sheet.words.noLinks, moreText(sheet, links.length, items.length));
  return section('links', sheet.words.linksTitle, list);
}

function hostedItem(sheet: Sheet, context: FourPayContext, hosted: HostedRecord): Html | null {
  const { words, language } = sheet;
  const row = context.books.transaction(hosted.id);
  if (row === undefined) return null;
  const state = hostedState(context, hosted, row);
  const gone = hosted.cancelledMs === null ? words.expired : words.cancelled;
  const actions = payerActions(sheet, {
    path: `/hosted/${hosted.id}/pay`,
    back: 'hosted',
    currency: row.currency,
    late: state === 'gone',
    asksAmount: false,
  });
  return html`<li class="card item" data-testid="hosted" data-id="${hosted.id}"><div class="row"><strong>${amountText(row.amountMinor, row.currency, language)}</strong>
${partnerChip(sheet, context, hosted.partnerId)}${state === 'gone' ? chip('calm', gone) : null}${chip(moodOf(row.status), row.status)}</div>
<p>${row.txid} · ${row.env} · ${words.until(timeText(sheet, hosted.expiresMs))}</p><a href="${hostedPayerUrl(context, hosted)}">${words.openPage}</a>${state === 'over' ? null : actions}</li>`;
}

/** The newest hosted payments, each with every way to pay it. */
export function hostedSection(sheet: Sheet, context: FourPayContext): Html {
  const all = context.books.hosted();
  const items = all.slice(0, shownItems).map((hosted) => hostedItem(sheet, context, hosted) ?? html``);
  const list = listOf(items, sheet.words.noHosted, moreText(sheet, all.length, items.length));
  return section('hosted', sheet.words.hostedTitle, list);
}

/** What is likely to happen to a row next. */
function rowOrders({ words }: Sheet, row: TransactionRecord): readonly Order[] {
  const move = (status: string, label: string): Order => ({
    path: `/transactions/${row.id}`,
    back: 'transactions',
    label,
    fields: { status },
    name: `move-${status}`,
  });
  if (!isFinalStatus(row.status)) {
    return [move('charged', words.charge), move('rejected', words.reject), move('failed', words.fail)];
  }
  if (!isPaymentRow(row) || whyNotRefundable(row) !== null) return [];
  const refund: Order = {
    path: `/transactions/${row.id}/refund`,
    back: 'transactions',
    label: words.refundAll,
  };
  return [refund, move('reversed', words.reverse)];
}

function rowForms(sheet: Sheet, row: TransactionRecord): Html {
  const { words, language } = sheet;
  const path = `/transactions/${row.id}`;
  const back = 'transactions';
  const fields = { shown_currency: row.currency };
  const part =
    whyNotRefundable(row) === null
      ? foldedForm(words.refundPart, { path: `${path}/refund`, back, label: words.refund, fields }, [
          entry(words.amount, 'amount_text', '', amountText(refundableMinor(row), row.currency, language)),
        ])
      : null;
  const move = foldedForm(words.moveTo, { path, back, label: words.move, name: 'move' }, [
    choice('status', 'status', statuses, row.status),
    entry('error_description', 'error_description', ''),
  ]);
  return html`${part}${move}`;
}

function rowItem(sheet: Sheet, context: FourPayContext, row: TransactionRecord): Html {
  const { words, language } = sheet;
  const money = (minor: number): string => amountText(minor, row.currency, language);
  const refunded =
    row.refundedMinor > 0 ? html`<p>${words.refundedSoFar(money(row.refundedMinor))}</p>` : null;
  return html`<li class="card item" data-testid="transaction" data-id="${row.id}"><div class="row"><strong>${money(row.amountMinor)}</strong>
${partnerChip(sheet, context, row.partnerId)}${chip('calm', row.type)}${chip(moodOf(row.status), row.status)}</div>
<p>${timeText(sheet, row.startedMs)} · ${row.txid} · ${row.env}</p>${refunded}${buttons(rowOrders(sheet, row))}${rowForms(sheet, row)}</li>`;
}

function newRowForm({ words }: Sheet, context: FourPayContext): Html {
  const order: Order = { path: '/transactions', back: 'transactions', label: words.add, name: 'new-row' };
  const partners = context.partners.all.map(({ partnerId }) => partnerId);
  return foldedForm(words.newRow, order, [
    choice('partnerId', 'partnerId', partners, context.partners.first.partnerId),
    choice('type', 'type', ['payment', 'link', 'refund', 'payout'], 'payment'),
    choice('status', 'status', statuses, 'charged'),
    entry(words.amount, 'amount_text', '100'),
    entry(words.currency, 'currency', 'RUB'),
    choice('env', 'env', environments, '', words.asUsual),
    entry('link', 'link', ''),
    entry('txid', 'txid', ''),
  ]);
}

/** The newest transactions, each with what can happen to it, and a form for rows of others. */
export function transactionsSection(sheet: Sheet, context: FourPayContext): Html {
  const rows = context.books.transactions();
  const items = rows.slice(0, shownRows).map((row) => rowItem(sheet, context, row));
  const list = listOf(items, sheet.words.noTransactions, moreText(sheet, rows.length, items.length));
  const form = html`<div class="next">${newRowForm(sheet, context)}</div>`;
  return section('transactions', sheet.words.transactionsTitle, html`${list}${form}`);
}
