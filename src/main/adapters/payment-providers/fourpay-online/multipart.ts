import { createHash } from 'node:crypto';

/** One file as a form sends it (RFC 7578). */
export interface FormFile {
  readonly part: string;
  /** Letters, digits, hyphens and dots of ASCII: nothing in it has to be quoted. */
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A form of one file. What parts it is the file's own digest, which no file holds by chance. */
export function formOfFile({ part, fileName, type, bytes }: FormFile): {
  readonly type: string;
  readonly bytes: Uint8Array;
} {
  // RFC 2046 allows 70 characters, and some readers insist.
  const boundary = `tillink-${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${part}"; filename="${fileName}"`,
    `Content-Type: ${type}`,
    '\r\n',
  ].join('\r\n');
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
