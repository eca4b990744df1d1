import type {
  Poster,
  PosterDocument,
  PosterElement,
  PosterFormat,
  PosterPage,
  PosterQr,
  RuleElement,
  Typeface,
} from './poster.ts';
import { type Copy, copyOf } from './poster-blocks.ts';
import { type StackShape, sheetStack, slipStack } from './poster-stack.ts';

/** Receipt printers print eight dots a millimetre (203 dpi); office printers 600 dpi. */
const SLIP_DOT = 1 / 8;
const SHEET_DOT = 25.4 / 600;

interface SheetFormat extends StackShape {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** A page each. Millimetres. */
const SHEETS: Readonly<Record<'a4' | 'a5' | 'a6', SheetFormat>> = {
  a4: { width: 210, height: 297, margin: 15, dot: SHEET_DOT, goodQr: 155, minQr: 130 },
  a5: { width: 148, height: 210, margin: 10, dot: SHEET_DOT, goodQr: 108, minQr: 92 },
  a6: { width: 105, height: 148, margin: 7, dot: SHEET_DOT, goodQr: 78, minQr: 70 },
};

/** Cards on A4 lying on its side, to be cut apart; a tent is two of them, the upper one upside down. */
const GRID = { width: 297, height: 210, margin: 8, columns: 4, rows: 2, padding: 4.5 } as const;
const CARD: StackShape = { dot: SHEET_DOT, goodQr: 52, minQr: 42 };

/** Receipt paper, and what of it the printer's head reaches: 576 and 384 dots. Millimetres. */
const SLIPS = {
  slip80: { width: 80, printed: 72 },
  slip58: { width: 58, printed: 48 },
} as const;
const SLIP_EDGE = { top: 3, bottom: 5 } as const;

/** How many posters one page of a format takes. */
export function postersPerPage(format: PosterFormat): number {
  if (format === 'cards') return GRID.columns * GRID.rows;
  return format === 'tents' ? GRID.columns : 1;
}

/**
 * Lays posters out as pages, in their order. Pure: the same posters in the same typeface are the same pages, whoever
 * paints them.
 *
 * Invariants: every element lies within its page, none covers another, no line is wider than its box, no text is cut
 * without an ellipsis, and an amount is never cut at all.
 */
export function layoutPosters(
  posters: readonly Poster[],
  format: PosterFormat,
  typeface: Typeface,
): PosterDocument {
  const faces = posters.map((poster) => ({ copy: copyOf(poster, format, typeface), qr: poster.qr }));
  const replaced = new Set(faces.flatMap(({ copy }) => copy.replaced));
  return { pages: pagesOf(faces, format, typeface), replaced: [...replaced] };
}

/** What stands on one poster, ready to be placed. */
interface Face {
  readonly copy: Copy;
  readonly qr: PosterQr;
}

function pagesOf(faces: readonly Face[], format: PosterFormat, typeface: Typeface): readonly PosterPage[] {
  switch (format) {
    case 'a4':
    case 'a5':
    case 'a6':
      return faces.map((face) => sheetPage(face, SHEETS[format], typeface));
    case 'slip80':
    case 'slip58':
      return faces.map((face) => slipPage(face, SLIPS[format], typeface));
    case 'cards':
    case 'tents':
      return inGroups(faces, postersPerPage(format)).map((group) => gridPage(group, format, typeface));
  }
}

function sheetPage({ copy, qr }: Face, sheet: SheetFormat, typeface: Typeface): PosterPage {
  const { width, height, margin } = sheet;
  const room = { width: width - 2 * margin, height: height - 2 * margin };
  const { elements } = sheetStack(copy, qr, sheet, room, typeface);
  return { width, height, elements: elements.map((element) => moved(element, margin, margin)) };
}

function slipPage(
  { copy, qr }: Face,
  { width, printed }: { readonly width: number; readonly printed: number },
  typeface: Typeface,
): PosterPage {
  const stack = slipStack(copy, qr, SLIP_DOT, printed, typeface);
  const height = Math.ceil((stack.height + SLIP_EDGE.top + SLIP_EDGE.bottom) / SLIP_DOT) * SLIP_DOT;
  const left = (width - printed) / 2;
  return { width, height, elements: stack.elements.map((element) => moved(element, left, SLIP_EDGE.top)) };
}

function gridPage(group: readonly Face[], format: 'cards' | 'tents', typeface: Typeface): PosterPage {
  const { width, height, margin, columns, rows, padding } = GRID;
  const cell = { width: (width - 2 * margin) / columns, height: (height - 2 * margin) / rows };
  const room = { width: cell.width - 2 * padding, height: cell.height - 2 * padding };
  const placed = group.flatMap(({ copy, qr }, index) => {
    const { elements } = sheetStack(copy, qr, CARD, room, typeface);
    const left = margin + (index % columns) * cell.width + padding;
    const top = margin + Math.floor(index / columns) * cell.height + padding;
    if (format === 'cards') return elements.map((element) => moved(element, left, top));
    return [
      ...elements.map((element) => moved(turned(element, room), left, top)),
      ...elements.map((element) => moved(element, left, top + cell.height)),
    ];
  });
  return { width, height, elements: [...placed, ...gridRules(format, cell)] };
}

/** Ticks in the margin to cut by, crosses where cuts meet, and for tents the line to fold along. */
function gridRules(
  format: 'cards' | 'tents',
  cell: { readonly width: number; readonly height: number },
): readonly RuleElement[] {
  const { width, height, margin, columns, rows } = GRID;
  const xs = Array.from({ length: columns + 1 }, (_, index) => margin + index * cell.width);
  const ys = Array.from({ length: rows + 1 }, (_, index) => margin + index * cell.height);
  const middle = height / 2;
  const cuts = format === 'tents' ? ys.filter((y) => y !== middle) : ys;
  const rule = { kind: 'rule', thickness: 0.15, dashed: false } as const;
  const across = (x1: number, x2: number, y: number): RuleElement => ({ ...rule, x1, y1: y, x2, y2: y });
  const down = (x: number, y1: number, y2: number): RuleElement => ({ ...rule, x1: x, y1, x2: x, y2 });
  const [tick, gap, arm] = [4, 1, 1.5];
  return [
    ...xs.flatMap((x) => [
      down(x, margin - gap - tick, margin - gap),
      down(x, height - margin + gap, height - margin + gap + tick),
    ]),
    ...cuts.flatMap((y) => [
      across(margin - gap - tick, margin - gap, y),
      across(width - margin + gap, width - margin + gap + tick, y),
    ]),
    ...xs.slice(1, -1).map((x) => down(x, middle - arm, middle + arm)),
    ...(format === 'tents'
      ? [{ ...across(margin, width - margin, middle), dashed: true }]
      : xs.slice(1, -1).map((x) => across(x - arm, x + arm, middle))),
  ];
}

function moved(element: PosterElement, dx: number, dy: number): PosterElement {
  if (element.kind !== 'rule') return { ...element, x: element.x + dx, y: element.y + dy };
  const { x1, y1, x2, y2 } = element;
  return { ...element, x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy };
}

/** As it stands when its room is turned upside down. A code is read in any direction: it stays as it is. */
function turned(
  element: PosterElement,
  room: { readonly width: number; readonly height: number },
): PosterElement {
  if (element.kind === 'rule') return element;
  const height = element.kind === 'qr' ? element.side : element.height;
  const width = element.kind === 'qr' ? element.side : element.width;
  const place = { x: room.width - element.x - width, y: room.height - element.y - height };
  return element.kind === 'qr' ? { ...element, ...place } : { ...element, ...place, turned: !element.turned };
}

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
