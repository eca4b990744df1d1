import type { Page } from 'playwright/test';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { expect, type TillUnderTest, tapProducts, test, waitForState } from './fixtures.ts';
import { scanKeys } from './scanner-keys.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

/** Opens the shift that cash belongs to. */
async function openShift(till: TillUnderTest): Promise<void> {
  await till.ask('shift.open', { float: rub(200_000) });
}

/** The open sale as main has it. */
async function saleInFront(till: TillUnderTest) {
  const sale = await till.ask('sale.current', {});
  if (sale === null) throw new Error('No sale is in front');
  return sale;
}

async function newestSale(till: TillUnderTest) {
  const [newest] = (await till.ask('sale.list', { state: 'completed' })).items;
  return till.ask('sale.get', { saleId: newest?.id ?? '' });
}

async function liveLink(control: SandboxControl): Promise<string> {
  return (await control.books()).links.find(({ deleted }) => !deleted)?.id ?? '';
}

/** An amount without a product: its price is known to the test. */
async function typeAmount(page: Page, text: string): Promise<void> {
  await page.getByTestId('amount').click();
  await page.getByTestId('amount-input').fill(text);
  await page.getByTestId('amount-add').click();
  await expect(page.getByTestId('amount-input')).toHaveCount(0);
}

test('cash by keys alone: change is shown before and after, and a scan begins the next sale', async ({
  demo,
  page,
}) => {
  await openShift(demo);
  await typeAmount(page, '347.50');
  await page.keyboard.press('F10');
  await expect(page.getByTestId('cash-due')).toContainText('347.50');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await page.keyboard.type('300');
  await expect(page.getByTestId('cash-take')).toBeDisabled();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('500');
  await expect(page.getByTestId('cash-change')).toContainText('152.50');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('taken-amount')).toContainText('152.50');
  const { sale, tenders } = await newestSale(demo);
  expect(sale).toMatchObject({ receiptNumber: '000001', total: rub(34_750) });
  expect(tenders).toMatchObject([{ kind: 'cash', received: rub(50_000), changeDue: rub(15_250) }]);

  await page.reload();
  await expect(page.getByTestId('taken-amount')).toContainText('152.50');
  await scanKeys(page, '2000000000015');
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
  await expect(page.getByTestId('last-change')).toContainText('152.50');
  await page.getByTestId('last-change-seen').click();
  await expect(page.getByTestId('last-change')).toHaveCount(0);
});

test('an Enter held a little long adds an amount once, and opens nothing again', async ({
  demo: _demo,
  page,
}) => {
  await page.getByTestId('amount').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('amount-input').fill('100');
  await page.keyboard.down('Enter');
  await expect(page.getByTestId('amount')).toBeFocused();
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByTestId('amount-input')).toHaveCount(0);
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
});

test('cash by touch: a quick amount, and the change goes when it was counted out', async ({ demo, page }) => {
  await openShift(demo);
  await typeAmount(page, '347.50');
  await page.getByTestId('pay-cash').click();
  await page.getByTestId('cash-quick').nth(1).click();
  await expect(page.getByTestId('cash-change')).toContainText('2.50');
  await page.getByTestId('cash-take').click();
  await expect(page.getByTestId('taken-amount')).toContainText('2.50');
  await page.getByTestId('taken-receipt').click();
  await expect(page.getByTestId('receipt')).toBeVisible();
  await page.getByTestId('taken-next').click();
  await expect(page.getByTestId('taken-screen')).toHaveCount(0);
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
});

test('a barcode scanned into the cash sheet takes no money', async ({ demo, page }) => {
  await openShift(demo);
  await typeAmount(page, '100');
  await page.keyboard.press('F10');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await scanKeys(page, '2000000000015');
  await expect(page.getByTestId('notice')).toContainText('Added: Espresso');
  await expect(page.getByTestId('cash-received')).toHaveValue('');
  await expect(page.getByTestId('cash-due')).toContainText('280.00');
  expect(await saleInFront(demo)).toMatchObject({ state: 'open', remaining: rub(28_000) });
  // So slowly that it might be a person.
  await page.keyboard.type('2000000000015', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cash-take')).toBeDisabled();
  await expect(page.getByTestId('cash-sheet')).toContainText('Look at it once more');
  expect(await saleInFront(demo)).toMatchObject({ state: 'open', remaining: rub(28_000) });
});

test('without an open shift the cash sheet says what to press', async ({ page, demo }) => {
  await typeAmount(page, '100');
  await page.getByTestId('pay-cash').click();
  await expect(page.getByTestId('cash-refused')).toContainText('shift is not open');
  await page.getByTestId('to-shift').click();
  await openShift(demo);
  await page.getByTestId('nav-sell').click();
  await page.getByTestId('pay-cash').click();
  await expect(page.getByTestId('cash-due')).toContainText('100.00');
});

test('split: a part in cash, the rest by link', async ({ demo, page }) => {
  await openShift(demo);
  const control = await demo.control();
  await typeAmount(page, '1200');
  await page.keyboard.press('F10');
  await page.getByTestId('cash-received').fill('500');
  await page.getByTestId('cash-part').click();
  await expect(page.getByTestId('remaining')).toContainText('700.00');
  await expect(page.getByTestId('paid-part')).toContainText('Cash');
  await expect(page.getByTestId('sale-locked')).toBeVisible();
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await control.pay(await liveLink(control));
  await expect(page.getByTestId('paid-screen')).toContainText('000001');
  const { tenders } = await newestSale(demo);
  expect(tenders.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([
    ['cash', 50_000],
    ['payment_link', 70_000],
  ]);
  await page.getByTestId('next-customer').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
});

test('split: PAID of a part says what is left and leads back, the rest is paid in cash', async ({
  demo,
  page,
}) => {
  await openShift(demo);
  const control = await demo.control();
  await typeAmount(page, '1200');
  await page.keyboard.press('F7');
  await page.getByTestId('pay-part').click();
  await page.getByTestId('part-amount').fill('500');
  await page.getByTestId('part-charge').click();
  await waitForState(page, 'open');
  await control.pay(await liveLink(control));
  await expect(page.getByTestId('paid-screen')).toContainText('500.00');
  await expect(page.getByTestId('paid-screen')).toContainText('700.00 is left');
  await page.getByTestId('next-customer').click();
  await expect(page.getByTestId('remaining')).toContainText('700.00');
  await expect(page.getByTestId('paid-part')).toContainText('Payment link');
  await expect(page.getByTestId('take-back')).toHaveCount(0);
  await page.keyboard.press('F10');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByTestId('taken-screen').waitFor();
  const { sale, tenders } = await newestSale(demo);
  expect(sale.receiptNumber).toBe('000001');
  expect(tenders.map(({ kind }) => kind)).toEqual(['payment_link', 'cash']);
});

test('paid beside the till, with a reference; a part of it is taken back', async ({ demo, page }) => {
  await typeAmount(page, '900');
  await page.getByTestId('pay-more').click();
  await page.getByTestId('pay-external').click();
  await page.getByTestId('external-amount').fill('400');
  await page.getByTestId('external-reference').fill('A-17');
  await page.getByTestId('external-take').click();
  await expect(page.getByTestId('paid-part')).toContainText('A-17');
  await expect(page.getByTestId('remaining')).toContainText('500.00');

  await page.getByTestId('take-back').click();
  await page.getByTestId('take-back-confirm').click();
  await expect(page.getByText('Say why')).toBeVisible();
  await page.getByTestId('take-back-reason').fill('Wrong terminal');
  await page.getByTestId('take-back-confirm').click();
  await expect(page.getByTestId('paid-part')).toHaveCount(0);
  expect(await saleInFront(demo)).toMatchObject({ remaining: rub(90_000), tenders: [] });

  await page.keyboard.press('F7');
  await page.getByTestId('pay-external').click();
  await page.getByTestId('external-method').getByText('Transfer').click();
  await page.getByTestId('external-reference').fill('B-18');
  await page.getByTestId('external-take').click();
  await expect(page.getByTestId('taken-screen')).toContainText('Transfer');
  const { tenders } = await newestSale(demo);
  expect(tenders.filter(({ returned }) => returned === null)).toMatchObject([
    { kind: 'external', method: 'transfer', reference: 'B-18', amount: rub(90_000) },
  ]);
  expect(tenders.find(({ returned }) => returned !== null)?.returned?.reason).toBe('Wrong terminal');
});

test('MON-1: discounts of a line and of the sale, with tax, are what main says', async ({ demo, page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('tax-preset').selectOption('ru');
  await page.getByTestId('taxes-save').click();
  await expect(page.getByTestId('taxes-save')).toHaveCount(0);
  expect(await demo.ask('tax.get', {})).toMatchObject({ mode: 'included', defaultRateId: 'ru-standard' });
  await page.getByTestId('nav-sell').click();
  await typeAmount(page, '1000');
  await expect(page.getByTestId('totals-tax')).toContainText('180.33');

  await page.getByTestId('line-open').click();
  await page.getByTestId('line-tabs').getByText('Discount').click();
  await page.getByTestId('discount-10').click();
  await page.getByTestId('line-apply').click();
  await expect(page.getByText('Say why')).toBeVisible();
  await page.getByTestId('discount-reason').fill('Regular');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('line-discount')).toContainText('10 % · Regular');
  await expect(page.getByTestId('total')).toContainText('900.00');

  await page.keyboard.press('F4');
  await page.getByTestId('sale-discount').click();
  await page.getByTestId('discount-kind').getByText('₽').click();
  await page.getByTestId('discount-value').fill('50');
  await page.getByTestId('discount-reason').fill('Promotion');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('total')).toContainText('850.00');
  await expect(page.getByTestId('totals-discounts')).toContainText('-₽150.00');
  await expect(page.getByTestId('totals-tax')).toContainText('153.28');
  await expect(page.getByTestId('charge')).toContainText('850.00');
  expect(await saleInFront(demo)).toMatchObject({ discountTotal: rub(15_000), taxTotal: rub(15_328) });
});

test('one sheet changes quantity, price and note of a line; undo takes the last act back, once', async ({
  demo,
  page,
}) => {
  await tapProducts(page, 1);
  const [before] = (await saleInFront(demo)).lines;
  await page.keyboard.press('F3');
  await expect(page.getByTestId('line-quantity')).toBeFocused();
  await page.keyboard.type('3');
  await page.getByTestId('line-tabs').getByText('Price').click();
  await page.getByTestId('line-price').fill('99.90');
  await page.getByTestId('line-tabs').getByText('Note').click();
  await page.getByTestId('line-note').fill('no sugar');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('line-sheet')).toHaveCount(0);
  const [line] = (await saleInFront(demo)).lines;
  expect(line).toMatchObject({
    quantityThousandths: 3000,
    unitAmount: rub(9990),
    catalogueAmount: before?.unitAmount,
    note: 'no sugar',
  });

  await page.keyboard.press('Control+Z');
  await expect(page.getByText('no sugar')).toHaveCount(0);
  await expect(page.getByTestId('sale-undo')).toBeDisabled();
  expect((await saleInFront(demo)).lines[0]).toMatchObject({ quantityThousandths: 3000, note: '' });

  await page.getByTestId('line-open').click();
  await page.getByTestId('line-remove').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await page.getByTestId('sale-undo').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
});

test('a sale is parked by a name, waits in the tray, and is taken up again', async ({ demo, page }) => {
  await tapProducts(page, 2);
  await page.keyboard.press('F6');
  await page.getByTestId('park-name').fill('Anna');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await expect(page.getByTestId('tray-item')).toContainText('Anna');
  await expect(page.getByTestId('tray-item')).toContainText('parked');
  await tapProducts(page, 1);
  await page.getByTestId('tray-item').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(2);
  await expect(page.getByTestId('sale-words')).toContainText('Anna');
  await expect(page.getByTestId('tray-item')).toHaveCount(1);
  expect(await saleInFront(demo)).toMatchObject({ customerName: 'Anna', parkedAt: null });
});

test('PAY-4: cash instead of a code takes the code back first', async ({ demo, page }) => {
  await openShift(demo);
  const control = await demo.control();
  await typeAmount(page, '300');
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await page.getByTestId('payment-more').click();
  await page.getByTestId('payment-cash-instead').click();
  await expect(page.getByTestId('cash-due')).toContainText('300.00');
  expect(await liveLink(control)).toBe('');
  await page.getByTestId('cash-take').click();
  await page.getByTestId('taken-screen').waitFor();
  const { tenders } = await newestSale(demo);
  expect(tenders.map(({ kind }) => kind)).toEqual(['cash']);
});

test('a sale that costs nothing any more is completed without a payment', async ({ demo, page }) => {
  await openShift(demo);
  await typeAmount(page, '50');
  await page.getByTestId('sale-menu').click();
  await page.getByTestId('sale-discount').click();
  await page.getByTestId('discount-value').fill('100');
  await page.getByTestId('discount-reason').fill('Staff');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('total')).toContainText('0.00');
  await expect(page.getByTestId('charge')).toBeDisabled();
  await page.getByTestId('pay-cash').click();
  await page.getByTestId('cash-take').click();
  await page.getByTestId('taken-screen').waitFor();
  expect((await newestSale(demo)).sale).toMatchObject({ receiptNumber: '000001', total: rub(0) });
});

test('goods by weight ask for their weight at once, with three decimals', async ({ demo, page }) => {
  const { items } = await demo.ask('catalog.search', { limit: 200 });
  const weighed = items.find(({ unit }) => unit === 'kilogram');
  await page.getByTestId('search').fill(weighed?.name ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('line-quantity')).toBeFocused();
  await page.keyboard.type('0.355', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('line-sheet')).toHaveCount(0);
  expect((await saleInFront(demo)).lines).toMatchObject([{ quantityThousandths: 355 }]);
});
