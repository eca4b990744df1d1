import type { TFunction } from 'i18next';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { CodedNumber, Gs1Reading } from '../../../domain/gs1.ts';
import { money } from '../../../domain/money.ts';
import { formatAmount, formatQuantity } from '../../../domain/receipt.ts';
import { labelAmountMinor, quantityOf, type Scan } from '../../../domain/scan-code.ts';
import type { Language } from '../../i18n/i18n.ts';
import { formatDay } from './use-problem-words.ts';

export interface ReadingContext {
  readonly language: Language;
  readonly currency: CurrencyCode;
}

export interface ReadingWords {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** What a scanned text is, in words for whoever sets the scanner up. */
export function readingWords(t: TFunction, scan: Scan, context: ReadingContext): ReadingWords {
  switch (scan.kind) {
    case 'gs1':
      return { title: t('scan.read.gs1'), facts: factsOf(t, scan.reading, context) };
    case 'in_store_weight': {
      const words = { product: productOf(scan), weight: weightWords(t, scan.weight, context) };
      return { title: t('scan.read.in_store_weight', words), facts: [] };
    }
    case 'in_store_price': {
      const words = { product: productOf(scan), amount: priceWords(scan.price, context) };
      return { title: t('scan.read.in_store_price', words), facts: [] };
    }
    case 'in_store_product':
      return { title: t('scan.read.in_store_product', { product: productOf(scan) }), facts: [] };
    case 'gtin':
    case 'plain':
    case 'invalid':
      return { title: t(`scan.read.${scan.kind}`), facts: [] };
  }
}

/** The digits without zeros in front, as most shops note them. */
function productOf({ codes }: { readonly codes: readonly string[] }): string {
  return codes.at(-1) ?? '';
}

function factsOf(t: TFunction, reading: Gs1Reading, context: ReadingContext): ReadingWords['facts'] {
  const { gtin, serial, expiresOn, weight, price } = reading;
  const values = {
    gtin,
    serial,
    expires: expiresOn === null ? null : formatDay(expiresOn, context.language),
    weight: weight === null ? null : weightWords(t, weight, context),
    price: price === null ? null : priceWords(price, context),
  } as const;
  const names = ['gtin', 'serial', 'expires', 'weight', 'price'] as const;
  return names.flatMap((name) => {
    const value = values[name];
    return value === null ? [] : [{ label: t(`scan.element.${name}`), value }];
  });
}

function weightWords(t: TFunction, weight: CodedNumber, { language }: ReadingContext): string {
  const quantity = quantityOf(weight);
  return quantity === null ? '—' : t('sell.kilograms', { n: formatQuantity(quantity, language) });
}

function priceWords(price: CodedNumber, { language, currency }: ReadingContext): string {
  const amount = labelAmountMinor(price, currency);
  return amount === null ? '—' : formatAmount(money(amount, currency), language);
}
