import { currencyExponent } from './currency.ts';
import { type Money, QUANTITY_ONE } from './money.ts';

/** Whether money is real. `demo` and `test` receipts say that they are not a payment (PAY-9). */
export type TillMode = 'demo' | 'test' | 'live';

export type ReceiptLanguage = 'en' | 'ru';

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
    readonly quantityThousandths: number;
    readonly unitAmount: Money;
    readonly total: Money;
  }[];
  readonly total: Money;
  /** False while a sale that was handed over on the customer's word has seen no money. */
  readonly confirmed: boolean;
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
    total: 'TOTAL',
    paidByLink: 'Paid by payment link',
    claimed: 'Payment by link, not confirmed yet',
    test: 'TEST, NOT A PAYMENT',
    notFiscal: 'Not a fiscal receipt',
    thanks: 'Thank you!',
  },
  ru: {
    receipt: 'Чек',
    register: 'Касса',
    total: 'ИТОГО',
    paidByLink: 'Оплачено по ссылке',
    claimed: 'Оплата по ссылке, ещё не подтверждена',
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
  const testLine = receipt.mode === 'live' ? [] : [centre(`*** ${words.test} ***`, width)];
  return [
    ...wrap(receipt.storeName, width).map((line) => centre(line, width)),
    ...testLine,
    ...pair(`${words.receipt} ${receipt.number}`, `${words.register} ${receipt.registerCode}`, width),
    formatTime(receipt.completedAt, layout),
    rule,
    ...receipt.lines.flatMap((line) => [
      ...wrap(line.name, width),
      ...pair(
        `  ${plainQuantity(line.quantityThousandths, language)} × ${plainAmount(line.unitAmount, language)}`,
        plainAmount(line.total, language),
        width,
      ),
    ]),
    rule,
    ...pair(words.total, plainAmount(receipt.total, language), width),
    ...wrap(receipt.confirmed ? words.paidByLink : words.claimed, width),
    rule,
    ...testLine,
    centre(words.notFiscal, width),
    centre(words.thanks, width),
  ];
}

function plainAmount(amount: Money, language: ReceiptLanguage): string {
  return plainSpaces(formatAmount(amount, language));
}

function plainQuantity(quantityThousandths: number, language: ReceiptLanguage): string {
  return plainSpaces(formatQuantity(quantityThousandths, language));
}

/** Narrow and non-breaking spaces are not in a printer's code page, and break the columns of a terminal. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

function formatTime(iso: string, { language, timeZone }: ReceiptLayout): string {
  const parts = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(new Date(iso));
}

function centre(text: string, width: number): string {
  const room = Math.max(0, width - text.length);
  return (' '.repeat(Math.floor(room / 2)) + text).slice(0, width);
}

/** Left and right text on one line, or on two where they do not fit. */
function pair(left: string, right: string, width: number): readonly string[] {
  const gap = width - left.length - right.length;
  if (gap >= 1) return [left + ' '.repeat(gap) + right];
  return [...wrap(left, width), right.slice(0, width).padStart(width)];
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(...breakWord(word, width));
    }
  }
  return lines;
}

/** Cuts a word that is wider than the paper, never in the middle of a character of two code units. */
function breakWord(word: string, width: number): readonly string[] {
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (last.length + character.length <= width) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces;
}
