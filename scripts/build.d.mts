/** @throws Error when the build fails; the build's own words have been printed then */
export function ensureBuilt(node: string): void;
