import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { z } from 'zod';
import { electronExecutable } from './electron-executable.ts';
import { ask, test } from './fixtures.ts';

test.skip(electronExecutable() === null, "Electron's binary is not installed");

const current = z.object({ value: z.object({ attemptId: z.string() }) });
const link = z.object({ value: z.object({ payerUrl: z.string() }) });

/** Pays the link in front of the cashier, at the simulator's control API. */
async function payAsCustomer(page: Page): Promise<void> {
  const { attemptId } = current.parse(await ask(page, 'payment.current', {})).value;
  const { payerUrl } = link.parse(await ask(page, 'payment.copyLink', { attemptId })).value;
  const { origin, pathname } = new URL(payerUrl);
  const response = await fetch(`${origin}/_sandbox/links/${pathname.split('/').at(-1)}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome: 'charged' }),
  });
  expect(response.ok).toBe(true);
}

test('first run, demo, three taps, a QR, and the money arrives', async ({ page }) => {
  await page.getByTestId('start-demo').click();
  const tiles = page.getByTestId('product-tile');
  for (const at of [0, 1, 2]) await tiles.nth(at).click();
  await page.getByTestId('charge').click();
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.getByTestId('payment-state')).toHaveAttribute('data-state', /.+/);
  await payAsCustomer(page);
  await expect(page.getByTestId('paid-screen')).toBeVisible();
  await page.getByTestId('next-customer').click();
  await expect(tiles.first()).toBeVisible();
});
