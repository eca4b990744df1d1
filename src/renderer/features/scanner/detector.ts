import {
  characterOf,
  characterOfNumber,
  controlOf,
  digitOf,
  isKey,
  isModifier,
  type KeyPress,
  keysOfSetting,
} from './key-text.ts';

/**
 * Tells a scanner from a person by the time between keys. Pure: what it is told is all it knows.
 *
 * In a field the first key passes at once: nobody waits for a character. The next one within the gap is held back,
 * and all that follow as fast. When they turn out to be a scan, the first key is taken back; when they were typing,
 * the held ones are released in order. Where no field takes the key, the first one is held as well: it would go to
 * the search, and open it for every scan.
 */
export interface DetectorState {
  readonly run: Run | null;
  /** What was taken for typing a moment ago: a busy machine may have keys on their way that say otherwise. */
  readonly given: Run | null;
  /** Digits typed with Alt held; null while Alt is up. */
  readonly number: string | null;
  /** Until then an Enter or a Tab is the scanner's second one. */
  readonly quietUntil: number;
}

/** Keys that came one upon the other. */
export interface Run {
  /** What a scanner means by them; without its prefix. */
  readonly text: string;
  readonly held: readonly KeyPress[];
  /** The first key, where it has gone to the field. */
  readonly first: KeyPress | null;
  /** How many keys of the prefix have come; null where none is set. */
  readonly prefix: number | null;
  readonly lastAt: number;
}

export interface DetectorSettings {
  readonly prefix: string;
  readonly suffix: string;
  readonly gapMs: number;
  readonly minLength: number;
}

export interface DetectorKey extends KeyPress {
  readonly at: number;
  /** Whether a field would take it as text. */
  readonly typing: boolean;
  /** The key is held down, and repeats. */
  readonly repeat: boolean;
  /** An input method is at work: none of our business. */
  readonly composing: boolean;
}

/** What is to be done, in this order. */
export interface Verdict {
  readonly state: DetectorState;
  /** The first key is taken out of the field again. */
  readonly takeBack: boolean;
  /** These were typing: the field gets them now. */
  readonly release: readonly KeyPress[];
  readonly scan: string | null;
  /** Whether the key itself goes no further. */
  readonly hold: boolean;
  /** The key passes, and may be the first of a scan: what the field is now is what it has to be again then. */
  readonly begins: boolean;
}

export const AT_REST: DetectorState = {
  run: null,
  given: null,
  number: null,
  quietUntil: Number.NEGATIVE_INFINITY,
};

const pass = (state: DetectorState): Verdict => ({
  state,
  takeBack: false,
  release: [],
  scan: null,
  hold: false,
  begins: false,
});
const hold = (state: DetectorState): Verdict => ({ ...pass(state), hold: true });

/** When a run ends of itself; null while nothing is held. */
export function deadlineOf({ run }: DetectorState, { gapMs }: DetectorSettings): number | null {
  return run === null || run.held.length === 0 ? null : run.lastAt + gapMs;
}

/** No key has come for a while, or the person has done something else. */
export function endRun(state: DetectorState, settings: DetectorSettings, at: number): Verdict {
  const { run } = state;
  if (run === null) return pass(state);
  if (settings.suffix === '' && isLongEnough(run, run.text, settings))
    return scanned(state, run.text, at, settings);
  return { ...pass({ ...state, run: null, given: run.held.length > 0 ? run : null }), release: run.held };
}

/** A key goes down. */
export function keyDown(state: DetectorState, key: DetectorKey, settings: DetectorSettings): Verdict {
  const { run, given } = state;
  if (given !== null) {
    const rest = { ...state, given: null };
    if (key.at - given.lastAt > settings.gapMs) return keyDown(rest, key, settings);
    // It was pressed in time and came late: the run has not ended. What the field got goes back, and is held.
    const held = given.first === null ? given.held : [given.first, ...given.held];
    const run = { ...given, held, first: null };
    return { ...keyDown({ ...rest, run }, key, settings), takeBack: true };
  }
  if (run !== null && key.at - run.lastAt > settings.gapMs) {
    const before = endRun(state, settings, key.at);
    const next = keyDown(before.state, key, settings);
    return { ...next, takeBack: before.takeBack, release: before.release, scan: before.scan ?? next.scan };
  }
  if (key.composing || key.repeat) return broken(state);
  if (isModifier(key)) return modifier(state, key);
  if (state.number !== null && key.alt) return numbered(state, key);
  if (isEnd(key)) return ended(state, key, settings);
  if (run?.prefix === null || run === null) return character(state, key, settings);
  return run.prefix < keysOfSetting(settings.prefix).length
    ? prefixed(state, run, key, settings)
    : character(state, key, settings);
}

/** A key comes up: with Alt, the character of its number is complete. */
export function keyUp(
  state: DetectorState,
  key: Pick<DetectorKey, 'key' | 'at'>,
  settings: DetectorSettings,
): Verdict {
  const { number, run } = state;
  if (key.key !== 'Alt' || number === null) return pass(state);
  const rest = { ...state, number: null };
  if (run !== null && key.at - run.lastAt > settings.gapMs) return endRun(rest, settings, key.at);
  const text = characterOfNumber(number);
  if (text === null) return pass(rest);
  if (settings.prefix !== '' && run === null) return pass(rest);
  const press = { key: text, code: '', shift: false, ctrl: false, alt: false, meta: false };
  if (run === null)
    return { ...pass({ ...rest, run: begun(text, { ...press, at: key.at }, true) }), begins: true };
  return appended(rest, run, text, { ...press, at: key.at }, settings);
}

function modifier(state: DetectorState, { key, at }: DetectorKey): Verdict {
  const number = key === 'Alt' ? '' : state.number;
  const { run } = state;
  if (run === null) return pass({ ...state, number });
  // Nothing that a scanner presses meanwhile is for the screen: Alt alone would open a menu.
  return { ...pass({ ...state, number, run: { ...run, lastAt: at } }), hold: run.held.length > 0 };
}

function numbered(state: DetectorState, key: DetectorKey): Verdict {
  const digit = digitOf(key);
  if (digit === null) return broken({ ...state, number: null });
  const { run, number } = state;
  const next = { ...state, number: (number ?? '') + digit };
  // At rest the system makes the character itself, as it always does.
  return run === null ? pass(next) : hold({ ...next, run: { ...run, lastAt: key.at } });
}

/** Something that no scanner sends: what was held is typing, and this is what it is. */
function broken(state: DetectorState): Verdict {
  return { ...pass({ ...state, run: null }), release: state.run?.held ?? [] };
}

/** Enter and Tab end every scan, whatever the setting: they must never press a button behind one. */
function isEnd(key: DetectorKey): boolean {
  if (key.ctrl) return ['\r', '\n', '\t'].includes(controlOf(key) ?? '');
  return key.key === 'Enter' || key.key === 'Tab';
}

function ended(state: DetectorState, key: DetectorKey, settings: DetectorSettings): Verdict {
  const { run } = state;
  if (run === null) return key.at <= state.quietUntil ? hold(state) : pass(state);
  if (!isLongEnough(run, run.text, settings)) return broken(state);
  return scanned(state, run.text, key.at, settings);
}

function character(state: DetectorState, key: DetectorKey, settings: DetectorSettings): Verdict {
  const { run } = state;
  const prefix = keysOfSetting(settings.prefix);
  if (run === null && prefix.length > 0) {
    const [first = ''] = prefix;
    return isKey(key, first) && !key.ctrl && !key.alt
      ? hold({ ...state, run: { text: '', held: [key], first: null, prefix: 1, lastAt: key.at } })
      : pass(state);
  }
  if (run !== null && isKey(key, settings.suffix) && settings.suffix.length > 1 && !key.ctrl) {
    return isLongEnough(run, run.text, settings) ? scanned(state, run.text, key.at, settings) : broken(state);
  }
  const text = textOf(key, run !== null);
  if (text === null) return broken(state);
  if (run !== null) return appended(state, run, text, key, settings);
  // A space presses what has the focus, and begins no code.
  if (text === ' ' || text < ' ') return pass(state);
  return key.typing
    ? { ...pass({ ...state, run: begun(text, key, true) }), begins: true }
    : hold({ ...state, run: begun(text, key, false) });
}

/** With Ctrl they edit a field, or find: no scanner sends their control characters within a code. */
const SHORTCUTS: ReadonlySet<string> = new Set(['KeyA', 'KeyK', 'KeyV', 'KeyX', 'KeyY', 'KeyZ']);

/** @param within a run has begun: from here on Ctrl makes a control character and no shortcut */
function textOf(key: DetectorKey, within: boolean): string | null {
  if (key.meta || key.alt) return null;
  if (key.ctrl) return within && !SHORTCUTS.has(key.code) ? controlOf(key) : null;
  return characterOf(key) ?? controlOf({ key: key.key, code: '' });
}

function begun(text: string, press: KeyPress & { readonly at: number }, passes: boolean): Run {
  return { text, held: passes ? [] : [press], first: passes ? press : null, prefix: null, lastAt: press.at };
}

function prefixed(state: DetectorState, run: Run, key: DetectorKey, settings: DetectorSettings): Verdict {
  const matched = run.prefix ?? 0;
  if (!isKey(key, keysOfSetting(settings.prefix)[matched] ?? '')) {
    const next = keyDown({ ...state, run: null }, key, settings);
    return { ...next, release: [...run.held, ...next.release] };
  }
  return hold({ ...state, run: { ...run, held: [...run.held, key], prefix: matched + 1, lastAt: key.at } });
}

function appended(
  state: DetectorState,
  run: Run,
  added: string,
  press: KeyPress & { readonly at: number },
  settings: DetectorSettings,
): Verdict {
  const text = run.text + added;
  const { suffix } = settings;
  const isNamed = keysOfSetting(suffix).length === 1 && suffix.length > 1;
  const whole = text.slice(0, text.length - suffix.length);
  if (!isNamed && suffix !== '' && text.endsWith(suffix) && isLongEnough(run, whole, settings)) {
    return scanned(state, whole, press.at, settings);
  }
  return hold({ ...state, run: { ...run, text, held: [...run.held, press], lastAt: press.at } });
}

/** Behind a prefix even a short code is one. */
function isLongEnough(run: Run, text: string, { minLength }: DetectorSettings): boolean {
  return run.prefix === null ? text.length >= minLength : text.length > 0;
}

function scanned(state: DetectorState, text: string, at: number, { gapMs }: DetectorSettings): Verdict {
  return {
    state: { ...AT_REST, quietUntil: at + gapMs },
    takeBack: state.run !== null && state.run.first !== null,
    release: [],
    scan: text,
    hold: true,
    begins: false,
  };
}
