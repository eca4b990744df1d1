/** A key as it was pressed; times in milliseconds. */
export interface KeyPress {
  /** What the keyboard's layout makes of it. */
  readonly key: string;
  /** Where it is on the keyboard, whatever the layout. */
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/**
 * The keys of a keyboard by their place, as the US layout has them: that is what scanners are made for. A code that
 * is sent into a Cyrillic layout arrives as `й`, and its place still says `q`.
 */
const PLACES: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  IntlBackslash: '\\|',
  Semicolon: ';:',
  Quote: `'"`,
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
  NumpadDecimal: '..',
};

const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The character that a scanner means by a key; null for a key that means none. */
export function characterOf({ key, code, shift }: Pick<KeyPress, 'key' | 'code' | 'shift'>): string | null {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const [, row, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  // A number pad without its lock moves the cursor instead.
  if (row === 'Numpad' && key.length > 1) return null;
  if (digit !== undefined) return (shift && row === 'Digit' ? SHIFTED_DIGITS[Number(digit)] : digit) ?? null;
  const place = PLACES[code];
  if (place !== undefined) return place[shift ? 1 : 0] ?? null;
  // Without a place: what the system says it is.
  return key.length === 1 && (code === '' || code === 'Unidentified') ? key : null;
}

/**
 * The control character of a key with Ctrl: GS is Ctrl+], and some scanners send Enter and Tab as Ctrl+M and Ctrl+I.
 * Null where there is none.
 */
export function controlOf(press: Pick<KeyPress, 'key' | 'code'>): string | null {
  if (press.key.length === 1 && press.key < ' ') return press.key;
  const plain = characterOf({ ...press, shift: false })?.toUpperCase() ?? '';
  const place = { '6': '^', '-': '_', '2': '@' }[plain] ?? plain;
  return /^[@A-Z[\\\]^_]$/.test(place) ? String.fromCharCode(place.charCodeAt(0) - 64) : null;
}

/** Which digit a key is, for codes typed with Alt held. */
export function digitOf({ code }: Pick<KeyPress, 'code'>): string | null {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}

/** The character of a number typed with Alt held, such as 029 for GS; null for what no scanner sends so. */
export function characterOfNumber(digits: string): string | null {
  const number = Number(digits);
  return digits !== '' && digits.length <= 4 && number >= 1 && number <= 126
    ? String.fromCharCode(number)
    : null;
}

/** What the person's own layout types by a key: what goes into a field when it was no scanner after all. */
export function typedText({ key, code, shift, ctrl }: KeyPress): string {
  if (ctrl) return '';
  return key.length === 1 ? key : (characterOf({ key, code, shift }) ?? '');
}

const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
]);

export function isModifier({ key }: Pick<KeyPress, 'key'>): boolean {
  return MODIFIERS.has(key);
}

/** A setting's keys: the name of one key, such as `Enter` or `F9`, or characters one after the other. */
export function keysOfSetting(setting: string): readonly string[] {
  return /^(?:Enter|Tab|Escape|F\d{1,2})$/.test(setting) ? [setting] : [...setting];
}

/** Whether a key is the one that a setting names. */
export function isKey(press: KeyPress, name: string): boolean {
  return name.length > 1 ? press.key === name : characterOf(press) === name || press.key === name;
}
