import type { TFunction } from 'i18next';
import type { ImportView } from '../../../contract/views.ts';
import type { Language } from '../../i18n/i18n.ts';

/** What the till takes in, in bytes. */
export const TABLE_LIMIT = 200_000_000;

/** A file's size, in decimal units, as systems show it: "1.2 MB". */
export function formatSize(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000;
  const size = bytes / (isLarge ? 1_000_000 : 1000);
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: size < 100 ? 1 : 0,
  }).format(size);
}

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;

const isKnown = (delimiter: string): delimiter is keyof typeof DELIMITERS =>
  Object.hasOwn(DELIMITERS, delimiter);

/** How the columns of a file are divided, by name; a character that has none is shown itself. */
export function delimiterWords(t: TFunction, delimiter: string): string {
  return isKnown(delimiter) ? t(`exchange.delimiterName.${DELIMITERS[delimiter]}`) : delimiter;
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  utf8: 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1251': 'Windows-1251',
  win1251: 'Windows-1251',
};

export function encodingName(encoding: string): string {
  return ENCODINGS[encoding.toLowerCase()] ?? encoding;
}

/** The name of a column as the file has it, or its place. */
export function columnName(t: TFunction, headers: readonly string[], column: number): string {
  const header = headers[column]?.trim() ?? '';
  return header === '' ? t('exchange.noHeading', { n: column + 1 }) : header;
}

/** What the work is called; a file that nobody knows yet has no name. */
export function fileNameOf(t: TFunction, work: Pick<ImportView, 'source'>): string {
  return work.source?.fileName ?? t('exchange.thisFile');
}
