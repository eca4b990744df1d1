import { afterEach, expect, test } from 'vitest';
import { envelopeSchema } from '../../src/contract/envelope.ts';
import { pickedFileSchema } from '../../src/contract/exchange.ts';
import type { ProductView } from '../../src/contract/views.ts';
import { CAMERA, halves } from '../catalog/image-pictures.ts';
import { codeOf } from '../harness/ask.ts';
import { openStepShop, type StepShop } from './step-shop.ts';

/** Pictures: sent once for what they show, without what a camera wrote, under a safe name, and never again by itself. */

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

interface Kept {
  readonly fileName: string;
  readonly type: string;
  readonly exif: boolean;
  readonly size: number;
}

/** A picture with a camera's marks, taken in as from a page. */
async function picture(width: number): Promise<NonNullable<ProductView['image']>> {
  const bytes = await halves(width, 600).withExif(CAMERA).jpeg().toBuffer();
  const stream = (async function* () {
    yield Uint8Array.from(bytes);
  })();
  const { files } = shop.counter.till();
  const envelope = envelopeSchema.parse(
    await files.receive({ client: 'test', name: '../ёлка.jpg', purpose: 'image', stream }),
  );
  const { handle } = pickedFileSchema.parse(envelope.ok ? envelope.value : null);
  return shop.counter.ask('image.take', { handle });
}

async function kept(): Promise<readonly Kept[]> {
  const response = await fetch(`${shop.counter.sandbox.baseUrl}/_sandbox/state`);
  return ((await response.json()) as { images: Kept[] }).images;
}

const uploads = (): number => shop.sent.filter(({ path }) => path === '/images').length;
const left = async () => (await shop.counter.ask('inStep.left', {})).items;
const fail = (fault: object) => shop.counter.control.fault({ method: 'POST', path: '*/images', ...fault });

test('one picture of two products is sent once: small, safely named, and without a camera’s marks', async () => {
  shop = await openStepShop();
  const image = await picture(1800);
  await shop.add('../Чай «Ёлка»', 300, { image });
  await shop.add('Milk', 9000, { image });
  await shop.add('Bread', 5000);
  expect(await shop.compare()).toMatchObject({ secondsNeeded: 4 });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  const [only, ...others] = await kept();
  expect(others).toEqual([]);
  expect(only).toMatchObject({ type: 'image/webp', exif: false });
  expect(only?.fileName).toMatch(/^[a-z0-9-]+\.webp$/);
  expect(only?.size).toBeLessThan(5 * 1024 * 1024);
  const theirs = await shop.theirs();
  expect(new Set(theirs.map(({ image: url }) => url)).size).toBe(2);
  expect((await shop.compare()).counts).toMatchObject({ change: 0, inStep: 3 });
});

test('another picture is sent; the same one under another name is not', async () => {
  shop = await openStepShop();
  const tea = await shop.add('Tea', 300, { image: await picture(900) });
  await shop.start();
  await shop.finish();
  const renamed = await shop.change(tea, { name: 'Green tea' });
  await shop.start();
  await shop.finish();
  expect(uploads()).toBe(1);
  const changed = await shop.change(renamed, { image: await picture(700) });
  expect(await shop.compare()).toMatchObject({ secondsNeeded: 2, counts: { change: 1 } });
  expect(await shop.differences('change')).toMatchObject([
    {
      fields: [
        { field: 'image', ours: { kind: 'image', image: changed.image?.large }, theirs: { image: null } },
      ],
    },
  ]);
  await shop.start();
  await shop.finish();
  expect(uploads()).toBe(2);
  await shop.change(changed, { image: null });
  await shop.start();
  await shop.finish();
  expect((await shop.theirs()).map(({ image }) => image)).toEqual([null]);
  expect((await shop.compare()).counts).toMatchObject({ inStep: 1 });
});

test('T-5 one whose answer was lost is not sent again by this push, nor after a kill; a later push sends it', async () => {
  shop = await openStepShop();
  const image = await picture(900);
  await shop.add('Tea', 300, { image });
  await shop.add('Milk', 9000, { image });
  await fail({ kind: 'reset_after_write' });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done' });
  expect(uploads()).toBe(1);
  expect((await shop.theirs()).map(({ image: url }) => url)).toEqual([null, null]);
  expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 2 });
  await shop.counter.pass(60 * 60_000);
  expect(uploads()).toBe(1);
  await shop.start();
  await shop.finish();
  expect(uploads()).toBe(2);
  expect((await shop.compare()).counts).toMatchObject({ change: 0, inStep: 2 });
});

test('one that is refused, or not taken at all: the product goes without it', async () => {
  shop = await openStepShop();
  await shop.add('Tea', 300, { image: await picture(900) });
  await fail({ kind: 'status_before', status: 413 });
  await shop.start();
  await shop.finish();
  expect((await shop.theirs()).map(({ header, image }) => [header, image])).toEqual([['Tea', null]]);
  await fail({ kind: 'status_before', status: 404, count: 'always' });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
  expect(await left()).toMatchObject([
    { name: 'Tea', act: 'change', outcome: 'refused', reason: 'pictures_not_offered' },
  ]);
  await shop.counter.control.clearFaults();
  await shop.start();
  await shop.finish();
  expect((await shop.compare()).counts).toMatchObject({ inStep: 1 });
});

test('a link shows products that are in step, and a picture that was brought there, once', async () => {
  shop = await openStepShop();
  const image = await picture(900);
  const bread = await shop.add('Bread', 5000, { image });
  await shop.start();
  await shop.finish();
  const tea = await shop.add('Tea', 300);
  const { ask } = shop.counter;
  const [there] = await shop.theirs();
  const id = there?.id ?? '';
  const found = (text: string) => ask('inStep.search', { text });
  const inStep = { variantId: bread.id, name: 'Bread', tile: image.tile, partnerProductId: id };
  const notYet = { variantId: tea.id, name: 'Tea', tile: null, partnerProductId: null };
  expect((await found('')).items).toMatchObject([inStep, notYet]);
  expect((await found('xylophone')).items).toEqual([]);
  expect((await found('tea')).items).toMatchObject([notYet]);
  expect(await ask('inStep.named', { partnerProductIds: ['of-nobody', id] })).toEqual({
    items: [
      { partnerProductId: 'of-nobody', name: null },
      { partnerProductId: id, name: 'Bread' },
    ],
  });

  const sent = uploads();
  const { imageUrl } = await ask('links.takePicture', { image: image.large });
  expect(uploads()).toBe(sent);
  expect(imageUrl).toBe(there?.image);
  const another = await picture(700);
  const brought = await shop.inTime(ask('links.takePicture', { image: another.large }));
  expect(uploads()).toBe(sent + 1);
  const wish = { name: 'Breakfast', amount: null, methods: ['card'], productIds: [id], ...brought };
  const { link, ignoredProducts } = await shop.inTime(ask('links.create', wish));
  expect(ignoredProducts).toEqual([]);
  expect(link).toMatchObject({ productIds: [id], imageUrl: brought.imageUrl });
  const none = ask('links.takePicture', { image: `${'0'.repeat(64)}.webp` });
  expect(await codeOf(none)).toBe('NOT_FOUND');
});
