import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../src/contract/errors.ts';
import { money } from '../../src/domain/money.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { openFileDesk } from '../../src/main/files/file-desk.ts';
import type { PosterOrder, PosterParts, PosterRecord } from '../../src/main/posters/poster-parts.ts';
import { createPosters } from '../../src/main/posters/poster-service.ts';
import { createSubjects } from '../../src/main/posters/poster-subjects.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { openPdfReader, readCodes } from './pdf-pictures.ts';

const reader = await openPdfReader();

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

const LINKS = new Map(
  [
    { id: 'latte', name: 'Latte', amount: money(350_00, 'RUB') },
    { id: 'tips', name: '', amount: null },
  ].map(({ id, ...subject }) => [
    id,
    { ...subject, methods: ['card', 'sbp'], payerUrl: `https://4pay.online/pay/link/${id}-secret` },
  ]),
);
const PRODUCTS = new Map([
  ['mug', { header: 'Mug', price: money(990_00, 'RUB'), payerUrl: 'https://4pay.online/pay/product/mug' }],
  ['untold', { header: 'Cup', price: money(990_00, 'RUB'), payerUrl: null }],
  ['plain', { header: 'Cup', price: money(990_00, 'RUB'), payerUrl: 'http://4pay.online/pay/product/plain' }],
]);
const gone = (): never => {
  throw new AppError('NOT_FOUND', 'There is no such code');
};
const subjectOf = createSubjects({
  paymentOf: async (id) => ({
    name: `№ ${id}`,
    amount: money(45_000, 'RUB'),
    methods: ['card'],
    payerUrl: `https://pay.example/pay/link/${id}`,
  }),
  linkOf: (id) => LINKS.get(id) ?? gone(),
  productOf: async (id) => PRODUCTS.get(id) ?? gone(),
});
const link = (id: string) => ({ kind: 'link', id }) as const;
const product = (id: string) => ({ kind: 'product', id }) as const;

const ORDER: PosterOrder = {
  codes: [link('latte')],
  format: 'a6',
  language: 'en',
  copies: 1,
  lines: ['Thank you!'],
  footer: '',
  showAddress: false,
};

/** A service over a real desk, painter and QR maker; `changes` replace its parts. */
function openPosters(changes: Partial<PosterParts> = {}) {
  const folder = join(temporaryFolder(), 'files');
  const ids = numberedIds();
  const desk = openFileDesk({ folder, ids, logger: SILENT });
  onTestFinished(() => desk.close());
  const records: PosterRecord[] = [];
  const posters = createPosters({
    qr: createQrMaker(),
    painter: createPdfPainter(),
    desk,
    mode: 'live',
    now: () => '2026-11-21T09:00:00.000Z',
    newId: () => ids.newId(),
    storeName: () => 'Harbour Coffee',
    subjectOf,
    record: (entry) => records.push(entry),
    ...changes,
  });
  const filesLeft = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const bytesOf = (handle: string): Buffer => readFileSync(desk.open(handle, 'download').path);
  return { posters, records, desk, filesLeft, bytesOf };
}

describe('an order', () => {
  test('SEC-4 becomes a PDF that is saved by its handle, with the codes in their order', async () => {
    const { posters, bytesOf } = openPosters();
    const order: PosterOrder = { ...ORDER, codes: [link('tips'), product('mug')], copies: 2 };
    const { file, pages, replaced } = await posters.make(order);
    expect(file).toMatchObject({
      name: 'tillink-a6-2026-11-21.pdf',
      handle: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect([pages, replaced]).toEqual([4, []]);
    const bytes = bytesOf(file.handle);
    expect(file.sizeBytes).toBe(bytes.length);
    const { first, pages: told } = await posters.preview(order);
    expect(told).toBe(4);
    const pictures = await reader.pictures(bytes, [first, first, first, first], 150);
    const found = await Promise.all(pictures.map(readCodes));
    const [tips, mug] = [LINKS.get('tips')?.payerUrl, PRODUCTS.get('mug')?.payerUrl];
    expect(found.flat()).toEqual([tips, tips, mug, mug]);
  });

  test('is the same file again, byte for byte, at the same moment', async () => {
    const { posters, bytesOf } = openPosters();
    const [first, second] = [await posters.make(ORDER), await posters.make(ORDER)];
    expect(bytesOf(second.file.handle).equals(bytesOf(first.file.handle))).toBe(true);
  });

  test('takes the shop, the mode and the words from where they are kept', async () => {
    const { posters, bytesOf } = openPosters({ mode: 'test', storeName: () => 'Кофейня ☕️' });
    const { file, replaced } = await posters.make({ ...ORDER, language: 'ru', codes: [link('tips')] });
    expect(replaced).toEqual(['☕️']);
    const text = await reader.text(bytesOf(file.handle));
    for (const words of ['Кофейня', 'ТЕСТ, НЕ ОПЛАТА', 'Введите сумму на телефоне', 'Thank you!'])
      expect(text).toContain(words);
  });
});

test('a preview is the first page of what is made, and leaves nothing behind', async () => {
  const asked: string[] = [];
  const { posters, records, filesLeft, bytesOf } = openPosters({
    subjectOf: (code) => {
      asked.push(code.id);
      return subjectOf(code);
    },
  });
  const order: PosterOrder = { ...ORDER, format: 'cards', codes: [link('latte'), link('tips')], copies: 10 };
  const { first, pages } = await posters.preview(order);
  expect([pages, asked, records, filesLeft()]).toEqual([3, ['latte'], [], []]);
  const { file, pages: made } = await posters.make(order);
  expect(made).toBe(3);
  const blank = { ...first, elements: [] };
  const [picture] = await reader.pictures(bytesOf(file.handle), [first, blank, blank], 150);
  if (!picture) throw new Error('There is no page');
  expect(await readCodes(picture)).toEqual(Array(8).fill(LINKS.get('latte')?.payerUrl));
});

test('AUD-1 FIS-3 SEC-7 an order is recorded by counts and ids, before its file can be saved', async () => {
  const { posters, records } = openPosters();
  await posters.make({ ...ORDER, format: 'slip80', showAddress: true });
  await posters.make({ ...ORDER, codes: [link('latte'), link('tips')], format: 'cards', copies: 5 });
  expect(records).toMatchObject([
    { format: 'slip80', codes: 1, pages: 1, withAddress: 1 },
    { format: 'cards', codes: 2, pages: 2, withAddress: 0 },
  ]);
  expect(JSON.stringify(records)).not.toMatch(/secret|Latte|Harbour/);
});

test('AUD-1 what cannot be recorded cannot be saved, and nothing of it is left', async () => {
  const { posters, filesLeft } = openPosters({
    record: () => {
      throw new Error('The books are closed');
    },
  });
  await expect(posters.make(ORDER)).rejects.toThrow('The books are closed');
  expect(filesLeft()).toEqual([]);
});

test('SEC-7 an address is in the code, and nowhere else: not in a name, a record, a preview or the file', async () => {
  const { posters, bytesOf, records } = openPosters();
  const { file } = await posters.make(ORDER);
  const preview = JSON.stringify(await posters.preview(ORDER));
  const bytes = bytesOf(file.handle);
  for (const text of [JSON.stringify(file), JSON.stringify(records), preview, await reader.text(bytes)])
    expect(text).not.toContain('latte-secret');
  expect(bytes.includes('latte-secret')).toBe(false);
});

describe('is refused, and nothing is written or recorded:', () => {
  test.each([
    ['no code', { codes: [] }, 'codes'],
    ['no copy', { copies: 0 }, 'copies'],
    ['half a copy', { copies: 1.5 }, 'copies'],
    ['more than anybody wants', { copies: 201 }, 'copies'],
    ['an address on a wall', { showAddress: true, format: 'a4' }, 'showAddress'],
    ['an address on a table', { showAddress: true, format: 'tents' }, 'showAddress'],
  ] as const)('%s', async (_, changes, field) => {
    const { posters, records, filesLeft } = openPosters();
    const refusal = { code: 'INVALID_INPUT', details: { field } };
    await expect(posters.make({ ...ORDER, ...changes })).rejects.toMatchObject(refusal);
    await expect(posters.preview({ ...ORDER, ...changes })).rejects.toMatchObject(refusal);
    expect([records, filesLeft()]).toEqual([[], []]);
  });

  test.each([
    ['a link that is gone', link('gone'), 'NOT_FOUND'],
    ['a product that is gone', product('gone'), 'NOT_FOUND'],
    ['a product whose address the provider does not tell', product('untold'), 'PROVIDER_NOT_OFFERED'],
    ['a product whose address is not secure', product('plain'), 'PROVIDER_NOT_OFFERED'],
  ])('%s', async (_, code, refusal) => {
    const { posters, records, filesLeft } = openPosters();
    const order = { ...ORDER, codes: [link('latte'), code] };
    await expect(posters.make(order)).rejects.toMatchObject({ code: refusal });
    expect([records, filesLeft()]).toEqual([[], []]);
  });

  test('a code that does not decode to its address', async () => {
    const { posters, records, filesLeft } = openPosters({
      subjectOf: async (code) => ({ ...(await subjectOf(code)), payerUrl: '' }),
    });
    await expect(posters.make(ORDER)).rejects.toThrow();
    expect([records, filesLeft()]).toEqual([[], []]);
  });
});
