import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AT_REST,
  type DetectorKey,
  type DetectorSettings,
  type DetectorState,
  deadlineOf,
  endRun,
  keyDown,
  keyUp,
  type Verdict,
} from './detector.ts';
import { typedText } from './key-text.ts';

const PLAIN: DetectorSettings = { prefix: '', suffix: 'Enter', gapMs: 35, minLength: 4 };
const GS = '\u001d';

/** The Russian layout by place: what a scanner's keys arrive as. */
const RUSSIAN = new Map(
  [...'qwertyuiopasdfghjklzxcvbnm'].map((letter, index) => [
    letter,
    [...'йцукенгшщзфывапролдячсмить'][index],
  ]),
);

type Key = Partial<DetectorKey> & Pick<DetectorKey, 'key' | 'code'>;

function keyOf(character: string, layout: 'us' | 'ru' = 'us'): Key {
  const lower = character.toLowerCase();
  if (/[a-z]/i.test(character)) {
    const shift = character !== lower;
    const drawn = layout === 'ru' ? (RUSSIAN.get(lower) ?? lower) : lower;
    return { key: shift ? drawn.toUpperCase() : drawn, code: `Key${lower.toUpperCase()}`, shift };
  }
  if (/\d/.test(character)) return { key: character, code: `Digit${character}` };
  const shifted = ')!@#$%^&*('.indexOf(character);
  if (shifted >= 0) return { key: character, code: `Digit${shifted}`, shift: true };
  if (character === GS) return { key: 'ъ', code: 'BracketRight', ctrl: true };
  const place = {
    '-': 'Minus',
    '/': 'Slash',
    ' ': 'Space',
    '=': 'Equal',
    '.': 'Period',
    ']': 'BracketRight',
  }[character];
  return place ? { key: character, code: place } : { key: character, code: '' };
}

const ENTER: Key = { key: 'Enter', code: 'Enter' };

/** A field under a detector: what it contains, what was scanned, what went past, in the order of time. */
function till(settings: DetectorSettings = PLAIN, typing = true) {
  let state: DetectorState = AT_REST;
  let now = 0;
  let field = '';
  let before = '';
  const scans: string[] = [];
  const passed: string[] = [];
  const delays: number[] = [];
  const heldAt = new Map<unknown, number>();
  const act = (verdict: Verdict): boolean => {
    state = verdict.state;
    if (verdict.takeBack) field = before;
    for (const press of verdict.release) {
      delays.push(now - (heldAt.get(press) ?? now));
      field += typedText(press);
      passed.push(press.key);
    }
    if (verdict.scan !== null) scans.push(verdict.scan);
    if (verdict.begins) before = field;
    return verdict.hold;
  };
  const waitUntil = (at: number): void => {
    const due = deadlineOf(state, settings);
    if (due !== null && due < at) {
      now = due;
      act(endRun(state, settings, now));
    }
    now = at;
  };
  const down = (key: Key, after: number): void => {
    waitUntil(now + after);
    const whole = {
      shift: false,
      ctrl: false,
      alt: false,
      meta: false,
      repeat: false,
      composing: false,
      typing,
      at: now,
      ...key,
    };
    heldAt.set(whole, now);
    if (act(keyDown(state, whole, settings))) return;
    delays.push(0);
    passed.push(whole.key);
    if (typing && whole.key.length === 1 && !whole.ctrl && !whole.alt) field += whole.key;
  };
  return {
    down,
    up: (key: string, after = 0) => {
      waitUntil(now + after);
      act(keyUp(state, { key, at: now }, settings));
    },
    type: (text: string, after: number, layout: 'us' | 'ru' = 'us') => {
      for (const character of text) down(keyOf(character, layout), after);
    },
    rest: () => waitUntil(now + 1000),
    get state() {
      return state;
    },
    get field() {
      return field;
    },
    scans,
    passed,
    delays,
  };
}

describe('a scan', () => {
  it('is found by its speed, and leaves the field as it was', () => {
    const one = till();
    one.type('ab', 200);
    one.down(keyOf('4'), 200);
    one.type('006381333931', 5);
    one.down(ENTER, 5);
    expect([one.scans, one.field, one.state.run]).toEqual([['4006381333931'], 'ab', null]);
  });

  it('is what the scanner means, whatever the layout is', () => {
    const one = till();
    one.down(keyOf('A', 'ru'), 200);
    one.type('bC-12/x', 5, 'ru');
    one.down(ENTER, 5);
    expect([one.scans, one.field]).toEqual([['AbC-12/x'], '']);
  });

  it('is taken where no field has the focus, and not a key of it passes', () => {
    const one = till(PLAIN, false);
    one.type('2000000000015', 3);
    one.down(ENTER, 3);
    expect([one.scans, one.passed]).toEqual([['2000000000015'], []]);
  });

  it.each([
    ['Enter', 'Enter'],
    ['Enter', 'NumpadEnter'],
    ['Tab', 'Tab'],
  ])('ends with %s, which presses nothing, and neither does a second one', (key, code) => {
    const one = till();
    one.type('12345', 3);
    one.down({ key, code }, 3);
    one.down({ key, code }, 3);
    one.down({ key: 'j', code: 'KeyJ', ctrl: true }, 3);
    expect(one.scans).toEqual(['12345']);
    expect(one.passed).toEqual(['1']);
    one.down({ key, code }, 400);
    expect(one.passed).toEqual(['1', key]);
  });

  it.each(['m', 'j', 'i'])('ends with Ctrl+%s as well', (letter) => {
    const one = till();
    one.type('12345', 3);
    one.down({ ...keyOf(letter), ctrl: true }, 3);
    expect(one.scans).toEqual(['12345']);
  });

  it('shorter than the setting is typing, and its Enter comes after it', () => {
    const one = till();
    one.type('12', 3);
    one.down(ENTER, 3);
    expect([one.scans, one.field, one.passed]).toEqual([[], '12', ['1', '2', 'Enter']]);
  });

  it('without the end that is set is typing', () => {
    const one = till();
    one.type('123456', 3);
    one.rest();
    expect([one.scans, one.field]).toEqual([[], '123456']);
  });

  it('ends by a pause where no end is set', () => {
    const one = till({ ...PLAIN, suffix: '' });
    one.type('123456', 3);
    one.rest();
    expect([one.scans, one.field]).toEqual([['123456'], '']);
    one.type('654321', 3);
    one.down(keyOf('x'), 300);
    expect([one.scans, one.field]).toEqual([['123456', '654321'], 'x']);
  });

  it.each(['#', '##'])('ends with %s where that is set', (suffix) => {
    const one = till({ ...PLAIN, suffix });
    one.type(`12345${suffix}`, 3);
    expect([one.scans, one.field]).toEqual([['12345'], '']);
  });

  it('ends with a function key where that is set', () => {
    const one = till({ ...PLAIN, suffix: 'F9' });
    one.type('12345', 3);
    one.down({ key: 'F9', code: 'F9' }, 3);
    expect([one.scans, one.passed]).toEqual([['12345'], ['1']]);
    one.down({ key: 'F9', code: 'F9' }, 300);
    expect(one.passed).toEqual(['1', 'F9']);
  });
});

describe('the separator of element strings', () => {
  it('as Ctrl+], in any layout', () => {
    const one = till();
    one.type(`01040063813339312 1A${GS}91x`, 5, 'ru');
    one.down(ENTER, 5);
    expect(one.scans).toEqual([`01040063813339312 1A${GS}91x`]);
  });

  it('as Alt+029, and every other character so', () => {
    const one = till();
    one.type('21A', 4);
    for (const number of ['029', '0066', '67']) {
      one.down({ key: 'Alt', code: 'AltLeft', alt: true }, 4);
      for (const digit of number) one.down({ key: digit, code: `Numpad${digit}`, alt: true }, 2);
      one.up('Alt', 2);
    }
    one.down(ENTER, 4);
    expect([one.scans, one.field]).toEqual([[`21A${GS}BC`], '']);
  });

  it('as Alt+029 with the digits above the letters', () => {
    const one = till();
    one.type('21A', 4);
    one.down({ key: 'Alt', code: 'AltLeft', alt: true }, 4);
    for (const digit of '029') one.down({ key: digit, code: `Digit${digit}`, alt: true }, 2);
    one.up('Alt', 2);
    one.type('91x', 4);
    one.down(ENTER, 4);
    expect(one.scans).toEqual([`21A${GS}91x`]);
  });

  it('a whole code in Alt numbers', () => {
    const one = till(PLAIN, false);
    for (const character of `01${GS}2`) {
      one.down({ key: 'Alt', code: 'AltLeft', alt: true }, 4);
      for (const digit of `0${character.charCodeAt(0)}`)
        one.down({ key: digit, code: `Numpad${digit}`, alt: true }, 2);
      one.up('Alt', 2);
    }
    one.down(ENTER, 4);
    expect(one.scans).toEqual([`01${GS}2`]);
  });

  it('as the character itself', () => {
    const one = till();
    one.type('21A', 4);
    one.down({ key: GS, code: '' }, 4);
    one.type('91x', 4);
    one.down(ENTER, 4);
    expect(one.scans).toEqual([`21A${GS}91x`]);
  });
});

describe('a busy machine', () => {
  it.each([true, false])(
    'gives keys late, and the scan is whole all the same; into a field: %s',
    (typing) => {
      const settings = PLAIN;
      const key = (character: string, at: number): DetectorKey => ({
        shift: false,
        ctrl: false,
        alt: false,
        meta: false,
        repeat: false,
        composing: false,
        typing,
        at,
        ...keyOf(character),
      });
      let { state } = keyDown(AT_REST, key('1', 0), settings);
      ({ state } = keyDown(state, key('2', 4), settings));
      // The page thinks that it is over: the timer came before the keys.
      const early = endRun(state, settings, 40);
      expect(early.release.map(({ key: typed }) => typed)).toEqual(typing ? ['2'] : ['1', '2']);
      const next = keyDown(early.state, key('3', 8), settings);
      expect(next).toMatchObject({ takeBack: true, release: [], hold: true });
      expect(next.state.run?.held.map(({ key: held }) => held)).toEqual(['1', '2', '3']);
      ({ state } = keyDown(next.state, key('4', 12), settings));
      expect(keyDown(state, { ...key('4', 16), ...ENTER }, settings)).toMatchObject({
        scan: '1234',
        hold: true,
      });
      // Typed after all: everything comes back, and in order.
      expect(endRun(next.state, settings, 60).release.map(({ key: typed }) => typed)).toEqual([
        '1',
        '2',
        '3',
      ]);
    },
  );
});

describe('with a prefix', () => {
  it.each([
    ['~', [{ key: 'Ё', code: 'Backquote', shift: true }]],
    ['F8', [{ key: 'F8', code: 'F8' }]],
    ['$%', [keyOf('$'), keyOf('%')]],
  ])('%s: everything is held from there on, and short codes count', (prefix, keys) => {
    const one = till({ ...PLAIN, prefix });
    for (const key of keys) one.down(key, 5);
    one.type('12', 5);
    one.down(ENTER, 5);
    expect([one.scans, one.field, one.passed]).toEqual([['12'], '', []]);
  });

  it('typing is never held without it, however fast', () => {
    const one = till({ ...PLAIN, prefix: '~' });
    one.type('1234567890', 2);
    one.down(ENTER, 2);
    expect([one.scans, one.field, new Set(one.delays)]).toEqual([[], '1234567890', new Set([0])]);
  });

  it('the prefix alone is a key like any other', () => {
    const one = till({ ...PLAIN, prefix: '$%' });
    one.type('$', 5);
    one.rest();
    one.type('$', 5);
    one.type('x', 5);
    one.rest();
    expect([one.scans, one.field]).toEqual([[], '$$x']);
  });
});

describe('a person', () => {
  it('who holds a key down is no scanner', () => {
    const one = till();
    one.down(keyOf('1'), 200);
    for (let times = 0; times < 20; times++) one.down({ ...keyOf('1'), repeat: true }, 30);
    one.down(ENTER, 30);
    expect([one.scans, one.field, one.passed.at(-1)]).toEqual([[], '1'.repeat(21), 'Enter']);
  });

  it('who composes characters is left alone', () => {
    const one = till();
    for (const key of ['n', 'i', 'h', 'a', 'o']) one.down({ ...keyOf(key), composing: true }, 5);
    one.down({ ...ENTER, composing: true }, 5);
    expect([one.scans, one.delays.some((delay) => delay > 0)]).toEqual([[], false]);
  });

  it('rolls over two keys: both are there, in order', () => {
    const one = till();
    one.type('он', 20, 'ru');
    one.down({ key: 'Backspace', code: 'Backspace' }, 10);
    expect([one.field, one.passed]).toEqual(['он', ['о', 'н', 'Backspace']]);
  });

  it('keeps every shortcut', () => {
    const one = till(PLAIN, false);
    for (const key of [
      { key: 'F9', code: 'F9' },
      { key: 'z', code: 'KeyZ', ctrl: true },
      { key: ' ', code: 'Space' },
      ENTER,
      { key: 'Tab', code: 'Tab' },
      { key: 'ArrowDown', code: 'ArrowDown' },
    ])
      one.down(key, 10);
    expect(one.passed).toEqual(['F9', 'z', ' ', 'Enter', 'Tab', 'ArrowDown']);
  });

  it.each(['a', 'k', 'v', 'x', 'y', 'z'])(
    'keeps Ctrl+%s right behind quick digits, and types no letter',
    (letter) => {
      const one = till();
      one.type('300', 5);
      one.down({ key: 'Control', code: 'ControlLeft', ctrl: true }, 5);
      one.down({ ...keyOf(letter), ctrl: true }, 5);
      expect([one.field, one.passed.at(-1)]).toEqual(['300', letter]);
      one.type('500', 5);
      one.down(ENTER, 5);
      expect([one.field, one.scans]).toEqual(['300500', []]);
    },
  );

  it('types no letter by a held key with Ctrl that turns out to be no scan', () => {
    const one = till();
    one.type('12', 5);
    one.down({ key: 'c', code: 'KeyC', ctrl: true }, 5);
    one.rest();
    expect(one.field).toBe('12');
  });

  it('who types nowhere waits for one gap and no longer, and gets what the layout says', () => {
    const one = till(PLAIN, false);
    one.down({ key: 'й', code: 'KeyQ' }, 200);
    one.rest();
    expect([one.passed, one.delays]).toEqual([['й'], [35]]);
  });
});

type Input =
  | { readonly kind: 'typed'; readonly text: string; readonly gaps: readonly number[] }
  | { readonly kind: 'scanned'; readonly text: string; readonly gaps: readonly number[] };

const characters = fc.constantFrom(...'abcxyzABCXYZ0123456789-/.= ');
const textOf = (min: number, max: number) =>
  fc.array(characters, { minLength: min, maxLength: max }).map((list) => list.join(''));
const human: fc.Arbitrary<Input> = textOf(1, 12).chain((text) =>
  fc
    .array(fc.integer({ min: 60, max: 400 }), { minLength: 12, maxLength: 12 })
    .map((gaps) => ({ kind: 'typed' as const, text, gaps })),
);
const scan: fc.Arbitrary<Input> = textOf(4, 40)
  // A code begins with no space.
  .map((text) => text.replace(/^ /, '0'))
  .chain((text) =>
    fc
      .array(fc.integer({ min: 0, max: 15 }), { minLength: 41, maxLength: 41 })
      .map((gaps) => ({ kind: 'scanned' as const, text, gaps })),
  );

describe('any typing and any scans', () => {
  it.each([
    ['a field', true, 0],
    ['nothing', false, 35],
  ] as const)('into %s: no key is lost, none changes places, every scan is whole', (_name, typing, most) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(human, scan), { maxLength: 12 }),
        fc.constantFrom('us', 'ru'),
        (inputs, layout) => {
          const one = till(PLAIN, typing);
          for (const { kind, text, gaps } of inputs) {
            [...text].forEach((character, index) => {
              one.down(keyOf(character, layout), index === 0 ? 100 : (gaps[index] ?? 10));
            });
            if (kind === 'scanned') one.down(ENTER, gaps[40] ?? 10);
          }
          one.rest();
          const said = (wanted: Input['kind']): readonly string[] =>
            inputs.filter(({ kind }) => kind === wanted).map(({ text }) => text);
          const typed = [...said('typed').join('')].map((character) => keyOf(character, layout).key);
          expect(one.scans).toEqual(said('scanned'));
          if (typing) expect(one.field).toBe(typed.join(''));
          else expect(one.passed).toEqual(typed);
          expect(Math.max(0, ...one.delays)).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whatever keys come at whatever speed, what is not scanned is typed, in order', () => {
    const press = fc.record({
      character: characters,
      after: fc.integer({ min: 0, max: 60 }),
      enter: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 60 }), fc.constantFrom('Enter', ''), (presses, suffix) => {
        const one = till({ ...PLAIN, suffix });
        let all = '';
        for (const { character, after, enter } of presses) {
          one.down(keyOf(character), after);
          all += character;
          if (enter) one.down(ENTER, after);
        }
        one.rest();
        // Cutting the scans out of all that came, one after the other, leaves what the field has.
        let rest = all;
        let from = 0;
        for (const scanned of one.scans) {
          const at = rest.indexOf(scanned, from);
          expect(at).toBeGreaterThanOrEqual(0);
          rest = rest.slice(0, at) + rest.slice(at + scanned.length);
          from = 0;
        }
        expect([...rest].sort()).toEqual([...one.field].sort());
      }),
      { numRuns: 500 },
    );
  });
});
