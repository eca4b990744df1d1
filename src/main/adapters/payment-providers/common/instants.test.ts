import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toIso } from './instants.ts';

describe('times', () => {
  test.each([
    ['2026-09-03T11:18:30.101Z', '2026-09-03T11:18:30.101Z'],
    ['2026-09-03T11:18:30Z', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03T11:18Z', '2026-09-03T11:18:00.000Z'],
    ['2026-09-03T11:18:30.101839Z', '2026-09-03T11:18:30.101Z'],
    ['2026-09-03T14:18:30+03:00', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03T14:18:30+0300', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03T14:18:30+03', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03T05:48:30-05:30', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03 11:18:30.101839 Etc/UTC', '2026-09-03T11:18:30.101Z'],
    ['2026-09-03 11:18:30 Etc/UTC', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03T11:18:30', '2026-09-03T11:18:30.000Z'],
    ['2026-09-03 11:18:30', '2026-09-03T11:18:30.000Z'],
    ['2026-13-03T11:18:30Z', null],
    ['2026-09-03 11:18:30 Europe/Moscow', null],
    ['yesterday', null],
    ['1', null],
    ['', null],
  ])('%j is %j, in whatever zone the machine is', (text, iso) => {
    expect(toIso(text)).toBe(iso);
  });

  test('every instant that is written as ISO is read back', () => {
    const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (date) => {
        const iso = date.toISOString();
        expect(toIso(iso)).toBe(iso);
        expect(toIso(`${iso.slice(0, 10)} ${iso.slice(11, -1)}999 Etc/UTC`)).toBe(iso);
      }),
    );
  });
});
