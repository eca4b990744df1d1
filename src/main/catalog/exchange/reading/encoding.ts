import iconv from 'iconv-lite';
import type { TextEncodingName } from './table.ts';

/** So many bytes tell the encoding and the delimiter. */
export const HEAD_BYTES = 262_144;

/**
 * The encoding of a text by its content: a mark at its beginning, zeros in every other byte, or whether it is valid
 * UTF-8. What is neither is windows-1251: any byte means something there, and it is what spreadsheets of the region
 * write by themselves.
 * @param whole the head is the whole file: its last character is not cut
 */
export function detectEncoding(head: Uint8Array, whole: boolean): TextEncodingName {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const wide = wideWithoutMark(head);
  if (wide) return wide;
  return isUtf8(head, whole) ? 'utf-8' : 'windows-1251';
}

function isUtf8(head: Uint8Array, whole: boolean): boolean {
  try {
    // A character that is cut at the end of the head is no fault: `stream` waits for its rest.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 without a mark: digits, delimiters and line ends have a zero beside each of them. */
function wideWithoutMark(head: Uint8Array): TextEncodingName | null {
  const looked = Math.min(head.length, 4096) & ~1;
  if (looked < 8) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < looked; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  const share = looked / 2 / 8;
  if (odd > share && even === 0) return 'utf-16le';
  if (even > share && odd === 0) return 'utf-16be';
  return null;
}

/** Turns bytes into text piece by piece; marks at the beginning and bytes that mean nothing are dealt with. */
export interface TextDecoding {
  write(bytes: Uint8Array): string;
  end(): string;
}

export function decodingOf(encoding: TextEncodingName): TextDecoding {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}
