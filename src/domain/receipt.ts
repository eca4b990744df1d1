import { currencyExponent } from './currency.ts';
import { type Money, money, QUANTITY_ONE } from './money.ts';
import type { TaxTotal } from './sale-totals.ts';
import type { TaxMode } from './tax.ts';
import type { ExternalMethod, TenderKind } from './tender.ts';
import { centreText, pairText, plainSpaces, wrapText } from './text-columns.ts';

/** Whether money is real. `demo` and `test` receipts say that they are not a payment (PAY-9). */
export type TillMode = 'demo' | 'test' | 'live';

export type ReceiptLanguage = 'en' | 'ru';

/** A tender as a receipt shows it. */
export interface ReceiptTender {
  readonly kind: TenderKind;
  readonly method: ExternalMethod | null;
  readonly amount: Money;
  /** Of cash: what was handed over; null for every other kind. */
  readonly received: Money | null;
  /** False while what was handed over on the customer's word has seen no money. */
  readonly confirmed: boolean;
}

/** What a receipt shows; taken from the completed sale, never from the catalogue. */
export interface Receipt {
  readonly number: string;
  readonly mode: TillMode;
  readonly storeName: string;
  readonly registerCode: string;
  /** ISO 8601, UTC. */
  readonly completedAt: string;
  readonly lines: readonly {
    readonly name: string;
    readonly note: string;
    readonly quantityThousandths: number;
    readonly unitAmount: Money;
    readonly total: Money;
    /** Taken off this line; zero where nothing was. */
    readonly discount: Money;
  }[];
  readonly subtotal: Money;
  /** Of the lines and of the sale, together. */
  readonly discountTotal: Money;
  readonly taxMode: TaxMode;
  readonly taxes: readonly TaxTotal[];
  readonly total: Money;
  readonly rounding: Money;
  readonly tenders: readonly ReceiptTender[];
}

/**
 * A receipt number as printed: six digits at least, gapless per register and epoch (FIS-2). The epoch is
 * shown from the second on, so that a restored register never prints a number twice.
 */
export function formatReceiptNumber(sequence: number, epoch: number): string {
  const digits = sequence.toString().padStart(6, '0');
  return epoch > 1 ? `${epoch}-${digits}` : digits;
}

/** A quantity without trailing zeros: 2000 thousandths are "2", 1250 are "1.25" or "1,25". */
export function formatQuantity(quantityThousandths: number, language: ReceiptLanguage): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(
    quantityThousandths / QUANTITY_ONE,
  );
}

/** An amount as people write it, with the currency's sign or code. */
export function formatAmount(amount: Money, language: ReceiptLanguage): string {
  const exponent = currencyExponent(amount.currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: amount.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(amount.amountMinor / 10 ** exponent);
}

const WORDS = {
  en: {
    receipt: 'Receipt',
    register: 'Register',
    subtotal: 'Subtotal',
    discount: 'Discount',
    discounts: 'Discounts',
    taxIncluded: 'incl.',
    exempt: 'exempt',
    rounding: 'Rounding',
    total: 'TOTAL',
    tenders: {
      payment_link: 'Paid by payment link',
      claimed: 'Payment by link, not confirmed yet',
      cash: 'Cash',
      card_terminal: 'Card',
      transfer: 'Transfer',
      other: 'Other',
    },
    received: 'Received',
    change: 'Change',
    test: 'TEST, NOT A PAYMENT',
    notFiscal: 'Not a fiscal receipt',
    thanks: 'Thank you!',
  },
  ru: {
    receipt: 'Чек',
    register: 'Касса',
    subtotal: 'Подытог',
    discount: 'Скидка',
    discounts: 'Скидки',
    taxIncluded: 'в т. ч.',
    exempt: 'без налога',
    rounding: 'Округление',
    total: 'ИТОГО',
    tenders: {
      payment_link: 'Оплачено по ссылке',
      claimed: 'Оплата по ссылке, ещё не подтверждена',
      cash: 'Наличные',
      card_terminal: 'Карта',
      transfer: 'Перевод',
      other: 'Другое',
    },
    received: 'Получено',
    change: 'Сдача',
    test: 'ТЕСТ, НЕ ОПЛАТА',
    notFiscal: 'Не является фискальным чеком',
    thanks: 'Спасибо за покупку!',
  },
} as const;

export interface ReceiptLayout {
  readonly language: ReceiptLanguage;
  /** IANA time zone of the shop. */
  readonly timeZone: string;
  /** Characters per line of the paper: 32 on 58 mm, 42 or 48 on 80 mm. */
  readonly width: number;
}

/** Lays a receipt out as lines of fixed-width text, none longer than `width`. */
export function layoutReceipt(receipt: Receipt, layout: ReceiptLayout): readonly string[] {
  const { language, width } = layout;
  const words = WORDS[language];
  const rule = '-'.repeat(width);
  const testLine = receipt.mode === 'live' ? [] : [centreText(`*** ${words.test} ***`, width)];
  return [
    ...wrapText(receipt.storeName, width).map((line) => centreText(line, width)),
    ...testLine,
    ...pairText(`${words.receipt} ${receipt.number}`, `${words.register} ${receipt.registerCode}`, width),
    formatTime(receipt.completedAt, layout),
    rule,
    ...receipt.lines.flatMap((line) => layoutLine(line, layout)),
    rule,
    ...layoutTotals(receipt, layout),
    ...receipt.tenders.flatMap((tender) => layoutTender(tender, layout)),
    rule,
    ...testLine,
    centreText(words.notFiscal, width),
    centreText(words.thanks, width),
  ];
}

function layoutLine(line: Receipt['lines'][number], { language, width }: ReceiptLayout): readonly string[] {
  const words = WORDS[language];
  const count = plainQuantity(line.quantityThousandths, language);
  return [
    ...wrapText(line.name, width),
    ...wrapText(line.note, width - 2).map((text) => `  ${text}`),
    ...pairText(
      `  ${count} × ${plainAmount(line.unitAmount, language)}`,
      plainAmount(line.total, language),
      width,
    ),
    ...(line.discount.amountMinor === 0
      ? []
      : pairText(`  ${words.discount}`, `−${plainAmount(line.discount, language)}`, width)),
  ];
}

/** What is not there is not printed: a plain sale has a total and nothing else. */
function layoutTotals(receipt: Receipt, { language, width }: ReceiptLayout): readonly string[] {
  const words = WORDS[language];
  const { subtotal, discountTotal, taxes, taxMode, rounding, total } = receipt;
  const amountOf = (value: Money): string => plainAmount(value, language);
  const added = taxMode === 'added';
  const isPlain = discountTotal.amountMinor === 0 && !(added && taxes.length > 0);
  const taxLines = taxes.flatMap(({ tax, amount }) =>
    pairText(
      `${added ? '' : `${words.taxIncluded} `}${tax.name}${tax.basisPoints === null ? ` (${words.exempt})` : ''}`,
      amountOf(amount),
      width,
    ),
  );
  return [
    ...(isPlain ? [] : pairText(words.subtotal, amountOf(subtotal), width)),
    ...(discountTotal.amountMinor === 0
      ? []
      : pairText(words.discounts, `−${amountOf(discountTotal)}`, width)),
    ...(added ? taxLines : []),
    ...pairText(words.total, amountOf(total), width),
    ...(added ? [] : taxLines),
    ...(rounding.amountMinor === 0 ? [] : pairText(words.rounding, amountOf(rounding), width)),
  ];
}

function layoutTender(tender: ReceiptTender, { language, width }: ReceiptLayout): readonly string[] {
  const words = WORDS[language];
  const { kind, method, amount, received, confirmed } = tender;
  const isPaidLink = kind === 'payment_link' || (kind === 'claimed' && confirmed);
  const name = isPaidLink ? words.tenders.payment_link : words.tenders[method ?? kindOfWords(kind)];
  if (received === null) return pairText(name, plainAmount(amount, language), width);
  const change = money(received.amountMinor - amount.amountMinor, amount.currency);
  return [
    ...pairText(name, plainAmount(amount, language), width),
    ...(change.amountMinor === 0
      ? []
      : [
          ...pairText(`  ${words.received}`, plainAmount(received, language), width),
          ...pairText(`  ${words.change}`, plainAmount(change, language), width),
        ]),
  ];
}

function kindOfWords(kind: TenderKind): 'payment_link' | 'claimed' | 'cash' | 'other' {
  return kind === 'external' ? 'other' : kind;
}

function plainAmount(amount: Money, language: ReceiptLanguage): string {
  return plainSpaces(formatAmount(amount, language));
}

function plainQuantity(quantityThousandths: number, language: ReceiptLanguage): string {
  return plainSpaces(formatQuantity(quantityThousandths, language));
}

function formatTime(iso: string, { language, timeZone }: ReceiptLayout): string {
  const parts = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(new Date(iso));
}
