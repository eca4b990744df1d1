import { expect, test } from 'vitest';
import { readParts } from './multipart.ts';

const kind = 'multipart/form-data; boundary=b0';
const body = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');

test('reads files and fields, whatever bytes are in them', () => {
  const bytes = Buffer.concat([
    body('preamble\n--b0\nContent-Disposition: form-data; name="note"\n\nhello\n--b0\n'),
    body(
      'Content-Type: image/png\ncontent-disposition: form-data; name="image"; filename="a \\"b\\".png"\n\n',
    ),
    Buffer.from([0, 255, 13, 10, 45, 45, 98, 13, 10]),
    body('\n--b0--\nepilogue'),
  ]);
  expect(readParts(kind, bytes)).toEqual([
    { name: 'note', fileName: null, bytes: Buffer.from('hello') },
    { name: 'image', fileName: 'a \\"b\\".png', bytes: Buffer.from([0, 255, 13, 10, 45, 45, 98, 13, 10]) },
  ]);
});

test('takes a boundary in quotes, names without them, and text that only begins like a boundary', () => {
  const text =
    '--b 0\ncontent-disposition: form-data; name=image; filename=x.png\n\nab\n--b 00\ncd\n--b 0  \n';
  const last = 'content-disposition: form-data; name="empty"; filename=""\n\n\n--b 0--';
  expect(readParts('Multipart/Form-Data; charset=utf-8; boundary="b 0"', body(text + last))).toEqual([
    { name: 'image', fileName: 'x.png', bytes: Buffer.from('ab\r\n--b 00\r\ncd') },
    { name: 'empty', fileName: '', bytes: Buffer.from('') },
  ]);
});

test('a form without parts has none', () => {
  expect(readParts(kind, body('--b0--\n'))).toEqual([]);
});

test.each([
  ['another kind', 'application/json', '{}'],
  ['no boundary', 'multipart/form-data', '--b0--'],
  ['no end', kind, '--b0\ncontent-disposition: form-data; name="image"\n\nhalf'],
  ['another boundary', kind, '--b1--'],
  ['a part without a name', kind, '--b0\ncontent-disposition: form-data\n\nx\n--b0--'],
  ['a part without an end of its head', kind, '--b0\ncontent-disposition: form-data; name="image"\n--b0--'],
  ['an empty part', kind, '--b0\n--b0--'],
  ['nothing', kind, ''],
])('refuses %s', (_name, type, text) => {
  expect(readParts(type, body(text))).toBeNull();
});
