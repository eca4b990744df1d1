/** @returns the browser's path, or null where none can be had */
export function findChromium(node: string): string | null;
