import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { imageSchema } from '../../src/contract/catalog.ts';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { type FileDesk, openFileDesk } from '../../src/main/files/file-desk.ts';
import { readImage } from '../../src/main/images/image-files.ts';
import { createImages, type ImageService } from '../../src/main/images/image-service.ts';
import type { RunProgram } from '../../src/main/ports.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { type RecordedLog, recordedLog } from '../electron-stand-in/recorded-log.ts';
import { CAMERA, claimedPng, colourAt, halves, noise } from './image-pictures.ts';

/** The real decoders in a real process, the real disk. */

let root: string;
let folder: string;
let desk: FileDesk;
let images: ImageService;
let log: RecordedLog;

function open(runProgram: RunProgram = runInNode): ImageService {
  return createImages({ folder, desk, runProgram, logger: log });
}

beforeEach(() => {
  root = temporaryFolder();
  folder = join(root, 'images');
  log = recordedLog();
  desk = openFileDesk({ folder: join(root, 'files'), ids: randomIds(systemClock), logger: log });
  images = open();
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function bring(bytes: Uint8Array): Promise<string> {
  return (await desk.receive(once(bytes), 'picture', 'image')).handle;
}

interface Made {
  readonly names: { readonly tile: string; readonly large: string };
  readonly tile: Buffer;
  readonly large: Buffer;
}

async function take(bytes: Uint8Array): Promise<Made> {
  const names = await images.take(await bring(bytes));
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  return { names, tile: read(names.tile), large: read(names.large) };
}

async function reasonOf(bytes: Uint8Array): Promise<unknown> {
  const error = await images.take(await bring(bytes)).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ code: 'IMAGE_UNREADABLE' });
  expect(String(error)).not.toContain(root);
  return error instanceof Error && 'details' in error ? error.details : null;
}

const onDisk = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
const onDesk = (): readonly string[] => readdirSync(join(root, 'files'));

test.each(['jpeg', 'png', 'webp'] as const)('a %s becomes a square tile and a large one', async (format) => {
  const { names, tile, large } = await take(await halves(1600, 1200).toFormat(format).toBuffer());
  expect(imageSchema.safeParse(names).success).toBe(true);
  expect(await sharp(tile).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
  expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 1024, height: 768 });
  for (const [name, bytes] of [
    [names.tile, tile],
    [names.large, large],
  ] as const) {
    expect(name).toBe(`${createHash('sha256').update(bytes).digest('hex')}.webp`);
  }
  if (process.platform !== 'win32') expect(statSync(join(folder, names.tile)).mode & 0o777).toBe(0o600);
  expect(onDesk()).toEqual([]);
});

test('a small picture is not blown up, except for the tile', async () => {
  const { tile, large } = await take(await halves(64, 40).png().toBuffer());
  expect(await sharp(large).metadata()).toMatchObject({ width: 64, height: 40 });
  expect(await sharp(tile).metadata()).toMatchObject({ width: 320, height: 320 });
});

test('the same picture is the same image, however often it is taken', async () => {
  const bytes = await halves(800, 600).jpeg().toBuffer();
  const first = await take(bytes);
  expect((await take(bytes)).names).toEqual(first.names);
  expect(onDisk()).toHaveLength(2);
});

test('an image that a disk has damaged is written anew', async () => {
  const bytes = await halves(800, 600).jpeg().toBuffer();
  const first = await take(bytes);
  writeFileSync(join(folder, first.names.tile), 'damaged');
  expect((await take(bytes)).tile).toEqual(first.tile);
});

test('SEC-8 what a camera writes beside the pixels is gone, a place on earth too', async () => {
  const bytes = await halves(800, 600).jpeg().withExif(CAMERA).withIccProfile('p3').toBuffer();
  expect(bytes.includes('CAMERA-MARK')).toBe(true);
  const { tile, large } = await take(bytes);
  for (const made of [tile, large]) {
    const { exif, icc, xmp, iptc, orientation } = await sharp(made).metadata();
    expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
    expect(['CAMERA-MARK', 'SOFTWARE-MARK', 'NAME-MARK'].some((mark) => made.includes(mark))).toBe(false);
  }
});

test.each([
  [1, 'left', 0.25, 0.5],
  [2, 'right', 0.75, 0.5],
  [3, 'right', 0.75, 0.5],
  [4, 'left', 0.25, 0.5],
  [5, 'top', 0.5, 0.25],
  [6, 'top', 0.5, 0.25],
  [7, 'bottom', 0.5, 0.75],
  [8, 'bottom', 0.5, 0.75],
] as const)('a camera held in way %i: the red half is %s', async (orientation, _where, x, y) => {
  const bytes = await halves(900, 600).jpeg().withMetadata({ orientation }).toBuffer();
  const { tile, large } = await take(bytes);
  expect(await sharp(large).metadata()).toMatchObject(
    orientation > 4 ? { width: 600, height: 900 } : { width: 900, height: 600 },
  );
  for (const made of [tile, large]) {
    const [red = 0, , blue = 0] = await colourAt(made, x, y);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
    const [otherRed = 0] = await colourAt(made, 1 - x, 1 - y);
    expect(otherRed).toBeLessThan(60);
  }
});

test('a wide colour profile is turned into the usual one, and its colour with it', async () => {
  const p3 = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#808080' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { large } = await take(p3);
  for (const part of await colourAt(large, 0.5, 0.5)) expect(Math.abs(part - 128)).toBeLessThan(6);
});

test('CMYK, grey, 16 bits and a palette come out in usual colours', async () => {
  const red = sharp({ create: { width: 400, height: 300, channels: 3, background: '#e01010' } });
  const pictures = {
    cmyk: await red.clone().toColourspace('cmyk').jpeg().toBuffer(),
    deep: await red.clone().toColourspace('rgb16').png().toBuffer(),
    palette: await red.clone().png({ palette: true }).toBuffer(),
  };
  expect(await sharp(pictures.cmyk).metadata()).toMatchObject({ space: 'cmyk' });
  expect(await sharp(pictures.deep).metadata()).toMatchObject({ depth: 'ushort' });
  for (const bytes of Object.values(pictures)) {
    const { large } = await take(bytes);
    expect(await sharp(large).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 });
    const [r = 0, g = 0] = await colourAt(large, 0.5, 0.5);
    expect(r).toBeGreaterThan(180);
    expect(g).toBeLessThan(70);
  }
  const grey = await take(await sharp(pictures.palette).greyscale().jpeg().toBuffer());
  expect(await sharp(grey.large).metadata()).toMatchObject({ space: 'srgb' });
});

test('what is transparent is white', async () => {
  const clear = { create: { width: 400, height: 300, channels: 4, background: '#00000000' } } as const;
  const { tile } = await take(await sharp(clear).png().toBuffer());
  for (const part of await colourAt(tile, 0.5, 0.5)) expect(part).toBeGreaterThan(250);
});

test('of a moving picture the first frame is taken', async () => {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width: 200, height: 200, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .webp({ delay: [100, 100, 100] })
    .toBuffer();
  expect(await sharp(moving).metadata()).toMatchObject({ pages: 3 });
  const { large } = await take(moving);
  expect((await sharp(large).metadata()).pages).toBeUndefined();
  const [red = 0, green = 0] = await colourAt(large, 0.5, 0.5);
  expect([red > 200, green < 60]).toEqual([true, true]);
});

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'],
  ['gif', 'GIF89a'],
  ['heic', '\0\0\0\x18ftypheic\0\0\0\0'],
  ['unknown', 'name;price\nMilk;90'],
  ['unknown', ''],
])('%s is refused by its bytes, whatever it is called', async (reason, text) => {
  expect(await reasonOf(Buffer.from(text, 'latin1'))).toEqual({ reason });
  expect([onDisk(), onDesk()]).toEqual([[], []]);
});

test('a real GIF and TIFF are refused, also when they are dressed up', async () => {
  const gif = await halves(40, 40).gif().toBuffer();
  const tiff = await halves(40, 40).tiff().toBuffer();
  expect(await reasonOf(gif)).toEqual({ reason: 'gif' });
  expect(await reasonOf(tiff)).toEqual({ reason: 'tiff' });
  const dressed = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), gif]);
  expect(await reasonOf(dressed)).toEqual({ reason: 'broken' });
});

test.each(['jpeg', 'png', 'webp'] as const)('a %s that ends early is refused', async (format) => {
  const bytes = await noise(600, 400).toFormat(format).toBuffer();
  for (const share of [0.02, 0.5, 0.9]) {
    expect(await reasonOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toEqual({ reason: 'broken' });
  }
  expect(onDisk()).toEqual([]);
});

test('a PNG with a wrong checksum is refused', async () => {
  const bytes = await noise(200, 200).png().toBuffer();
  const middle = Math.floor(bytes.length / 2);
  bytes.fill(0, middle, middle + 40);
  expect(await reasonOf(bytes)).toEqual({ reason: 'broken' });
});

test.each([
  ['a bomb of 50,000 by 50,000', 50_000, 50_000],
  ['one of 100,000 by 1,000', 100_000, 1000],
  ['a strip', 20_000, 20],
  ['a point', 1, 1],
])('%s is refused before it is decoded', async (_what, width, height) => {
  expect(await reasonOf(claimedPng(width, height))).toEqual({ reason: 'dimensions' });
});

test('a picture that claims more than it has is refused', async () => {
  expect(await reasonOf(claimedPng(4000, 3000))).toEqual({ reason: 'broken' });
});

test('SEC-4 a handle that is unknown, used up or of a table makes no image', async () => {
  const bytes = await halves(100, 100).png().toBuffer();
  const handle = await bring(bytes);
  await images.take(handle);
  await expect(images.take(handle)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(images.take('0'.repeat(32))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  const table = await desk.receive(once(bytes), 'milk.csv', 'import');
  await expect(images.take(table.handle)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});

test('pictures are made one at a time, in the order in which they came', async () => {
  let running = 0;
  const order: number[] = [];
  images = open(async (file, args, options) => {
    running += 1;
    order.push(running);
    const end = await runInNode(file, args, options);
    running -= 1;
    return end;
  });
  const pictures = await Promise.all([60, 70, 80].map((side) => halves(side, side).png().toBuffer()));
  await Promise.all(pictures.map(take));
  expect(order).toEqual([1, 1, 1]);
  expect(onDisk()).toHaveLength(6);
});

test.each([
  ['killed at the time-out', null],
  ['crashed in a decoder', 139],
])('a program that is %s: the picture is refused, and the next one is taken', async (_what, end) => {
  const bytes = await halves(100, 100).png().toBuffer();
  images = open(async () => end);
  expect(await reasonOf(bytes)).toEqual({ reason: 'broken' });
  expect(onDesk()).toEqual([]);
  images = open();
  await take(bytes);
});

test('DB-7 a full disk is told as one', async () => {
  const bytes = await halves(100, 100).png().toBuffer();
  images = open(async () => 12);
  await expect(images.take(await bring(bytes))).rejects.toMatchObject({ code: 'DISK_FULL' });
  writeFileSync(folder, 'in the way');
  images = open();
  await expect(images.take(await bring(bytes))).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
});

test('SEC-2 what a kill left half-way is no image, and goes with the sweep', async () => {
  const { names } = await take(await halves(100, 100).png().toBuffer());
  const half = `${'ab'.repeat(32)}.webp.part`;
  writeFileSync(join(folder, half), 'RIFF');
  writeFileSync(join(folder, 'notes.txt'), 'not ours');
  expect(await readImage(folder, half)).toBeNull();
  expect(images.exists(half)).toBe(false);
  expect(await open().sweep((name) => name === names.tile || name === names.large)).toBe(1);
  expect([...onDisk()].sort()).toEqual([names.tile, names.large, 'notes.txt'].sort());
});

test('the sweep removes what no product names, but nothing of this run', async () => {
  const old = await take(await noise(100, 100).png().toBuffer());
  const used = await take(await noise(100, 100).png().toBuffer());
  images = open();
  const fresh = await take(await noise(100, 100).png().toBuffer());
  const named = new Set(Object.values(used.names));
  expect(await images.sweep((name) => named.has(name))).toBe(2);
  expect([old, used, fresh].map(({ names }) => images.exists(names.tile))).toEqual([false, true, true]);
  expect(await images.sweep((name) => named.has(name))).toBe(0);
});

test('SEC-2 only the name of an image is ever looked up', async () => {
  await take(await noise(100, 100).png().toBuffer());
  writeFileSync(join(root, 'secret.webp'), 'secret');
  for (const name of ['../secret.webp', '..%2fsecret.webp', '', '.', `../images/${onDisk()[0]}`, '\0']) {
    expect(images.exists(name)).toBe(false);
    expect(await readImage(folder, name)).toBeNull();
  }
});

test('an image that a product is saved with while others are swept stays', async () => {
  const [one, other] = ['a', 'b'].map((digit) => `${digit.repeat(64)}.webp`);
  mkdirSync(folder);
  for (const name of [one, other]) writeFileSync(join(folder, name ?? ''), 'kept by an earlier run');
  const looked: string[] = [];
  const removed = await images.sweep((name) => {
    looked.push(name);
    // While the first one is looked at, an editor that was open over the restart saves a product with the second.
    images.exists((name === one ? other : one) ?? '');
    return false;
  });
  expect(removed).toBe(1);
  expect(readdirSync(folder)).toEqual([one, other].filter((name) => name !== looked[0]));
});
