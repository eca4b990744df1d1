import type { TFunction } from 'i18next';
import type { OpeningCheckView } from '../../../contract/views.ts';
import { type CurrencyCode, isCurrencyCode } from '../../../domain/currency.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { durationWords } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';

export type CheckItem = OpeningCheckView['items'][number];

/** The rows of the list, whether or not main has answered yet. */
export const ROWS = [
  'key',
  'payer_page',
  'clock',
  'printer',
  'backup',
  'books',
  'late_money',
] as const satisfies readonly CheckItem['id'][];

/** The whole list in one word: the worst of its rows. What is absent worries nobody. */
export function checkSummary(items: readonly CheckItem[]): 'ok' | 'warning' | 'failed' {
  if (items.some(({ state }) => state === 'failed')) return 'failed';
  return items.some(({ state }) => state === 'warning') ? 'warning' : 'ok';
}

/** What was found, and what to do where something is not right. */
export function checkWords(t: TFunction, item: CheckItem, language: Language): string {
  const { id, state, detail } = item;
  switch (id) {
    case 'key':
      return t(`shell.opening.key.${keyReason(state, detail['reason'])}`);
    case 'payer_page':
      return t(`shell.opening.payer_page.${state === 'warning' ? 'failed' : state}`);
    case 'clock': {
      const duration = durationWords(t, numberOf(detail['skewMs']));
      return state === 'warning' || state === 'failed'
        ? t('shell.opening.clock.off', { duration })
        : t(`shell.opening.clock.${state}`);
    }
    case 'printer':
      return t(`shell.opening.printer.${state === 'warning' ? 'failed' : state}`);
    case 'backup': {
      if (detail['reason'] === 'none') return t('shell.opening.backup.none');
      const age = durationWords(t, numberOf(detail['ageMs']));
      return t(state === 'ok' ? 'shell.opening.backup.ok' : 'shell.opening.backup.old', { age });
    }
    case 'books':
      return t(`shell.opening.books.${booksReason(state, detail['reason'])}`);
    case 'late_money':
      return lateWords(t, detail, language);
  }
}

type Detail = CheckItem['detail'];

function keyReason(state: CheckItem['state'], reason: Detail[string] | undefined) {
  if (state === 'ok' || state === 'absent') return state;
  if (reason === 'no_credential' || reason === 'refused' || reason === 'sign_in_needed') return reason;
  return 'unreachable';
}

function booksReason(state: CheckItem['state'], reason: Detail[string] | undefined) {
  if (state === 'ok' || state === 'absent') return state;
  return reason === 'missing' || reason === 'faults' ? reason : 'anchor';
}

function lateWords(t: TFunction, detail: Detail, language: Language): string {
  const count = numberOf(detail['count']);
  if (count === 0) return t('shell.opening.late_money.ok');
  const currency = currencyOf(detail['currency']);
  if (currency === null) return t('shell.opening.late_money.some', { count });
  const amount = formatAmount({ amountMinor: numberOf(detail['amountMinor']), currency }, language);
  return t('shell.opening.late_money.sum', { count, amount });
}

function numberOf(value: Detail[string] | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function currencyOf(value: Detail[string] | undefined): CurrencyCode | null {
  return typeof value === 'string' && isCurrencyCode(value) ? value : null;
}
