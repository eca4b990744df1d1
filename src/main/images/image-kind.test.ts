import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniffImage } from './image-kind.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each([
  ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['png', '\x89PNG\r\n\x1a\n\0\0'],
  ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
])('%s is taken', (kind, head) => {
  expect(sniffImage(bytes(head))).toEqual({ taken: true, kind });
});

test.each([
  ['gif', 'GIF89a'],
  ['heic', '\0\0\0\x18ftypheic'],
  ['heic', '\0\0\0\x18ftypmif1'],
  ['avif', '\0\0\0\x18ftypavif'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['svg', '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg width="1">'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['bmp', 'BM6'],
  ['pdf', '%PDF-1.7'],
  ['unknown', '\0\0\0\x18ftypisom'],
  ['unknown', 'RIFF\x10\0\0\0WAVE'],
  ['unknown', '\x89PNG'],
  ['unknown', ' \xff\xd8\xff'],
  ['unknown', 'name;price'],
  ['unknown', ''],
])('%s is refused by name: %j', (kind, head) => {
  expect(sniffImage(bytes(head))).toEqual({ taken: false, kind });
});

test('any bytes have an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
      expect(typeof sniffImage(head).taken).toBe('boolean');
    }),
  );
});
