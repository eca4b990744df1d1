import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { OperationInput } from '../../src/contract/operations.ts';
import {
  expect,
  inBothSchemes,
  isAudited,
  type TillUnderTest,
  tapProducts,
  test,
  violationsOf,
  waitForState,
} from './fixtures.ts';

/**
 * Every screen in light and dark, English and Russian, wide and upright: accessible, nothing cut off by the
 * frame, targets large enough for a finger. `TILLINK_PICTURES=1` also renews the pictures of the README.
 */
const VIEWS = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'upright', width: 800, height: 1280 },
] as const;

const folder = process.env['TILLINK_PICTURES']
  ? join(import.meta.dirname, '..', '..', 'docs', 'pictures')
  : join(import.meta.dirname, '..', '..', 'test-results', 'pictures');

/** The pictures that the README shows. */
const SHOWN = new Set([
  'sell-en-light-wide',
  'payment-en-light-wide',
  'paid-en-light-wide',
  'sales-en-dark-wide',
]);

/** @param name ends with language and view, such as `en-wide` */
async function look(page: Page, screen: string, name: string): Promise<void> {
  const [language, view] = name.split('-');
  await inBothSchemes(page, (scheme) => lookAt(page, screen, `${language}-${scheme}-${view}`));
}

async function lookAt(page: Page, screen: string, name: string): Promise<void> {
  if (isAudited(name)) expect(await violationsOf(page)).toEqual([]);
  const frame = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
  expect(frame).toEqual({ sideways: 0, down: 0 });
  expect(await smallTargets(page)).toEqual([]);
  const full = `${screen}-${name}`;
  if (process.env['TILLINK_PICTURES'] && !SHOWN.has(full)) return;
  mkdirSync(folder, { recursive: true });
  const [, language, scheme, view] = /-(en|ru)-(light|dark)-(\w+)$/.exec(full) ?? [];
  const short = process.env['TILLINK_PICTURES']
    ? `${screen}-${scheme}`
    : `${screen}-${language}-${scheme}-${view}`;
  await page.screenshot({ path: join(folder, `${short}.png`), animations: 'disabled' });
}

/** Buttons that a finger would miss: under 44 px a side. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, [role="tab"]')]
      .filter((element) => {
        // A control inside a label is as large as its label; what the screen hides is no target.
        const target = element.closest('label') ?? element;
        const { width, height } = target.getBoundingClientRect();
        const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return visible && width > 1 && (width < 44 || height < 44);
      })
      .map(
        (element) =>
          `${element.outerHTML.slice(0, 120)} ${Math.round(element.getBoundingClientRect().height)}`,
      ),
  );
}

/** A sale with all that a sale can have, paid in parts and finished in cash. */
async function lookAtSelling(till: TillUnderTest, page: Page, name: string): Promise<void> {
  const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;
  await till.ask('shift.open', { float: rub(200_000) });
  await till.ask('tax.change', RUSSIAN_TAX);
  await tapProducts(page, 2);
  if (name.endsWith('upright')) await page.getByTestId('sheet-toggle').click();
  const sale = await till.ask('sale.current', {});
  const saleId = sale?.id ?? '';
  const note = { saleId, note: 'Call when it is ready', customerName: 'Анна Сергеевна' };
  await till.ask('sale.setNote', note);
  const discount = { kind: 'amount', amountMinor: 5000, reason: 'Promotion' } as const;
  await till.ask('sale.discount', { saleId, discount });
  await page.getByTestId('totals-discounts').waitFor();
  await page.getByTestId('line-open').first().click();
  await page.getByTestId('line-tabs').locator('label').nth(1).click();
  await page.getByTestId('discount-10').click();
  await look(page, 'line', name);
  await page.keyboard.press('Escape');
  await page.getByTestId('pay-more').click();
  await page.getByTestId('pay-external').click();
  await page.getByTestId('external-amount').fill('100');
  await page.getByTestId('external-reference').fill('A-17');
  await look(page, 'external', name);
  await page.getByTestId('external-take').click();
  await page.getByTestId('paid-part').waitFor();
  await look(page, 'part-paid', name);
  await page.getByTestId('pay-cash').click();
  await page.getByTestId('cash-received').fill('5000');
  await look(page, 'cash', name);
  await page.getByTestId('cash-take').click();
  await page.getByTestId('taken-amount').waitFor();
  await look(page, 'taken', name);
  await page.getByTestId('taken-next').click();
}

const RUSSIAN_TAX = {
  mode: 'included',
  rounding: 'line',
  defaultRateId: 'vat',
  rates: [
    { id: 'vat', name: 'НДС', active: true, versions: [{ validFrom: '2026-01-01', basisPoints: 2200 }] },
  ],
} satisfies OperationInput<'tax.change'>;

for (const language of ['en', 'ru'] as const) {
  for (const { name: view, ...viewport } of VIEWS) {
    const name = `${language}-${view}`;
    test(`screens in ${name}`, async ({ till, page }) => {
      test.setTimeout(240_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(till.program.address);
      await page.getByTestId(`language-${language}`).click();
      await page.getByTestId('start-demo').waitFor();
      await look(page, 'first-run', name);
      await page.getByTestId('start-demo').click();
      await page.getByTestId('product-tile').first().waitFor();
      await tapProducts(page, 3);
      await look(page, 'sell', name);
      await page.getByTestId('charge').click();
      await waitForState(page, 'open');
      await look(page, 'payment', name);
      const control = await till.control();
      const link = (await control.books()).links.find(({ deleted }) => !deleted);
      const busy = await control.pay(link?.id ?? '', { outcome: 'processing' });
      await waitForState(page, 'paying');
      await look(page, 'paying', name);
      await page.getByTestId('set-aside').click();
      await page.getByTestId('tray-item').waitFor();
      await tapProducts(page, 2);
      await look(page, 'tray', name);
      await control.move(busy.id, 'charged');
      await page.getByTestId('paid-banner').waitFor();
      await look(page, 'paid-banner', name);
      await page.getByTestId('paid-banner-seen').click();
      await page.getByTestId('charge').click();
      await waitForState(page, 'open');
      await page.getByTestId('payment-ask').click();
      await page.locator('[data-testid="payment-facts"] [data-kind="nothing"]').waitFor();
      await look(page, 'facts', name);
      await page.getByTestId('payment-hand-over').click();
      await page.getByTestId('hand-over-reason').fill('A customer we know');
      await look(page, 'hand-over', name);
      await page.keyboard.press('Escape');
      const shown = (await control.books()).links.find(({ deleted }) => !deleted);
      await control.pay(shown?.id ?? '');
      await page.getByTestId('paid-screen').waitFor();
      await look(page, 'paid', name);
      await page.getByTestId('next-customer').click();
      await tapProducts(page, 1);
      await page.getByTestId('charge').click();
      await waitForState(page, 'open');
      await page.getByTestId('payment-ask').click();
      await page.getByTestId('payment-hand-over').click();
      await page.getByTestId('hand-over-reason').fill('A customer we know');
      await page.getByTestId('hand-over-confirm').click();
      await page.getByTestId('claimed-screen').waitFor();
      await look(page, 'claimed', name);
      await page.getByTestId('next-customer').click();
      await page.getByTestId('tray-item').click();
      await page.getByTestId('to-counter').waitFor();
      await look(page, 'from-tray', name);
      await page.getByTestId('to-counter').click();
      await lookAtSelling(till, page, name);
      await page.getByTestId('opening-check').click();
      await page.locator('[data-testid="opening-check-item"][data-state="ok"]').first().waitFor();
      await look(page, 'opening-check', name);
      await page.keyboard.press('Escape');
      await page.getByTestId('pulse').click();
      await look(page, 'pulse', name);
      await page.keyboard.press('Escape');
      await page.getByTestId('nav-sales').click();
      await page.getByTestId('sale-row').first().click();
      await page.getByTestId('receipt').waitFor();
      await look(page, 'sales', name);
      await page.getByTestId('nav-attention').click();
      await look(page, 'attention', name);
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('theme-select').waitFor();
      await look(page, 'settings', name);
    });
  }
}
