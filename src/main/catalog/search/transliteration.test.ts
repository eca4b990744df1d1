import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from './search-text.ts';
import { otherScript, soundOf, soundsOf } from './transliteration.ts';

/** As stored, and every way in which it is typed. */
const SPELLINGS: readonly (readonly [word: string, ...typed: string[]])[] = [
  ['молоко', 'moloko'],
  ['шоколад', 'shokolad', 'schokolad'],
  ['щи', 'schi', 'shchi'],
  ['хлеб', 'hleb', 'khleb', 'xleb'],
  ['йогурт', 'yogurt', 'jogurt', 'iogurt'],
  ['чай', 'chai', 'chay', 'chaj'],
  ['ёлка', 'yolka', 'jolka', 'elka'],
  ['мёд', 'med', 'myod', 'mjod'],
  ['цезарь', 'tsezar', 'cezar', 'tzezar'],
  ['яйцо', 'yajco', 'yaitso', 'iaico', 'jajco'],
  ['печенье', 'pechenye', 'pechenie', 'pechene', 'pechenje'],
  ['жевательный', 'zhevatelnyj', 'zhevatelny', 'jevatelniy'],
  ['юбка', 'yubka', 'jubka', 'iubka'],
  ['объявление', 'obyavlenie', 'obiavlenie'],
  ['сыр', 'syr', 'sir'],
  ['Nutella', 'нутелла', 'нутела'],
  ['Coca', 'кока'],
  ['Nescafé', 'нескафе'],
  ['Pizza', 'пицца'],
  ['Schauma', 'шаума'],
  ['Philips', 'филипс'],
  ['coffee', 'кофе'],
  ['Cif', 'циф'],
];

describe('how words sound', () => {
  test.each(SPELLINGS)('%s is heard in %s', (word, ...typed) => {
    const sound = soundOf(foldText(word));
    for (const one of typed) expect(soundsOf(foldText(one))).toContain(sound);
  });

  test('different words sound different', () => {
    for (const [one, other] of [
      ['молоко', 'молоток'],
      ['сок', 'соль'],
      ['чай', 'шай'],
      ['жир', 'зир'],
      ['рис', 'лис'],
    ] as const) {
      expect(soundOf(one)).not.toBe(soundOf(other));
    }
  });

  test('any word has a sound, and few ways to be meant', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-я]{1,40}$/), (word) => {
        const sounds = soundsOf(foldText(word));
        expect(sounds.length).toBeLessThanOrEqual(8);
        for (const sound of sounds) expect(sound).toMatch(/^[a-zSCJT]+$/);
      }),
    );
  });
});

test('a word in the letters of the other script', () => {
  expect(otherScript('moloko')).toEqual(['молоко']);
  expect(otherScript('syr')).toEqual(['сир', 'сыр']);
  expect(otherScript('shchi')).toEqual(['щи']);
  expect(otherScript('молоко')).toEqual(['moloko']);
  expect(otherScript('250')).toEqual([]);
});
