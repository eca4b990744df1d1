import type { Page } from 'playwright/test';
import { checkDigit } from '../../src/domain/gtin.ts';
import { expect, type TillUnderTest, test, waitForState } from './fixtures.ts';
import { addProduct } from './goods.ts';
import { audit } from './look.ts';
import { scanKeys } from './scanner-keys.ts';

const GS = '\u001d';
const MILK = '4006381333931';
const ean = (twelve: string) => twelve + checkDigit(twelve);
const marked = (serial: string, more = '') => `010${MILK}21${serial}${GS}${more}93abcd`;
/** The first product of the demo. */
const ESPRESSO = '2000000000015';
/** A code that a Cyrillic layout would turn into other letters. */
const SKU = 'qWe-12/x';

const milk = (till: TillUnderTest) => addProduct(till, 'Milk', { barcodes: [MILK], sku: SKU });
const lines = (page: Page) => page.getByTestId('sale-line');
const problem = (page: Page) => page.getByTestId('scan-problem');
const search = (page: Page) => page.getByRole('searchbox').or(page.getByTestId('search')).first();

async function codes(till: TillUnderTest): Promise<readonly (string | null)[]> {
  const sale = await till.ask('sale.current', {});
  return sale?.lines.map(({ code }) => code?.text ?? null) ?? [];
}

test('in any layout, with the focus nowhere, in the search, and on a button that Enter would press', async ({
  demo,
  page,
}) => {
  await milk(demo);
  await scanKeys(page, SKU, { layout: 'ru' });
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText('Milk');
  await expect(lines(page)).toHaveAttribute('data-marked', 'true');

  await search(page).fill('latte');
  await search(page).press('ArrowLeft');
  await scanKeys(page, SKU, { layout: 'ru' });
  await expect(lines(page)).toContainText('198.00');
  await expect(page.getByRole('button', { name: /Quantity of Milk: 2/ })).toBeVisible();
  await expect(search(page)).toHaveValue('latte');
  await expect(search(page)).toBeFocused();
  expect(await search(page).evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(4);

  await page.getByTestId('charge').focus();
  await scanKeys(page, MILK);
  await expect(page.getByRole('button', { name: /Quantity of Milk: 3/ })).toBeVisible();
  await page.getByTestId('amount').focus();
  await scanKeys(page, MILK, { end: 'Tab' });
  await expect(page.getByRole('button', { name: /Quantity of Milk: 4/ })).toBeVisible();
  await expect(page.getByTestId('amount')).toBeFocused();
  expect(await demo.ask('payment.current', {})).toBeNull();
});

test('while a dialog is open: nothing is typed, nothing is sent off, the sale gets it', async ({
  demo,
  page,
}) => {
  await milk(demo);
  await scanKeys(page, MILK);
  await expect(lines(page)).toHaveCount(1);
  await page.getByTestId('sale-menu').click();
  await page.getByTestId('sale-note').click();
  const note = page.getByTestId('sale-note-text');
  await note.fill('two lines\nof words');
  await note.press('ArrowLeft');
  await scanKeys(page, SKU, { layout: 'ru' });
  await expect(page.getByTestId('notice')).toContainText('Added: Milk');
  await expect(note).toHaveValue('two lines\nof words');
  await expect(note).toBeFocused();
  const name = page.getByTestId('customer-name');
  await name.focus();
  await scanKeys(page, ESPRESSO);
  await expect(page.getByTestId('notice').last()).toContainText('Added: Espresso');
  await expect(name).toHaveValue('');
  await expect(page.getByTestId('note-dialog')).toBeVisible();
  await page.getByTestId('note-apply').click();
  await expect(lines(page)).toHaveCount(2);
});

test('in another section: a notice says what was added, and the section stays', async ({ demo, page }) => {
  await milk(demo);
  await page.getByTestId('nav-settings').click();
  await scanKeys(page, MILK);
  await expect(page.getByTestId('notice')).toContainText('Added: Milk');
  await scanKeys(page, 'NO-SUCH');
  await expect(page.getByTestId('notice').last()).toContainText('not in the catalogue');
  await expect(page.getByTestId('scanner-card')).toBeVisible();
  await page.getByTestId('nav-sell').click();
  await expect(lines(page)).toHaveCount(1);
  await expect(problem(page)).toContainText('NO-SUCH');
});

test('five codes in a row are five lines, in their order', async ({ demo, page }) => {
  for (const [at, name] of ['One', 'Two', 'Three', 'Four', 'Five'].entries()) {
    await addProduct(demo, name, { sku: `CODE-${at}` });
  }
  for (let at = 0; at < 5; at++) await scanKeys(page, `CODE-${at}`);
  await expect(lines(page)).toHaveCount(5);
  const sale = await demo.ask('sale.current', {});
  expect(sale?.lines.map(({ name }) => name)).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
});

test('the separators of a marking code, however they come', async ({ demo, page }) => {
  await milk(demo);
  const sent = [];
  for (const separator of ['ctrl', 'alt', 'character'] as const) {
    const code = marked(`Ser-${separator}`, '17491231');
    sent.push(code);
    await scanKeys(page, code, { separator, layout: 'ru' });
    await expect(lines(page)).toHaveCount(sent.length);
  }
  const without = marked('abcdef').replaceAll(GS, '');
  await scanKeys(page, without);
  await expect(lines(page)).toHaveCount(4);
  expect(await codes(demo)).toEqual([...sent, without]);
  await expect(lines(page).first().getByTestId('line-code')).toContainText('until 31 Dec 2049');
});

test('a code that is refused says why beside the sale, and changes nothing', async ({ demo, page }) => {
  await milk(demo);
  await scanKeys(page, MILK);
  await expect(lines(page)).toHaveCount(1);
  const before = await demo.ask('sale.current', {});
  await scanKeys(page, '4006381333930');
  await expect(problem(page)).toContainText('check digit');
  await scanKeys(page, 'https//menu');
  await expect(problem(page)).toHaveCount(1);
  await expect(problem(page)).toContainText('not in the catalogue');
  await expect(page.getByTestId('scan-more')).toContainText('+1 more');
  expect(await demo.ask('sale.current', {})).toEqual(before);
  await audit(page);
  await page.getByTestId('scan-more').click();
  await expect(problem(page)).toHaveCount(2);
  await expect(problem(page).last()).toContainText('check digit');
  await audit(page);
  await problem(page).last().getByTestId('scan-dismiss').click();
  await expect(problem(page)).toHaveCount(1);
  await expect(problem(page)).toContainText('not in the catalogue');
  await expect(page.getByTestId('scan-more')).toHaveCount(0);
});

test('many refused codes take the room of one: the newest whole, the others one press away', async ({
  demo,
  page,
}) => {
  await milk(demo);
  for (let at = 0; at < 6; at++) await scanKeys(page, MILK);
  await expect(page.getByRole('button', { name: /Quantity of Milk: 6/ })).toBeVisible();
  for (const code of ['NO-1', 'NO-2', 'NO-3']) {
    await scanKeys(page, code);
    await expect(problem(page)).toContainText(code);
  }
  await expect(problem(page)).toHaveCount(1);
  await expect(page.getByTestId('scan-more')).toContainText('+2 more');
  await expect(lines(page)).toBeInViewport({ ratio: 1 });
  await page.getByTestId('scan-more').focus();
  await page.keyboard.press('Enter');
  await expect(problem(page)).toHaveCount(3);
  await expect(problem(page).nth(1)).toContainText('NO-2');
  await page.getByTestId('scan-dismiss-older').click();
  await expect(problem(page)).toHaveCount(1);
  await expect(problem(page)).toContainText('NO-3');
  await expect(page.getByTestId('scan-more')).toHaveCount(0);
});

test('the same item twice asks first', async ({ demo, page }) => {
  await milk(demo);
  await scanKeys(page, marked('S-0001'));
  await expect(lines(page)).toHaveCount(1);
  await scanKeys(page, marked('S-0001'));
  await expect(problem(page)).toContainText('S-0001');
  await expect(problem(page)).toContainText('Milk');
  await page.getByTestId('scan-leave').click();
  await expect(problem(page)).toHaveCount(0);
  await expect(lines(page)).toHaveCount(1);
  await scanKeys(page, marked('S-0001'));
  await page.getByTestId('scan-again').click();
  await expect(lines(page)).toHaveCount(2);
  await expect(problem(page)).toHaveCount(0);
});

test('an expired item asks first', async ({ demo, page }) => {
  await milk(demo);
  await scanKeys(page, marked('S-1', '17250131'));
  await expect(problem(page)).toContainText('31 Jan 2025');
  expect(await demo.ask('sale.current', {})).toBeNull();
  await page.getByTestId('scan-again').click();
  await expect(lines(page)).toHaveCount(1);
  await expect(page.getByTestId('line-code')).toContainText('until 31 Jan 2025');
});

test('PAY-11 a sale whose code is alive stays as it is', async ({ demo, page }) => {
  await milk(demo);
  await scanKeys(page, MILK);
  await expect(lines(page)).toHaveCount(1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await scanKeys(page, MILK);
  await expect(page.getByTestId('notice')).toContainText('QR of this sale');
  await waitForState(page, 'open');
  expect((await demo.ask('sale.current', {}))?.lines).toMatchObject([{ quantityThousandths: 1000 }]);
});

test('what a person types is typed: slowly, quickly, and a word with Enter', async ({ demo, page }) => {
  await milk(demo);
  await page.keyboard.type('latte', { delay: 70 });
  await expect(search(page)).toHaveValue('latte');
  await search(page).fill('');
  await page.keyboard.type('эсп');
  await expect(search(page)).toHaveValue('эсп');
  await search(page).fill('');
  await page.keyboard.type(SKU, { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(lines(page)).toHaveCount(1);
  await page.getByTestId('amount').click();
  await page.keyboard.type('12.5');
  await expect(page.getByTestId('amount-input')).toHaveValue('12.5');
  await expect(problem(page)).toHaveCount(0);
});

test('what is sold by weight asks for it', async ({ demo, page }) => {
  await addProduct(demo, 'Cheese', { sku: '00123', unit: 'kilogram' });
  await scanKeys(page, '00123');
  await expect(page.getByRole('dialog')).toContainText('Cheese');
});

test('the settings: a rule for labels is added, tried out and used', async ({ demo, page }) => {
  await addProduct(demo, 'Cheese', { sku: '123', unit: 'kilogram' });
  const label = ean('220012301250');
  await page.getByTestId('nav-settings').click();
  const card = page.getByTestId('scanner-card');
  await card.getByTestId('scanner-add-rule').click();
  await page.getByTestId('scanner-preset-weight_22').click();
  await card.getByTestId('scanner-try').focus();
  await scanKeys(page, label, { layout: 'ru' });
  await expect(card.getByTestId('scanner-read')).toContainText('product 123, 1.25 kg');
  await expect(card.getByTestId('scanner-try')).toHaveValue('');
  await scanKeys(page, marked('S-1', '17491231'));
  await expect(card.getByTestId('scanner-read')).toContainText('S-1');
  await page.keyboard.type('12345', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(card.getByTestId('scanner-typed')).toContainText('5 keys');
  expect(await demo.ask('sale.current', {})).toBeNull();
  await audit(page, '[data-testid="scanner-card"]');
  await card.getByTestId('scanner-save').click();
  await expect(page.getByTestId('notice')).toContainText('The scanner is set');
  await page.getByTestId('nav-sell').click();
  await scanKeys(page, label);
  await expect(lines(page)).toContainText('Cheese');
  expect((await demo.ask('sale.current', {}))?.lines).toMatchObject([{ quantityThousandths: 1250 }]);
});

test('with a prefix and another end, set in the settings', async ({ demo, page }) => {
  await milk(demo);
  await demo.ask('scanner.change', { prefix: 'F8', suffix: 'Tab', gapMs: 35, minLength: 4, rules: [] });
  await search(page).focus();
  await page.keyboard.press('F8');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type(SKU);
  await expect(search(page)).toHaveValue(SKU);
});

test('SEC-9 a scan is no PIN: on the lock screen it goes nowhere', async ({ demo, page }) => {
  await milk(demo);
  await demo.ask('staff.add', { name: 'Olga', role: 'owner', pin: '2580' });
  await page.reload();
  await page.getByTestId('lock-screen').waitFor();
  const field = page.getByTestId('pin-field');
  await expect(field).toBeFocused();
  await scanKeys(page, '25804006');
  await expect(field).toHaveValue('');
  await scanKeys(page, MILK);
  await expect(field).toHaveValue('');
  await expect(page.getByTestId('lock-screen')).toBeVisible();
  await page.keyboard.type('2580', { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('charge').waitFor();
  await expect(lines(page)).toHaveCount(0);
});
