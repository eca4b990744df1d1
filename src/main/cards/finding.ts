import type { Learned } from './operation-book.ts';

/** What a look comes to. */
export type Finding =
  | { readonly kind: 'seen'; readonly learned: Learned }
  /** `whole`: everything that could show it was read, and could be. */
  | { readonly kind: 'nothing'; readonly whole: boolean }
  /** The issuer did not answer: nothing is known that was not known before. */
  | { readonly kind: 'unanswered' };

/** What a list or a card that was not shown says: a refusal is an answer, and shows nothing. */
export function notShown(kind: 'rejected' | 'unknown'): Finding {
  return kind === 'unknown' ? { kind: 'unanswered' } : { kind: 'nothing', whole: false };
}
