import type { Page } from 'playwright/test';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { expect, type TillUnderTest, test, waitForState } from './fixtures.ts';

/** A merchant's own account: a sandbox at an address of its own, as an operator's would be. */
async function withAccount(use: (account: Sandbox) => Promise<void>): Promise<void> {
  const account = await startSandbox();
  try {
    await use(account);
  } finally {
    await account.close();
  }
}

async function openForm(till: TillUnderTest, page: Page, account: Sandbox): Promise<void> {
  await page.goto(till.program.address);
  await page.getByTestId('connect-account').click();
  await page.locator('[name="storeName"]').fill('Corner shop');
  await page.locator('[name="currency"]').selectOption('RUB');
  await page.getByTestId('connect-place-own').check({ force: true });
  await page.locator('[name="baseUrl"]').fill(account.baseUrl);
}

/** Types an amount and charges it, in the counter's own way. */
async function chargeAmount(page: Page, till: TillUnderTest): Promise<void> {
  const sale = await till.ask('sale.addAmount', {
    amount: { amountMinor: 12_300, currency: 'RUB' },
    name: 'Tea',
  });
  await expect(page.getByTestId('charge')).toBeEnabled();
  expect(sale.total.amountMinor).toBe(12_300);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
}

test('an account is connected with an API key; a wrong one is told as such, and the right one sells', async ({
  till,
  page,
}) => {
  await withAccount(async (account) => {
    await openForm(till, page, account);
    await page.getByTestId('connection-key').fill('pk_test_of_somebody_else');
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText(/does not accept this key/i).first()).toBeVisible();

    await page.getByTestId('connection-key').fill(account.apiKey);
    await page.getByTestId('connect-submit').click();
    await page.getByTestId('charge').waitFor();
    await chargeAmount(page, till);
    const control = controlOf(account);
    const [link] = (await control.books()).links;
    await control.pay(link?.id ?? '');
    await page.getByTestId('paid-screen').waitFor();
    await page.getByTestId('next-customer').click();

    await page.getByTestId('nav-settings').click();
    await expect(page.getByRole('main')).toContainText('dbox');
    expect(await page.content()).not.toContain(account.apiKey);
  });
});

test('an account is connected with login and password, sells, and signs out at the provider', async ({
  till,
  page,
}) => {
  await withAccount(async (account) => {
    const [partner] = account.partners;
    await openForm(till, page, account);
    await page.getByTestId('connect-credential-password').check({ force: true });
    await page.getByTestId('connection-login').fill(partner?.login ?? '');
    await page.getByTestId('connection-password').fill('not the password');
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText(/password/i).first()).toBeVisible();
    await expect(page.getByTestId('charge')).toHaveCount(0);

    await page.getByTestId('connection-password').fill(partner?.password ?? '');
    await page.getByTestId('connect-submit').click();
    await page.getByTestId('charge').waitFor();
    const control = controlOf(account);
    expect((await control.books()).sessions?.alive).toBe(1);
    await chargeAmount(page, till);
    const [link] = (await control.books()).links;
    await control.pay(link?.id ?? '');
    await page.getByTestId('paid-screen').waitFor();
    await page.getByTestId('next-customer').click();

    await page.getByTestId('nav-settings').click();
    await page.getByTestId('connection-disconnect').click();
    await page.getByTestId('connection-disconnect-confirm').click();
    await expect.poll(async () => (await control.books()).sessions?.alive).toBe(0);
  });
});

test('the proof payment passes by itself in the demo, and says what it has shown', async ({ demo, page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('proof-start').click();
  await page.getByRole('dialog').getByTestId('proof-result').waitFor({ timeout: 45_000 });
  const proof = await demo.ask('proof.current', {});
  expect(proof?.state).toBe('done');
  expect(proof?.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'code_made ok',
    'page_opens ok',
    'amount_shown ok',
    'paid ok',
    'names_code ok',
    'charged warning',
    'page_closed ok',
    'refund ok',
  ]);
  expect((await demo.ask('payment.options', {})).proven).toBe(true);
});
