import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { ProductView } from '../../src/contract/views.ts';
import { expect, type TillUnderTest, test } from './fixtures.ts';
import { look } from './look.ts';

type Draft = OperationInput<'catalog.save'>;

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

function save(till: TillUnderTest, name: string, changes: Partial<Draft> = {}): Promise<ProductView> {
  return till.ask('catalog.save', {
    id: null,
    revision: null,
    name,
    description: '',
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: rub(10_000) }],
    ...changes,
  });
}

const draftOf = ({ updatedAt: _at, ...product }: ProductView): Draft => product;
const only = (amountMinor: number, barcodes: string[] = []): Draft['variants'] => [
  { id: null, name: '', sku: null, barcodes, unitAmount: rub(amountMinor) },
];

async function open(page: Page): Promise<void> {
  await page.getByTestId('nav-catalog').click();
  await page.getByTestId('catalog-row').first().waitFor();
}

const row = (page: Page, name: string): Locator => page.getByTestId('catalog-row').filter({ hasText: name });
const note = (page: Page): Locator => page.getByTestId('catalog-note');

async function edit(page: Page, name: string): Promise<void> {
  await page.getByTestId('catalog-search').fill(name);
  await row(page, name).first().click();
  await page.getByTestId('product-form').waitFor();
}

async function saveForm(page: Page): Promise<void> {
  await page.getByTestId('product-save').click();
  await page.getByTestId('product-form').waitFor({ state: 'detached' });
}

/** As a scanner does it: keys in one breath, however busy the machine is, then Enter. */
async function scan(page: Page, digits: string): Promise<void> {
  await page.evaluate((code) => {
    const press = (key: string, name: string) => {
      for (const type of ['keydown', 'keyup']) {
        const event = new KeyboardEvent(type, { key, code: name, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
      }
    };
    for (const digit of code) press(digit, `Digit${digit}`);
    press('Enter', 'Enter');
  }, digits);
}

async function priceOf(till: TillUnderTest, id: string): Promise<number | undefined> {
  const { variants } = await till.ask('catalog.product', { productId: id });
  return variants[0]?.unitAmount.amountMinor;
}

const VIEWS = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'upright', width: 800, height: 1280 },
] as const;

test('a product is added with variants and barcodes, and can be sold', async ({ demo, page }) => {
  await open(page);
  await page.getByTestId('product-add').click();
  await page.getByTestId('product-save').click();
  await expect(page.getByTestId('product-name')).toBeFocused();
  await page.getByTestId('product-name').fill('Чай «Горный»');
  await page.getByTestId('variant-price').fill('120,5');
  await page.getByTestId('barcode-input').fill('4006381333932');
  await expect(page.getByTestId('barcode-standing')).toContainText('Check digit wrong');
  await page.getByTestId('barcode-mend').click();
  await expect(page.getByTestId('barcode-standing')).toContainText('EAN-13, check digit right');
  await page.getByTestId('barcode-input').press('Enter');
  await expect(page.getByTestId('barcode')).toContainText('4006381333931');
  await page.getByTestId('variant-add').click();
  await page.getByTestId('variant-name').first().fill('50 г');
  await page.getByTestId('variant-name').nth(1).fill('100 г');
  await page.getByTestId('variant-price').nth(1).fill('200');
  await page.getByTestId('variant-up').nth(1).click();
  await expect(page.getByTestId('variant-name').first()).toHaveValue('100 г');
  await saveForm(page);
  await page.getByTestId('catalog-search').fill('горный');
  await expect(row(page, 'Чай «Горный»')).toContainText('2 variants');
  await expect(row(page, 'Чай «Горный»').locator('mark')).toHaveText('Горный');
  const found = await demo.ask('catalog.search', { text: '4006381333931' });
  const product = await demo.ask('catalog.product', { productId: found.items[0]?.id ?? '' });
  expect(product.variants.map(({ name, unitAmount }) => [name, unitAmount.amountMinor])).toEqual([
    ['100 г', 20_000],
    ['50 г', 12_050],
  ]);
});

test('a code that belongs to another product names it and opens it; what was typed is asked about', async ({
  demo,
  page,
}) => {
  await save(demo, 'Сыр «Первый»', { variants: only(50_000, ['4006381333931']) });
  await save(demo, 'Сыр «Второй»');
  await open(page);
  await edit(page, 'Сыр «Второй»');
  await page.getByTestId('barcode-input').fill('4006381333931');
  await page.getByTestId('barcode-add').click();
  await page.getByTestId('product-save').click();
  await expect(page.getByTestId('code-taken')).toContainText('4006381333931 belongs to “Сыр «Первый»”');
  await page.getByTestId('open-other').click();
  await page.getByTestId('leave-stay').click();
  await expect(page.getByTestId('barcode')).toHaveCount(1);
  await page.getByTestId('open-other').click();
  await page.getByTestId('leave-discard').click();
  await expect(page.getByTestId('product-name')).toHaveValue('Сыр «Первый»');
  // Where a closing dialog may leave the focus: on the list behind.
  await page.getByTestId('catalog-row').first().focus();
  await page.keyboard.press('Escape');
  await page.getByTestId('product-form').waitFor({ state: 'detached' });
});

test('what somebody else has saved meanwhile is neither lost nor overwritten unseen', async ({
  demo,
  page,
}) => {
  const before = await save(demo, 'Кофе «Зерно»');
  await open(page);
  await edit(page, 'Кофе «Зерно»');
  await page.getByTestId('product-description').fill('Ours');
  const theirs = await demo.ask('catalog.save', { ...draftOf(before), description: 'Theirs' });
  await page.getByTestId('save-conflict').waitFor();
  await expect(page.getByTestId('product-save')).toBeDisabled();
  await page.getByTestId('keep-mine').click();
  await saveForm(page);
  const { id } = theirs;
  const kept = await demo.ask('catalog.product', { productId: id });
  expect(kept.description).toBe('Ours');
  await row(page, 'Кофе «Зерно»').click();
  await page.getByTestId('product-description').fill('Ours again');
  await demo.ask('catalog.save', { ...draftOf(kept), description: 'Theirs again' });
  await page.getByTestId('show-theirs').click();
  await expect(page.getByTestId('product-description')).toHaveValue('Theirs again');
  await demo.ask('catalog.save', {
    ...draftOf(await demo.ask('catalog.product', { productId: id })),
    description: 'And again',
  });
  await expect(page.getByTestId('product-description')).toHaveValue('And again');
});

test('products are found in the wrong layout, and moved through and selected by keys', async ({
  demo,
  page,
}) => {
  await save(demo, 'Кефир «Деревня»', { active: false });
  await open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('vjkjrj', { delay: 70 });
  await expect(page.getByTestId('catalog-understood')).toContainText('молоко');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Молоко').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('product-name')).toHaveValue(/Молоко/);
  await page.keyboard.press('Escape');
  await page.getByTestId('catalog-search').fill('абракадабра');
  await expect(page.getByTestId('catalog-screen')).toContainText('Nothing found for “абракадабра”');
  await page.getByTestId('catalog-clear').click();
  await page.getByTestId('catalog-row').first().focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ ');
  await expect(page.getByTestId('selection-count')).toHaveText('3 selected');
  await page.keyboard.press('Control+a');
  const { total } = await demo.ask('catalog.browse', { state: 'all' });
  await expect(page.getByTestId('selection-count')).toHaveText(`${total} selected`);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('selection-bar')).toHaveCount(0);
  await page.getByTestId('filter-inactive').click();
  await expect(note(page)).toHaveText('1 product');
  await expect(row(page, 'Кефир «Деревня»')).toContainText('Not for sale');
});

test('prices of a selection are changed after a preview, and taken back with one press', async ({
  demo,
  page,
}) => {
  const a = await save(demo, 'Пряник мятный', { variants: only(9990) });
  const b = await save(demo, 'Пряник тульский', { variants: only(12_340) });
  await open(page);
  await page.getByTestId('catalog-search').fill('пряник');
  await expect(note(page)).toHaveText('2 products');
  await page.getByTestId('catalog-tick-all').check();
  await page.getByTestId('bulk-price').click();
  await page.getByTestId('bulk-value').fill('10');
  await page.getByTestId('bulk-rounding').selectOption('1000');
  await expect(page.getByTestId('bulk-count')).toHaveText('2 products will change');
  await expect(page.getByTestId('bulk-example').filter({ hasText: 'мятный' })).toContainText('₽110.00');
  await page.getByTestId('bulk-apply').click();
  await expect(page.getByTestId('notice').filter({ hasText: '2 products changed' })).toBeVisible();
  expect([await priceOf(demo, a.id), await priceOf(demo, b.id)]).toEqual([11_000, 14_000]);
  await page.getByTestId('notice-action').click();
  await expect(page.getByTestId('notice').filter({ hasText: 'Taken back' })).toBeVisible();
  expect([await priceOf(demo, a.id), await priceOf(demo, b.id)]).toEqual([9990, 12_340]);
  await row(page, 'Пряник мятный').click();
  await page.getByTestId('price-history-open').click();
  await expect(page.getByTestId('price-history').locator('li').first()).toContainText('₽99.90');
  await expect(page.getByTestId('price-history').locator('li')).toHaveCount(3);
});

test('very many products are changed in the background, and all of them taken back', async ({
  demo,
  page,
}) => {
  test.setTimeout(120_000);
  const many = Array.from({ length: 230 }, (_, index) => `Гвоздь № ${index + 1}`);
  for (const name of many) await save(demo, name);
  const [first] = (await demo.ask('catalog.search', { text: 'гвоздь', limit: 1 })).items;
  await open(page);
  await page.getByTestId('catalog-search').fill('гвоздь');
  await expect(note(page)).toHaveText('230 products');
  await page.getByTestId('catalog-tick').first().check();
  await page.getByTestId('select-all-found').click();
  await expect(page.getByTestId('selection-count')).toHaveText('230 selected');
  await page.getByTestId('bulk-price').click();
  await page.getByTestId('bulk-by').getByText('New price').click();
  await page.getByTestId('bulk-value').fill('7');
  await page.getByTestId('bulk-apply').click();
  await expect(page.getByTestId('notice').filter({ hasText: '230 products changed' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByTestId('catalog-row').first()).toContainText('₽7.00');
  await page.getByTestId('notice-action').click();
  await expect(page.getByTestId('notice').filter({ hasText: 'Taken back' })).toBeVisible();
  await expect(page.getByTestId('catalog-row').first()).toContainText('₽100.00');
  expect(await priceOf(demo, first?.id ?? '')).toBe(10_000);
});

test('a category, and a tax rate, are chosen before many products are changed: "none" is a choice too', async ({
  demo,
  page,
}) => {
  const { items } = await demo.ask('catalog.categories', {});
  const drinks = items[0];
  if (!drinks) throw new Error('The demo has no category');
  const tea = await save(demo, 'Чабрец', { categoryId: drinks.id });
  await open(page);
  await page.getByTestId('catalog-search').fill('чабрец');
  await expect(note(page)).toHaveText('1 product');
  await page.getByTestId('catalog-tick-all').check();
  await page.getByTestId('bulk-tax').click();
  await expect(page.getByTestId('bulk-apply')).toBeDisabled();
  await page.getByTestId('bulk-tax-rate').selectOption('usual');
  await expect(page.getByTestId('bulk-count')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('bulk-category').click();
  await expect(page.getByTestId('category-field')).toHaveText('Choose a category');
  await expect(page.getByTestId('bulk-apply')).toBeDisabled();
  await page.getByTestId('category-field').click();
  await page.getByTestId('category-picker').getByText('No category').click();
  await expect(page.getByTestId('bulk-count')).toHaveText('1 product will change');
  await page.getByTestId('bulk-apply').click();
  await expect(page.getByTestId('notice').filter({ hasText: '1 product changed' })).toBeVisible();
  expect((await demo.ask('catalog.product', { productId: tea.id })).categoryId).toBeNull();
});

test('a notice stands over no key of the catalogue, upright and wide', async ({ demo, page }) => {
  await save(demo, 'Чабрец');
  for (const { width, height } of VIEWS) {
    await page.setViewportSize({ width, height });
    await open(page);
    await page.getByTestId('catalog-search').fill('чабрец');
    await expect(note(page)).toHaveText('1 product');
    await page.getByTestId('catalog-tick-all').check();
    await page.getByTestId('bulk-more').click();
    await page.getByTestId('bulk-favour').click();
    await page.getByTestId('bulk-apply').click();
    const notice = page.getByTestId('notice').filter({ has: page.getByTestId('notice-action') });
    await notice.waitFor();
    const covered = await notice.evaluate((card) => {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      return [...document.querySelectorAll<HTMLElement>('button, a[href], input, select')]
        .filter((key) => !card.contains(key) && key.checkVisibility())
        .filter((key) => {
          const place = key.getBoundingClientRect();
          return place.left < right && place.right > left && place.top < bottom && place.bottom > top;
        })
        .map((key) => key.outerHTML.slice(0, 100));
    });
    expect(covered, `${width}`).toEqual([]);
    await notice.getByTestId('notice-action').click();
    await expect(page.getByTestId('notice').filter({ hasText: 'Taken back' })).toBeVisible();
  }
});

test('what is closed gives the focus back, and a category keeps it on its way', async ({ demo, page }) => {
  await save(demo, 'Пила «Первая»');
  const saw = await save(demo, 'Пила «Вторая»');
  await open(page);
  await page.getByTestId('catalog-search').fill('пила');
  await expect(note(page)).toHaveText('2 products');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = page.getByTestId('catalog-row').nth(1);
  await expect(second).toBeFocused();
  await page.keyboard.press('Enter');
  const words = page.getByTestId('product-description');
  await words.fill('Typed');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('leave-save')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(words).toBeFocused();
  await expect(words).toHaveValue('Typed');
  await page.keyboard.press('Escape');
  await page.getByTestId('leave-save').click();
  await expect(second).toBeFocused();
  const kept = await Promise.all(
    (await demo.ask('catalog.search', { text: 'пила' })).items.map(({ id }) =>
      demo.ask('catalog.product', { productId: id }),
    ),
  );
  expect(kept.map(({ description }) => description).sort()).toEqual(['', 'Typed']);
  expect(kept.map(({ id }) => id)).toContain(saw.id);

  await page.locator('[data-testid="manage-categories"]:visible').click();
  const rows = page.getByTestId('category-row');
  const first = await rows.first().innerText();
  await rows.first().getByTestId('category-down').focus();
  for (const place of [1, 2]) {
    await page.keyboard.press('Enter');
    await expect(rows.nth(place)).toHaveText(first.replaceAll('\n', ''));
    await expect(rows.nth(place).getByTestId('category-down')).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-testid="manage-categories"]:visible')).toBeFocused();
});

test('a deleted product comes back from the list of changes', async ({ demo, page }) => {
  await save(demo, 'Лопата штыковая');
  await open(page);
  await edit(page, 'Лопата штыковая');
  await page.getByTestId('product-delete').click();
  await page.getByTestId('product-delete-confirm').click();
  await expect(note(page)).toHaveText('0 products');
  await page.getByTestId('changes-open').click();
  const newest = page.getByTestId('catalog-change').first();
  await expect(newest).toContainText('Product deleted');
  await expect(newest).toContainText('Лопата штыковая');
  await expect(page.getByTestId('change-undo')).toHaveCount(1);
  await newest.getByTestId('change-undo').click();
  await expect(newest).toContainText('taken back');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Лопата штыковая')).toBeVisible();
});

test('categories are added, renamed, moved and deleted; their products go to the parent', async ({
  demo,
  page,
}) => {
  await open(page);
  await page.getByTestId('manage-categories').click();
  const line = (name: string): Locator => page.getByTestId('category-row').filter({ hasText: name });
  const act = async (name: string, what: string): Promise<void> => {
    await line(name).getByTestId('category-menu').click();
    await page.getByTestId(`category-${what}`).click();
  };
  const named = async (name: string): Promise<void> => {
    await page.getByTestId('category-name').fill(name);
    await page.getByTestId('category-save').click();
    await line(name).waitFor();
  };
  await page.getByTestId('category-add').click();
  await named('Сад');
  await act('Сад', 'add-below');
  await named('Лейки');
  await act('Лейки', 'rename');
  await named('Вёдра');
  await line('Сад').getByTestId('category-up').click();
  await expect(page.getByTestId('category-row').nth(-3)).toContainText('Сад');
  await page.getByTestId('category-add').click();
  await named('Дача');
  await act('Вёдра', 'move');
  await page.getByTestId('category-picker').getByText('Дача').click();
  const { items } = await demo.ask('catalog.categories', {});
  const idOf = (name: string) => items.find((one) => one.name === name)?.id ?? null;
  expect(items.find(({ name }) => name === 'Вёдра')?.parentId).toBe(idOf('Дача'));
  const bucket = await save(demo, 'Ведро оцинкованное', { categoryId: idOf('Вёдра') });
  await act('Вёдра', 'delete');
  await expect(page.getByRole('dialog')).toContainText('go to “Дача”');
  await page.getByTestId('category-delete-confirm').click();
  await line('Дача').waitFor();
  await expect(line('Вёдра')).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect((await demo.ask('catalog.product', { productId: bucket.id })).categoryId).toBe(idOf('Дача'));
  await page.getByTestId('category-side').getByText('Дача').click();
  await expect(note(page)).toHaveText('1 product');
});

test('a picture is chosen, shown, and taken off again; a broken one is replaced by initials', async ({
  demo,
  page,
}) => {
  const { id } = await save(demo, 'Гитара');
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#b3261e' } })
    .jpeg()
    .toBuffer();
  const choose = async (buffer: Buffer): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByTestId('picture-choose').click();
    await (await choosing).setFiles({ name: 'guitar.jpg', mimeType: 'image/jpeg', buffer });
  };
  await open(page);
  await edit(page, 'Гитара');
  await choose(Buffer.from('no picture at all'));
  await expect(page.getByTestId('notice').filter({ hasText: 'no picture' })).toBeVisible();
  await choose(picture);
  await page.getByTestId('picture-remove').waitFor();
  await saveForm(page);
  const shown = row(page, 'Гитара').locator('img');
  await expect(shown).toHaveJSProperty('naturalWidth', 320);
  expect((await demo.ask('catalog.product', { productId: id })).image).not.toBeNull();
  await page.route('**/images/*', (route) => route.abort());
  await page.reload();
  await open(page);
  await page.getByTestId('catalog-search').fill('Гитара');
  await expect(row(page, 'Гитара').locator('[data-tone]')).toHaveText('ГИ');
  await row(page, 'Гитара').click();
  await page.getByTestId('picture-remove').click();
  await saveForm(page);
  expect((await demo.ask('catalog.product', { productId: id })).image).toBeNull();
});

test('a scan while the barcodes have the focus adds to them, not to the sale', async ({ demo, page }) => {
  await save(demo, 'Тетрадь');
  await open(page);
  await edit(page, 'Тетрадь');
  await page.getByTestId('barcode-input').focus();
  await scan(page, '4006381333931');
  await expect(page.getByTestId('barcode')).toContainText('4006381333931');
  await expect(page.getByTestId('barcode-input')).toHaveValue('');
  expect(await demo.ask('sale.current', {})).toBeNull();
  await saveForm(page);
  const { items } = await demo.ask('catalog.search', { text: '4006381333931' });
  expect(items.map(({ name }) => name)).toEqual(['Тетрадь']);
});

test('SEC-4: a cashier looks at the catalogue and changes nothing', async ({ demo, page }) => {
  await save(demo, 'Чайник', { variants: only(99_900, ['4006381333931']) });
  const owner = await demo.ask('staff.add', { name: 'Ольга', role: 'owner', pin: '2580' });
  const ownerId = owner.items[0]?.id ?? '';
  await demo.ask('staff.signIn', { staffId: ownerId, pin: '2580' });
  await demo.ask('staff.add', { name: 'Anna', role: 'cashier', pin: '904613' });
  await page.reload();
  await page.getByTestId('person').filter({ hasText: 'Anna' }).click();
  await page.keyboard.type('904613', { delay: 70 });
  await page.keyboard.press('Enter');
  await open(page);
  await expect(page.getByTestId('product-add')).toHaveCount(0);
  await expect(page.getByTestId('catalog-tick')).toHaveCount(0);
  await page.getByTestId('catalog-search').fill('Чайник');
  await row(page, 'Чайник').click();
  await expect(page.getByTestId('product-editor')).toContainText('4006381333931');
  await expect(page.getByTestId('product-form')).toHaveCount(0);
});

for (const language of ['en', 'ru'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const { name: view, ...viewport } of VIEWS) {
      const name = `${language}-${scheme}-${view}`;
      test(`the catalogue in ${name}`, async ({ till, page }) => {
        test.setTimeout(120_000);
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await till.ask('setup.startDemo', { language });
        await save(till, 'Футболка хлопковая с длинным рукавом', {
          variants: [
            { id: null, name: 'S', sku: 'TS-S', barcodes: ['4006381333931'], unitAmount: rub(120_000) },
            { id: null, name: 'XXL', sku: 'TS-XXL', barcodes: [], unitAmount: rub(1_349_050) },
          ],
        });
        await save(till, 'Cardigan, wool', { active: false, favourite: true });
        await page.goto(till.program.address);
        await open(page);
        await look(page, `catalog-list-${name}`);
        await page.getByTestId('catalog-row').first().focus();
        await page.keyboard.press(' ');
        await page.getByTestId('bulk-price').click();
        await page.getByTestId('bulk-value').fill('12,5');
        await page.getByTestId('bulk-example').first().waitFor();
        await look(page, `catalog-bulk-${name}`);
        await page.keyboard.press('Escape');
        await page.getByTestId('bulk-category').click();
        await page.getByTestId('bulk-form').waitFor();
        await look(page, `catalog-bulk-category-${name}`);
        await page.keyboard.press('Escape');
        await edit(page, 'Футболка');
        await page.getByTestId('barcode-input').first().fill('4006381333932');
        await look(page, `catalog-editor-${name}`);
        await page.keyboard.press('Escape');
        await page.getByTestId('leave-discard').waitFor();
        await look(page, `catalog-leave-${name}`);
        await page.getByTestId('leave-discard').click();
        await page.getByTestId('catalog-search').fill('lkbyysv');
        await page.getByTestId('catalog-understood').waitFor();
        await look(page, `catalog-found-${name}`);
        await page.getByTestId('catalog-search').fill('абракадабра');
        await page.getByTestId('catalog-clear').waitFor();
        await look(page, `catalog-nothing-${name}`);
        await page.getByTestId('catalog-clear').click();
        await page.getByTestId('manage-categories').click();
        await page.getByTestId('category-row').first().waitFor();
        await look(page, `catalog-categories-${name}`);
        await page.keyboard.press('Escape');
        await page.getByTestId('changes-open').click();
        await page.getByTestId('change-undo').waitFor();
        await look(page, `catalog-changes-${name}`);
      });
    }
  }
}
