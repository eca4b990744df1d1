import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, inBothSchemes, type TillUnderTest, test, violationsOf } from './fixtures.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'pictures');

/** Sells for cash, one sale a name, the dearer the later. */
async function sell(till: TillUnderTest, names: readonly string[]): Promise<void> {
  const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;
  const shift = await till.ask('shift.current', {});
  if (shift.openedAt === null) await till.ask('shift.open', { float: rub(0) });
  for (const [index, name] of names.entries()) {
    const { id, remaining } = await till.ask('sale.addAmount', { amount: rub(10_050 + index * 100), name });
    await till.ask('tender.takeCash', { saleId: id, expectedRemaining: remaining, received: rub(50_000) });
  }
}

const rows = (page: Page) => page.getByTestId('sale-row');

/** @param name ends with language and width, such as `history-list-en-1280` */
async function look(page: Page, name: string): Promise<void> {
  const [, screen, language, width] = /^(.+)-(\w+)-(\d+)$/.exec(name) ?? [];
  await inBothSchemes(page, (scheme) => lookAt(page, `${screen}-${language}-${scheme}-${width}`));
}

async function lookAt(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
  expect(beyond).toEqual({ sideways: 0, down: 0 });
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

test('one box finds a sale by number, amount and words, in either alphabet, by keys alone', async ({
  demo,
  page,
}) => {
  await sell(demo, ['Чай чёрный', 'Crème brûlée', 'Чайник', 'Coffee']);
  await page.getByTestId('nav-sales').click();
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press('/');
  await expect(page.getByTestId('sale-search')).toBeFocused();
  for (const [typed, found] of [
    ['чай', 2],
    ['черн чай', 1],
    ['creme BRU', 1],
    ['000003', 1],
    ['102,50', 1],
  ] as const) {
    await page.keyboard.type(typed);
    await expect(rows(page)).toHaveCount(found);
    await page.keyboard.press('Escape');
    await expect(rows(page)).toHaveCount(4);
  }
});

test('chips and the dialog narrow the list down, and one key takes all of it away', async ({
  demo,
  page,
}) => {
  await sell(demo, ['Tea', 'Coffee', 'Cake']);
  await page.getByTestId('nav-sales').click();
  await page.getByTestId('days-today').click();
  await page.getByTestId('tender-cash').click();
  await expect(page.getByTestId('sales-note')).toHaveText('3 sales');
  await page.getByTestId('days-yesterday').click();
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all sales' }).click();
  await expect(rows(page)).toHaveCount(3);

  await page.getByTestId('sale-more').click();
  await page.getByTestId('sale-least').fill('101,00');
  await page.getByTestId('sale-most').fill('102');
  await page.getByTestId('sale-apply').click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Coffee');
  await expect(page.getByTestId('sale-more')).toHaveAttribute('aria-pressed', 'true');
});

test('a long list loads on as it is scrolled, without a gap', async ({ demo, page }) => {
  await sell(
    demo,
    Array.from({ length: 70 }, (_, index) => `Thing ${index}`),
  );
  await page.getByTestId('nav-sales').click();
  await expect(rows(page).first()).toContainText('Thing 69');
  const last = page.locator('[data-testid="sale-row"]', { hasText: 'Thing 0' });
  await expect
    .poll(async () => {
      await rows(page).last().scrollIntoViewIfNeeded();
      return last.count();
    })
    .toBe(1);
});

test('one sale is told whole: lines, money, change, and who', async ({ demo, page }) => {
  await sell(demo, ['Tea']);
  await page.getByTestId('nav-sales').click();
  await rows(page).first().click();
  const steps = page.getByTestId('timeline').getByTestId('step');
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(2)).toContainText('Taken: Cash');
  await expect(steps.nth(2)).toContainText('change');
  await expect(steps.nth(3)).toContainText('receipt 000001');
  await page.getByTestId('with-journal').click();
  await expect(page.locator('[data-testid="step"][data-source="journal"]')).toHaveCount(2);
});

for (const language of ['en', 'ru'] as const) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 800, height: 1280 },
  ]) {
    const name = `${language}-${viewport.width}`;
    test(`the history in ${name}`, async ({ till, page }) => {
      await till.ask('setup.startDemo', { language });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      await sell(till, ['Чай чёрный', 'Crème brûlée', 'Coffee']);
      await page.goto(till.program.address);
      await page.getByTestId('nav-sales').click();
      await page.getByTestId('days-today').click();
      await expect(rows(page)).toHaveCount(3);
      await look(page, `history-list-${name}`);
      await page.getByTestId('sale-more').click();
      await page.getByTestId('sale-apply').waitFor();
      await look(page, `history-more-${name}`);
      await page.keyboard.press('Escape');
      await rows(page).first().click();
      await page.getByTestId('step').first().waitFor();
      await look(page, `history-sale-${name}`);
    });
  }
}
