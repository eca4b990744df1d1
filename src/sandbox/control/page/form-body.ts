import { type ReceivedRequest, bodyText } from '../../http/received-request.ts';
import type { JsonObject } from '../../json-value.ts';
import { readAmountText } from '../../pages/money-text.ts';

/** The members that are numbers; all others are texts. `status` is one on faults and none on rows. */
const numbers: ReadonlySet<string> = new Set([
  'advanceMs',
  'copies',
  'count',
  'delayMs',
  'merchantId',
  'partnerId',
  'retryAfterSeconds',
  'seed',
  'shuffle',
  'status',
  'times',
]);

/** The fields that are for this file, not for the order. */
const ownFields: ReadonlySet<string> = new Set(['back', 'amount_text', 'shown_currency']);

/** A form of the control page: the place on the page to come back to, and its fields. */
export interface PageForm {
  readonly back: string;
  readonly fields: URLSearchParams;
}

/** The form that a browser posted from the control page; null when the body is none (`curl -d` claims to be one). */
export function pageForm(request: ReceivedRequest): PageForm | null {
  const kind = request.headers['content-type'] ?? '';
  if (!kind.startsWith('application/x-www-form-urlencoded')) return null;
  const fields = new URLSearchParams(bodyText(request));
  const back = fields.get('back');
  return back !== null && /^[a-z]+$/.test(back) ? { back, fields } : null;
}

function memberValue(name: string, text: string): unknown {
  if (name === 'evenIfDeleted') return text === 'true';
  return numbers.has(name) && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Amounts are typed in major units, in the currency that is chosen beside them or shown. */
function amountMember(fields: URLSearchParams): JsonObject {
  const text = fields.get('amount_text') ?? '';
  if (text === '') return {};
  const currency = fields.get('currency') || fields.get('shown_currency') || 'RUB';
  const amount = /^[A-Za-z]{3}$/.test(currency) ? readAmountText(text, currency) : null;
  if (amount === null) throw new Error(`amount: ${text} ${currency} is not an amount`);
  return { amount };
}

/** The order that a form stands for, as if it had come as JSON; empty fields are left out. Throws for a wrong amount. */
export function formOrder({ fields }: PageForm): JsonObject {
  const members = [...fields.entries()]
    .filter(([name, text]) => text !== '' && !ownFields.has(name))
    .map(([name, text]) => [name, memberValue(name, text)]);
  return { ...Object.fromEntries(members), ...amountMember(fields) };
}
