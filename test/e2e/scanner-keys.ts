import type { CDPSession, Page } from 'playwright/test';

/** How a scanner in keyboard mode sends, and what the system's layout makes of it. */
export interface ScannerOptions {
  readonly layout?: 'us' | 'ru';
  /** How FNC1 comes: as Ctrl+], as Alt+029 on the number pad, or as the character itself. */
  readonly separator?: 'ctrl' | 'alt' | 'character';
  readonly end?: 'Enter' | 'Tab' | null;
  /** Milliseconds between keys. */
  readonly gapMs?: number;
}

const RUSSIAN = new Map(
  [..."qwertyuiop[]asdfghjkl;'zxcvbnm,./"].map((key, at) => [
    key,
    [...'йцукенгшщзхъфывапролджэячсмитьбю.'][at],
  ]),
);
const PLACES: Readonly<Record<string, string>> = {
  '-': 'Minus',
  '/': 'Slash',
  '.': 'Period',
  '(': 'Digit9',
  ')': 'Digit0',
};
const ALT = 1;
const CTRL = 2;
const SHIFT = 8;

interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly modifiers?: number;
  /** What it types; none with Ctrl or Alt. */
  readonly text?: string;
  /** The number of the key in the system's own table, where it matters. */
  readonly number?: number;
  readonly kind?: 'down' | 'up';
}

/** Sends a code as a scanner does: real keys of the browser, with the times that a scanner's keys have. */
export async function scanKeys(page: Page, code: string, options: ScannerOptions = {}): Promise<void> {
  const { end = 'Enter', gapMs = 4 } = options;
  const strokes = [...code].flatMap((character) => strokesOf(character, options));
  if (end === 'Enter') strokes.push({ key: 'Enter', code: 'Enter', text: '\r', number: 13 });
  if (end === 'Tab') strokes.push({ key: 'Tab', code: 'Tab', number: 9 });
  const session = await page.context().newCDPSession(page);
  const from = Date.now() / 1000;
  // Sent in one go: how quickly this process gets on says nothing about the scanner.
  await Promise.all(strokes.flatMap((stroke, index) => send(session, stroke, from + (index * gapMs) / 1000)));
  await session.detach();
}

function send(session: CDPSession, stroke: Stroke, timestamp: number): readonly Promise<unknown>[] {
  const { key, code, modifiers = 0, text, number, kind } = stroke;
  const common = {
    key,
    code,
    modifiers,
    timestamp,
    ...(number === undefined ? {} : { windowsVirtualKeyCode: number }),
  };
  const down = text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text };
  return [
    ...(kind === 'up' ? [] : [session.send('Input.dispatchKeyEvent', { ...common, ...down })]),
    ...(kind === 'down' ? [] : [session.send('Input.dispatchKeyEvent', { ...common, type: 'keyUp' })]),
  ];
}

function strokesOf(
  character: string,
  { layout = 'us', separator = 'ctrl' }: ScannerOptions,
): readonly Stroke[] {
  if (character === '\u001d') return SEPARATORS[separator];
  const lower = character.toLowerCase();
  const shift = character !== lower || '()'.includes(character);
  const place =
    PLACES[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${lower.toUpperCase()}`);
  const drawn = layout === 'ru' ? (RUSSIAN.get(lower) ?? character) : character;
  const text = shift ? drawn.toUpperCase() : drawn;
  const stroke = { key: text, code: place, text, modifiers: shift ? SHIFT : 0 };
  if (!shift) return [stroke];
  const key = { key: 'Shift', code: 'ShiftLeft', number: 16 };
  return [{ ...key, kind: 'down', modifiers: SHIFT }, stroke, { ...key, kind: 'up' }];
}

const SEPARATORS: Readonly<Record<NonNullable<ScannerOptions['separator']>, readonly Stroke[]>> = {
  ctrl: [
    { key: 'Control', code: 'ControlLeft', modifiers: CTRL, number: 17, kind: 'down' },
    { key: 'ъ', code: 'BracketRight', modifiers: CTRL, number: 221 },
    { key: 'Control', code: 'ControlLeft', number: 17, kind: 'up' },
  ],
  alt: [
    { key: 'Alt', code: 'AltLeft', modifiers: ALT, number: 18, kind: 'down' },
    ...[0, 2, 9].map((digit) => ({
      key: String(digit),
      code: `Numpad${digit}`,
      modifiers: ALT,
      number: 96 + digit,
    })),
    { key: 'Alt', code: 'AltLeft', number: 18, kind: 'up' },
  ],
  character: [{ key: '\u001d', code: '', text: '\u001d' }],
};
