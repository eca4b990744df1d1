/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** As it stood in the header, nothing undone; null when the part is no file. */
  readonly fileName: string | null;
  readonly bytes: Buffer;
}

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
const closing = '--';

function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** A parameter of `content-disposition`, quoted or not. */
function parameter(disposition: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(disposition);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Reads what stands between two boundaries; null when it has no name. */
function readPart(section: Buffer): Part | null {
  const end = section.indexOf(headEnd);
  if (end < 0) return null;
  const disposition =
    /^content-disposition:(.*)$/im.exec(section.subarray(0, end).toString('utf8'))?.[1] ?? '';
  const name = parameter(disposition, 'name');
  if (name === null) return null;
  const bytes = section.subarray(end + headEnd.byteLength);
  return { name, fileName: parameter(disposition, 'filename'), bytes };
}

/** Where the line of a boundary ends, or that it is the last; null: only its beginning looks like one. */
function afterBoundary(body: Buffer, place: number): number | 'last' | null {
  if (body.toString('latin1', place, place + closing.length) === closing) return 'last';
  const end = body.indexOf(lineEnd, place);
  return end >= 0 && /^[ \t]*$/.test(body.toString('latin1', place, end)) ? end + lineEnd.byteLength : null;
}

/** The sections between the boundaries; null when the last boundary is missing. */
function sectionsOf(body: Buffer, delimiter: Buffer): readonly Buffer[] | null {
  const sections: Buffer[] = [];
  let start: number | null = null;
  for (let place = body.indexOf(delimiter); place >= 0; place = body.indexOf(delimiter, place + 1)) {
    const next = afterBoundary(body, place + delimiter.byteLength);
    if (next === null) continue;
    if (start !== null) sections.push(body.subarray(start, place));
    if (next === 'last') return sections;
    // The line end of this boundary may begin the next one, when the section between them is empty.
    start = next;
  }
  return null;
}

/**
 * Reads the parts of a `multipart/form-data` body (RFC 7578); null when it is none, has no end, or a part has no name.
 * @param contentType the header of the request; it names the boundary
 */
export function readParts(contentType: string, body: Buffer): readonly Part[] | null {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return null;
  // The first boundary has no line before it.
  const sections = sectionsOf(Buffer.concat([lineEnd, body]), Buffer.from(`\r\n--${boundary}`));
  const parts = sections?.map(readPart) ?? [null];
  const named = parts.filter((part) => part !== null);
  return named.length === parts.length ? named : null;
}
