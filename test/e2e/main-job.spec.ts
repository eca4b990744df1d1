import { decodePicture, expect, tapProducts, test, waitForState } from './fixtures.ts';

test('first run, demo, three taps, Charge, the customer pays on a phone, PAID, receipt 000001', async ({
  till,
  page,
  context,
}) => {
  await page.goto(till.program.address);
  await page.getByTestId('start-demo').click();
  await tapProducts(page, 3);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');

  const control = await till.control();
  const [link] = (await control.books()).links;
  expect(await decodePicture(page.getByTestId('qr'))).toBe(link?.payerUrl);

  const phone = await context.newPage();
  await phone.goto(link?.payerUrl ?? '');
  await phone.getByTestId('pay').click();
  const paidAt = new Date().toISOString();
  await page.getByTestId('paid-screen').waitFor();

  const polls = (await control.requests()).filter(
    ({ method, path, startedAt }) =>
      method === 'GET' && path === '/api/v1/transactions' && startedAt > paidAt,
  );
  // The look that saw the money, and at most one that was already on its way when it came.
  expect(polls.length).toBeLessThanOrEqual(2);

  await page.getByTestId('next-customer').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await page.getByTestId('nav-sales').click();
  await expect(page.getByTestId('sale-row')).toHaveCount(1);
  await expect(page.getByTestId('sale-row')).toContainText('000001');
  await page.getByTestId('sale-row').click();
  await expect(page.getByTestId('receipt')).toContainText('TEST, NOT A PAYMENT');
  await expect(page.getByTestId('receipt')).toContainText('Not a fiscal receipt');
});

test('the payer page opens from the till in the demo, and a decline leaves the same code payable', async ({
  demo,
  page,
  context,
}) => {
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  const opened = context.waitForEvent('page');
  await page.getByTestId('open-payer-page').click();
  const phone = await opened;
  await phone.getByTestId('decline').click();
  await expect(page.getByTestId('payment-state')).toContainText(/declined/i);
  await waitForState(page, 'open');
  const [link] = (await (await demo.control()).books()).links;
  await phone.goto(link?.payerUrl ?? '');
  await phone.getByTestId('pay').click();
  await page.getByTestId('paid-screen').waitFor();
});

test('a code that is taken back is deleted at the provider, and the sale is there to go on with', async ({
  demo,
  page,
}) => {
  await tapProducts(page, 2);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await page.getByTestId('cancel-payment').click();
  const sure = page.getByRole('dialog').getByRole('button').last();
  if (await sure.isVisible({ timeout: 500 }).catch(() => false)) await sure.click();
  await expect(page.getByTestId('sale-line')).toHaveCount(2);
  await page.getByTestId('product-tile').nth(2).click();
  await expect(page.getByTestId('sale-line')).toHaveCount(3);
  expect((await (await demo.control()).books()).links).toMatchObject([{ deleted: true }]);
});

test('PAID survives a reload of the page', async ({ demo, page }) => {
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  const control = await demo.control();
  const [link] = (await control.books()).links;
  await control.pay(link?.id ?? '');
  await page.getByTestId('paid-screen').waitFor();
  await page.reload();
  await page.getByTestId('paid-screen').waitFor();
  await page.getByTestId('next-customer').click();
  await page.reload();
  await page.getByTestId('charge').waitFor();
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
});

test('a whole sale with the keyboard alone', async ({ demo, page }) => {
  await page.keyboard.press('/');
  await expect(page.getByTestId('search')).toBeFocused();
  await page.keyboard.type('капучино');
  await expect(page.getByTestId('product-tile').first()).toContainText('Капучино');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
  await page.keyboard.press('F9');
  await waitForState(page, 'open');
  const control = await demo.control();
  const [link] = (await control.books()).links;
  await control.pay(link?.id ?? '');
  await page.getByTestId('paid-screen').waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
});
