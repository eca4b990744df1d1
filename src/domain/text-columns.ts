/** Text for paper and screens of a fixed number of characters a line; no line is longer than `width`. */

/** Narrow and non-breaking spaces are not in a printer's code page, and break the columns of a terminal. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

export function centreText(text: string, width: number): string {
  const room = Math.max(0, width - text.length);
  return (' '.repeat(Math.floor(room / 2)) + text).slice(0, width);
}

/** Left and right text on one line, or on two where they do not fit. */
export function pairText(left: string, right: string, width: number): readonly string[] {
  const gap = width - left.length - right.length;
  if (gap >= 1) return [left + ' '.repeat(gap) + right];
  return [...wrapText(left, width), right.slice(0, width).padStart(width)];
}

/** Breaks at spaces; leading spaces are kept as the indent of every line. */
export function wrapText(text: string, width: number): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const room = width - indent.length;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(...breakWord(word, room));
    }
  }
  return lines.map((line) => indent + line);
}

/** Cuts a word that is wider than the paper, never in the middle of a character of two code units. */
function breakWord(word: string, width: number): readonly string[] {
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (last.length + character.length <= width) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces;
}
