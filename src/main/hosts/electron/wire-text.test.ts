import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toWireText } from './wire-text.ts';

const LIMIT = 64 * 1024;

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

test('SEC-4 a value is refused for its size exactly when its text is too long', () => {
  const limit = 60;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      const expected = Buffer.byteLength(text) > limit ? { kind: 'too_large' } : { kind: 'text', text };
      expect(toWireText(value, limit)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['numbers', Array.from({ length: 32_767 }, () => 1)],
  ['empty texts', Array.from({ length: 21_000 }, () => '')],
  ['empty lists', Array.from({ length: 21_000 }, () => [])],
  [
    'members left out',
    Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`member${at}`, undefined])),
  ],
])('SEC-4 a long message that still fits is carried: %s', (_what, value) => {
  expect(toWireText(value, LIMIT)).toEqual({ kind: 'text', text: JSON.stringify(value) });
});

const self: Record<string, unknown> = {};
self[''] = self;
const list: unknown[] = [];
list.push(list);
const doubling = nested(60, (inner) => [inner, inner]);

test.each([
  ['through a nameless member', self],
  ['through a list', list],
  ['of the same list twice, sixty times over', doubling],
])('SEC-4 what would never end, does: a cycle %s', (_what, value) => {
  expect(toWireText(value, LIMIT)).toEqual({ kind: 'too_large' });
});

test('SEC-4 nesting deeper than any stack is refused or carried, never thrown', () => {
  for (const levels of [1_000, 30_000, 1_000_000]) {
    expect(['text', 'not_json', 'too_large']).toContain(
      toWireText(
        nested(levels, (inner) => [inner]),
        LIMIT,
      ).kind,
    );
    const kind = toWireText(
      nested(levels, (inner) => ({ a: inner })),
      LIMIT,
    ).kind;
    expect(['text', 'not_json', 'too_large']).toContain(kind);
  }
});

test('SEC-4 a value whose members throw is refused', () => {
  const value = {
    get a(): never {
      throw new Error('no');
    },
  };
  expect(toWireText(value, LIMIT)).toEqual({ kind: 'not_json' });
  expect(toWireText({ toJSON: () => 1 }, LIMIT)).toEqual({ kind: 'not_json' });
});
