import type { Page } from 'playwright/test';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { expect, tapProducts, test, waitForState } from './fixtures.ts';

async function chargeProducts(page: Page, count: number): Promise<void> {
  await tapProducts(page, count);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
}

/** The newest link at the provider: the code that was drawn last. */
async function newestLink(control: SandboxControl): Promise<string> {
  const { links } = await control.books();
  return links[0]?.id ?? '';
}

test('a tray of three: each code stays with its sale, and PAID says whose it is', async ({ demo, page }) => {
  const control = await demo.control();
  const links: string[] = [];
  for (let customer = 1; customer <= 3; customer++) {
    await chargeProducts(page, customer);
    links.push(await newestLink(control));
    if (customer < 3) {
      await page.getByTestId('set-aside').click();
      await expect(page.getByTestId('sale-line')).toHaveCount(0);
    }
  }
  await page.getByTestId('set-aside').click();
  await expect(page.getByTestId('tray-item')).toHaveCount(3);

  await control.pay(links[1] ?? '');
  await page.getByTestId('paid-screen').or(page.getByTestId('paid-banner')).first().waitFor();
  const { items } = await demo.ask('sale.list', { state: 'completed' });
  expect(items.map(({ lineCount }) => lineCount)).toEqual([2]);
  const seen = page.getByTestId('next-customer').or(page.getByTestId('paid-banner-seen'));
  await seen.first().click();
  await expect(page.getByTestId('tray-item')).toHaveCount(2);

  await control.pay(links[2] ?? '');
  await control.pay(links[0] ?? '');
  await expect
    .poll(async () => (await demo.ask('sale.list', { state: 'completed' })).items.map((one) => one.lineCount))
    .toEqual(expect.arrayContaining([1, 2, 3]));
  expect((await demo.ask('attention.list', {})).items).toEqual([]);
});

/** Presses "customer says paid" and reads the answer. */
async function askFacts(page: Page, kind: string): Promise<void> {
  await page.getByTestId('payment-ask').click();
  await page.locator(`[data-testid="payment-facts"] [data-kind="${kind}"]`).waitFor();
}

async function closeFacts(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('payment-facts')).toHaveCount(0);
}

test('customer says paid: nothing, processing, declined, paid to another code', async ({ demo, page }) => {
  const control = await demo.control();
  await chargeProducts(page, 1);
  await askFacts(page, 'nothing');
  await closeFacts(page);

  const first = await newestLink(control);
  const busy = await control.pay(first, { outcome: 'processing' });
  await askFacts(page, 'processing');
  await closeFacts(page);

  await control.move(busy.id, 'rejected');
  await askFacts(page, 'declined');
  await closeFacts(page);

  // Another sale of the same amount; its customer scans the first code, which was set aside.
  await page.getByTestId('set-aside').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(0);
  await chargeProducts(page, 1);
  await control.pay(first);
  await page.getByTestId('paid-banner').waitFor();
  await page.getByTestId('paid-banner-seen').click();
  await askFacts(page, 'other_code');
});

test('goods handed over before confirmation are awaited, and confirmed when the money comes', async ({
  demo,
  page,
}) => {
  const control = await demo.control();
  await chargeProducts(page, 1);
  const link = await newestLink(control);
  await page.getByTestId('payment-ask').click();
  await page.getByTestId('payment-hand-over').click();
  await page.getByTestId('hand-over-reason').fill('The bank app says paid');
  await page.getByTestId('hand-over-confirm').click();
  await page.getByTestId('claimed-screen').waitFor();
  const { items } = await demo.ask('sale.list', { state: 'completed' });
  expect(items).toMatchObject([{ claimAwaited: true, receiptNumber: '000001' }]);
  await page.getByTestId('next-customer').click();

  await control.pay(link);
  await expect
    .poll(async () => (await demo.ask('sale.list', { state: 'completed' })).items[0]?.claimAwaited)
    .toBe(false);
  expect((await demo.ask('attention.list', {})).items).toEqual([]);
});

test('paid after cancel appears in Attention, and is refunded', async ({ demo, page }) => {
  const control = await demo.control();
  await chargeProducts(page, 1);
  const link = await newestLink(control);
  await page.getByTestId('cancel-payment').click();
  const sure = page.getByRole('dialog').getByRole('button').last();
  if (await sure.isVisible({ timeout: 500 }).catch(() => false)) await sure.click();
  await page.getByTestId('charge').waitFor();
  const money = await control.pay(link, { evenIfDeleted: true });
  // Nothing is alive, so the next look would be in a minute; the window's focus makes it look at once.
  const [sale] = (await demo.ask('sale.list', {})).items;
  const { attempts } = await demo.ask('sale.get', { saleId: sale?.id ?? '' });
  await demo.ask('payment.check', { attemptId: attempts[0]?.id ?? '' });
  await page.getByTestId('nav-attention').click();
  await expect(page.getByTestId('attention-item')).toHaveCount(1);
  await page.getByTestId('attention-refund').click();
  await page.getByTestId('attention-reason').fill('Paid after the cancel');
  await page.getByTestId('attention-confirm').click();
  await expect(page.getByTestId('attention-item')).toHaveCount(0, { timeout: 20_000 });
  const { transactions } = await control.books();
  expect(transactions.find(({ id }) => id === money.id)?.status).toBe('refunded');
  const { items } = await demo.ask('attention.list', { resolved: true });
  expect(items).toMatchObject([{ kind: 'late_payment', resolution: { how: 'refunded' } }]);
});

test('a part of a sale is given back at the provider, and the sale says so', async ({ demo, page }) => {
  const control = await demo.control();
  await chargeProducts(page, 2);
  await control.pay(await newestLink(control));
  await page.getByTestId('paid-screen').waitFor();
  await page.getByTestId('next-customer').click();
  await page.getByTestId('nav-sales').click();
  await page.getByTestId('sale-row').click();
  await page.getByTestId('refund-open').click();
  await page.getByTestId('refund-scope').getByText('Lines').click();
  await page.getByTestId('refund-line').first().getByRole('button').last().click();
  await page.getByTestId('refund-reason').fill('Cold coffee');
  await page.getByTestId('refund-confirm').click();
  await expect
    .poll(async () => {
      const [sale] = (await demo.ask('sale.list', {})).items;
      return (await demo.ask('sale.get', { saleId: sale?.id ?? '' })).refunds.map(({ state }) => state);
    })
    .toEqual(['done']);
  const refunds = (await control.books()).transactions.filter(({ type }) => type === 'refund');
  expect(refunds).toHaveLength(1);
});
