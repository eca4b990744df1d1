import type { Page } from 'playwright/test';
import { SANDBOX_ACCOUNTS, SANDBOX_BINS } from '../harness/cards-control.ts';
import { addHolder, connected, ISSUER_ANSWERS, issued, toTab } from './cards-issuer.ts';
import { expect, test } from './fixtures.ts';

test.setTimeout(240_000);

const operation = (page: Page) => page.getByTestId('card-operation');

async function move(page: Page, act: 'topUp' | 'withdraw', amount: string): Promise<void> {
  await page.getByTestId(`act-${act}`).click();
  await page.getByTestId('move-amount').fill(amount);
  await page.getByTestId('move-send').click();
  await expect(page.getByTestId(`${act}-form`).getByTestId('card-operation')).toHaveAttribute(
    'data-state',
    'done',
    ISSUER_ANSWERS,
  );
  await page.getByTestId('act-end').click();
}

test('a card is issued to somebody new, followed until it is active, and opened', async ({ demo, page }) => {
  const issuer = await connected(demo);
  // It is ready when the test says so.
  await (await demo.control()).switches({ cardIssueDelaySeconds: 3600 });
  const before = await issuer.books();
  await toTab(page, 'cards');
  await expect(page.getByText('No cards on this account yet')).toBeVisible(ISSUER_ANSWERS);
  await page.getByTestId('issue-open').first().click();
  await page.getByTestId('issue-send').click();
  await expect(page.getByTestId('issue-form')).toContainText('Choose whose card it is.');

  await page.getByTestId('issue-holder-add').click();
  const form = page.getByTestId('holder-form');
  await form.getByTestId('holder-firstName').fill('Anna');
  await form.getByTestId('holder-lastName').fill('Petrova');
  await form.getByTestId('holder-email').fill('anna@nowhere');
  await form.getByTestId('holder-phone').fill('+44 20 7946 0000');
  await expect(form.getByTestId('holder-holderId')).toHaveValue('anna-petrova');
  await form.getByTestId('holder-send').click();
  await expect(form.getByTestId('card-operation')).toHaveAttribute('data-state', 'refused', ISSUER_ANSWERS);
  await expect(form.locator('.mantine-TextInput-root', { hasText: 'Email' })).toContainText(/email/);
  await form.getByTestId('act-anew').click();
  await form.getByTestId('holder-email').fill('anna@example.com');
  await form.getByTestId('holder-send').click();
  await form.getByTestId('holder-take').click();

  await expect(page.getByTestId('issue-holder-name')).toHaveText('Anna Petrova');
  await page.getByTestId('issue-name').fill('Autumn');
  await page.getByTestId('issue-bin').selectOption(SANDBOX_BINS.visa);
  await page.getByTestId('issue-daily').fill('500.5');
  await page.getByTestId('issue-send').click();
  await expect(operation(page)).toHaveAttribute('data-state', 'accepted', ISSUER_ANSWERS);
  await expect(page.getByTestId('issue-card')).toContainText('Being made', ISSUER_ANSWERS);
  for (const { id } of (await issuer.state()).cards) await issuer.setStatus(id, 'active');
  await expect(operation(page)).toHaveAttribute('data-state', 'done', ISSUER_ANSWERS);
  await expect(page.getByTestId('issue-card')).toContainText('Active', ISSUER_ANSWERS);
  await page.getByTestId('issue-to-card').click();
  await expect(page.getByTestId('card-page')).toContainText('Autumn', ISSUER_ANSWERS);
  await expect(page.getByTestId('card-limits')).toContainText('500.5');
  expect((await issuer.state()).cards).toHaveLength(1);
  expect((await issuer.books()).total).toEqual(before.total);
});

test('money goes onto a card and comes back, the card is frozen, unfrozen and closed for good', async ({
  demo,
  page,
}) => {
  const issuer = await connected(demo);
  await addHolder(demo);
  const cardId = await issued(demo, 'Autumn');
  const before = await issuer.books();
  const account = async () =>
    (await issuer.state()).accounts.find(({ id }) => id === SANDBOX_ACCOUNTS.advertising)?.balance;
  const held = await account();
  await toTab(page, 'cards');
  await page.locator(`[data-testid="cards-row"][data-id="${cardId}"]`).click();

  await page.getByTestId('act-topUp').click();
  await page.getByTestId('move-amount').fill('100000');
  await page.getByTestId('move-send').click();
  await expect(page.getByTestId('topUp-form')).toContainText('This is more than there is.');
  await page.keyboard.press('Escape');
  await move(page, 'topUp', '10.000000001');
  await expect(page.getByTestId('card-facts')).toContainText('10.000000001', ISSUER_ANSWERS);
  await expect(page.getByTestId('transactions-row').first()).toContainText('10.000000001', ISSUER_ANSWERS);
  await move(page, 'withdraw', '4.5');
  await expect(page.getByTestId('card-facts')).toContainText('5.500000001', ISSUER_ANSWERS);

  await page.getByTestId('act-freeze').click();
  await page.getByTestId('ask-send').click();
  await expect(page.getByTestId('ask-freeze').getByTestId('card-operation')).toHaveAttribute(
    'data-state',
    'done',
    ISSUER_ANSWERS,
  );
  await page.getByTestId('act-end').click();
  await expect(page.getByTestId('card-status').first()).toHaveAttribute(
    'data-status',
    'frozen',
    ISSUER_ANSWERS,
  );
  await page.getByTestId('act-unfreeze').click();
  await page.getByTestId('ask-send').click();
  await expect(page.getByTestId('ask-unfreeze').getByTestId('card-operation')).toHaveAttribute(
    'data-state',
    'done',
    ISSUER_ANSWERS,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('card-status').first()).toHaveAttribute(
    'data-status',
    'active',
    ISSUER_ANSWERS,
  );

  await page.getByTestId('card-acts').getByTestId('act-close').click();
  await expect(page.getByTestId('close-balance')).toContainText('5.500000001');
  await expect(page.getByTestId('ask-send')).toBeDisabled();
  await page.getByTestId('close-sure').check();
  await page.getByTestId('ask-send').click();
  await expect(page.getByTestId('ask-close').getByTestId('card-operation')).toHaveAttribute(
    'data-state',
    'done',
    ISSUER_ANSWERS,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('card-note')).toContainText('closed for good', ISSUER_ANSWERS);
  await expect(page.getByTestId('card-acts')).toHaveCount(0);
  expect(await account()).toBe(held);
  expect((await issuer.books()).total).toEqual(before.total);
});

test('what the deployment lacks is a quiet line with its reason, and no key', async ({ demo, page }) => {
  await (await demo.control()).switches({ cardsLacks: 'withdraw, freeze, close, merchant_holders' });
  await connected(demo);
  await addHolder(demo);
  const cardId = await issued(demo, 'Autumn');
  await toTab(page, 'cards');
  await page.locator(`[data-testid="cards-row"][data-id="${cardId}"]`).click();
  await expect(page.getByTestId('act-topUp')).toBeVisible(ISSUER_ANSWERS);
  await expect(page.getByTestId('act-withdraw')).toHaveCount(0);
  await expect(page.getByTestId('not-offered-withdraw')).toContainText('does not have it');
  await expect(page.getByTestId('act-freeze')).toHaveCount(0);
  await expect(page.getByTestId('not-offered-freeze')).toContainText('does not have it');
  await expect(page.getByTestId('not-offered-close')).toBeVisible();
  await toTab(page, 'holders');
  await expect(page.getByTestId('not-offered-merchant_holders')).toBeVisible();
  await expect(page.getByTestId('holders-row')).toContainText('Anna Petrova', ISSUER_ANSWERS);
});
