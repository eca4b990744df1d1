import type { Page } from 'playwright/test';
import { addHolder, connected, ISSUER_ANSWERS, issued, toTab } from './cards-issuer.ts';
import { expect, type TillUnderTest, test } from './fixtures.ts';

test.setTimeout(180_000);

const OWNER = { name: 'Olga', role: 'owner', pin: '1397' } as const;
const MANAGER = { name: 'Marat', role: 'manager', pin: '2468' } as const;

type Person = typeof OWNER | typeof MANAGER;

/** Every place where a page keeps anything. */
async function keptInPage(page: Page): Promise<string> {
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  return `${await page.content()} ${stored}`;
}

test('SEC-10 the owner sees the digits of one card for a while, and nothing of them is left', async ({
  demo,
  page,
}) => {
  await openCardAs(OWNER, demo, page);
  await page.getByTestId('reveal-open').click();
  await typePin(page, '9999');
  await expect(page.getByTestId('pin-problem')).not.toBeEmpty(ISSUER_ANSWERS);
  await typePin(page, OWNER.pin);
  await page.getByTestId('reveal-digits').waitFor();
  const pan = (await page.getByTestId('reveal-pan').locator('span').allInnerTexts()).join('');
  expect(pan).toMatch(/^\d{16}$/);
  await expect(page.getByTestId('reveal-cvv')).toHaveText(/^\d{3}$/);
  await expect(page.getByTestId('reveal-left')).toContainText(/Hidden in \d+ second/);
  // Nothing to select, nothing to copy, and in no attribute.
  await page.getByTestId('reveal-pan').selectText();
  expect(await page.evaluate(() => String(getSelection()))).not.toMatch(/\d{4}/);
  expect(await keptInPage(page)).not.toContain(pan);

  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(page.getByTestId('reveal')).toHaveAttribute('data-stage', 'hidden');
  const kept = await keptInPage(page);
  for (const group of pan.match(/.{4}/g)?.slice(1, 3) ?? []) expect(kept).not.toContain(`>${group}<`);
  await page.getByTestId('reveal-again').click();
  await typePin(page, OWNER.pin);
  await page.getByTestId('reveal-hide').click();
  await expect(page.getByTestId('reveal-digits')).toHaveCount(0);
});

test('SEC-10 after half a minute the digits vanish by themselves, and stay gone', async ({ demo, page }) => {
  await openCardAs(OWNER, demo, page);
  await page.getByTestId('reveal-open').click();
  await typePin(page, OWNER.pin);
  await page.getByTestId('reveal-digits').waitFor();
  const pan = (await page.getByTestId('reveal-pan').locator('span').allInnerTexts()).join('');
  expect(pan).toMatch(/^\d{16}$/);
  await expect(page.getByTestId('reveal-digits')).toHaveCount(0, { timeout: 45_000 });
  await expect(page.getByTestId('reveal')).toHaveAttribute('data-stage', 'hidden');
  expect(await keptInPage(page)).not.toContain(pan);
  await expect(page.getByTestId('reveal-pan')).toHaveCount(0);
});

test('SEC-10 a manager reads cards, and has no key to their digits', async ({ demo, page }) => {
  await openCardAs(MANAGER, demo, page);
  await expect(page.getByTestId('card-facts')).toBeVisible(ISSUER_ANSWERS);
  await expect(page.getByText('Only an owner can change a card.')).toBeVisible();
  await expect(page.getByTestId('reveal-open')).toHaveCount(0);
  await toTab(page, 'cards');
  await expect(page.getByTestId('issue-open')).toHaveCount(0);
});

/** A till with people, one of whom has signed in and opened the one card. */
async function openCardAs(person: Person, demo: TillUnderTest, page: Page): Promise<void> {
  await connected(demo);
  await addHolder(demo);
  const cardId = await issued(demo, 'Autumn');
  for (const one of [OWNER, MANAGER]) await demo.ask('staff.add', one);
  await page.reload();
  await signIn(page, person);
  await toTab(page, 'cards');
  await page.locator(`[data-testid="cards-row"][data-id="${cardId}"]`).click();
}

async function typePin(page: Page, pin: string): Promise<void> {
  await expect(page.getByTestId('pin-field')).toBeFocused();
  await page.keyboard.type(pin, { delay: 70 });
  await page.keyboard.press('Enter');
}

async function signIn(page: Page, { name, pin }: Person): Promise<void> {
  await page.getByTestId('person').filter({ hasText: name }).click();
  await typePin(page, pin);
  await page.getByTestId('person-key').filter({ hasText: name }).waitFor();
}
