/** The keys of the two layouts in the same order, without and with Shift. */
const LATIN = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';

const OTHER: ReadonlyMap<string, string> = new Map(
  [...LATIN].flatMap((latin, key): readonly [string, string][] => {
    const cyrillic = CYRILLIC[key] ?? latin;
    return [
      [latin, cyrillic],
      [cyrillic, latin],
    ];
  }),
);

/**
 * What the same keys write in the other layout (Russian ЙЦУКЕН and QWERTY); twice gives the text again.
 * Each letter by itself, so that a text half typed in the wrong layout is turned as well.
 */
export function otherLayout(text: string): string {
  return [...text.normalize('NFC')].map((letter) => OTHER.get(letter) ?? letter).join('');
}
