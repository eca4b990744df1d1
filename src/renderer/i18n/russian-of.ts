/**
 * The shape that a Russian file must have, derived from the English one: the same keys, and for each plural
 * (`…_one` with `…_other`) also `…_few` and `…_many`. A missing key is a compile error.
 */
export type RussianOf<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : RussianOf<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Stem}_one` ? `${Stem}_few` | `${Stem}_many` : never]: string;
};
