import type { Page } from 'playwright/test';
import { decodePicture, expect, type TillUnderTest, tapProducts, test, waitForState } from './fixtures.ts';

/** What the sale in front comes to, in minor units. */
async function totalOf(till: TillUnderTest): Promise<{ readonly saleId: string; readonly minor: number }> {
  const sale = await till.ask('sale.current', {});
  if (!sale) throw new Error('No sale is open');
  return { saleId: sale.id, minor: sale.total.amountMinor };
}

/** The link that the code on the screen stands for. */
async function linkOnScreen(till: TillUnderTest, page: Page): Promise<string> {
  const address = await decodePicture(page.getByTestId('qr'));
  const { links } = await (await till.control()).books();
  const link = links.find(({ payerUrl }) => payerUrl === address);
  if (!link) throw new Error('The code on the screen is nobody’s');
  return link.id;
}

async function stateOfClaim({ ask }: TillUnderTest, saleId: string): Promise<string | undefined> {
  return (await ask('sale.get', { saleId })).tenders[0]?.claim?.state;
}

/** What became of the claim of a sale; asks the provider now, as a cashier would, and not when it is due. */
async function claimOf(till: TillUnderTest, saleId: string): Promise<string | undefined> {
  const { attempts, tenders } = await till.ask('sale.get', { saleId });
  const state = tenders[0]?.claim?.state;
  const attemptId = attempts.at(-1)?.id;
  if (state === 'awaiting' && attemptId !== undefined) await till.ask('payment.ask', { attemptId });
  return state;
}

/** Shows with the demo's own small payment that money is told by its link, and waits for the codes made beforehand. */
async function withSpareCodes(till: TillUnderTest, page: Page, count: number): Promise<void> {
  await till.ask('settings.change', { spareLinks: count });
  await till.ask('proof.start', {});
  await expect
    .poll(async () => (await till.ask('proof.current', {}))?.state, { timeout: 45_000 })
    .toBe('done');
  await expect.poll(async () => (await till.ask('links.spares', {})).ready, { timeout: 75_000 }).toBe(count);
  await tapProducts(page, 1);
}

test('PAY-6 a link is made, paid by a customer, and its money is attached to the sale that it pays', async ({
  demo,
  page,
}) => {
  await page.getByTestId('nav-links').click();
  await expect(page.getByTestId('links-screen')).toContainText('No link of your own yet');
  await page.getByTestId('link-create').click();
  await page.getByTestId('link-save').click();
  await expect(page.getByTestId('link-form')).toContainText('Give it a name.');
  await page.getByTestId('link-name').fill('Poster');
  await page.getByTestId('link-save').click();
  await expect(page.getByTestId('link')).toContainText('The payer enters the amount');
  await page.getByTestId('link-qr').click();
  const poster = await linkOnScreen(demo, page);
  await page.keyboard.press('Escape');

  await page.getByTestId('nav-sell').click();
  await tapProducts(page, 2);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  const { saleId, minor } = await totalOf(demo);
  await (await demo.control()).pay(poster, { amount: minor });
  await expect(page.getByTestId('nav-links')).toContainText('1 payment waits for a sale');
  await page.getByTestId('nav-links').click();
  await page.getByTestId('link-attach').click();
  await expect(page.getByTestId('link-no-target')).toContainText('take its code back first');
  await page.keyboard.press('Escape');
  await page.getByTestId('nav-sell').click();
  await page.getByTestId('cancel-payment').click();
  await page.getByTestId('charge').waitFor();

  await page.getByTestId('nav-links').click();
  await page.getByTestId('link-attach').click();
  await page.getByTestId('link-target').check();
  await page.getByTestId('link-attach-confirm').click();
  await expect(page.getByTestId('link-money')).toHaveCount(0);
  await page.getByTestId('link-history').click();
  await expect(page.getByTestId('link-payment')).toContainText('paid receipt 000001');
  const { sale, tenders } = await demo.ask('sale.get', { saleId });
  expect([sale.state, tenders.length]).toEqual(['completed', 1]);
});

/** Selling goes on: nothing is red, nothing rings, and nobody has to do anything. */
async function expectCalm(page: Page): Promise<void> {
  await expect(page.getByTestId('pulse')).toHaveAttribute('data-health', 'away');
  await expect(page.getByTestId('notice')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('[data-tone="bad"], [data-tone="warn"]')).toHaveCount(0);
}

test('PAY-5 PAY-6 without a network: a spare code is sold on and handed over, and confirmed once the network is back', async ({
  demo,
  page,
}) => {
  // A proof payment and codes made one a second come first.
  test.slow();
  await withSpareCodes(demo, page, 2);
  const control = await demo.control();
  const first = await totalOf(demo);
  await control.fault({ kind: 'reset', path: '*', count: 'always' });
  await page.getByTestId('charge').click();
  await page.getByTestId('use-spare').click();
  await waitForState(page, 'open');
  await expect(page.getByTestId('customer-enters')).toContainText('Покупатель вводит');
  await expect(page.getByTestId('offline-note')).toContainText('1 spare code left');
  await expect(page.getByTestId('pulse')).toContainText('Offline · 1 code left');
  await expectCalm(page);
  const link = await linkOnScreen(demo, page);
  await page.getByTestId('hand-over-spare').click();
  await page.getByTestId('claimed-screen').waitFor();
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
  expect(await stateOfClaim(demo, first.saleId)).toBe('awaiting');
  await page.getByTestId('next-customer').click();
  await expectCalm(page);

  // Above the limit of a sale, and of a shift, a manager decides.
  await demo.ask('settings.change', { spareSaleLimit: 100 });
  await tapProducts(page, 1);
  const second = await totalOf(demo);
  await expect(page.getByTestId('charge')).toContainText('Spare code');
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await expect(page.getByTestId('offline-note')).toContainText('This was the last spare code');
  expect(await linkOnScreen(demo, page)).not.toBe(link);
  await page.getByTestId('hand-over-spare').click();
  await expect(page.getByTestId('offline-limit')).toContainText('For one sale');
  await expect(page.getByTestId('offline-limit')).toContainText('1.00');
  await page.keyboard.press('Escape');
  await demo.ask('settings.change', { spareSaleLimit: second.minor, spareShiftLimit: first.minor });
  await page.getByTestId('hand-over-spare').click();
  await expect(page.getByTestId('offline-limit')).toContainText('from this shift and the last day');
  await page.getByTestId('hand-over-reason').fill('A regular');
  await page.getByTestId('hand-over-confirm').click();
  await page.getByTestId('claimed-screen').waitFor();
  await page.getByTestId('next-customer').click();
  expect((await demo.ask('attention.list', {})).items).toEqual([]);

  // The next customer is being served when the network comes back.
  await tapProducts(page, 1);
  await expect(page.getByTestId('charge')).toBeVisible();
  await control.pay(link, { amount: first.minor });
  await control.clearFaults();
  await expect.poll(() => claimOf(demo, first.saleId), { timeout: 60_000 }).toBe('confirmed');
  // Told without taking the screen; what nobody has paid yet is awaited still, and nothing was raised.
  await expect(page.getByTestId('paid-banner')).toBeVisible();
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
  await page.getByTestId('paid-banner-seen').click();
  await expect(page.getByTestId('pulse')).not.toContainText('Offline');
  await expect(page.getByTestId('charge')).not.toContainText('Spare code');
  expect(await stateOfClaim(demo, second.saleId)).toBe('awaiting');
  expect((await demo.ask('attention.list', {})).items).toEqual([]);
});

test('a link is sent to a customer who is elsewhere: it may be paid for a day, and its sale waits in the tray', async ({
  context,
  demo,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  const link = await linkOnScreen(demo, page);
  await page.getByTestId('send-link').click();
  await expect(page.getByTestId('send-dialog')).not.toContainText('http');
  await page.getByTestId('send-copy-text').click();
  await expect(page.getByTestId('send-dialog')).toContainText(
    /Copied\. It may be paid until \d\d:\d\d tomorrow/,
  );
  const sent = await page.evaluate(() => navigator.clipboard.readText());
  const { links } = await (await demo.control()).books();
  expect(sent).toContain(links.find(({ id }) => id === link)?.payerUrl);
  await page.getByTestId('send-next').click();
  await expect(page.getByTestId('tray-item')).toContainText(/awaiting payment until \d\d:\d\d tomorrow/);
});
