import type { CurrencyCode } from './currency.ts';
import { type Discount, discountOf } from './discount.ts';
import {
  addMoney,
  allocate,
  type Money,
  money,
  multiplyByQuantity,
  subtractMoney,
  sumMoney,
} from './money.ts';
import { type LineTax, type TaxMode, type TaxRule, taxOf } from './tax.ts';

/** What of a line decides its amounts. */
export interface LineInput {
  readonly id: string;
  /** Not negative. */
  readonly unitAmount: Money;
  /** Integer thousandths, 1000 is one unit; not negative. */
  readonly quantityThousandths: number;
  readonly discount: Discount | null;
  /** Null: outside all taxes, which is neither exempt nor 0 %. */
  readonly tax: LineTax | null;
}

/** What of a sale decides its totals. */
export interface TotalsInput {
  readonly currency: CurrencyCode;
  readonly lines: readonly LineInput[];
  /** Off the whole sale, after the lines' own. */
  readonly discount: Discount | null;
  readonly taxRule: TaxRule;
}

/** The amounts of one line. */
export interface LineTotals {
  readonly id: string;
  /** Unit amount times quantity. */
  readonly gross: Money;
  /** The line's own. */
  readonly discount: Money;
  /** Its share of the sale's. */
  readonly saleDiscount: Money;
  /** Gross less both discounts. */
  readonly due: Money;
  /** Contained in `due`, or to be added to it. */
  readonly tax: Money;
  /** What the customer pays for the line: `due`, plus the tax where it is added. */
  readonly charged: Money;
}

/** One row of a sale's taxes: all lines of one rate. */
export interface TaxTotal {
  readonly tax: LineTax;
  /** Without the tax, in both modes. */
  readonly base: Money;
  readonly amount: Money;
}

/** The amounts of a sale, in the order of its lines. */
export interface SaleTotals {
  readonly lines: readonly LineTotals[];
  /** Before any discount. */
  readonly subtotal: Money;
  readonly discountTotal: Money;
  readonly taxes: readonly TaxTotal[];
  readonly taxTotal: Money;
  readonly total: Money;
}

interface DueLine extends Pick<LineTotals, 'id' | 'gross' | 'discount' | 'saleDiscount' | 'due'> {
  readonly lineTax: LineTax | null;
}

interface TaxGroup {
  readonly tax: LineTax;
  readonly lines: readonly DueLine[];
}

/**
 * All amounts of a sale, from its lines, discounts and taxes.
 *
 * Invariants (MON-1): the lines' `charged` sum to `total`; the lines' `tax` and the taxes' `amount` each sum to
 * `taxTotal`; both discounts of all lines sum to `discountTotal`; `total` is `subtotal` less `discountTotal`, plus
 * `taxTotal` where tax is added; nothing is negative.
 *
 * The sale's discount is taken off what the lines' own have left, and shared in proportion to it. Taxes are grouped
 * by rate and its value, in order of first appearance; a line without a tax is in no group, an exempt one is, with
 * amount zero. Rounded by line, each line's tax stands for itself; rounded by sale, a group's tax is rounded once
 * over what all its lines come to, and shared among them in proportion.
 * @throws RangeError on negative amounts or quantities, TypeError where currencies meet: bugs of the caller
 */
export function computeTotals(input: TotalsInput): SaleTotals {
  const { currency, taxRule } = input;
  const due = dueLines(input);
  const groups = groupByTax(due).map((group) => ({
    ...group,
    amounts: groupTaxes(group, currency, taxRule),
  }));
  const taxOfLine = new Map(groups.flatMap(({ amounts }) => [...amounts]));
  const lines = due.map((line) => finish(line, taxOfLine.get(line) ?? money(0, currency), taxRule.mode));
  const sum = (amountOf: (line: LineTotals) => Money): Money => sumMoney(lines.map(amountOf), currency);
  return {
    lines,
    subtotal: sum((line) => line.gross),
    discountTotal: sum((line) => addMoney(line.discount, line.saleDiscount)),
    taxes: groups.map((group) => groupTotal(group, group.amounts, currency, taxRule.mode)),
    taxTotal: sum((line) => line.tax),
    total: sum((line) => line.charged),
  };
}

function dueLines({ currency, lines, discount }: TotalsInput): readonly DueLine[] {
  const left = lines.map((line) => {
    const gross = grossOf(line);
    const own = discountOf(gross, line.discount);
    return { id: line.id, lineTax: line.tax, gross, discount: own, rest: subtractMoney(gross, own) };
  });
  const rests = left.map(({ rest }) => rest);
  const shares = shareOut(discountOf(sumMoney(rests, currency), discount), rests);
  return left.map(({ rest, ...line }, index) => {
    const saleDiscount = shares[index] ?? money(0, currency);
    return { ...line, saleDiscount, due: subtractMoney(rest, saleDiscount) };
  });
}

function grossOf({ unitAmount, quantityThousandths }: LineInput): Money {
  // Two negatives would pass as a price, and a discount of it would be reckoned as if there were one.
  if (unitAmount.amountMinor < 0 || quantityThousandths < 0) {
    throw new RangeError(`Nothing is sold for ${unitAmount.amountMinor} × ${quantityThousandths}`);
  }
  return multiplyByQuantity(unitAmount, quantityThousandths);
}

function groupByTax(lines: readonly DueLine[]): readonly TaxGroup[] {
  const groups: { readonly tax: LineTax; readonly lines: DueLine[] }[] = [];
  for (const line of lines) {
    const tax = line.lineTax;
    if (tax === null) continue;
    const group = groups.find(
      (other) => other.tax.rateId === tax.rateId && other.tax.basisPoints === tax.basisPoints,
    );
    if (group) group.lines.push(line);
    else groups.push({ tax, lines: [line] });
  }
  return groups;
}

/** The tax of each line of a group. */
function groupTaxes(
  { tax, lines }: TaxGroup,
  currency: CurrencyCode,
  { mode, rounding }: TaxRule,
): ReadonlyMap<DueLine, Money> {
  const basisPoints = tax.basisPoints ?? 0;
  const dues = lines.map(({ due }) => due);
  const amounts =
    rounding === 'line'
      ? dues.map((due) => taxOf(due, basisPoints, mode))
      : shareOut(taxOf(sumMoney(dues, currency), basisPoints, mode), dues);
  return new Map(lines.map((line, index) => [line, amounts[index] ?? money(0, currency)]));
}

function groupTotal(
  { tax, lines }: TaxGroup,
  amounts: ReadonlyMap<DueLine, Money>,
  currency: CurrencyCode,
  mode: TaxMode,
): TaxTotal {
  const amount = sumMoney([...amounts.values()], currency);
  const due = sumMoney(
    lines.map((line) => line.due),
    currency,
  );
  return { tax, base: mode === 'included' ? subtractMoney(due, amount) : due, amount };
}

function finish({ lineTax: _, ...line }: DueLine, tax: Money, mode: TaxMode): LineTotals {
  return { ...line, tax, charged: mode === 'added' ? addMoney(line.due, tax) : line.due };
}

/** In proportion to the weights; where they are all zero there is nothing to share, and nobody gets any. */
function shareOut(total: Money, weights: readonly Money[]): readonly Money[] {
  const minor = weights.map(({ amountMinor }) => amountMinor);
  return minor.some((weight) => weight > 0)
    ? allocate(total, minor)
    : weights.map(() => money(0, total.currency));
}
