import type { Page } from 'playwright/test';
import { expect, type TillUnderTest, tapProducts, test, waitForState } from './fixtures.ts';

/** Charges a sale of `count` products and returns the link that its code stands for. */
async function charge(till: TillUnderTest, page: Page, count: number): Promise<string> {
  const control = await till.control();
  const before = new Set((await control.books()).links.map(({ id }) => id));
  await tapProducts(page, count);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  return (await control.books()).links.find(({ id }) => !before.has(id))?.id ?? '';
}

async function setAside(page: Page): Promise<void> {
  await page.getByTestId('set-aside').click();
  await page.getByTestId('charge').waitFor();
}

const banner = (page: Page) => page.getByTestId('paid-banner');

test('a sale set aside stands in the tray, is opened from there, and PAID takes an idle screen', async ({
  demo,
  page,
}) => {
  const link = await charge(demo, page, 1);
  await setAside(page);
  await expect(page.getByTestId('tray-item')).toHaveText(/№ 1.*waiting/);
  await page.getByTestId('tray-item').click();
  await waitForState(page, 'open');
  await expect(page.getByTestId('call-number')).toHaveText('№ 1');
  await page.keyboard.press('Escape');
  await page.getByTestId('charge').waitFor();
  await (await demo.control()).pay(link);
  await expect(page.getByTestId('paid-screen')).toContainText('№ 1');
  await expect(page.getByTestId('tray')).toHaveCount(0);
});

test('PAID of another customer leaves what is being typed alone, and is acknowledged from within a dialog', async ({
  demo,
  page,
}) => {
  const link = await charge(demo, page, 1);
  await setAside(page);
  await page.getByTestId('amount').click();
  await page.keyboard.type('12');
  await (await demo.control()).pay(link);
  await expect(banner(page)).toContainText('PAID');
  await expect(banner(page)).toContainText('№ 1');
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.type('5');
  await page.keyboard.press('F8');
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByTestId('amount-input')).toHaveValue('125');
  expect(await demo.ask('payment.current', {})).toBeNull();
});

test('two customers pay at once: the one in front takes the screen, the other waits in the banner', async ({
  demo,
  page,
}) => {
  const control = await demo.control();
  const first = await charge(demo, page, 1);
  await setAside(page);
  const second = await charge(demo, page, 2);
  await control.pay(first);
  await expect(banner(page)).toContainText('№ 1');
  await waitForState(page, 'open');
  await expect(page.getByTestId('call-number')).toHaveText('№ 2');
  await page.reload();
  await expect(banner(page)).toContainText('№ 1');
  await expect(page.getByTestId('call-number')).toHaveText('№ 2');
  await control.pay(second);
  await expect(page.getByTestId('paid-screen')).toContainText('№ 2');
  await expect(banner(page)).toContainText('№ 1');
  await page.getByTestId('next-customer').click();
  await page.getByTestId('charge').waitFor();
  await page.getByTestId('paid-banner-seen').click();
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
});

test('after PAID the next customer finds an empty counter, and the waiting sale in the tray', async ({
  demo,
  page,
}) => {
  await charge(demo, page, 1);
  await setAside(page);
  const second = await charge(demo, page, 2);
  await (await demo.control()).pay(second);
  await page.getByTestId('paid-screen').waitFor();
  await page.getByTestId('next-customer').click();
  await page.getByTestId('charge').waitFor();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await expect(page.getByTestId('tray-item')).toHaveText(/№ 1/);
});

test('a new code made from the tray is followed, and paid', async ({ demo, page }) => {
  const control = await demo.control();
  const old = await charge(demo, page, 1);
  await setAside(page);
  await page.getByTestId('tray-item').click();
  await waitForState(page, 'open');
  await page.getByTestId('payment-replace').click();
  const alive = async () => (await control.books()).links.filter(({ deleted }) => !deleted);
  // The old one is taken back before the other is made: in between there is none.
  await expect.poll(async () => (await alive()).filter(({ id }) => id !== old)).toHaveLength(1);
  await expect.poll(async () => (await alive()).map(({ id }) => id)).not.toContain(old);
  await waitForState(page, 'open');
  const [fresh] = await alive();
  await control.pay(fresh?.id ?? '');
  await page.getByTestId('paid-screen').waitFor();
});

test('a sale whose code was taken back comes to the front with one tap; the other one takes its place', async ({
  demo,
  page,
}) => {
  await charge(demo, page, 2);
  await setAside(page);
  await tapProducts(page, 1);
  await page.getByTestId('tray-item').click();
  await waitForState(page, 'open');
  await page.getByTestId('cancel-payment').click();
  await page.getByTestId('try-again').waitFor();
  await page.getByTestId('to-counter').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
  await expect(page.getByTestId('tray-item')).toHaveText(/taken back/);
  await page.getByTestId('tray-item').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(2);
  await expect(page.getByTestId('tray-item')).toHaveText(/parked/);
});

test('Escape takes no code back, and a scan acknowledges no PAID', async ({ demo, page }) => {
  const link = await charge(demo, page, 1);
  await page.keyboard.press('Escape');
  await waitForState(page, 'open');
  await (await demo.control()).pay(link);
  await page.getByTestId('paid-screen').waitFor();
  await page.keyboard.type('2000000000015\n');
  await expect(page.getByTestId('paid-screen')).toBeVisible();
  expect(await demo.ask('payment.current', {})).toMatchObject({ state: 'paid' });
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('paid-screen')).toHaveCount(0, { timeout: 1000 });
  }).toPass();
});

test('PAID is told in every section, and a hurried second tap takes no code back', async ({ demo, page }) => {
  const link = await charge(demo, page, 1);
  await page.getByTestId('payment-ask').dblclick();
  await page.locator('[data-testid="payment-facts"] [data-kind="nothing"]').waitFor();
  await page.keyboard.press('Escape');
  await waitForState(page, 'open');
  await page.getByTestId('nav-settings').click();
  await (await demo.control()).pay(link);
  await page.getByTestId('paid-banner-seen').click();
  await expect(banner(page)).toHaveCount(0);
  await page.getByTestId('nav-sell').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
});

test('one tap beside Charge narrows the payment to one method', async ({ demo, page }) => {
  await tapProducts(page, 1);
  await page.getByTestId('pay-methods').click();
  await page.getByTestId('pay-method-sbp').click();
  await waitForState(page, 'open');
  expect(await demo.ask('payment.current', {})).toMatchObject({ methods: ['sbp'] });
  await expect(page.getByText('Only: SBP')).toBeVisible();
});

test('handing over asks for a reason, is told apart from PAID, and is confirmed by the money', async ({
  demo,
  page,
}) => {
  const link = await charge(demo, page, 1);
  await page.getByTestId('payment-ask').click();
  await page.getByTestId('payment-hand-over').click();
  await page.getByTestId('hand-over-confirm').click();
  await expect(page.getByText('Say why')).toBeVisible();
  await page.getByTestId('hand-over-reason').fill('A regular');
  await page.getByTestId('hand-over-confirm').click();
  await expect(page.getByTestId('claimed-screen')).toContainText(/before confirmation/i);
  await expect(page.getByTestId('claimed-screen')).not.toContainText(/paid/i);
  await page.getByTestId('next-customer').click();
  await expect(page.getByTestId('tray-item')).toHaveText(/handed over/);
  await (await demo.control()).pay(link);
  // The goods are gone: it is told beside the counter, not in front of it.
  await expect(page.getByTestId('paid-banner')).toContainText(/handed over/i);
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
});
