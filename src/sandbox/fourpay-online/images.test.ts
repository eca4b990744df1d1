import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import { jpeg, plainJpeg, png, upload, webp, wrapped } from '../testing/pictures.ts';
import { type Answer, at, call, coffee, listAt, playerOf, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };
const mebibyte = 1024 * 1024;

const urlOf = (answer: Answer): string => textAt(answer.json, 'data.url');

test('takes an image and shows it to everybody, as it came', async () => {
  const { sandbox, control } = await startPlayer({ clock: morning });
  const answer = await upload(sandbox, plainJpeg.bytes);
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({ data: { url: expect.any(String) } });
  const url = urlOf(answer);
  expect(url).toMatch(new RegExp(`^${sandbox.baseUrl}/images/uploads/42/1772359200000-\\d+-photo\\.jpg$`));
  const shown = await call('GET', url);
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect(shown.headers['x-content-type-options']).toBe('nosniff');
  expect(shown.bytes).toEqual(plainJpeg.bytes);
  expect(listAt(await control('GET', '/state'), 'images')).toEqual([
    {
      id: url.split('/').at(-1),
      partnerId: 42,
      created: '2026-03-01T10:00:00.000Z',
      url,
      type: 'image/jpeg',
      size: plainJpeg.bytes.byteLength,
      fileName: 'photo.jpg',
      exif: false,
    },
  ]);
});

test.each([
  ['a JPEG', jpeg([0xe0, 'JFIF\0'], [0xe1, 'http://ns.adobe.com/xap/1.0/\0']), false],
  ['a JPEG with EXIF', jpeg([0xe0, 'JFIF\0'], [0xe1, 'Exif\0\0MM'], [0xdb, 'x']), true],
  ['a JPEG with the word in its scan', jpeg([0xfe, 'Exif\0\0']), false],
  ['a PNG', png(['tEXt', 'Title\0Exif'], ['IDAT', 'eXIf']), false],
  ['a PNG with EXIF', png(['eXIf', 'MM']), true],
  ['a PNG with EXIF as a text', png(['zTXt', 'Raw profile type exif\0\0abc']), true],
  ['a WebP', webp(['VP8 ', 'EXIF']), false],
  ['a WebP with EXIF', webp(['VP8X', '0123456789'], ['VP8 ', 'odd'], ['EXIF', 'MM']), true],
  [
    'a JPEG that ends early',
    { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 9, 69]) },
    false,
  ],
])('tells the kind by its first bytes, and EXIF: %s', async (_name, picture, exif) => {
  const { sandbox, control } = await startPlayer();
  const answer = await upload(sandbox, picture.bytes, { fileName: 'whatever.txt' });
  expect(answer.status).toBe(201);
  expect((await call('GET', urlOf(answer))).headers['content-type']).toBe(picture.type);
  expect(listAt(await control('GET', '/state'), 'images')).toMatchObject([{ type: picture.type, exif }]);
});

test.each([
  ['photo of me (1).jpg', /-photo-of-me-1-\.jpg$/],
  ['../../etc/passwd', /-passwd$/],
  ['C:\\Users\\Anna\\кофе.png', /-\d+--\.png$/],
  ['', /-\d+-$/],
  [null, /-\d+-$/],
])('keeps the file name %j as it came, and another one for itself', async (fileName, ending) => {
  const { sandbox, control } = await startPlayer();
  const url = urlOf(await upload(sandbox, plainJpeg.bytes, { fileName }));
  expect(url).toMatch(ending);
  expect((await call('GET', url)).status).toBe(200);
  expect(listAt(await control('GET', '/state'), 'images')).toMatchObject([{ fileName }]);
});

test.each([
  ['text', Buffer.from('GIF89a'), {}, 422, ['image']],
  ['nothing', Buffer.from(''), {}, 422, ['image']],
  ['another part', plainJpeg.bytes, { part: 'file' }, 422, ['image']],
  ['something that is no form', plainJpeg.bytes, { contentType: 'image/jpeg' }, 400, []],
  ['a wrong key', plainJpeg.bytes, { apiKey: 'pk_test_wrong' }, 401, []],
])('refuses %s', async (_name, bytes, wrapping, status, fields) => {
  const { sandbox, control } = await startPlayer();
  const answer = await upload(sandbox, bytes, wrapping);
  expect(answer.status).toBe(status);
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual(fields);
  expect(listAt(await control('GET', '/state'), 'images')).toEqual([]);
});

test('takes 5 MiB and not a byte more, whatever is wrapped around it', async () => {
  const { sandbox, control } = await startPlayer();
  const image = (bytes: number): Buffer => Buffer.concat([plainJpeg.bytes], bytes);
  expect((await upload(sandbox, image(5 * mebibyte))).status).toBe(201);
  for (const bytes of [5 * mebibyte + 1, 7 * mebibyte]) {
    expect((await upload(sandbox, image(bytes))).status).toBe(413);
  }
  expect(listAt(await control('GET', '/state'), 'images')).toHaveLength(1);
});

test('other calls take 1 MiB as before', async () => {
  const { sandbox } = await startPlayer();
  const answer = await call('POST', `${sandbox.baseUrl}/api/v1/products`, {
    bytes: wrapped(Buffer.alloc(2 * mebibyte)),
    headers: { 'x-api-key': sandbox.apiKey },
  });
  expect(answer.status).toBe(413);
});

test('shows nothing under another partner, an unknown name or a path out of the folder', async () => {
  const { sandbox } = await startPlayer();
  const { pathname } = new URL(urlOf(await upload(sandbox, plainJpeg.bytes)));
  const paths = [
    pathname.replace('/42/', '/43/'),
    `${pathname}x`,
    '/images/uploads/42/..%2F..%2Fstate.json',
    '/images/uploads/42/%2E%2E',
  ];
  for (const path of paths) expect((await call('GET', sandbox.baseUrl + path)).status).toBe(404);
  expect((await call('POST', sandbox.baseUrl + pathname)).status).toBe(405);
});

function temporaryState(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.json');
}

test('refuses more images than there is room for', async () => {
  const statePath = temporaryState();
  const large = { sequence: 1, id: '1-1-a', partnerId: 43, createdMs: 1, type: 'image/png', exif: false };
  const images = [{ ...large, sizeBytes: 256 * mebibyte - plainJpeg.bytes.byteLength }];
  const fourPayOnline = { nextSequence: 2, links: [], transactions: [], images };
  writeFileSync(statePath, JSON.stringify({ version: 1, port: null, clockOffsetMs: 0, fourPayOnline }));
  const { sandbox } = await startPlayer({ statePath });
  expect((await upload(sandbox, plainJpeg.bytes)).status).toBe(201);
  const refused = await upload(sandbox, plainJpeg.bytes);
  expect([refused.status, at(refused.json, 'error')]).toEqual([507, 'insufficient_storage']);
});

test('images lie beside the state file and survive a restart, on another port too', async () => {
  const statePath = temporaryState();
  const first = await startSandbox({ statePath });
  const url = urlOf(await upload(first, plainJpeg.bytes));
  const link = await playerOf(first).makeLink({ ...coffee, image: url });
  await first.close();
  expect(readdirSync(`${statePath}.images`)).toEqual([url.split('/').at(-1)]);
  const squatter = await startSandbox({ port: Number(new URL(url).port) });
  onTestFinished(() => squatter.close());
  const again = await startPlayer({ statePath });
  expect(again.sandbox.baseUrl).not.toBe(first.baseUrl);
  const { pathname } = new URL(url);
  expect((await call('GET', again.sandbox.baseUrl + pathname)).bytes).toEqual(plainJpeg.bytes);
  expect((await again.page('GET', `/pay/link/${link}`)).text).toContain(`src="${pathname}"`);
  rmSync(`${statePath}.images`, { recursive: true });
  expect((await call('GET', again.sandbox.baseUrl + pathname)).status).toBe(404);
});

test('an upload that is never answered, one that was kept and answered 500, and a cut picture', async () => {
  const player = await startPlayer();
  const { sandbox, control } = player;
  await control('POST', '/faults', { kind: 'hang', method: 'POST', path: '/api/v1/images' });
  const hanging = expect(upload(sandbox, plainJpeg.bytes)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect
    .poll(async () => listAt(await control('GET', '/requests'), 'requests'))
    .toMatchObject([{ path: '/api/v1/images', status: null }]);
  await control('POST', '/faults', { kind: '500_after_write', method: 'POST', path: '/api/v1/images' });
  expect((await upload(sandbox, plainJpeg.bytes)).status).toBe(500);
  const [image] = listAt(await control('GET', '/state'), 'images');
  await control('POST', '/faults', { kind: 'truncated', path: '/images/*' });
  await expect(call('GET', textAt(image, 'url'))).rejects.toMatchObject({ code: 'ECONNRESET' });
  await sandbox.close();
  await hanging;
});
