import type { TFunction } from 'i18next';
import type { TimelineItemView } from '../../../contract/views.ts';
import { TENDER_KINDS } from '../../../domain/tender.ts';
import { en } from '../../i18n/en/words.ts';

/** What happened, in words; what this screen does not know is shown as main calls it. */
export function stepWords(t: TFunction, item: TimelineItemView): string {
  switch (item.source) {
    case 'line':
      return String(item.detail['name'] ?? '');
    case 'attempt':
      return `${t('sales.attempt', { number: item.number ?? 0 })}: ${attemptWords(t, item)}`;
    case 'refund': {
      const known = knownKey(en.refund.event, item.kind);
      return known ? t(`refund.event.${known}`) : item.kind;
    }
    case 'attention':
      return attentionWords(t, item);
    case 'journal': {
      const known = knownKey(en.sales.journal, item.kind.replace('.', '_'));
      return known ? t(`sales.journal.${known}`) : item.kind;
    }
    default:
      return otherWords(t, item);
  }
}

function attemptWords(t: TFunction, { kind, detail }: TimelineItemView): string {
  // The till notes its own refunds under the same kind as those that it only hears of.
  if (kind === 'refund_seen' && detail['refund'] !== undefined) return t('sales.event.refund_made');
  const known = knownKey(en.sales.event, kind);
  return known ? t(`sales.event.${known}`) : kind;
}

function attentionWords(t: TFunction, { kind, state }: TimelineItemView): string {
  if (state !== 'raised') {
    const how = knownKey(en.attention.how, state ?? '');
    return t('sales.step.resolved', { how: how ? t(`attention.how.${how}`) : (state ?? '') });
  }
  const known = knownKey(en.attention.kind, kind);
  return t('sales.step.raised', { what: known ? t(`attention.kind.${known}`) : kind });
}

function otherWords(t: TFunction, { kind, state }: TimelineItemView): string {
  const tender = TENDER_KINDS.find((one) => one === state);
  if (tender && (kind === 'taken' || kind === 'returned')) {
    return t(`sales.step.${kind}`, { what: t(`sales.tender.${tender}`) });
  }
  const known = knownKey(en.sales.step, kind);
  return known && known !== 'taken' && known !== 'returned' && known !== 'raised' && known !== 'resolved'
    ? t(`sales.step.${known}`)
    : kind;
}

function knownKey<T extends object>(words: T, key: string): Extract<keyof T, string> | null {
  for (const known in words) if (known === key) return known;
  return null;
}
