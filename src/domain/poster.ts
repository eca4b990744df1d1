import type { Money } from './money.ts';
import type { ReceiptLanguage, TillMode } from './receipt.ts';

/** The modules of a QR code: row by row, one bit each, the first in the highest bit, in base64. */
export interface PosterQr {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  readonly bits: string;
}

/** What stands on one poster, card or slip: one code, and what a payer has to know about it. */
export interface Poster {
  /** The shop. */
  readonly title: string;
  /** What is paid for; empty where the code is for anything. */
  readonly name: string;
  /** Null: the payer enters it. */
  readonly amount: Money | null;
  /** The shop's own words, a paragraph each. */
  readonly lines: readonly string[];
  /** What may be paid with, by the operator's names. */
  readonly methods: readonly string[];
  readonly footer: string;
  readonly language: ReceiptLanguage;
  /** Anything but `live` is marked as no payment (PAY-9). */
  readonly mode: TillMode;
  /** The payer URL in letters, a bearer secret: only where a person asked for it, and on slips only. */
  readonly address: string | null;
  readonly qr: PosterQr;
}

/** A page each; cards and tents to be cut from A4; slips for receipt paper of 80 and 58 mm. */
export const POSTER_FORMATS = ['a4', 'a5', 'a6', 'cards', 'tents', 'slip80', 'slip58'] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

export function isSlip(format: PosterFormat): boolean {
  return format === 'slip80' || format === 'slip58';
}

export type PosterWeight = 'regular' | 'bold';

/** The letters that a poster is set in, as its layout has to know them. */
export interface Typeface {
  /**
   * The width of one line, in millimetres.
   * @param size of the letters, in millimetres: the em, not a letter's height
   */
  measure(text: string, size: number, weight: PosterWeight): number;
  /** Whether there is a picture of this character; without one it prints as an empty box. */
  covers(codePoint: number): boolean;
}

/** Where a line's letters end above and below its baseline, for a size of 1: Inter's, which every painter sets. */
export const ASCENT = 0.96875;
export const DESCENT = 0.2412109375;

/** A line of text in its box, which holds every stroke of it. All lengths in millimetres from the upper left corner. */
export interface TextElement {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly weight: PosterWeight;
  readonly align: 'left' | 'centre';
  /** `inverse`: white on a box that is filled. */
  readonly tone: 'ink' | 'soft' | 'inverse';
  /** Upside down: turned about the middle of its box. */
  readonly turned: boolean;
  readonly text: string;
  /** As measured; never more than `width`. */
  readonly textWidth: number;
}

/** A code with its quiet zone, which is part of `side`. */
export interface QrElement {
  readonly kind: 'qr';
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly matrix: PosterQr;
}

/** A straight line, across or down. */
export interface RuleElement {
  readonly kind: 'rule';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly thickness: number;
  readonly dashed: boolean;
}

export type PosterElement = TextElement | QrElement | RuleElement;

export interface PosterPage {
  readonly width: number;
  readonly height: number;
  readonly elements: readonly PosterElement[];
}

/** Posters laid out: painted as PDF for paper, as SVG for the screen. */
export interface PosterDocument {
  readonly pages: readonly PosterPage[];
  /** Characters that the typeface has not, each once: left out or replaced, and told to whoever prints. */
  readonly replaced: readonly string[];
}

/** Where the letters of a line begin, and on what height: from these two every painter sets the same line. */
export function originOf(element: TextElement): { readonly x: number; readonly baseline: number } {
  const spare = element.width - element.textWidth;
  const letters = (ASCENT + DESCENT) * element.size;
  return {
    x: element.x + (element.align === 'centre' ? spare / 2 : 0),
    baseline: element.y + (element.height - letters) / 2 + ASCENT * element.size,
  };
}
