import type { Page } from 'playwright/test';
import { expect, test, type TillUnderTest } from './fixtures.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

/** Sells for cash over the wire: how that looks is shown elsewhere. */
async function sellForCash({ ask }: TillUnderTest, amountMinor: number): Promise<void> {
  const sale = await ask('sale.addAmount', { amount: rub(amountMinor), name: 'Tea' });
  await ask('tender.takeCash', {
    saleId: sale.id,
    expectedRemaining: sale.remaining,
    received: sale.remaining,
  });
}

/** Types on the keys of the screen, as a finger does. */
async function press(page: Page, keys: string): Promise<void> {
  const keypad = page.getByRole('group', { name: 'Number keys' });
  for (const key of keys) await keypad.getByRole('button', { name: key, exact: true }).click();
}

async function openShift(page: Page, float: string): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-check')).toBeVisible();
  await press(page, float);
  await page.getByTestId('shift-open').click();
  await page.getByTestId('shift-close').waitFor();
}

test('a day: opened with a float, cash in and out, an X, counted blind, closed short, and its Z', async ({
  page,
  demo,
}) => {
  await openShift(page, '500');
  await expect(page.getByText('Opening float')).toBeVisible();
  await sellForCash(demo, 30_000);

  await page.getByTestId('shift-pay-in').click();
  await press(page, '100');
  await page.getByTestId('shift-move-confirm').click();
  await expect(page.getByText('Say why, in a word or two.')).toBeVisible();
  await page.getByRole('button', { name: 'Change from the bank' }).click();
  await page.getByTestId('shift-move-confirm').click();
  await expect(page.getByTestId('shift-movements')).toContainText('Change from the bank');
  await page.getByTestId('shift-pay-out').click();
  await press(page, '250');
  await page.getByTestId('shift-reason').fill('To the safe');
  await page.getByTestId('shift-move-confirm').click();
  await page.getByTestId('shift-no-sale').click();
  await page.getByRole('button', { name: 'Change for a customer' }).click();
  await page.getByTestId('shift-move-confirm').click();
  await expect(page.getByTestId('shift-movements').getByRole('listitem')).toHaveCount(3);

  await page.getByTestId('shift-x').click();
  await expect(page.getByTestId('report')).toContainText('Cash (1)');
  await expect(page.getByTestId('report')).toContainText('The drawer is told once it has been');
  await expect(page.getByTestId('report')).not.toContainText('650');
  await page.keyboard.press('Escape');

  await page.getByTestId('shift-close').click();
  await expect(page.getByRole('dialog')).not.toContainText('Expected');
  await page.getByRole('button', { name: 'One more of ₽500.00' }).click();
  await page.getByTestId('shift-pieces-10000').fill('1');
  await page.getByTestId('shift-pieces-1000').fill('4');
  await page.getByTestId('shift-hand-in').click();
  await expect(page.getByTestId('shift-difference')).toContainText('Short by ₽10.00');
  await page.getByTestId('shift-close-confirm').click();
  await expect(page.getByText('Say why, in a word or two.')).toBeVisible();
  await page.getByRole('button', { name: 'Wrong change given' }).click();
  await page.getByTestId('shift-close-confirm').click();
  const z = page.getByTestId('report');
  await expect(z).toContainText('Z report 0001');
  await expect(z).toContainText('Wrong change given');
  await page.getByTestId('shift-done').click();

  await expect(page.getByTestId('shift-open')).toBeVisible();
  await page.getByTestId('shift-reports').getByRole('button').click();
  await expect(page.getByTestId('report')).toContainText('Z report 0001');
});

test('a count that was handed in stays, and goes on behind a reload; counting again wants a reason', async ({
  page,
  demo,
}) => {
  await openShift(page, '10');
  await page.getByTestId('shift-close').click();
  await page.getByTestId('shift-pieces-1000').fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('shift-difference')).toContainText('Over by ₽10.00');
  await page.reload();
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-difference')).toContainText('Over by ₽10.00');
  await page.getByTestId('shift-count-again').click();
  await page.getByTestId('shift-pieces-1000').fill('1');
  await page.getByTestId('shift-hand-in').click();
  await page.getByRole('button', { name: 'Counted wrongly' }).click();
  await page.getByTestId('shift-hand-in').click();
  await expect(page.getByTestId('shift-difference')).toContainText('It is right');

  // Money that moves now makes the count out of date: nothing is told until it is counted again.
  await sellForCash(demo, 500);
  await expect(page.getByText('Money has moved since the drawer was counted')).toBeVisible();
  await expect(page.getByTestId('shift-difference')).toBeHidden();
});

test('a code that may still be paid: the choice is asked, and the Z lists what is watched on', async ({
  page,
  demo,
}) => {
  await demo.ask('settings.change', { takesCash: false });
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-open').click();
  const sale = await demo.ask('sale.addAmount', { amount: rub(7700), name: 'Tea' });
  await demo.ask('payment.start', { saleId: sale.id, expectedTotal: sale.remaining });
  await expect(page.getByTestId('shift-codes')).toContainText('1 code may still be paid');
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-close-confirm')).toBeDisabled();
  await page.getByTestId('shift-watch').check();
  await page.getByTestId('shift-close-confirm').click();
  await expect(page.getByTestId('report')).toContainText('CODES STILL AWAITED');
  await expect(page.getByTestId('report')).not.toContainText('CASH DRAWER');
  await page.getByTestId('shift-done').click();
  await expect(page.getByTestId('shift-codes')).toBeHidden();
});
