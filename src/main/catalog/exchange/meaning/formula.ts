/**
 * Cells that a spreadsheet would run as a formula get an apostrophe before them, and lose it when they are read
 * again. A text that looks neutralised already gets one more, so that every text comes back as it was.
 */
const RISKY = /^'*[=+\-@\t\r]/;

export function neutralise(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

export function restore(text: string): string {
  return text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text;
}
