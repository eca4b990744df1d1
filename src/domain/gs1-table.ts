/**
 * Application identifiers of the GS1 General Specifications: how long each is, and what may stand behind it. Only
 * `predefined` lengths (figure 7.8.5-2) may be followed by the next identifier without a separator.
 */
export interface Gs1Format {
  /** Digits of the identifier itself. */
  readonly aiLength: 2 | 3 | 4;
  /** `n` digits, `x` the 82 characters of ISO/IEC 646 that GS1 allows. */
  readonly kind: 'n' | 'x';
  readonly min: number;
  readonly max: number;
  readonly predefined: boolean;
}

const row = (aiLength: 2 | 3 | 4, kind: 'n' | 'x', min: number, max: number): Gs1Format => ({
  aiLength,
  kind,
  min,
  max,
  predefined: false,
});
const fixed = (aiLength: 2 | 3 | 4, digits: number): Gs1Format => ({
  ...row(aiLength, 'n', digits, digits),
  predefined: true,
});

/** By the beginning of the identifier; the longest that fits is meant. */
const FORMATS: readonly (readonly [prefix: RegExp, format: Gs1Format])[] = [
  [/^00/, fixed(2, 18)],
  [/^0[1-3]/, fixed(2, 14)],
  [/^1[1-35-7]/, fixed(2, 6)],
  [/^20/, fixed(2, 2)],
  [/^10|^2[12]/, row(2, 'x', 1, 20)],
  [/^235/, row(3, 'x', 1, 28)],
  [/^24[01]|^25[01]/, row(3, 'x', 1, 30)],
  [/^242/, row(3, 'n', 1, 6)],
  [/^243/, row(3, 'x', 1, 20)],
  [/^253/, row(3, 'x', 13, 30)],
  [/^254/, row(3, 'x', 1, 20)],
  [/^255/, row(3, 'n', 13, 25)],
  [/^3[07]/, row(2, 'n', 1, 8)],
  [/^3[1-6]\d\d/, fixed(4, 6)],
  [/^39[02]\d/, row(4, 'n', 1, 15)],
  [/^39[13]\d/, row(4, 'n', 4, 18)],
  [/^394\d/, row(4, 'n', 4, 4)],
  [/^395\d/, row(4, 'n', 6, 6)],
  [/^40[013]/, row(3, 'x', 1, 30)],
  [/^402/, row(3, 'n', 17, 17)],
  [/^41[0-7]/, fixed(3, 13)],
  [/^42[0-7]/, row(3, 'x', 1, 20)],
  [/^43\d\d/, row(4, 'x', 1, 70)],
  [/^7003/, row(4, 'n', 10, 10)],
  [/^71[0-7]/, row(3, 'x', 1, 20)],
  [/^7[02]\d\d/, row(4, 'x', 1, 90)],
  [/^8005/, row(4, 'n', 6, 6)],
  [/^8[0-2]\d\d/, row(4, 'x', 1, 90)],
  [/^9\d/, row(2, 'x', 1, 90)],
];

/** The format of the identifier at the beginning of a text; null when GS1 has none such. */
export function gs1FormatOf(text: string): Gs1Format | null {
  return FORMATS.find(([prefix]) => prefix.test(text))?.[1] ?? null;
}

const CHARACTERS = {
  n: /^\d+$/,
  x: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/,
} as const satisfies Record<Gs1Format['kind'], RegExp>;

/** Whether a value has the length and the characters of its format. */
export function fitsFormat(value: string, { kind, min, max }: Gs1Format): boolean {
  return value.length >= min && value.length <= max && CHARACTERS[kind].test(value);
}
