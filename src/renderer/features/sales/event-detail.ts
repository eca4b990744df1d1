import type { TFunction } from 'i18next';
import type { AttemptView } from '../../../contract/views.ts';
import { type CurrencyCode, isCurrencyCode } from '../../../domain/currency.ts';
import { money } from '../../../domain/money.ts';
import { COLLECT_WAYS } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { EXTERNAL_METHODS } from '../../../domain/tender.ts';
import { REFUND_WAYS } from '../../../domain/refund.ts';
import { formatSeconds, formatTimeWithSeconds } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';

type Detail = AttemptView['events'][number]['detail'];

const REASONS = ['cancelled', 'expired', 'replaced', 'restart'] as const;

/** What a step tells beside its kind, in words; what this screen does not know is shown as it is. */
export function eventFacts(
  t: TFunction,
  detail: Detail,
  currency: CurrencyCode,
  language: Language,
): readonly string[] {
  const amount = amountIn(detail, currency, language);
  const facts = Object.entries(detail).map(([name, value]) => {
    if (value === null || value === '' || UNSAID.has(name) || (amount !== null && AMOUNT.has(name)))
      return null;
    return amountWords(t, name, value, currency, language) ?? factWords(t, name, value, language);
  });
  return [amount, ...facts].filter((fact) => fact !== null);
}

/** What stands elsewhere: the number in the heading, the refund among the refunds. */
const UNSAID: ReadonlySet<string> = new Set(['number', 'refund', 'purpose', 'epoch']);
const AMOUNT: ReadonlySet<string> = new Set(['amountMinor', 'currency']);

/** Amounts beside the one of the step, by the names that main gives them. */
const AMOUNT_WORDS = {
  receivedMinor: 'received',
  changeMinor: 'change',
  discountMinor: 'discount',
  saleDiscountMinor: 'discount',
  taxMinor: 'tax',
  roundingMinor: 'rounding',
  withFeeMinor: 'withFee',
  arrivesMinor: 'arrives',
  refundedMinor: 'refunded',
  catalogueAmountMinor: 'catalogue',
} as const;

type AmountName = keyof typeof AMOUNT_WORDS;

/** @returns null where it is no such amount */
function amountWords(
  t: TFunction,
  name: string,
  value: string | number | boolean,
  currency: CurrencyCode,
  language: Language,
): string | null {
  const known = Object.keys(AMOUNT_WORDS).find((key): key is AmountName => key === name);
  if (!known || typeof value !== 'number') return null;
  return t(`sales.detail.${AMOUNT_WORDS[known]}`, { amount: formatAmount(money(value, currency), language) });
}

/** The amount of a step, in its own currency where it names one that is known; null where it has none. */
function amountIn(detail: Detail, ofSale: CurrencyCode, language: Language): string | null {
  const { amountMinor, currency = ofSale } = detail;
  if (typeof amountMinor !== 'number' || typeof currency !== 'string' || !isCurrencyCode(currency)) {
    return null;
  }
  return formatAmount(money(amountMinor, currency), language);
}

function factWords(t: TFunction, name: string, value: string | number | boolean, language: Language): string {
  switch (name) {
    case 'transaction':
      return t('sales.detail.transaction', { id: String(value) });
    case 'requestId':
      return t('sales.detail.request', { id: String(value) });
    case 'status':
      return t('sales.detail.status', { word: String(value) });
    case 'ms':
      return t('sales.detail.ms', { seconds: formatSeconds(Math.max(Number(value), 100), language) });
    case 'until':
      return t('sales.detail.until', { time: formatTimeWithSeconds(String(value), language) });
    case 'reason': {
      const known = REASONS.find((reason) => reason === value);
      return known ? t(`sales.detail.reason.${known}`) : String(value);
    }
    case 'receipt':
      return t('sales.detail.receipt', { number: String(value).padStart(6, '0') });
    case 'callNumber':
      return t('sales.detail.call', { number: String(value) });
    case 'method': {
      const known = EXTERNAL_METHODS.find((method) => method === value);
      return known ? t(`tenders.method.${known}`) : String(value);
    }
    case 'discountReason':
    case 'customerName':
    case 'reference':
    case 'note':
    case 'taxName':
      return String(value);
    case 'way':
      return wayWords(t, String(value));
    default:
      return `${name}: ${value}`;
  }
}

/** The way of a payment, or of a refund: both are called so. */
function wayWords(t: TFunction, way: string): string {
  const collected = COLLECT_WAYS.find((known) => known === way);
  if (collected) return t(`connection.way.${collected}`);
  const returned = REFUND_WAYS.find((known) => known === way);
  return returned ? t(`refund.way.${returned}`) : way;
}
