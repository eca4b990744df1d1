import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNdjsonReader } from './ndjson.ts';

function readAll(chunks: readonly string[]): readonly unknown[] {
  const values: unknown[] = [];
  const feed = createNdjsonReader((value) => values.push(value));
  for (const chunk of chunks) feed(chunk);
  return values;
}

it('reads the same values wherever the chunks end, heartbeats among them', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.nat({ max: 400 })), (values, cuts) => {
      const text = values.map((value) => `${JSON.stringify(value)}\n\n`).join('');
      const ends = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const chunks = ends.slice(1).map((end, index) => text.slice(ends[index], end));
      expect(readAll(chunks)).toEqual(JSON.parse(JSON.stringify(values)));
    }),
  );
});

it('keeps an unfinished line to itself and drops what is no JSON', () => {
  expect(readAll(['{"a":1}\nnot json\n{"b"', ':2}\n{"c":3}'])).toEqual([{ a: 1 }, { b: 2 }]);
});
