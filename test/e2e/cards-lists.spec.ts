import { readFileSync } from 'node:fs';
import { addHolder, connected, ISSUER_ANSWERS, issued, toTab } from './cards-issuer.ts';
import { expect, inBothSchemes, test } from './fixtures.ts';
import { look } from './look.ts';

test.setTimeout(240_000);

test('fifty thousand transactions are scrolled through by pages, filtered, and saved as a file', async ({
  demo,
  page,
}) => {
  const issuer = await connected(demo);
  await addHolder(demo);
  const cardId = await issued(demo, 'Autumn');
  await issuer.seed({ count: 50_000, cardId });
  await toTab(page, 'transactions');
  const scroller = page.getByTestId('transactions-scroller');
  await page.getByTestId('transactions-row').first().waitFor();
  expect(await page.getByTestId('transactions-row').count()).toBeLessThan(60);
  // Where the list does not tell its length, every page leads to the next one.
  for (let step = 0; step < 3; step += 1) {
    const last = Number(await page.getByTestId('transactions-row').last().getAttribute('data-index'));
    await scroller.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await expect
      .poll(
        async () => Number(await page.getByTestId('transactions-row').last().getAttribute('data-index')),
        ISSUER_ANSWERS,
      )
      .toBeGreaterThan(last);
  }

  await page.getByTestId('transactions-kind').fill('no such kind');
  await expect(page.getByText('No transaction like this')).toBeVisible(ISSUER_ANSWERS);
  await page.getByTestId('show-all').click();
  await page.getByTestId('transactions-row').first().waitFor();
  await page.getByTestId('transactions-export').click();
  await page.getByTestId('card-export-start').click();
  await page.getByTestId('card-export-stop').click();
  await expect(page.getByTestId('card-export-stopped')).toBeVisible(ISSUER_ANSWERS);
});

test('a history is saved as a file, every row of it', async ({ demo, page }) => {
  const issuer = await connected(demo);
  await addHolder(demo);
  const cardId = await issued(demo, 'Autumn');
  await issuer.seed({ count: 300, cardId });
  await toTab(page, 'cards');
  await page.getByTestId('cards-row').click();
  await page.getByTestId('transactions-export').click();
  await page.getByTestId('card-export-start').click();
  await expect(page.getByTestId('card-export-ready')).toContainText('300 rows', ISSUER_ANSWERS);
  const download = page.waitForEvent('download');
  await page.getByTestId('card-export-save').click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(301);
  expect(lines.filter((line) => line.includes(cardId))).toHaveLength(300);
  await expect(page.getByTestId('notice')).toContainText('The file is saved');
  // The next one is made anew.
  await page.getByTestId('transactions-export').click();
  await expect(page.getByTestId('card-export-start')).toBeVisible();
});

const VIEWS = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'upright', width: 800, height: 1280 },
] as const;

for (const language of ['en', 'ru'] as const) {
  test(`the cards, their holders and their history look right in ${language}`, async ({ demo, page }) => {
    const issuer = await connected(demo);
    await addHolder(demo);
    const cardId = await issued(demo, 'Autumn');
    await issuer.seed({ count: 500, cardId });
    await demo.ask('settings.change', { language });
    await page.reload();
    const lookAt = async (name: string) => {
      for (const { name: view, ...size } of VIEWS) {
        await page.setViewportSize(size);
        await inBothSchemes(page, (scheme) => look(page, `cards-${name}-${language}-${scheme}-${view}`));
      }
      await page.setViewportSize(VIEWS[0]);
    };
    await toTab(page, 'cards');
    await page.getByTestId('cards-row').waitFor();
    await lookAt('list');
    await page.getByTestId('issue-open').click();
    await page.getByTestId('issue-holder-option').waitFor();
    await lookAt('issue');
    await page.keyboard.press('Escape');
    await page.getByTestId('cards-row').click();
    await page.getByTestId('transactions-row').first().waitFor();
    await lookAt('card');
    await page.getByTestId('act-topUp').click();
    await page.getByTestId('move-amount').fill('12.5');
    await lookAt('topup');
    await page.keyboard.press('Escape');
    await toTab(page, 'holders');
    await page.getByTestId('holders-row').waitFor();
    await lookAt('holders');
    await toTab(page, 'transactions');
    await page.getByTestId('transactions-row').first().waitFor();
    await lookAt('transactions');
  });
}
