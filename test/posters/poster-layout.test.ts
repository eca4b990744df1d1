import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCY_CODES } from '../../src/domain/currency.ts';
import { money } from '../../src/domain/money.ts';
import {
  POSTER_FORMATS,
  type Poster,
  type PosterDocument,
  type PosterElement,
  type PosterFormat,
  type PosterPage,
  type QrElement,
  type TextElement,
} from '../../src/domain/poster.ts';
import { layoutPosters, postersPerPage } from '../../src/domain/poster-layout.ts';
import { printable } from '../../src/domain/poster-text.ts';
import { posterAmount } from '../../src/domain/poster-words.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { longest, PAYER_URL, samplePoster } from './poster-samples.ts';

const typeface = await createPdfPainter().typeface();
const sample = await samplePoster();

/** Millimetres: what no eye and no printer tells apart. */
const TOLERANCE = 1e-4;

/** The least that a code measures, with its quiet zone, whatever the texts are. */
const SMALLEST_QR: Readonly<Record<PosterFormat, number>> = {
  a4: 130,
  a5: 92,
  a6: 70,
  cards: 42,
  tents: 42,
  slip80: 71,
  slip58: 46,
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf(element: PosterElement): Box {
  if (element.kind === 'rule') {
    const half = element.thickness / 2;
    return {
      left: Math.min(element.x1, element.x2) - half,
      right: Math.max(element.x1, element.x2) + half,
      top: Math.min(element.y1, element.y2) - half,
      bottom: Math.max(element.y1, element.y2) + half,
    };
  }
  const [width, height] =
    element.kind === 'qr' ? [element.side, element.side] : [element.width, element.height];
  return { left: element.x, top: element.y, right: element.x + width, bottom: element.y + height };
}

function overlaps(a: Box, b: Box): boolean {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOLERANCE &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOLERANCE
  );
}

const textsOf = ({ elements }: PosterPage): readonly TextElement[] =>
  elements.filter((element): element is TextElement => element.kind === 'text');
const codesOf = ({ elements }: PosterPage): readonly QrElement[] =>
  elements.filter((element): element is QrElement => element.kind === 'qr');

/** What may never be, on any page. */
function checkPage(page: PosterPage, format: PosterFormat): void {
  const boxes = page.elements.filter(({ kind }) => kind !== 'rule').map(boxOf);
  const rules = page.elements.filter(({ kind }) => kind === 'rule').map(boxOf);
  for (const box of [...boxes, ...rules]) {
    expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(-TOLERANCE);
    expect(box.right).toBeLessThanOrEqual(page.width + TOLERANCE);
    expect(box.bottom).toBeLessThanOrEqual(page.height + TOLERANCE);
  }
  for (const [index, box] of boxes.entries())
    expect([...boxes.slice(index + 1), ...rules].filter((other) => overlaps(box, other))).toEqual([]);
  for (const { text, size, weight, width, textWidth } of textsOf(page)) {
    expect(textWidth).toBeCloseTo(typeface.measure(text, size, weight), 6);
    expect(textWidth).toBeLessThanOrEqual(width + TOLERANCE);
    expect(size).toBeGreaterThanOrEqual(2);
  }
  for (const { side } of codesOf(page)) expect(side).toBeGreaterThanOrEqual(SMALLEST_QR[format]);
}

/** Without what wrapping may take away or put in. */
const squeeze = (text: string): string => text.replace(/[\s-]+/g, '');

/** All of the given texts stands there, or an ellipsis tells that some does not; amounts always stand there whole. */
function checkWhole(poster: Poster, document: PosterDocument): void {
  const lines = document.pages.flatMap(textsOf).map(({ text }) => text);
  const shown = squeeze(lines.join(''));
  const whole = !lines.some((line) => line.endsWith('…'));
  for (const given of [poster.title, poster.name, poster.footer, ...poster.lines]) {
    const { text } = printable(given, typeface.covers);
    if (whole) expect(shown).toContain(squeeze(text));
  }
  const { amount, language } = poster;
  if (amount) expect(lines).toContain(posterAmount(amount, language, typeface.covers));
}

const word = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[а-яё]{1,14}$/) },
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z]{1,12}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[0-9№.,%«»+-]{1,9}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[А-ЯЁЩШЖ]{30,130}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('☕️', '中文', 'שלום', 'e\u0301', '👩‍👩‍👧', '\u202e', 'ﬁ', '\t', '-', '/'),
  },
);
const words = (most: number): fc.Arbitrary<string> =>
  fc.array(word, { maxLength: most }).map((some) => some.join(' '));
const posters: fc.Arbitrary<Poster> = fc.record({
  title: words(8),
  name: words(20),
  amount: fc.option(
    fc
      .record({
        amountMinor: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        currency: fc.constantFrom(...CURRENCY_CODES),
      })
      .map(({ amountMinor, currency }) => money(amountMinor, currency)),
  ),
  lines: fc.array(words(15), { maxLength: 6 }),
  methods: fc.uniqueArray(fc.constantFrom('card', 'sbp', 'mir-pay', 'constructor', 'wallet'), {
    maxLength: 5,
  }),
  footer: words(20),
  language: fc.constantFrom('en' as const, 'ru' as const),
  mode: fc.constantFrom('demo' as const, 'test' as const, 'live' as const),
  address: fc.constant(null),
  qr: fc.constant(sample.qr),
});

describe.each(POSTER_FORMATS)('%s', (format) => {
  test('whatever is written: nothing overlaps, all is inside, lines fit, and what is cut says so', () => {
    fc.assert(
      fc.property(posters, (poster) => {
        const document = layoutPosters([poster], format, typeface);
        for (const page of document.pages) checkPage(page, format);
        checkWhole(poster, document);
      }),
      { numRuns: 30 },
    );
  });

  test('the longest texts leave the code its size; the shortest make it no smaller', () => {
    const bare = { ...sample, title: '', name: '', amount: null, lines: [], methods: [], footer: '' };
    const sides = [longest(sample), sample, bare].map((poster) => {
      const { pages } = layoutPosters([poster], format, typeface);
      for (const page of pages) checkPage(page, format);
      return pages.flatMap(codesOf)[0]?.side ?? 0;
    });
    expect(sides).toEqual(sides.toSorted((a, b) => a - b));
  });

  test('PAY-9 demo and test stand in white on black above everything else, live has no such line', () => {
    const linesOf = (poster: Poster) => layoutPosters([poster], format, typeface).pages.flatMap(textsOf);
    for (const mode of ['demo', 'test'] as const) {
      const [first, ...others] = linesOf({ ...longest(sample), mode }).filter(({ turned }) => !turned);
      expect(first).toMatchObject({ tone: 'inverse', text: 'ТЕСТ, НЕ ОПЛАТА' });
      expect(others.every(({ y }) => y > (first?.y ?? 0))).toBe(true);
    }
    expect(linesOf(sample).filter(({ tone }) => tone === 'inverse')).toEqual([]);
  });

  test('posters keep their order, page after page', () => {
    const names = Array.from({ length: postersPerPage(format) + 2 }, (_, index) => `Item ${index}`);
    const { pages } = layoutPosters(
      names.map((name) => ({ ...sample, name })),
      format,
      typeface,
    );
    const upright = pages.flatMap(textsOf).filter(({ turned }) => !turned);
    expect(upright.map(({ text }) => text).filter((text) => text.startsWith('Item'))).toEqual(names);
    expect(pages).toHaveLength(Math.ceil(names.length / postersPerPage(format)));
  });
});

test('a tent has the same on both faces, the far one upside down', () => {
  const [page] = layoutPosters([sample], 'tents', typeface).pages;
  if (!page) throw new Error('There is no page');
  const faceOf = (turned: boolean) => textsOf(page).filter((text) => text.turned === turned);
  expect(faceOf(true).map(({ text }) => text)).toEqual(faceOf(false).map(({ text }) => text));
  const middle = page.height / 2;
  expect(faceOf(true).every(({ y, height }) => y + height < middle)).toBe(true);
  expect(faceOf(false).every(({ y }) => y > middle)).toBe(true);
  for (const [index, far] of faceOf(true).entries()) {
    const near = faceOf(false)[index];
    expect(far.y + far.height + (near?.y ?? 0)).toBeCloseTo(page.height, 6);
  }
});

test('nothing that is no letter of the typeface is printed, and it is told what that was', () => {
  const { pages, replaced } = layoutPosters(
    [
      { ...sample, name: 'Latte ☕️ 中 Ａ', footer: '中' },
      { ...sample, name: '☕️ №1' },
    ],
    'cards',
    typeface,
  );
  expect(replaced).toEqual(['☕️', '中']);
  const lines = pages.flatMap(textsOf).map(({ text }) => text);
  expect(lines).toEqual(expect.arrayContaining(['Latte ? A', '?', '№1']));
  for (const line of lines)
    for (const character of line) expect(typeface.covers(character.codePointAt(0) ?? 0)).toBe(true);
});

test('a currency whose sign the typeface lacks is written by its code', () => {
  for (const language of ['en', 'ru'] as const) {
    for (const currency of CURRENCY_CODES) {
      const text = posterAmount(money(1_234_00, currency), language, typeface.covers);
      for (const character of text) expect(typeface.covers(character.codePointAt(0) ?? 0)).toBe(true);
    }
  }
  expect(posterAmount(money(1_234_00, 'KGS'), 'ru', typeface.covers)).toMatch(/1.234,00.KGS/);
  expect(posterAmount(money(1_234_00, 'RUB'), 'ru', typeface.covers)).toMatch(/1.234,00.₽/);
});

test('an address on a slip is there to the last letter, without a hyphen of ours', () => {
  for (const address of [PAYER_URL, `https://pay.example/?jwt=${'eyJhbGciOiJIUzI1NiJ9.'.repeat(30)}`]) {
    const [page] = layoutPosters([{ ...sample, address }], 'slip58', typeface).pages;
    expect(
      textsOf(page ?? { width: 0, height: 0, elements: [] })
        .map(({ text }) => text)
        .join(''),
    ).toContain(address);
  }
});
