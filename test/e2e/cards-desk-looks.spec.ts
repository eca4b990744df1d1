import { ISSUER_ANSWERS } from './cards-issuer.ts';
import { account, connected, ENDING_JWT, issuerOf, losing, toSettings } from './desk-steps.ts';
import { expect, inBothSchemes, test } from './fixtures.ts';
import { look } from './look.ts';

const VIEWS = {
  wide: { width: 1280, height: 800 },
  laptop: { width: 1366, height: 768 },
  upright: { width: 800, height: 1280 },
} as const;

for (const [language, view] of [
  ['en', 'wide'],
  ['ru', 'wide'],
  ['ru', 'laptop'],
  ['ru', 'upright'],
] as const) {
  test(`the desk and its connection can be looked at, ${language} ${view}`, async ({ till, page }) => {
    await page.setViewportSize(VIEWS[view]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await till.ask('setup.startDemo', { language });
    await connected(till, (await (await issuerOf(till)).addToken(ENDING_JWT)).token);
    await page.goto(till.program.address);
    const seen = (screen: string) =>
      inBothSchemes(page, (scheme) => look(page, `desk-${screen}-${language}-${scheme}-${view}`));
    await page.getByTestId('nav-cards').click();
    await expect(page.getByTestId('issuer-account')).toHaveCount(3, ISSUER_ANSWERS);
    await seen('accounts');
    await account(page, 'Main').getByTestId('account-transfer').click();
    await page.getByTestId('transfer-amount').fill('250.5');
    await page.getByTestId('transfer-preview').waitFor();
    await seen('transfer');
    await losing(await till.control(), '502_after_write', () => page.getByTestId('transfer-send').click());
    await page.getByTestId('card-operation').waitFor();
    await seen('unknown');
    await page.getByTestId('transfer-close').click();
    await page.getByTestId('cards-tab-activity').click();
    await page.getByTestId('activity-open').waitFor();
    await seen('activity');
    await page.getByTestId('card-operation-decide').click();
    await seen('decide');
    await page.keyboard.press('Escape');
    await toSettings(page);
    await page.getByTestId('cards-webhook-form').waitFor();
    await seen('settings');
    await page.getByTestId('desk-connect').click();
    await page.getByTestId('desk-form').waitFor();
    await seen('connect');
  });
}
