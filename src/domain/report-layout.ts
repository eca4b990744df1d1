import type { CurrencyCode } from './currency.ts';
import { type Money, money } from './money.ts';
import { formatAmount, type ReceiptLanguage, type ReceiptLayout, type TillMode } from './receipt.ts';
import { type Figure, REPORT_SECTIONS, type ReportSection } from './report.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';
import { centreText, pairText, plainSpaces, wrapText } from './text-columns.ts';

/** What a report shows; of a Z all of it was fixed when the shift was closed. Times are ISO 8601, UTC. */
export interface Report {
  readonly kind: 'x' | 'z';
  /** As printed; null on an X. */
  readonly number: string | null;
  readonly mode: TillMode;
  readonly storeName: string;
  readonly registerCode: string;
  readonly currency: CurrencyCode;
  /** Null where nobody has opened the shift yet. */
  readonly openedAt: string | null;
  /** When the shift was closed, or the X was asked for. */
  readonly at: string;
  readonly figures: readonly Figure[];
  /** The figures leave the drawer out: it has yet to be counted. */
  readonly drawerHidden: boolean;
  /** Why the drawer was over or short. */
  readonly overShortReason: string | null;
}

/** Sections without a figure of their own are left out, but for these. */
const ALWAYS: ReadonlySet<ReportSection> = new Set(['sales', 'period', 'perpetual']);

/** Figures that are worth a line only when they are something. */
const WHEN_ANY: ReadonlySet<ReportSection> = new Set(['voids', 'claims', 'late']);

/** Lays a report out as lines of fixed-width text, none longer than `width`. */
export function layoutReport(report: Report, layout: ReceiptLayout): readonly string[] {
  const { language, width } = layout;
  const words = REPORT_WORDS[language];
  const rule = '-'.repeat(width);
  const testLine = report.mode === 'live' ? [] : [centreText(`*** ${words.test} ***`, width)];
  const title = report.number === null ? words[report.kind] : `${words[report.kind]} ${report.number}`;
  const opened = report.openedAt === null ? words.notOpened : formatTime(report.openedAt, layout);
  return [
    ...wrapText(report.storeName, width).map((line) => centreText(line, width)),
    ...testLine,
    ...pairText(title, `${words.register} ${report.registerCode}`, width),
    ...pairText(words.opened, opened, width),
    ...pairText(report.kind === 'z' ? words.closed : words.printed, formatTime(report.at, layout), width),
    ...REPORT_SECTIONS.flatMap((section) => sectionLines(report, section, layout)),
    rule,
    ...testLine,
    centreText(words.notFiscal, width),
  ];
}

function sectionLines(report: Report, section: ReportSection, layout: ReceiptLayout): readonly string[] {
  const { language, width } = layout;
  const words = REPORT_WORDS[language];
  const figures = report.figures.filter(
    (figure) => figure.section === section && (!WHEN_ANY.has(section) || figure.count > 0),
  );
  const isHiddenDrawer = section === 'drawer' && report.drawerHidden;
  if (figures.length === 0 && !ALWAYS.has(section) && !isHiddenDrawer) return [];
  const reason = section === 'drawer' ? report.overShortReason : null;
  return [
    '-'.repeat(width),
    words.sections[section],
    ...(isHiddenDrawer ? wrapText(`  ${words.drawerHidden}`, width) : []),
    ...figures.flatMap((figure) =>
      pairText(
        `  ${nameOf(figure, words)}${countOf(figure)}`,
        plainAmount(money(figure.amountMinor, report.currency), language),
        width,
      ),
    ),
    ...(reason === null ? [] : wrapText(`  ${words.reason}: ${reason}`, width)),
  ];
}

/** What a figure is called in a language. */
export function figureName(figure: Figure, language: ReceiptLanguage): string {
  return nameOf(figure, REPORT_WORDS[language]);
}

/** What a section is called in a language. */
export function sectionName(section: ReportSection, language: ReceiptLanguage): string {
  return REPORT_WORDS[language].sections[section];
}

function nameOf({ section, key, label }: Figure, words: ReportWords): string {
  switch (section) {
    case 'tax':
    case 'tax_base':
      return `${label} ${rateOf(key, words)}`.trim();
    case 'codes':
    case 'parts':
      return label === '' ? words.noCallNumber : `№ ${label}`;
    case 'claims_standing':
      return label === '' ? words.noCallNumber : label;
    default:
      return words.keys[`${section}.${key}`] ?? key;
  }
}

/** The value behind the last slash of a tax's key: `vat/2200` is 22 %. */
function rateOf(key: string, words: ReportWords): string {
  const value = key.slice(key.lastIndexOf('/') + 1);
  return value === EXEMPT ? words.exempt : `${Number(value) / 100} %`;
}

/** Stands for the value of a rate that is exempt, which is not the same as 0 %. */
const EXEMPT = 'exempt';

/** The key of a tax in a report. @param basisPoints null: exempt */
export function taxKey(rateId: string, basisPoints: number | null): string {
  return `${rateId}/${basisPoints ?? EXEMPT}`;
}

/** What is there once by its nature is not counted. */
const UNCOUNTED: ReadonlySet<ReportSection> = new Set([
  'tax_base',
  'tax',
  'drawer',
  'codes',
  'parts',
  'claims_standing',
]);

function countOf({ section, key, count }: Figure): string {
  return UNCOUNTED.has(section) || key === 'net' ? '' : ` (${count})`;
}

function plainAmount(amount: Money, language: ReceiptLanguage): string {
  return plainSpaces(formatAmount(amount, language));
}

function formatTime(iso: string, { language, timeZone }: ReceiptLayout): string {
  const parts = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(new Date(iso));
}
