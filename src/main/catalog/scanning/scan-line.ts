import { AppError } from '../../../contract/errors.ts';
import { type CurrencyCode, currencyNumber } from '../../../domain/currency.ts';
import type { CodedNumber } from '../../../domain/gs1.ts';
import { money, QUANTITY_ONE } from '../../../domain/money.ts';
import { type InStoreRule, labelAmountMinor, quantityOf, type Scan } from '../../../domain/scan-code.ts';
import type { LineCode } from '../../../domain/sale-line.ts';
import type { ScannedLine } from '../../sales/sale-service.ts';
import type { Sellable } from '../catalog-service.ts';
import type { Scanned } from './find-scanned.ts';

export interface LabelRules {
  readonly currency: CurrencyCode;
  /** How the shop's own codes are read. */
  readonly rules: readonly InStoreRule[];
}

/**
 * The line that a scanned code makes. What the label says goes before the catalogue: its weight is the quantity, its
 * price is the price of the one thing that carries it, where labels price such things.
 * @throws AppError SCAN_INVALID where the label does not fit the product
 */
export function lineOfScan(scanned: Scanned, { currency, rules }: LabelRules): ScannedLine {
  const { product, scan } = scanned;
  const line = {
    productId: product.variantId,
    name: product.name,
    taxRateId: product.taxRateId,
    code: codeOf(scan),
  };
  const price = priceOf(scan, currency);
  if (price !== null) {
    const amount = labelAmountMinor(price, currency);
    if (amount === null) throw unfit(scan, product, 'price');
    const isCatalogues = product.unit === 'piece' && amount === product.unitAmount.amountMinor;
    if (!isCatalogues && !isPricedByLabel(scanned, rules)) throw unfit(scan, product, 'price');
    // By the piece, whatever it is: the price is of this one packet, not of a kilogram.
    return { ...line, unit: 'piece', unitAmount: money(amount, currency), quantityThousandths: QUANTITY_ONE };
  }
  const { unit, unitAmount } = product;
  return { ...line, unit, unitAmount, quantityThousandths: quantityIn(scan, product) };
}

function quantityIn(scan: Scan, product: Sellable): number {
  const weight =
    scan.kind === 'in_store_weight' ? scan.weight : scan.kind === 'gs1' ? scan.reading.weight : null;
  if (weight === null) return QUANTITY_ONE;
  const quantity = quantityOf(weight);
  if (product.unit !== 'kilogram' || quantity === null) throw unfit(scan, product, 'weight');
  return quantity;
}

/** @throws AppError SCAN_INVALID for a price in another currency */
function priceOf(scan: Scan, currency: CurrencyCode): CodedNumber | null {
  if (scan.kind === 'in_store_price') return scan.price;
  const price = scan.kind === 'gs1' ? scan.reading.price : null;
  const number = price?.currencyNumber ?? null;
  if (number !== null && number !== currencyNumber(currency)) {
    throw new AppError('SCAN_INVALID', 'The price of the label is in another currency', {
      details: { code: scan.text, reason: 'currency' },
    });
  }
  return price;
}

/**
 * Whether what the label asks for may be charged: of goods by weight, whose packets have a price each, and of codes that
 * a rule of the shop says carry one. Of anything else the catalogue knows the price, and anybody can print a code with the
 * item's number and another amount: a line at the sticker's price would be a theft that nobody sees, one at the
 * catalogue's a surprise to a customer who has read the sticker. So neither is made, and the cashier is told.
 */
function isPricedByLabel({ product, scan }: Scanned, rules: readonly InStoreRule[]): boolean {
  if (product.unit === 'kilogram' || scan.kind === 'in_store_price') return true;
  const gtin = scan.kind === 'gs1' ? scan.reading.gtin : null;
  // Of the 14 digits the first is the package's, 0 for the item itself.
  return rules.some(({ prefix, kind }) => kind === 'price' && gtin?.startsWith(`0${prefix}`) === true);
}

function unfit({ text }: Scan, { name }: Sellable, reason: 'weight' | 'price'): AppError {
  return new AppError('SCAN_INVALID', `The label's ${reason} does not fit the product`, {
    details: { code: text, reason, name },
  });
}

/** Null where the code says no more than which product it is: such lines join as tapped ones do. */
function codeOf(scan: Scan): LineCode | null {
  switch (scan.kind) {
    case 'gs1': {
      const { gtin, serial, expiresOn } = scan.reading;
      return { text: scan.text, gtin, serial, expiresOn };
    }
    case 'in_store_weight':
    case 'in_store_price':
      return { text: scan.text, gtin: null, serial: null, expiresOn: null };
    default:
      return null;
  }
}
