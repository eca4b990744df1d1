import { POSTER_FORMATS } from '../../../contract/posters.ts';
import type { Language } from '../../i18n/i18n.ts';
import type { PosterOrder } from './queries.ts';

export type PosterFormat = (typeof POSTER_FORMATS)[number];

/** What is typed and chosen; words are a line each. */
export interface PosterDraft {
  readonly format: PosterFormat;
  readonly language: Language;
  readonly copies: string;
  readonly words: string;
  readonly showAddress: boolean;
}

const LINES_MAX = 6;
const LINE_MAX = 120;
const COPIES_MAX = 48;

export function isSlip(format: PosterFormat): boolean {
  return format === 'slip80' || format === 'slip58';
}

export function formatsFor(kind: PosterOrder['codes'][number]['kind']): readonly PosterFormat[] {
  // The code of one sale is for one customer to take along.
  return kind === 'payment' ? POSTER_FORMATS.filter(isSlip) : POSTER_FORMATS;
}

/** Another format; as many copies as fill a sheet, unless somebody has typed a number of their own. */
export function withFormat(draft: PosterDraft, format: PosterFormat): PosterDraft {
  const isUsual = draft.copies === String(usualCopies(draft.format));
  return { ...draft, format, copies: isUsual ? String(usualCopies(format)) : draft.copies };
}

function usualCopies(format: PosterFormat): number {
  if (format === 'cards') return 8;
  return format === 'tents' ? 4 : 1;
}

export function copiesOf({ copies }: Pick<PosterDraft, 'copies'>): number | null {
  const count = /^\d{1,3}$/.test(copies.trim()) ? Number(copies) : 0;
  return count >= 1 && count <= COPIES_MAX ? count : null;
}

export function linesOf({ words }: Pick<PosterDraft, 'words'>): readonly string[] | null {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > LINES_MAX || lines.some((line) => line.length > LINE_MAX) ? null : lines;
}

/** @returns null where something typed cannot be printed */
export function orderOf(codes: PosterOrder['codes'], draft: PosterDraft): PosterOrder | null {
  const copies = copiesOf(draft);
  const lines = linesOf(draft);
  if (copies === null || lines === null) return null;
  const { format, language, showAddress } = draft;
  return { codes, format, language, copies, lines: [...lines], showAddress: showAddress && isSlip(format) };
}
