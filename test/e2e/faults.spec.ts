import { decodePicture, expect, tapProducts, test, waitForState } from './fixtures.ts';

/** Words that must not stand on the screen while nobody knows. */
const FAILED = /fail|error|could not|went wrong/i;

test('500 after the write: one drawn code, and the screen never says failed in between', async ({
  demo,
  page,
}) => {
  const control = await demo.control();
  await control.fault({ kind: '500_after_write', method: 'POST', path: '/api/v1/links' });
  await page.evaluate(() => {
    const seen: string[] = [];
    const note = (): void => {
      seen.push(document.body.innerText);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(globalThis, { seenTexts: seen });
  });
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');

  const seen = await page.evaluate((): string[] => Reflect.get(globalThis, 'seenTexts'));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((text) => FAILED.test(text))).toEqual([]);

  const { links } = await control.books();
  expect(links).toHaveLength(2); // the orphan that nobody saw, and the one that was drawn
  const drawn = await decodePicture(page.getByTestId('qr'));
  expect(links.map(({ payerUrl }) => payerUrl)).toContain(drawn);
  const { attempts } = await demo.ask('sale.get', {
    saleId: (await demo.ask('payment.current', {}))?.saleId ?? '',
  });
  expect(attempts.map(({ state }) => state)).toEqual(['lost', 'open']);
  await control.pay(links.find(({ payerUrl }) => payerUrl === drawn)?.id ?? '');
  await page.getByTestId('paid-screen').waitFor();
});

test('a slow provider is called slow, and the way back keeps the sale', async ({ demo, page }) => {
  const control = await demo.control();
  await control.fault({ kind: 'hang', method: 'POST', path: '/api/v1/links' });
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'requesting');
  await expect(page.getByTestId('payment-state')).toContainText(/slow/i);
  await page.getByTestId('cancel-payment').click();
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
});

test('a till that ends is told calmly, and the page goes on when it is back', async ({ demo, page }) => {
  await tapProducts(page, 1);
  await demo.program.kill();
  await expect(page.getByText(/not running/i)).toBeVisible({ timeout: 20_000 });
});
