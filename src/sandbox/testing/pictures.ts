import { type Answer, call } from './player.ts';
import type { Sandbox } from '../sandbox.ts';

/** The bytes of an image that begins and is built as its kind is; there is nothing to see on it. */
export interface Picture {
  readonly bytes: Buffer;
  readonly type: string;
}

function jpegSegment(marker: number, content: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
}

function pngChunk(kind: string, content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(`${kind}${content}CRC!`, 'latin1')]);
}

function webpChunk(kind: string, content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(kind, 'latin1'), length, Buffer.from(content, 'latin1'), padding]);
}

/** A JPEG of these segments: marker and content, before the picture itself. */
export function jpeg(...segments: readonly (readonly [number, string])[]): Picture {
  const parts = segments.map(([marker, content]) => jpegSegment(marker, content));
  const scan = Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
  return { type: 'image/jpeg', bytes: Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, scan]) };
}

/** A PNG of these chunks, between its head and its end. */
export function png(...chunks: readonly (readonly [string, string])[]): Picture {
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = chunks.map(([kind, content]) => pngChunk(kind, content));
  const bytes = Buffer.concat([start, pngChunk('IHDR', '0123456789abc'), ...parts, pngChunk('IEND', '')]);
  return { type: 'image/png', bytes };
}

/** A WebP of these chunks. */
export function webp(...chunks: readonly (readonly [string, string])[]): Picture {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks.map(([kind, text]) => webpChunk(kind, text))]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return { type: 'image/webp', bytes: Buffer.concat([Buffer.from('RIFF'), size, body]) };
}

/** A JPEG that says nothing about where it was taken. */
export const plainJpeg = jpeg([0xe0, 'JFIF\0\x01\x01'], [0xdb, 'tables']);

/** How an upload is wrapped. */
export interface Wrapping {
  readonly part?: string;
  /** Null: a field, not a file. */
  readonly fileName?: string | null;
  readonly contentType?: string;
  readonly apiKey?: string;
}

const boundary = 'sandbox-test-boundary';

/** Wraps bytes as `curl -F` does. */
export function wrapped(bytes: Uint8Array, wrapping: Wrapping = {}): Buffer {
  const { part = 'image', fileName = 'photo.jpg' } = wrapping;
  const file = fileName === null ? '' : `; filename="${fileName}"`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${part}"${file}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** Uploads an image as a till would. */
export function upload(sandbox: Sandbox, bytes: Uint8Array, wrapping: Wrapping = {}): Promise<Answer> {
  const { contentType = `multipart/form-data; boundary=${boundary}`, apiKey = sandbox.apiKey } = wrapping;
  return call('POST', `${sandbox.baseUrl}/api/v1/images`, {
    bytes: wrapped(bytes, wrapping),
    headers: { 'x-api-key': apiKey, 'content-type': contentType },
  });
}
