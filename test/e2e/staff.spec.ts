import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import {
  expect,
  inBothSchemes,
  isAudited,
  tapProducts,
  test,
  violationsOf,
  waitForState,
} from './fixtures.ts';

const OWNER = { name: 'Ольга', pin: '2580' };
const MANAGER = { name: 'Mikhail', pin: '71936' };
const CASHIER = { name: 'Anna', pin: '904613' };

const folder = join(import.meta.dirname, '..', '..', 'test-results', 'pictures');

/** Accessible, nothing cut off by the frame, targets large enough for a finger; and a picture of it. */
async function lookAt(page: Page, name: string): Promise<void> {
  if (isAudited(name)) expect(await violationsOf(page)).toEqual([]);
  const { sideways, small } = await page.evaluate(() => {
    const root = document.documentElement;
    const targets = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select')];
    return {
      sideways: root.scrollWidth - root.clientWidth,
      small: targets
        .filter((element) => {
          const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
          const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          return visible && width > 1 && (width < 44 || height < 44);
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  expect({ sideways, small }).toEqual({ sideways: 0, small: [] });
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** @param name ends with language and view, such as `staff-lock-en-wide` */
async function look(page: Page, name: string): Promise<void> {
  const [, screen, language, view] = /^(.+)-(\w+)-(\w+)$/.exec(name) ?? [];
  await inBothSchemes(page, (scheme) => lookAt(page, `${screen}-${language}-${scheme}-${view}`));
}

async function toSettings(page: Page): Promise<void> {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('staff-section').waitFor();
}

async function addPerson(
  page: Page,
  { name, pin }: { readonly name: string; readonly pin: string },
  role: string | null,
): Promise<void> {
  await page.getByTestId('add-person').click();
  await page.getByTestId('person-name').fill(name);
  if (role !== null) await page.getByTestId('person-role').selectOption(role);
  await page.getByTestId('new-pin').fill(pin);
  await page.getByTestId('save-person').click();
}

/** An owner, a manager and a cashier, through the screens. @returns the recovery code that was shown */
async function hire(page: Page): Promise<string> {
  await toSettings(page);
  await addPerson(page, OWNER, null);
  const code = (await page.getByTestId('recovery-code-shown').textContent())?.trim() ?? '';
  await expect(page.getByTestId('recovery-done')).toBeDisabled();
  await page.getByTestId('written-down').check();
  await page.getByTestId('recovery-done').click();
  await addPerson(page, MANAGER, 'manager');
  await expect(page.getByTestId('staff-row')).toHaveCount(2);
  await addPerson(page, CASHIER, 'cashier');
  await expect(page.getByTestId('staff-row')).toHaveCount(3);
  return code;
}

async function lock(page: Page): Promise<void> {
  await page.getByTestId('person-key').click();
  await page.getByTestId('lock-till').click();
  await page.getByTestId('lock-screen').waitFor();
}

/** By keys: the field has the focus by itself. */
async function typePin(page: Page, pin: string): Promise<void> {
  await expect(page.getByTestId('pin-field')).toBeFocused();
  // As a person types: what comes as fast as a scan is no PIN.
  await page.keyboard.type(pin, { delay: 70 });
  await page.keyboard.press('Enter');
}

/** By finger. */
async function tapPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByTestId('pin-enter').click();
}

const person = (page: Page, name: string) => page.getByTestId('person').filter({ hasText: name });

async function signIn(page: Page, who: { readonly name: string; readonly pin: string }): Promise<void> {
  await person(page, who.name).click();
  await typePin(page, who.pin);
  await page.getByTestId('person-key').filter({ hasText: who.name }).waitFor();
}

test('SEC-9 an owner hires, the till locks, a cashier signs in, a manager approves one step', async ({
  demo,
  page,
}) => {
  await hire(page);
  await lock(page);
  await expect(page.getByTestId('nav-sell')).toHaveCount(0);
  await page.reload();
  await page.getByTestId('lock-screen').waitFor();
  await signIn(page, CASHIER);
  await page.reload();
  await page.getByTestId('person-key').filter({ hasText: CASHIER.name }).waitFor();

  await toSettings(page);
  await expect(page.getByTestId('staff-row')).toHaveCount(0);
  await page.getByTestId('theme-select').selectOption('dark');
  await page.getByTestId('approval').waitFor();
  await expect(person(page, CASHIER.name)).toHaveCount(0);
  await person(page, MANAGER.name).click();
  await tapPin(page, '1397');
  await expect(page.getByTestId('pin-problem')).not.toBeEmpty();
  await tapPin(page, MANAGER.pin);
  await expect(page.getByTestId('approval')).toHaveCount(0);
  await expect(page.locator('html[data-mantine-color-scheme="dark"]')).toHaveCount(1);
  await expect(page.getByTestId('person-key')).toContainText(CASHIER.name);

  await page.getByTestId('theme-select').selectOption('light');
  await page.getByTestId('approval').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('notice')).toBeVisible();
  await expect(page.locator('html[data-mantine-color-scheme="dark"]')).toHaveCount(1);

  // Another client of the same till, where nobody has signed in.
  await expect(demo.ask('sale.current', {})).rejects.toThrow('SIGN_IN_REQUIRED');

  await page.getByTestId('person-key').click();
  await signIn(page, MANAGER);
  await expect(page.getByTestId('staff-row')).toHaveCount(3);
});

test('SEC-9 five wrong PINs block, and say for how long; the recovery code lets the owner in again', async ({
  demo,
  page,
}) => {
  expect((await demo.ask('app.status', {})).mode).toBe('demo');
  const code = await hire(page);
  await lock(page);
  await person(page, OWNER.name).click();
  for (let tries = 1; tries <= 5; tries++) {
    await typePin(page, '1397');
    await expect(page.getByTestId('pin-problem')).not.toBeEmpty();
  }
  await expect(page.getByTestId('pin-problem')).toContainText(/0:[0-3]\d/);
  await expect(page.getByTestId('pin-field')).toBeDisabled();
  await page.getByTestId('recover').click();
  await page.getByTestId('recovery-code').fill('00000-00000-00000-00000');
  await page.getByTestId('new-pin').fill('8642');
  await page.getByTestId('recover-submit').click();
  await page.getByTestId('staff-error').waitFor();
  await page.getByTestId('recovery-code').fill(code.toLowerCase());
  await page.getByTestId('recover-submit').click();
  const shown = page.getByTestId('recovery-code-shown');
  await expect(shown).not.toHaveText(code);
  await page.getByTestId('written-down').check();
  await page.getByTestId('recovery-done').click();
  await page.getByTestId('person-key').filter({ hasText: OWNER.name }).waitFor();
  await lock(page);
  await signIn(page, { name: OWNER.name, pin: '8642' });
});

test('PAID that comes while the till is locked waits for whoever signs in next', async ({ demo, page }) => {
  const control = await demo.control();
  await hire(page);
  await page.getByTestId('nav-sell').click();
  await tapProducts(page, 1);
  await page.getByTestId('charge').click();
  await waitForState(page, 'open');
  await lock(page);
  const { links } = await control.books();
  await control.pay(links[0]?.id ?? '');
  await expect(page.getByTestId('paid-screen')).toHaveCount(0);
  await signIn(page, CASHIER);
  await page.getByTestId('paid-screen').waitFor();
});

for (const language of ['en', 'ru'] as const) {
  for (const [view, width, height] of [
    ['wide', 1280, 800],
    ['upright', 800, 1280],
  ] as const) {
    const name = `${language}-${view}`;
    test(`staff in ${name}`, async ({ till, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(till.program.address);
      await page.getByTestId(`language-${language}`).click();
      await page.getByTestId('start-demo').click();
      await page.getByTestId('product-tile').first().waitFor();
      await toSettings(page);
      await addPerson(page, OWNER, null);
      await page.getByTestId('recovery-code-shown').waitFor();
      await look(page, `staff-code-${name}`);
      await page.getByTestId('written-down').check();
      await page.getByTestId('recovery-done').click();
      await addPerson(page, MANAGER, 'manager');
      await expect(page.getByTestId('staff-row')).toHaveCount(2);
      await page.getByTestId('staff-section').scrollIntoViewIfNeeded();
      await look(page, `staff-section-${name}`);
      await page.getByTestId('edit-person').last().click();
      await page.getByTestId('toggle-active').waitFor();
      await look(page, `staff-edit-${name}`);
      await page.keyboard.press('Escape');
      await lock(page);
      await look(page, `staff-lock-${name}`);
      await person(page, MANAGER.name).click();
      await page.getByTestId('pin-field').waitFor();
      await look(page, `staff-pin-${name}`);
      await typePin(page, MANAGER.pin);
      await page.getByTestId('person-key').click();
      await look(page, `staff-switch-${name}`);
    });
  }
}
