import { describe, expect, it } from 'vitest';
import { productDraftSchema } from '../../../contract/catalog.ts';
import type { ProductView } from '../../../contract/views.ts';
import { barcodeOfScan, barcodeStanding } from './barcode-standing.ts';
import {
  draftOf,
  type EditorDraft,
  movedVariant,
  newDraft,
  newVariant,
  readDraft,
  sameDraft,
  withBarcode,
} from './product-draft.ts';

const TEA: ProductView = {
  id: 'tea',
  name: 'Чай',
  description: '',
  categoryId: null,
  unit: 'piece',
  taxRateId: null,
  favourite: true,
  active: true,
  image: null,
  partnerProductId: null,
  variants: [
    {
      id: 'small',
      name: '50 г',
      sku: 'T-50',
      barcodes: ['4006381333931'],
      unitAmount: { amountMinor: 12_050, currency: 'RUB' },
    },
    {
      id: 'large',
      name: '100 г',
      sku: null,
      barcodes: [],
      unitAmount: { amountMinor: 20_000, currency: 'RUB' },
    },
  ],
  revision: 3,
  updatedAt: '2026-11-21T10:00:00.000Z',
};

const draft = draftOf(TEA, 'ru');
const change = (key: string, changes: Partial<EditorDraft['variants'][number]>): EditorDraft => ({
  ...draft,
  variants: draft.variants.map((one) => (one.key === key ? { ...one, ...changes } : one)),
});

describe('a product that is being edited', () => {
  it('comes back as it was when nothing was typed', () => {
    const read = readDraft(draft, TEA, 'RUB');
    const { updatedAt: _at, ...unchanged } = TEA;
    expect(read).toEqual({ ok: true, value: unchanged });
    expect(productDraftSchema.safeParse(read.ok ? read.value : null).success).toBe(true);
  });

  it('knows whether it was changed', () => {
    expect(sameDraft(draft, draftOf(TEA, 'ru'))).toBe(true);
    expect(sameDraft(draft, { ...draft, favourite: false })).toBe(false);
    expect(sameDraft(draft, change('small', { price: '121' }))).toBe(false);
    expect(sameDraft(draft, { ...draft, variants: movedVariant(draft.variants, 'large', -1) })).toBe(false);
  });

  it('writes prices as its language does, and reads both separators', () => {
    expect(draft.variants[0]?.price).toBe('120,50');
    expect(readDraft(change('small', { price: '99.9' }), TEA, 'RUB')).toMatchObject({
      value: { variants: [{ unitAmount: { amountMinor: 9990 } }, {}] },
    });
  });

  it.each([
    [{ ...draft, name: '  ' }, { field: 'name' }],
    [change('large', { name: '' }), { field: 'variantName', key: 'large', reason: 'missing' }],
    [change('large', { name: '50 Г ' }), { field: 'variantName', key: 'small', reason: 'twice' }],
    [change('large', { price: '' }), { field: 'price', key: 'large', reason: 'empty' }],
    [change('large', { price: '1,234' }), { field: 'price', key: 'large', reason: 'too_many_decimals' }],
    [change('large', { price: '-1' }), { field: 'price', key: 'large', reason: 'negative' }],
    [change('large', { sku: 't-50' }), { field: 'sku', key: 'small' }],
    [
      change('large', { barcodes: ['4006381333930'] }),
      { field: 'barcode', key: 'large', code: '4006381333930' },
    ],
    [
      change('large', { barcodes: ['4006381333931'] }),
      { field: 'barcode', key: 'small', code: '4006381333931' },
    ],
  ])('says what is wrong: %#', (wrong, problem) => {
    expect(readDraft(wrong, TEA, 'RUB')).toEqual({ ok: false, error: problem });
  });

  it('saves a barcode that is typed and not added yet, and never loses it unasked', () => {
    const typed = change('large', { typedBarcode: ' 036000291452 ' });
    expect(sameDraft(draft, typed)).toBe(false);
    expect(readDraft(typed, TEA, 'RUB')).toMatchObject({
      value: { variants: [{}, { barcodes: ['036000291452'] }] },
    });
    expect(readDraft(change('large', { typedBarcode: '036000291453' }), TEA, 'RUB')).toEqual({
      ok: false,
      error: { field: 'barcode', key: 'large', code: '036000291453' },
    });
  });

  it('needs no name for its only variant', () => {
    const fresh = newDraft('drinks');
    const [only] = fresh.variants;
    const filled = { ...fresh, name: 'Вода', variants: only ? [{ ...only, price: '0' }] : [] };
    expect(readDraft(filled, null, 'RUB')).toMatchObject({
      ok: true,
      value: { id: null, revision: null, categoryId: 'drinks', variants: [{ id: null, name: '' }] },
    });
  });

  it('moves variants, never beyond the ends', () => {
    const keys = (variants: EditorDraft['variants']) => variants.map(({ key }) => key);
    expect(keys(movedVariant(draft.variants, 'small', 1))).toEqual(['large', 'small']);
    expect(movedVariant(draft.variants, 'small', -1)).toBe(draft.variants);
    expect(newVariant([newVariant([])]).key).toBe('new-2');
  });

  it('takes a barcode once, twins included', () => {
    const [upc, ean] = ['036000291452', '0036000291452'];
    const once = withBarcode(draft.variants, 'large', ` ${upc} `);
    expect(once).toMatchObject({ ok: true, value: [{}, { barcodes: [upc] }] });
    expect(withBarcode(once.ok ? once.value : [], 'small', ean)).toEqual({ ok: false, error: 'twice' });
    expect(withBarcode(draft.variants, 'large', ' ')).toEqual({ ok: false, error: 'empty' });
  });
});

describe('what a barcode is', () => {
  it.each([
    ['4006381333931', { kind: 'gtin', type: 'EAN-13' }],
    ['036000291452', { kind: 'gtin', type: 'UPC-A' }],
    ['96385074', { kind: 'gtin', type: 'EAN-8' }],
    ['14006381333938', { kind: 'gtin', type: 'GTIN-14' }],
    ['4006381333932', { kind: 'wrong_check', type: 'EAN-13', expected: '1' }],
    ['12345', { kind: 'own' }],
    ['ABC-12345678', { kind: 'own' }],
  ])('%s', (code, standing) => {
    expect(barcodeStanding(code)).toEqual(standing);
  });
});

describe('a scan into the barcodes', () => {
  it.each([
    ['4006381333931', '4006381333931'],
    ['0104006381333931211234567890123', '4006381333931'],
    [']d2011400638133393817261231', '14006381333938'],
    ['ABC-1', 'ABC-1'],
    ['4006381333932', '4006381333932'],
  ])('%s is kept as %s', (code, barcode) => {
    expect(barcodeOfScan(code, '2026-11-21')).toBe(barcode);
  });
});
