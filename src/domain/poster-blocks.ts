import { isSlip, type Poster, type PosterFormat, type TextElement, type Typeface } from './poster.ts';
import { printable, type TextFit } from './poster-text.ts';
import { methodsLine, POSTER_WORDS, posterAmount } from './poster-words.ts';

/** The smallest em that a format's text may have, in millimetres: about 6 points. */
const SMALLEST = 2;

/** The em of a format's running text, in millimetres; every other size follows from it. */
const BASE: Readonly<Record<PosterFormat, number>> = {
  a4: 5.6,
  a5: 4.1,
  a6: 3.1,
  cards: 2.6,
  tents: 2.6,
  slip80: 3.4,
  slip58: 2.9,
};

/** Text of one rank, and where it stands: above the code, below it, or at the foot. */
export interface Block {
  readonly part: 'head' | 'body' | 'foot';
  readonly paragraphs: readonly string[];
  readonly fit: TextFit;
  readonly tone: TextElement['tone'];
  /** Above it, in millimetres. */
  readonly gap: number;
}

/** The texts of a poster as they can be printed. */
export interface Copy {
  readonly format: PosterFormat;
  readonly test: string;
  readonly title: string;
  readonly scan: string;
  readonly name: string;
  readonly amount: string;
  readonly amountKnown: boolean;
  readonly lines: readonly string[];
  readonly methods: string;
  readonly address: string;
  readonly footer: string;
  readonly replaced: readonly string[];
}

/** @throws RangeError when an address is to stand on anything but a slip: there a secret hangs on a wall */
export function copyOf(poster: Poster, format: PosterFormat, { covers }: Typeface): Copy {
  const { address, amount, language, mode } = poster;
  if (address !== null && !isSlip(format)) throw new RangeError('An address is printed on slips only');
  const words = POSTER_WORDS[language];
  const replaced = new Set<string>();
  const clean = (text: string): string => {
    const shown = printable(text, covers);
    for (const character of shown.replaced) replaced.add(character);
    return shown.text;
  };
  const texts = {
    format,
    test: mode === 'live' ? '' : words.test,
    title: clean(poster.title),
    scan: words.scan,
    name: clean(poster.name),
    amount: amount === null ? words.enterAmount : posterAmount(amount, language, covers),
    amountKnown: amount !== null,
    lines: poster.lines.map(clean).filter((line) => line !== ''),
    methods: clean(methodsLine(poster.methods, language)),
    address: clean(address ?? ''),
    footer: clean(poster.footer),
  };
  return { ...texts, replaced: [...replaced] };
}

export interface Density {
  /** Of the wanted sizes; those that are smallest stay. */
  readonly scale: number;
  /** At most so many lines of the shop's own words. */
  readonly ownLines: number;
}

interface Rank {
  readonly part: Block['part'];
  readonly text: string | readonly string[];
  /** In ems of the running text. */
  readonly size: number;
  readonly smallest: number;
  readonly gap: number;
  readonly maxLines: number;
  readonly bold?: boolean;
  readonly tone?: Block['tone'];
  readonly anywhere?: boolean;
}

/** The blocks of a poster in their order; empty ones are left out. */
export function blocksOf(copy: Copy, { scale, ownLines }: Density): readonly Block[] {
  const base = BASE[copy.format];
  return ranksOf(copy, ownLines).flatMap((rank) => {
    const paragraphs = [rank.text].flat().filter((text) => text !== '');
    if (paragraphs.length === 0) return [];
    const smallest = Math.max(SMALLEST, rank.smallest * base);
    const fit: TextFit = {
      size: Math.max(smallest, rank.size * base * scale),
      smallest,
      weight: rank.bold ? 'bold' : 'regular',
      maxLines: rank.maxLines,
      ...(rank.anywhere ? { anywhere: true } : {}),
    };
    // A receipt printer has no grey: it would be a pattern of dots.
    const tone = rank.tone === 'soft' && isSlip(copy.format) ? 'ink' : (rank.tone ?? 'ink');
    return [{ part: rank.part, paragraphs, fit, tone, gap: rank.gap * base * scale }];
  });
}

/** Title, code and amount are seen from afar; what else there is, is read by whoever stands in front of it. */
function ranksOf(copy: Copy, ownLines: number): readonly Rank[] {
  const slip = isSlip(copy.format);
  return [...headRanks(copy, slip), ...bodyRanks(copy, slip, ownLines), ...footRanks(copy, slip)];
}

function headRanks({ test, title, scan }: Copy, slip: boolean): readonly Rank[] {
  const part = 'head';
  const mark = { size: 1.1, smallest: 0.6, gap: 0, maxLines: 1, bold: true, tone: 'inverse' } as const;
  return [
    { part, text: test, ...mark },
    { part, text: title, size: 2, smallest: 1, gap: 0.4, maxLines: slip ? 4 : 2, bold: true },
    { part, text: scan, size: 1.3, smallest: 0.8, gap: 0.25, maxLines: 1 },
  ];
}

function bodyRanks(copy: Copy, slip: boolean, ownLines: number): readonly Rank[] {
  const { name, amount, amountKnown, lines } = copy;
  const part = 'body';
  const figure = { size: 2.6, smallest: 0.8, gap: 0.15, maxLines: 1, bold: true };
  const request = { size: 1.4, smallest: 0.9, gap: 0.35, maxLines: 2, bold: true };
  return [
    { part, text: name, size: 1.5, smallest: 0.95, gap: 0, maxLines: slip ? 8 : 3 },
    { part, text: amount, ...(amountKnown ? figure : request) },
    { part, text: lines, size: 1, smallest: 0.78, gap: 0.6, maxLines: ownLines },
  ];
}

function footRanks({ methods, address, footer }: Copy, slip: boolean): readonly Rank[] {
  const part = 'foot';
  const whole = { maxLines: Number.POSITIVE_INFINITY, anywhere: true };
  return [
    { part, text: methods, size: 0.9, smallest: 0.7, gap: 0.7, maxLines: slip ? 4 : 2, tone: 'soft' },
    { part, text: address, size: 0.78, smallest: 0.7, gap: 0.7, ...whole },
    { part, text: footer, size: 0.75, smallest: 0.65, gap: 0.5, maxLines: slip ? 6 : 2, tone: 'soft' },
  ];
}
