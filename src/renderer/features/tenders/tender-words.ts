import type { TFunction } from 'i18next';
import type { SaleTenderView } from '../../../contract/views.ts';

/** What a sale was paid with, in a word or two. */
export function tenderWords(t: TFunction, { kind, method }: Pick<SaleTenderView, 'kind' | 'method'>): string {
  return kind === 'external' && method !== null ? t(`tenders.method.${method}`) : t(`tenders.kind.${kind}`);
}
