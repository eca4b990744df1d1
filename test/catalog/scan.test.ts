import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { ProductView, SaleView, ScannerSettingsView } from '../../src/contract/views.ts';
import { checkDigit } from '../../src/domain/gtin.ts';
import { PLAIN_SCANNER } from '../../src/domain/scan-code.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { journalOf } from '../harness/journal-of.ts';
import { rub } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';

const GS = '\u001d';
const ean = (twelve: string) => twelve + checkDigit(twelve);
const MILK = '4006381333931';
const MILK_14 = `0${MILK}`;
const marked = (serial: string, more = '') => `01${MILK_14}21${serial}${GS}${more}93abcd`;

const RULES: ScannerSettingsView['rules'] = [
  { prefix: '22', kind: 'weight', codeDigits: 5, valueDigits: 5, decimals: 3 },
  { prefix: '23', kind: 'price', codeDigits: 5, valueDigits: 5, decimals: 2 },
];

let counter: Counter;

beforeEach(async () => {
  counter = await openCounter({ shift: true });
});
afterEach(() => counter.close());

type Draft = Partial<OperationInput<'catalog.save'>> & {
  readonly name: string;
  readonly barcodes?: readonly string[];
  readonly sku?: string | null;
  readonly amountMinor?: number;
};

function save({ barcodes = [], sku = null, amountMinor = 9900, ...draft }: Draft): Promise<ProductView> {
  return counter.ask('catalog.save', {
    id: null,
    revision: null,
    description: '',
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id: null, name: '', sku, barcodes: [...barcodes], unitAmount: rub(amountMinor) }],
    ...draft,
  });
}

const milk = (more: Partial<Draft> = {}) => save({ name: 'Milk', barcodes: [MILK], ...more });
const cheese = () => save({ name: 'Cheese', unit: 'kilogram', sku: '123', amountMinor: 80_000 });
const scan = (code: string, allow: OperationInput<'sale.scan'>['allow'] = []) =>
  counter.ask('sale.scan', { code, allow });
const setRules = (rules = RULES) => counter.ask('scanner.change', { ...PLAIN_SCANNER, rules });

async function refused(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.error;
    throw error;
  }
  throw new Error('It was not refused');
}

/** What a refused scan leaves of the sale in front: everything. */
async function leavesAll(act: () => Promise<unknown>): Promise<void> {
  const before = await counter.ask('sale.current', {});
  const journal = journalOf(counter).length;
  await act();
  expect(await counter.ask('sale.current', {})).toEqual(before);
  expect(journalOf(counter)).toHaveLength(journal);
}

const line = (sale: SaleView | null, index = 0) => sale?.lines[index];

describe('a scanned product', () => {
  test('is found by its barcode, its twins, a package of it and its SKU', async () => {
    await milk({ sku: 'M-1' });
    await save({ name: 'Gum', barcodes: ['012345000058'] });
    for (const code of [
      MILK,
      MILK_14,
      `]E0${MILK}`,
      '14006381333938',
      `(01)${MILK_14}`,
      `]C101${MILK_14}`,
      ' m-1 ',
    ]) {
      expect(line((await scan(code)).sale), code).toMatchObject({ name: 'Milk', code: null });
    }
    const { sale } = await scan('01234558');
    expect(sale.lines.map(({ name, quantityThousandths }) => [name, quantityThousandths])).toEqual([
      ['Milk', 7000],
      ['Gum', 1000],
    ]);
  });

  test('joins the line of the same, scanned or tapped, and says which one', async () => {
    const product = await milk();
    const tapped = await counter.ask('sale.addLine', { productId: product.variants[0]?.id ?? '' });
    const { sale, lineId } = await scan(MILK);
    expect(lineId).toBe(line(tapped)?.id);
    expect(sale.lines).toMatchObject([{ id: lineId, quantityThousandths: 2000, total: rub(19_800) }]);
  });

  test('by a variant is that variant', async () => {
    const unitAmount = rub(100_000);
    await save({
      name: 'Shirt',
      variants: [
        { id: null, name: 'S', sku: 'SH-S', barcodes: ['96385074'], unitAmount },
        { id: null, name: 'M', sku: 'SH-M', barcodes: [], unitAmount: rub(110_000) },
      ],
    });
    expect(line((await scan('96385074')).sale)).toMatchObject({ name: 'Shirt · S', unitAmount });
    expect(line((await scan('SH-M')).sale, 1)).toMatchObject({ name: 'Shirt · M', unitAmount: rub(110_000) });
  });

  test('has the tax of its own', async () => {
    await counter.ask('tax.change', {
      mode: 'included',
      rounding: 'line',
      defaultRateId: null,
      rates: [
        { id: 'ten', name: '10%', active: true, versions: [{ validFrom: '2019-01-01', basisPoints: 1000 }] },
      ],
    });
    await milk({ taxRateId: 'ten' });
    expect(line((await scan(MILK)).sale)).toMatchObject({ tax: { rateId: 'ten' }, taxAmount: rub(900) });
  });

  test('that nobody knows is refused, and nothing is changed', async () => {
    await milk();
    await scan(MILK);
    for (const code of [
      '4012345678901',
      'HELLO',
      'https://example.test/menu',
      `01${ean('040123456789').padStart(14, '0')}21A${GS}91b`,
    ]) {
      await leavesAll(async () => expect(await codeOf(scan(code)), code).toBe('SCAN_UNKNOWN'));
    }
    expect(await refused(scan('HELLO'))).toMatchObject({ details: { code: 'HELLO' } });
  });

  test('refused first of all opens no sale', async () => {
    expect(await codeOf(scan('HELLO'))).toBe('SCAN_UNKNOWN');
    expect(await counter.ask('sale.current', {})).toBeNull();
  });

  test('that is not sold any more is told apart from an unknown one', async () => {
    await milk({ active: false });
    await leavesAll(async () =>
      expect(await refused(scan(MILK))).toMatchObject({
        code: 'SCAN_UNKNOWN',
        details: { reason: 'inactive', name: 'Milk' },
      }),
    );
  });

  test('with a wrong check digit is refused, unless the shop has just that code', async () => {
    await milk();
    const wrong = MILK.slice(0, 12) + ((Number(MILK[12]) + 1) % 10);
    await leavesAll(async () =>
      expect(await refused(scan(wrong))).toMatchObject({
        code: 'SCAN_INVALID',
        details: { code: wrong, reason: 'check_digit' },
      }),
    );
    await save({ name: 'Own', sku: wrong });
    expect(line((await scan(wrong)).sale)).toMatchObject({ name: 'Own' });
  });

  test('PAY-11 never touches a sale whose code is alive, nor one that is paid in part', async () => {
    await milk();
    await counter.charge();
    await leavesAll(async () => expect(await codeOf(scan(MILK))).toBe('SALE_FROZEN'));
    const front = await counter.ask('sale.current', {});
    await counter.ask('sale.next', { saleId: front?.id ?? '' });
    const { sale } = await scan(MILK);
    await counter.ask('tender.takeCash', {
      saleId: sale.id,
      expectedRemaining: rub(9900),
      received: rub(1000),
      amount: rub(1000),
    });
    await leavesAll(async () => expect(await codeOf(scan(MILK))).toBe('SALE_PART_PAID'));
  });
});

describe('a marking code', () => {
  test('stays on its line, which joins no other', async () => {
    const product = await milk();
    const { sale, lineId } = await scan(marked('S1', '17261231'));
    expect(line(sale)).toMatchObject({
      id: lineId,
      name: 'Milk',
      unitAmount: rub(9900),
      quantityThousandths: 1000,
      code: { text: marked('S1', '17261231'), gtin: MILK_14, serial: 'S1', expiresOn: '2026-12-31' },
    });
    await scan(marked('S2'));
    await scan(MILK);
    const all = await counter.ask('sale.addLine', { productId: product.variants[0]?.id ?? '' });
    expect(
      all.lines.map(({ code, quantityThousandths }) => [code?.serial ?? null, quantityThousandths]),
    ).toEqual([
      ['S1', 1000],
      ['S2', 1000],
      [null, 2000],
    ]);
  });

  test('repeated asks, and is added all the same when that is said', async () => {
    await milk();
    await scan(marked('S1'));
    await leavesAll(async () =>
      expect(await refused(scan(marked('S1')))).toMatchObject({
        code: 'SCAN_REPEATED',
        details: { serial: 'S1', name: 'Milk', code: marked('S1') },
      }),
    );
    // Another scanner leaves the separators out, and it is the same item.
    expect(await codeOf(scan(`01${MILK_14}21S1`))).toBe('SCAN_REPEATED');
    expect((await scan(marked('S1'), ['repeated'])).sale.lines).toHaveLength(2);
    expect((await scan(marked('S2'))).sale.lines).toHaveLength(3);
  });

  test('is no repetition on another sale, nor after its line has gone', async () => {
    await milk();
    const { sale, lineId } = await scan(marked('S1'));
    await counter.ask('sale.removeLine', { saleId: sale.id, lineId });
    await scan(marked('S1'));
    await counter.ask('sale.park', { saleId: sale.id });
    expect((await scan(marked('S1'))).sale.lines).toHaveLength(1);
  });

  test('expired asks; on its last day it is sold', async () => {
    await milk();
    await leavesAll(async () =>
      expect(await refused(scan(marked('S1', '17261120')))).toMatchObject({
        code: 'SCAN_EXPIRED',
        details: { expiresOn: '2026-11-20', name: 'Milk' },
      }),
    );
    expect((await scan(marked('S2', '17261121'))).sale.lines).toHaveLength(1);
    expect((await scan(marked('S1', '17261120'), ['expired'])).sale.lines).toHaveLength(2);
  });

  test('repeated and expired asks for both', async () => {
    await milk();
    const code = marked('S1', '17261120');
    await scan(code, ['expired']);
    expect(await codeOf(scan(code, ['expired']))).toBe('SCAN_REPEATED');
    expect(await codeOf(scan(code, ['repeated']))).toBe('SCAN_EXPIRED');
    expect((await scan(code, ['repeated', 'expired'])).sale.lines).toHaveLength(2);
  });

  test('that cannot be read for certain is refused', async () => {
    await milk();
    for (const [code, reason] of [
      [`01${MILK_14}21AB17270115`, 'ambiguous'],
      [`01${MILK_14}17269901`, 'date'],
      [`01${MILK_14.slice(0, 13)}021A${GS}91x`, 'check_digit'],
      [`]d2HELLO`, 'structure'],
    ]) {
      await leavesAll(async () =>
        expect(await refused(scan(code ?? '')), code).toMatchObject({
          code: 'SCAN_INVALID',
          details: { reason },
        }),
      );
    }
  });

  test('is one item: its quantity is not raised', async () => {
    await milk();
    const { sale, lineId } = await scan(marked('S1'));
    const more = { saleId: sale.id, lineId, quantityThousandths: 2000 };
    expect(await codeOf(counter.ask('sale.setQuantity', more))).toBe('QUANTITY_INVALID');
  });

  test('survives a restart, and an undo brings it back', async () => {
    await milk();
    const { sale, lineId } = await scan(marked('S1', '17261231'));
    await counter.restart();
    expect(await counter.ask('sale.current', {})).toEqual(sale);
    await counter.ask('sale.removeLine', { saleId: sale.id, lineId });
    const back = await counter.ask('sale.undo', { saleId: sale.id });
    expect(line(back)).toEqual(line(sale));
    expect(await codeOf(scan(marked('S1')))).toBe('SCAN_REPEATED');
  });

  test('an undo from before lines had codes still works', async () => {
    await milk();
    await scan(MILK);
    const { sale } = await scan(MILK);
    await counter.till().close();
    const books = await openDatabase(`${counter.dataDir}/test/till.db`);
    books.write((db) => {
      const row = db.get<{ snapshot: string }>('SELECT snapshot FROM sale_undo WHERE sale_id = ?', sale.id);
      const snapshot = (row?.snapshot ?? '').replaceAll(',"code":null', '');
      expect(snapshot).not.toContain('code');
      db.runOne('UPDATE sale_undo SET snapshot = ? WHERE sale_id = ?', snapshot, sale.id);
    });
    books.close();
    await counter.restart();
    const undone = await counter.ask('sale.undo', { saleId: sale.id });
    expect(undone.lines).toMatchObject([{ quantityThousandths: 1000, code: null }]);
  });

  test('FIS-3 its text is in no journal entry; a finished sale keeps it for ever', async () => {
    await milk();
    const { sale } = await scan(marked('S1', '17261231'));
    await counter.ask('tender.takeCash', {
      saleId: sale.id,
      expectedRemaining: rub(9900),
      received: rub(9900),
    });
    const finished = await counter.ask('sale.get', { saleId: sale.id });
    expect(finished.sale.lines[0]?.code).toEqual(line(sale)?.code);
    for (const { payload } of journalOf(counter)) expect(payload).not.toContain(MILK_14);
    await readBooks(counter, (read) =>
      expect(read.all('SELECT code_text, code_gtin, code_serial, code_expires_on FROM sale_line')).toEqual([
        {
          code_text: marked('S1', '17261231'),
          code_gtin: MILK_14,
          code_serial: 'S1',
          code_expires_on: '2026-12-31',
        },
      ]),
    );
    await counter.till().close();
    const books = await openDatabase(`${counter.dataDir}/test/till.db`);
    for (const column of ['code_text', 'code_gtin', 'code_serial', 'code_expires_on']) {
      expect(() => books.write((db) => db.run(`UPDATE sale_line SET ${column} = NULL`)), column).toThrow(
        'SQLITE_CONSTRAINT_TRIGGER',
      );
    }
    books.close();
    await counter.restart();
  });

  test('its sale is paid, printed and given back like any other', async () => {
    await milk();
    await scan(marked('S1'));
    const { sale } = await scan(marked('S2'));
    await counter.ask('tender.takeCash', {
      saleId: sale.id,
      expectedRemaining: rub(19_800),
      received: rub(20_000),
    });
    const { receipt } = await counter.ask('sale.get', { saleId: sale.id });
    expect(receipt?.lines.filter((text) => text.includes('Milk'))).toHaveLength(2);
    const refund = await counter.ask('refund.start', {
      saleId: sale.id,
      way: 'cash',
      lines: [{ saleLineId: line(sale, 1)?.id ?? '', quantityThousandths: 1000 }],
      expectedRefundable: rub(19_800),
      reason: 'Sour',
    });
    expect(refund).toMatchObject({ state: 'done', amount: rub(9900) });
  });
});

describe('what a label says', () => {
  test('(310x) is the quantity of what is sold by weight', async () => {
    await save({ name: 'Ham', unit: 'kilogram', barcodes: [MILK], amountMinor: 100_000 });
    const { sale } = await scan(`01${MILK_14}310300123421A${GS}93abcd`);
    expect(line(sale)).toMatchObject({
      quantityThousandths: 1234,
      total: rub(123_400),
      code: { serial: 'A' },
    });
  });

  test('(310x) on a product by the piece does not fit', async () => {
    await milk();
    await leavesAll(async () =>
      expect(await refused(scan(`01${MILK_14}3103001234`))).toMatchObject({
        code: 'SCAN_INVALID',
        details: { reason: 'weight', name: 'Milk' },
      }),
    );
  });

  test('(392x) is the price of the one thing that carries it, and no override', async () => {
    await save({ name: 'Ham', unit: 'kilogram', barcodes: [MILK], amountMinor: 100_000 });
    const { sale } = await scan(`01${MILK_14}3103001234392212345`);
    expect(line(sale)).toMatchObject({
      unit: 'piece',
      unitAmount: rub(12_345),
      catalogueAmount: null,
      quantityThousandths: 1000,
      total: rub(12_345),
    });
  });

  test('(392x) never makes a thing with a price of its own cheaper, or dearer', async () => {
    await milk();
    for (const amount of ['00100', '12345']) {
      await leavesAll(async () =>
        expect(await refused(scan(`01${MILK_14}3922${amount}${GS}21A`)), amount).toMatchObject({
          code: 'SCAN_INVALID',
          details: { reason: 'price', name: 'Milk' },
        }),
      );
    }
    const { sale } = await scan(`01${MILK_14}39229900${GS}21A`);
    expect(line(sale)).toMatchObject({
      unitAmount: rub(9900),
      quantityThousandths: 1000,
      code: { serial: 'A' },
    });
  });

  test('(392x) is charged for a number of which a rule says that it carries a price, and not without', async () => {
    const own = ean('230012300000');
    await save({ name: 'Salad', barcodes: [own], amountMinor: 30_000 });
    const label = `010${own}392212345`;
    await leavesAll(async () => expect(await codeOf(scan(label))).toBe('SCAN_INVALID'));
    await setRules([{ prefix: '23', kind: 'weight', codeDigits: 5, valueDigits: 5, decimals: 3 }]);
    await leavesAll(async () => expect(await codeOf(scan(label))).toBe('SCAN_INVALID'));
    await setRules();
    expect(line((await scan(label)).sale)).toMatchObject({ unitAmount: rub(12_345), unit: 'piece' });
    // A package of it is another thing.
    const box = `2${own.slice(0, 12)}`;
    const carton = `01${box}${checkDigit(box)}392212345`;
    await leavesAll(async () => expect(await codeOf(scan(carton))).toBe('SCAN_INVALID'));
  });

  test('(393x) is so in the currency of the shop alone', async () => {
    await save({ name: 'Ham', unit: 'kilogram', barcodes: [MILK], amountMinor: 100_000 });
    expect(line((await scan(`01${MILK_14}393264312345`)).sale)).toMatchObject({ unitAmount: rub(12_345) });
    await leavesAll(async () =>
      expect(await refused(scan(`01${MILK_14}393297812345`))).toMatchObject({
        code: 'SCAN_INVALID',
        details: { reason: 'currency' },
      }),
    );
  });

  test('a price finer than the currency cannot be charged', async () => {
    await milk();
    expect(await refused(scan(`01${MILK_14}392312345`))).toMatchObject({
      code: 'SCAN_INVALID',
      details: { reason: 'price' },
    });
  });

  test("the shop's own weight is read by its rule, and not without", async () => {
    await cheese();
    const label = ean('220012301500');
    expect(await codeOf(scan(label))).toBe('SCAN_UNKNOWN');
    await setRules();
    const { sale } = await scan(label);
    expect(line(sale)).toMatchObject({
      name: 'Cheese',
      unit: 'kilogram',
      quantityThousandths: 1500,
      total: rub(120_000),
      code: { text: label, gtin: null, serial: null, expiresOn: null },
    });
    expect((await scan(label)).sale.lines).toHaveLength(2);
  });

  test("the shop's own price is read by its rule", async () => {
    await cheese();
    await setRules();
    const { sale } = await scan(ean('230012312345'));
    expect(line(sale)).toMatchObject({ unit: 'piece', unitAmount: rub(12_345), catalogueAmount: null });
    const lineId = line(sale)?.id ?? '';
    const cheaper = await counter.ask('sale.overridePrice', {
      saleId: sale.id,
      lineId,
      unitAmount: rub(10_000),
    });
    expect(line(cheaper)).toMatchObject({ unitAmount: rub(10_000), catalogueAmount: rub(12_345) });
  });

  test.each([
    ['the label without a weight', { barcodes: [ean('220012300000')] }],
    ['the prefix and the digits', { barcodes: ['2200123'] }],
    ['the digits', { barcodes: ['00123'] }],
    ['the digits as SKU', { sku: '00123' }],
    ['the number as SKU', { sku: '123' }],
  ])('a product is found that is noted as %s', async (_name, noted) => {
    await save({ name: 'Cheese', unit: 'kilogram', amountMinor: 80_000, ...noted });
    await setRules();
    expect(line((await scan(ean('220012300250'))).sale)).toMatchObject({ quantityThousandths: 250 });
    const { sale } = await scan(ean('220012300000'));
    expect(line(sale, 1)).toMatchObject({ quantityThousandths: 1000, code: null });
  });

  test('a weight of what is sold by the piece does not fit, and an in-store code without a rule is ordinary', async () => {
    await save({ name: 'Bun', sku: '123' });
    const whole = ean('220099901500');
    await save({ name: 'Pie', barcodes: [whole] });
    await setRules();
    expect(await codeOf(scan(ean('220012301500')))).toBe('SCAN_INVALID');
    expect(line((await scan(whole)).sale)).toMatchObject({
      name: 'Pie',
      quantityThousandths: 1000,
      code: null,
    });
    await setRules([]);
    expect(line((await scan(whole)).sale)).toMatchObject({ name: 'Pie', quantityThousandths: 2000 });
  });
});

test('a code that one product has whole never sells another whose SKU is some of its digits', async () => {
  await cheese();
  const whole = ean('220012301500');
  await save({ name: 'Pie', barcodes: [whole], amountMinor: 500 });
  await setRules();
  const { sale } = await scan(whole);
  expect(sale.lines).toMatchObject([{ name: 'Pie', quantityThousandths: 1000, total: rub(500), code: null }]);
  expect(line((await scan(ean('220012300700'))).sale, 1)).toMatchObject({ name: 'Cheese' });
});

describe('the settings of the scanner', () => {
  test('are those of most scanners, without a rule, until somebody says otherwise', async () => {
    expect(await counter.ask('scanner.get', {})).toEqual({
      prefix: '',
      suffix: 'Enter',
      gapMs: 35,
      minLength: 4,
      rules: [],
    });
  });

  test('AUD-1 are kept over a restart, told to every screen, and in the journal', async () => {
    const wanted = { prefix: 'F8', suffix: 'Tab', gapMs: 50, minLength: 6, rules: RULES };
    expect(await counter.ask('scanner.change', wanted)).toEqual(wanted);
    expect(counter.events).toContainEqual({ name: 'settings.changed', payload: {} });
    const entry = journalOf(counter).findLast(({ kind }) => kind === 'settings.changed');
    expect(entry?.subject_id).toBe('scanner');
    expect(JSON.parse(entry?.payload ?? '')).toMatchObject({ names: 'scanner', rules: 2 });
    await counter.restart();
    expect(await counter.ask('scanner.get', {})).toEqual(wanted);
  });

  test('a rule that cannot be is refused with its place', async () => {
    const [weight] = RULES;
    if (!weight) throw new Error('There is no rule');
    for (const rules of [
      [weight, { ...weight, prefix: '23', codeDigits: 3 }],
      [weight, weight],
    ]) {
      expect(await refused(setRules(rules))).toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'rules.1' },
      });
    }
    expect((await counter.ask('scanner.get', {})).rules).toEqual([]);
  });
});
