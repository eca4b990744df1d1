/**
 * Words of one script found by those of another: both are reduced to how they sound, loosely, so that `shokolad`,
 * `yogurt`, `jogurt`, `schi` and `khleb` meet шоколад, йогурт, щи and хлеб, and нутелла meets Nutella.
 *
 * Capitals in a sound stand for what no single Latin letter does: S ш щ, C ч, J ж, T ц.
 */
const CYRILLIC_SOUNDS: Readonly<Record<string, string>> = {
  ...pairs('абвгдезиклмнопрстуфх', 'abvgdeziklmnoprstufh'),
  ...pairs('жцчшщыэіѓўґ', 'JTCSSieigug'),
  ё: 'e',
  ъ: '',
  ь: '',
  ю: 'iu',
  я: 'ia',
  є: 'e',
};

const LATIN_SOUNDS: Readonly<Record<string, string>> = {
  shch: 'S',
  sch: 'S',
  sh: 'S',
  ch: 'C',
  zh: 'J',
  kh: 'h',
  ts: 'T',
  tz: 'T',
  zz: 'T',
  ph: 'f',
  ck: 'k',
  x: 'ks',
  q: 'k',
  w: 'v',
  y: 'i',
  j: 'i',
  c: 'k',
  ß: 's',
  ø: 'o',
  æ: 'e',
  œ: 'e',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, index) => [letter, to[index] ?? '']));
}

const SOUND = /shch|sch|[sczk]h|t[sz]|zz|ph|ck|c(?=[eiy])|[\p{L}\p{N}]/gu;

/** How a folded word sounds; what is spelled in many ways is one: doubled letters, `ie` and `e`. */
export function soundOf(word: string): string {
  return word
    .replace(SOUND, (part, at: number) => {
      if (part === 'c' && /[eiy]/.test(word[at + 1] ?? '')) return 's';
      return CYRILLIC_SOUNDS[part] ?? LATIN_SOUNDS[part] ?? part;
    })
    .replace(/(.)\1+/gu, '$1')
    .replace(/ie/g, 'e');
}

/** Spellings that are read in two ways; the second reading, written so that `soundOf` leaves it. */
const SECOND_READINGS = [
  [/[yj]o/g, 'e'],
  [/j/g, 'J'],
  [/c(?!h|k)/g, 'T'],
  [/x/g, 'h'],
  [/ц/g, 's'],
  [/дж/g, 'J'],
] as const;

/** Every way in which a typed word may be meant to sound, the likeliest first; eight at most. */
export function soundsOf(word: string): readonly string[] {
  let spellings: readonly string[] = [word];
  for (const [spelling, other] of SECOND_READINGS) {
    if (spelling.test(word))
      spellings = [...spellings, ...spellings.map((one) => one.replace(spelling, other))];
    spelling.lastIndex = 0;
  }
  return [...new Set(spellings.slice(0, 8).map(soundOf))].filter((sound) => sound !== '');
}

const TO_CYRILLIC: Readonly<Record<string, string>> = {
  shch: 'щ',
  sch: 'щ',
  sh: 'ш',
  ch: 'ч',
  zh: 'ж',
  kh: 'х',
  ts: 'ц',
  tz: 'ц',
  ph: 'ф',
  ck: 'к',
  ya: 'я',
  ja: 'я',
  yu: 'ю',
  ju: 'ю',
  yo: 'е',
  jo: 'е',
  ye: 'е',
  je: 'е',
  ...pairs('abcdefghijklmnopqrstuvwz', 'абкдефгхийклмнопкрстуввз'),
  x: 'кс',
};

const TO_LATIN: Readonly<Record<string, string>> = {
  ...pairs('абвгдеёзийклмнопрстуфхыэ', 'abvgdeeziiklmnoprstufhye'),
  ж: 'zh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
};

/** A folded word in the letters of the other script, by the usual rules; y is и, й or ы: both are tried. */
export function otherScript(word: string): readonly string[] {
  if (/\p{Script=Cyrillic}/u.test(word)) return [spell(word, TO_LATIN)];
  if (!/[a-z]/.test(word)) return [];
  const cyrillic = spell(word, TO_CYRILLIC).replaceAll('й', 'и');
  return [...new Set([cyrillic.replaceAll('y', 'и'), cyrillic.replaceAll('y', 'ы')])];
}

const LETTERS = /shch|sch|[sczk]h|t[sz]|ph|ck|[yj][aueo]|[\p{L}\p{N}]/gu;

const spell = (word: string, letters: Readonly<Record<string, string>>): string =>
  word.replace(LETTERS, (part) => letters[part] ?? part);
