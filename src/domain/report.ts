import type { CurrencyCode } from './currency.ts';
import { type Money, money, safeAmount } from './money.ts';
import { expectedCash, overShort } from './shift.ts';

/** The parts of a report, in the order in which they are printed. */
export const REPORT_SECTIONS = [
  'sales',
  'tax_base',
  'tax',
  'tenders',
  'returned',
  'refunds',
  'refunds_of',
  'voids',
  'claims',
  'claims_standing',
  'late',
  'codes',
  'parts',
  'movements',
  'drawer',
  'period',
  'perpetual',
] as const;

export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** One figure of a report: how often, how much. Amounts are in minor units of the register's currency. */
export interface Figure {
  readonly section: ReportSection;
  /** Unique in its section. */
  readonly key: string;
  /** What a person knows it by: a tax rate's name, a receipt or call number. Empty where the key says it. */
  readonly label: string;
  readonly count: number;
  readonly amountMinor: number;
}

/** How often, and how much in minor units. */
export interface Sum {
  readonly count: number;
  readonly amountMinor: number;
}

export interface NamedSum extends Sum {
  readonly key: string;
  readonly label: string;
}

/** Sales of which a shift has seen the end. */
export interface SalesFacts {
  readonly count: number;
  /** Before discounts. */
  readonly grossMinor: number;
  readonly discounts: Sum;
  readonly taxes: Sum;
  /** What was to be paid, discounts off and added taxes on. */
  readonly totalMinor: number;
  /** What rounding to the coins that exist has put on (positive) or taken off. */
  readonly rounding: Sum;
}

/** The drawer of a shift. Amounts in minor units. */
export interface DrawerFacts {
  readonly floatMinor: number;
  /** Null as long as nobody has counted. */
  readonly countedMinor: number | null;
}

/** Totals of sales and refunds: of one shift, or of all that were closed before. In minor units. */
export interface GrandTotals {
  readonly sales: Sum;
  readonly refunds: Sum;
}

/** What a shift has seen. Everything that a report says follows from it. */
export interface ShiftFacts {
  readonly currency: CurrencyCode;
  readonly sales: SalesFacts;
  /** By rate and its value: the amount without the tax, and the tax. */
  readonly taxes: readonly (NamedSum & { readonly baseMinor: number })[];
  /** By kind, and an external one by its method: `external.transfer`. */
  readonly tenders: readonly NamedSum[];
  /** Tenders that went back before their sale was completed; keys as above. */
  readonly returned: readonly NamedSum[];
  /** By way. */
  readonly refunds: readonly NamedSum[];
  /**
   * By what had paid: the keys of tenders; `open_sale` for a part of a sale that was not completed, `unsettled` for
   * money that had paid nothing, `without_sale` where the sale was not known.
   */
  readonly refundsOf: readonly NamedSum[];
  readonly voids: Sum;
  readonly claims: {
    readonly made: Sum;
    readonly confirmed: Sum;
    readonly writtenOff: Sum;
    /** Unconfirmed now, whenever they were made. */
    readonly standing: readonly NamedSum[];
  };
  readonly late: {
    /** Money of Attention that was attached to a sale in this shift. */
    readonly attached: Sum;
    /** Money of claims of earlier shifts that came in this one. */
    readonly earlierClaims: Sum;
    /** Money in Attention that nobody has decided about. */
    readonly waiting: Sum;
  };
  /** Codes of open sales that may still be paid. */
  readonly codes: readonly NamedSum[];
  /** Money on sales that are not completed yet. */
  readonly parts: readonly NamedSum[];
  /** By kind. */
  readonly movements: readonly NamedSum[];
  /** Null where the shift has no drawer. */
  readonly drawer: DrawerFacts | null;
  /** Of all shifts that were closed before this one. */
  readonly before: GrandTotals;
}

const NOTHING: Sum = { count: 0, amountMinor: 0 };

/** Refunds that take nothing off the sales: what they gave back had completed none. */
const BESIDE_SALES: ReadonlySet<string> = new Set(['open_sale', 'unsettled']);

/**
 * The figures of a report, X and Z alike (FIS-3), in the order in which they are printed. Figures that every report
 * has are there also when they are nothing.
 *
 * Invariants: `sales.gross − sales.discounts = sales.net`; `sales.total + sales.rounding = period.sales`;
 * `period.sales − period.refunds = period.net`; each perpetual figure is the one before plus the period's.
 */
export function reportFigures(facts: ShiftFacts): readonly Figure[] {
  const period = periodOf(facts);
  const perpetual: GrandTotals = {
    sales: add(facts.before.sales, period.sales),
    refunds: add(facts.before.refunds, period.refunds),
  };
  return [
    ...salesFigures(facts.sales),
    ...facts.taxes.map((tax) => figure('tax_base', tax.key, { ...tax, amountMinor: tax.baseMinor })),
    ...facts.taxes.map((tax) => figure('tax', tax.key, tax)),
    ...named('tenders', facts.tenders),
    ...named('returned', facts.returned),
    ...named('refunds', facts.refunds),
    ...named('refunds_of', facts.refundsOf),
    figure('voids', 'sales', facts.voids),
    ...claimFigures(facts.claims),
    figure('late', 'attached', facts.late.attached),
    figure('late', 'earlier_claims', facts.late.earlierClaims),
    figure('late', 'waiting', facts.late.waiting),
    ...named('codes', facts.codes),
    ...named('parts', facts.parts),
    ...named('movements', facts.movements),
    ...drawerFigures(facts),
    ...totalFigures('period', period),
    ...totalFigures('perpetual', perpetual),
  ];
}

/** One figure by its place; nothing where the report has none. */
export function figureOf(figures: readonly Figure[], section: ReportSection, key: string): Sum {
  return figures.find((one) => one.section === section && one.key === key) ?? NOTHING;
}

/** What the drawer should hold; null where the shift has none. */
export function expectedOf(facts: ShiftFacts): Money | null {
  const { drawer, currency } = facts;
  if (drawer === null) return null;
  const inCurrency = (amountMinor: number): Money => money(amountMinor, currency);
  const of = (sums: readonly NamedSum[], key: string): Money =>
    inCurrency(sums.find((sum) => sum.key === key)?.amountMinor ?? 0);
  return expectedCash({
    float: inCurrency(drawer.floatMinor),
    tendered: of(facts.tenders, 'cash'),
    returned: of(facts.returned, 'cash'),
    refunded: of(facts.refunds, 'cash'),
    paidIn: of(facts.movements, 'paid_in'),
    paidOut: of(facts.movements, 'paid_out'),
  });
}

function periodOf({ sales, refundsOf }: ShiftFacts): GrandTotals {
  const refunds = refundsOf.filter(({ key }) => !BESIDE_SALES.has(key)).reduce<Sum>(add, NOTHING);
  const salesMinor = sales.totalMinor + sales.rounding.amountMinor;
  return { sales: { count: sales.count, amountMinor: salesMinor }, refunds };
}

function salesFigures(sales: SalesFacts): readonly Figure[] {
  const { count, grossMinor, discounts, taxes, totalMinor, rounding } = sales;
  return [
    figure('sales', 'gross', { count, amountMinor: grossMinor }),
    figure('sales', 'discounts', discounts),
    figure('sales', 'net', { count, amountMinor: grossMinor - discounts.amountMinor }),
    figure('sales', 'tax', taxes),
    figure('sales', 'total', { count, amountMinor: totalMinor }),
    figure('sales', 'rounding', rounding),
  ];
}

function claimFigures({ made, confirmed, writtenOff, standing }: ShiftFacts['claims']): readonly Figure[] {
  return [
    figure('claims', 'made', made),
    figure('claims', 'confirmed', confirmed),
    figure('claims', 'written_off', writtenOff),
    figure('claims', 'standing', standing.reduce<Sum>(add, NOTHING)),
    ...named('claims_standing', standing),
  ];
}

function drawerFigures(facts: ShiftFacts): readonly Figure[] {
  const expected = expectedOf(facts);
  if (facts.drawer === null || expected === null) return [];
  const { floatMinor, countedMinor } = facts.drawer;
  const one = (key: string, amountMinor: number): Figure => figure('drawer', key, { count: 1, amountMinor });
  const opened = [one('float', floatMinor), one('expected', expected.amountMinor)];
  if (countedMinor === null) return opened;
  const difference = overShort(money(countedMinor, facts.currency), expected);
  return [...opened, one('counted', countedMinor), one('over_short', difference.amountMinor)];
}

function totalFigures(section: 'period' | 'perpetual', { sales, refunds }: GrandTotals): readonly Figure[] {
  const net = {
    count: sales.count + refunds.count,
    amountMinor: safeAmount(sales.amountMinor - refunds.amountMinor),
  };
  return [figure(section, 'sales', sales), figure(section, 'refunds', refunds), figure(section, 'net', net)];
}

function named(section: ReportSection, sums: readonly NamedSum[]): readonly Figure[] {
  return sums.map((sum) => figure(section, sum.key, sum));
}

function figure(section: ReportSection, key: string, sum: Sum & { readonly label?: string }): Figure {
  return { section, key, label: sum.label ?? '', count: sum.count, amountMinor: sum.amountMinor };
}

function add(a: Sum, b: Sum): Sum {
  return { count: a.count + b.count, amountMinor: safeAmount(a.amountMinor + b.amountMinor) };
}
