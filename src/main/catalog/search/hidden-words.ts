/**
 * What filters ask for, as words beside the product's own, so that a filter and a text are one question to the
 * index. They begin with a sign that folding takes out of every typed text.
 */
export const FAVOURITE = '_f';
export const ACTIVE = '_a';
export const INACTIVE = '_i';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Two ids are two words, whatever they are made of; ours are UUIDs, and those are short. */
export function categoryWord(id: string): string {
  return UUID.test(id) ? `_c${id.replaceAll('-', '')}` : `_cx${Buffer.from(id).toString('hex')}`;
}

export interface HiddenFacts {
  readonly categoryId: string | null;
  readonly favourite: boolean;
  readonly active: boolean;
}

export function hiddenWords({ categoryId, favourite, active }: HiddenFacts): readonly string[] {
  return [
    active ? ACTIVE : INACTIVE,
    ...(favourite ? [FAVOURITE] : []),
    ...(categoryId === null ? [] : [categoryWord(categoryId)]),
  ];
}

export const isHidden = (word: string): boolean => word.startsWith('_');
