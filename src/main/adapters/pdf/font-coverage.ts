/** A group of characters, both ends included, that a font has pictures of. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Which characters a TrueType font has a picture of, by its table `cmap` (OpenType 1.9, "cmap", formats 4 and 12).
 * @throws RangeError when the file is none, or has no table of characters that we can read
 */
export function readCoverage(font: Uint8Array): (codePoint: number) => boolean {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(data, 'cmap');
  const count = data.getUint16(cmap + 2);
  const tables = Array.from({ length: count }, (_, index) => cmap + data.getUint32(cmap + 8 + index * 8));
  const full = tables.find((table) => data.getUint16(table) === 12);
  const basic = tables.find((table) => data.getUint16(table) === 4);
  if (full === undefined && basic === undefined) throw new RangeError('The font names no characters');
  const ranges = full === undefined ? basicRanges(data, basic ?? 0) : fullRanges(data, full);
  return (codePoint) => ranges.some(({ first, last }) => first <= codePoint && codePoint <= last);
}

function tableAt(data: DataView, name: string): number {
  const count = data.getUint16(4);
  for (let index = 0; index < count; index++) {
    const entry = 12 + index * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => data.getUint8(entry + offset)));
    if (tag === name) return data.getUint32(entry + 8);
  }
  throw new RangeError(`The font has no table ${name}`);
}

function fullRanges(data: DataView, table: number): readonly Range[] {
  return Array.from({ length: data.getUint32(table + 12) }, (_, index) => {
    const group = table + 16 + index * 12;
    return { first: data.getUint32(group), last: data.getUint32(group + 4) };
  });
}

/** Segments of the basic plane; what a segment maps to glyph 0 is not there. */
function basicRanges(data: DataView, table: number): readonly Range[] {
  const doubled = data.getUint16(table + 6);
  const [ends, starts] = [table + 14, table + 16 + doubled];
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled];
  const ranges: Range[] = [];
  for (let at = 0; at < doubled; at += 2) {
    const [first, last] = [data.getUint16(starts + at), data.getUint16(ends + at)];
    const offset = data.getUint16(offsets + at);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        offset === 0
          ? code + data.getUint16(deltas + at)
          : data.getUint16(offsets + at + offset + 2 * (code - first));
      if (glyph % 0x10000 !== 0) ranges.push({ first: code, last: code });
    }
  }
  return ranges;
}
