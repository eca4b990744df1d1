import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { OperationInput } from '../../src/contract/operations.ts';
import { expect, type TillUnderTest, test } from './fixtures.ts';
import { look } from './look.ts';

type Draft = OperationInput<'catalog.save'>;
type DraftVariant = Draft['variants'][number];

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

const only = (amountMinor: number): readonly DraftVariant[] => [
  { id: null, name: '', sku: null, barcodes: [], unitAmount: rub(amountMinor) },
];

const SIZES: readonly DraftVariant[] = [
  { id: null, name: 'S', sku: 'TS-S', barcodes: ['4006381333931'], unitAmount: rub(120_000) },
  { id: null, name: 'M', sku: 'TS-M', barcodes: [], unitAmount: rub(120_000) },
  { id: null, name: 'L', sku: 'TS-L', barcodes: [], unitAmount: rub(149_050) },
];

function save(
  till: TillUnderTest,
  name: string,
  variants: readonly DraftVariant[],
  changes: Partial<Omit<Draft, 'variants'>> = {},
) {
  const plain = {
    id: null,
    revision: null,
    description: '',
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
  } as const;
  return till.ask('catalog.save', { ...plain, ...changes, name, variants: [...variants] });
}

async function shelf(till: TillUnderTest, name: string, parentId: string | null): Promise<string> {
  const { id } = await till.ask('catalog.saveCategory', { id: null, name, parentId });
  return id;
}

const tiles = (page: Page) => page.getByTestId('product-tile');
const grid = (page: Page) => page.getByTestId('product-grid');
const chip = (page: Page, row: 'shelves' | 'shelves-below', name: string) =>
  page.getByTestId(row).getByRole('button', { name, exact: true });

/** The open sale's lines, as main has them. */
async function linesOf(till: TillUnderTest) {
  const sale = await till.ask('sale.current', {});
  return (sale?.lines ?? []).map(({ productId, quantityThousandths }) => [productId, quantityThousandths]);
}

test('chips lead down the tree of categories, to the neighbours, and back', async ({ demo, page }) => {
  const food = await shelf(demo, 'Pantry', null);
  const dairy = await shelf(demo, 'Dairy', food);
  const cheese = await shelf(demo, 'Cheese', dairy);
  await shelf(demo, 'Milk', dairy);
  await save(demo, 'Gouda', only(50_000), { categoryId: cheese });
  await save(demo, 'Butter', only(20_000), { categoryId: dairy });
  await save(demo, 'Buckwheat', only(9_000), { categoryId: food });

  await chip(page, 'shelves', 'Pantry').click();
  await expect(tiles(page)).toHaveCount(3);
  await chip(page, 'shelves-below', 'Dairy').click();
  await expect(tiles(page)).toHaveCount(2);
  await expect(chip(page, 'shelves', 'Pantry')).toHaveAttribute('aria-pressed', 'true');
  await chip(page, 'shelves-below', 'Cheese').click();
  await expect(tiles(page)).toHaveText(/Gouda/);
  await chip(page, 'shelves-below', 'Milk').click();
  await expect(page.getByText('Nothing in this category yet')).toBeVisible();
  await chip(page, 'shelves-below', 'All: Dairy').click();
  await expect(tiles(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Back to Pantry' }).click();
  await expect(tiles(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Back to all categories' }).click();
  await expect(page.getByTestId('shelf-level')).toHaveCount(0);
  await expect(chip(page, 'shelves', 'All')).toHaveAttribute('aria-pressed', 'true');
});

test('one of several variants is chosen by touch, by its digit and by the arrows; its code asks nothing', async ({
  demo,
  page,
}) => {
  const { variants } = await save(demo, 'T-shirt', SIZES, { favourite: true });
  const [small, medium, large] = variants.map(({ id }) => id);
  const shirt = tiles(page).filter({ hasText: 'T-shirt' });
  await expect(shirt).toContainText('from ₽1,200');
  await expect(shirt).toContainText('3 variants');

  await shirt.click();
  await expect(page.getByRole('dialog')).toContainText('₽1,490.50');
  await page.getByTestId('variant').nth(2).click();
  await expect(page.getByTestId('variants')).toHaveCount(0);
  await expect.poll(() => linesOf(demo)).toEqual([[large, 1000]]);
  await expect(shirt).toHaveAttribute('data-in-sale', 'true');

  await page.getByTestId('search').fill('t-shirt');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variant').first()).toBeFocused();
  // Whoever lets the choice be finds the words as they were.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('variants')).toHaveCount(0);
  await expect(page.getByTestId('search')).toHaveValue('t-shirt');
  await expect(page.getByTestId('search')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variant').first()).toBeFocused();
  await page.keyboard.press('2');
  await expect(page.getByTestId('variants')).toHaveCount(0);
  await expect(page.getByTestId('search')).toHaveValue('');
  await expect.poll(() => linesOf(demo)).toContainEqual([medium, 1000]);

  await page.getByTestId('search').fill('t-shirt');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variant').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('variant').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variants')).toHaveCount(0);
  await expect.poll(() => linesOf(demo)).toContainEqual([medium, 2000]);

  for (const code of ['4006381333931', 'ts-s']) {
    await page.getByTestId('search').fill(code);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('search')).toHaveValue('');
  }
  await expect.poll(() => linesOf(demo)).toContainEqual([small, 2000]);
});

test('a search marks what it has met, says how it read the text, and what to do where nothing is', async ({
  demo,
  page,
}) => {
  const pantry = await shelf(demo, 'Pantry', null);
  await save(demo, 'Гречка ядрица', only(9_000), { categoryId: pantry });
  await page.keyboard.press('/');
  await expect(page.getByTestId('search')).toBeFocused();
  await page.keyboard.type('капу');
  await expect(page.getByTestId('products')).toHaveAttribute('data-answers', 'капу');
  await expect(tiles(page).first().locator('mark').first()).toHaveText(/капу/i);
  await expect(page.getByTestId('understood')).toHaveCount(0);

  await page.getByTestId('search').fill('rfgexbyj');
  await expect(page.getByTestId('understood')).toHaveText('Nothing for “rfgexbyj”: shown for капучино');
  await expect(tiles(page).first()).toContainText('Капучино');

  await chip(page, 'shelves', 'Pantry').click();
  await expect(page.getByText('Nothing found for “rfgexbyj”')).toBeVisible();
  await page.getByTestId('search-everywhere').click();
  await expect(tiles(page).first()).toContainText('Капучино');

  await page.getByTestId('search').fill('ъъъъъъъъ');
  await page.getByTestId('nothing-amount').click();
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('amount-input')).toHaveCount(0);
  await page.getByTestId('nothing-clear').click();
  await expect(page.getByTestId('search')).toHaveValue('');
  await expect(page.getByTestId('products')).toHaveAttribute('data-answers', '');
});

test('letters typed quickly are answered by what they have become, and Escape takes all of it away', async ({
  demo,
  page,
}) => {
  const { total } = await demo.ask('catalog.browse', {});
  await page.getByTestId('search').click();
  await page.keyboard.type('капучино большой');
  await expect(page.getByTestId('search')).toHaveValue('капучино большой');
  await expect(page.getByTestId('products')).toHaveAttribute('data-answers', 'капучино большой');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('products')).toHaveAttribute('data-answers', '');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(tiles(page).and(page.locator(':focus'))).toHaveAttribute('data-index', String(total - 1));
});

/** So many products that most of them are out of sight. */
const MANY = 450;

test('any place of a long list is reached, by the scrollbar and by keys, with few products held', async ({
  demo,
  page,
}) => {
  test.setTimeout(120_000);
  for (let number = 1; number <= MANY; number++) {
    await save(demo, `Item ${String(number).padStart(4, '0')}`, only(number * 100));
  }
  const { total } = await demo.ask('catalog.browse', {});
  await page.reload();
  await tiles(page).first().waitFor();
  const height = () => grid(page).evaluate((element) => element.scrollHeight);
  const before = await height();
  const inView = (share: number) =>
    grid(page).evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
    }, share);

  for (const share of [0.5, 1, 0.2, 0]) {
    await inView(share);
    await expect(page.getByTestId('product-awaited')).toHaveCount(0);
    await expect(tiles(page).first()).toBeAttached();
    expect(await tiles(page).count()).toBeLessThan(80);
    expect(await height()).toBe(before);
  }
  await inView(1);
  await expect(tiles(page).last()).toHaveAttribute('data-index', String(total - 1));

  await page.getByTestId('search').focus();
  await page.keyboard.press('ArrowDown');
  await expect(tiles(page).and(page.locator(':focus'))).toHaveAttribute('data-index', '0');
  await page.keyboard.press('End');
  await expect(tiles(page).and(page.locator(':focus'))).toHaveAttribute('data-index', String(total - 1));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-line')).toHaveCount(1);
  await page.keyboard.press('Home');
  await expect(tiles(page).and(page.locator(':focus'))).toHaveAttribute('data-index', '0');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByTestId('search')).toBeFocused();
});

test('a search is scrolled on beyond its first page, every hit once', async ({ demo, page }) => {
  for (let number = 1; number <= 150; number++) await save(demo, `Button no. ${number}`, only(500));
  await page.getByTestId('search').fill('button');
  await expect(page.getByText('150 products', { exact: true }).last()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(tiles(page).and(page.locator('[data-index="149"]'))).toBeVisible();
  const seen = new Set<string>();
  for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
    await grid(page).evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
    }, share);
    await expect(page.getByTestId('product-awaited')).toHaveCount(0);
    for (const id of await tiles(page).evaluateAll((all) =>
      all.map((one) => one.dataset['productId'] ?? ''),
    )) {
      seen.add(id);
    }
  }
  expect(seen.size).toBeGreaterThan(100);
});

test('tiles or a list, and the choice is there after a reload', async ({ demo, page }) => {
  await expect(grid(page)).toHaveAttribute('data-form', 'tiles');
  await page.getByRole('button', { name: 'Show as a list' }).click();
  await expect(grid(page)).toHaveAttribute('data-form', 'list');
  await page.reload();
  await expect(grid(page)).toHaveAttribute('data-form', 'list');
  await tiles(page).first().click();
  await expect.poll(async () => (await linesOf(demo)).length).toBe(1);
  await expect(tiles(page).first()).toHaveAttribute('data-in-sale', 'true');
  await page.getByTestId('grid-form').click();
  await expect(grid(page)).toHaveAttribute('data-form', 'tiles');
});

/** One white pixel. */
const WHITE = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';

/** Puts a file where the till keeps pictures, under the name that its bytes give it. */
function keepPicture(till: TillUnderTest, bytes: Buffer): string {
  const name = `${createHash('sha256').update(bytes).digest('hex')}.webp`;
  const folder = join(till.dataDir, 'demo', 'images');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return name;
}

test('a picture is shown; a broken one gives way to the letters of the name', async ({ demo, page }) => {
  const whole = keepPicture(demo, Buffer.from(WHITE, 'base64'));
  const broken = keepPicture(demo, Buffer.from('RIFF, and nothing more'));
  const image = (name: string) => ({ image: { tile: name, large: name }, favourite: true });
  await save(demo, 'Whole picture', only(100), image(whole));
  await save(demo, 'Broken picture', only(100), image(broken));
  const whereIs = (name: string) => tiles(page).filter({ hasText: name });
  const shown = whereIs('Whole picture').getByTestId('product-image');
  await expect(shown).toBeVisible();
  await expect
    .poll(() => shown.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth))
    .toBe(1);
  await expect(whereIs('Broken picture')).toContainText('BP');
  await expect(whereIs('Broken picture').getByTestId('product-image')).toHaveCount(0);
});

const VIEWS = [
  { name: '1280', width: 1280, height: 800 },
  { name: '1366', width: 1366, height: 768 },
  { name: 'upright', width: 800, height: 1280 },
] as const;

for (const language of ['en', 'ru'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`the grid in ${language}, ${scheme}`, async ({ demo, page }) => {
      test.setTimeout(120_000);
      const pantry = await shelf(demo, 'Бакалея', null);
      await shelf(demo, 'Крупы', pantry);
      await save(demo, 'Футболка', SIZES, { favourite: true, categoryId: pantry });
      await save(demo, 'Гречка ядрица', only(12_345_678), { categoryId: pantry });
      await demo.ask('settings.change', { language, theme: scheme });
      for (const { name: view, ...viewport } of VIEWS) {
        const name = `${language}-${scheme}-${view}`;
        await page.setViewportSize(viewport);
        await tiles(page).filter({ hasText: 'Футболка' }).waitFor();
        await look(page, `grid-tiles-${name}`);
        await page.locator(`[data-shelf="${pantry}"]`).first().click();
        await page.getByTestId('shelf-level').waitFor();
        await look(page, `grid-shelf-${name}`);
        await page.getByTestId('shelf-back').click();
        await page.getByTestId('grid-form').click();
        await page.getByTestId('search').fill('rfgexbyj');
        await page.getByTestId('understood').waitFor();
        await look(page, `grid-list-${name}`);
        await page.getByTestId('search').fill('ъъъъъъъъ');
        await page.getByTestId('nothing-amount').waitFor();
        await look(page, `grid-nothing-${name}`);
        await page.keyboard.press('Escape');
        await page.getByTestId('grid-form').click();
        await tiles(page).filter({ hasText: 'Футболка' }).click();
        await page.getByTestId('variant').first().waitFor();
        await look(page, `grid-variants-${name}`);
        await page.keyboard.press('Escape');
        await expect(page.getByTestId('variants')).toHaveCount(0);
      }
    });
  }
}
