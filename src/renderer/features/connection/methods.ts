/** The two that the operator documents; a deployment may have others, by names of its own. */
export const KNOWN_METHODS = ['card', 'sbp'] as const;

export type KnownMethod = (typeof KNOWN_METHODS)[number];

/** As long, and as many, as the contract takes. */
const NAME_MAX = 40;
const METHODS_MAX = 20;

export function isKnownMethod(name: string): name is KnownMethod {
  return KNOWN_METHODS.some((known) => known === name);
}

/** What can be chosen from: the known ones first, then those in use by another name. */
export function offeredMethods(methods: readonly string[]): readonly string[] {
  return [...KNOWN_METHODS, ...methods.filter((name) => !isKnownMethod(name))];
}

/** Switches a method on or off; null when it is the last one, which has to stay. */
export function toggleMethod(methods: readonly string[], name: string): readonly string[] | null {
  if (!methods.includes(name)) return inOrder([...methods, name]);
  return methods.length === 1 ? null : methods.filter((one) => one !== name);
}

/** Adds a method by the operator's own name; null when there is none, or no room. */
export function addMethod(methods: readonly string[], text: string): readonly string[] | null {
  const name = text.trim();
  if (name === '' || name.length > NAME_MAX || methods.length >= METHODS_MAX) return null;
  return methods.includes(name) ? methods : inOrder([...methods, name]);
}

function inOrder(methods: readonly string[]): readonly string[] {
  return offeredMethods(methods).filter((name) => methods.includes(name));
}
