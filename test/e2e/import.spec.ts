import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { expect, type TillUnderTest, test } from './fixtures.ts';
import { look } from './look.ts';

interface TableFile {
  readonly name: string;
  readonly text: string;
}

const tableOf = (name: string, rows: readonly (readonly string[])[]): TableFile => ({
  name,
  text: `${rows.map((row) => row.join(';')).join('\r\n')}\r\n`,
});

/** Three that come in, one that does not: its price is none. */
const TEAS = tableOf('teas.csv', [
  ['Артикул', 'Наименование', 'Цена', 'Штрихкод', 'Группа'],
  ['ЧАЙ-1', 'Чай «Утренний»', '120,50', '4600000000015', 'Чай привозной'],
  ['ЧАЙ-2', 'Чай «Дневной»', '1 130,00', '4600000000022', 'Чай привозной'],
  ['ЧАЙ-3', 'Чай «Вечерний»', '140', '4600000000039', 'Чай привозной'],
  ['ЧАЙ-4', 'Чай «Ночной»', 'дорого', '', 'Чай привозной'],
]);

/** The same two days later: one price, one name. */
const TEAS_LATER = tableOf('teas.csv', [
  ['Артикул', 'Наименование', 'Цена', 'Штрихкод', 'Группа'],
  ['ЧАЙ-1', 'Чай «Утренний»', '125,00', '4600000000015', 'Чай привозной'],
  ['ЧАЙ-2', 'Чай «Полуденный»', '1 130,00', '4600000000022', 'Чай привозной'],
]);

const manyRows = (count: number): TableFile =>
  tableOf('many.csv', [
    ['SKU', 'Name', 'Price'],
    ...Array.from({ length: count }, (_, index) => [`MANY-${index}`, `Thing number ${index}`, '10,00']),
  ]);

async function openCatalog(page: Page): Promise<void> {
  await page.getByTestId('nav-catalog').click();
  await page.getByTestId('catalog-screen').waitFor();
}

async function openWizard(page: Page): Promise<void> {
  await page.getByTestId('import-open').click();
  await page.getByTestId('import-wizard').waitFor();
}

async function chooseFile(page: Page, { name, text }: TableFile): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('import-choose').click();
  const chooser = await choosing;
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

async function toColumns(page: Page, file: TableFile): Promise<void> {
  await openCatalog(page);
  await openWizard(page);
  await chooseFile(page, file);
  await page.getByTestId('import-columns').waitFor();
}

async function toDryRun(page: Page, file: TableFile): Promise<void> {
  await toColumns(page, file);
  await page.getByTestId('import-plan').click();
  await page.getByTestId('import-dry-run').waitFor();
}

const count = (page: Page, outcome: string) => page.getByTestId(`count-${outcome}`).locator('b');
const rows = (page: Page) => page.getByTestId('import-row');

async function found(till: TillUnderTest, text: string): Promise<readonly string[]> {
  const { items } = await till.ask('catalog.search', { text });
  return items.map(({ name }) => name);
}

async function apply(page: Page): Promise<void> {
  await page.getByTestId('import-apply').click();
  await page.getByTestId('import-done').waitFor();
}

test('a table is tried, becomes the catalogue, and is taken back with one press', async ({ demo, page }) => {
  const before = (await demo.ask('catalog.browse', {})).total;
  await toDryRun(page, TEAS);
  await expect(count(page, 'added')).toHaveText('3');
  await expect(count(page, 'refused')).toHaveText('1');
  await expect(page.getByTestId('import-will')).toContainText('3 new, 1 refused row left out');
  // The key that was pressed is gone: the focus is still in the window.
  await expect(page.locator('[role="dialog"] :focus')).toHaveCount(1);
  // The dry run is only that.
  expect((await demo.ask('catalog.browse', {})).total).toBe(before);

  await apply(page);
  await expect(page.getByTestId('import-numbers')).toHaveText('3 new, 1 refused row left out');
  expect(await found(demo, 'утренний')).toContain('Чай «Утренний»');
  expect((await demo.ask('catalog.browse', {})).total).toBe(before + 3);

  await page.getByTestId('import-undo').click();
  await expect(page.getByTestId('import-wizard')).toHaveCount(0);
  await expect(page.getByTestId('notice')).toContainText('taken back');
  expect((await demo.ask('catalog.browse', {})).total).toBe(before);
  expect(await found(demo, 'Чай «Утренний»')).not.toContain('Чай «Утренний»');
});

test('an import that was taken back elsewhere is not called the catalogue', async ({ demo, page }) => {
  await toDryRun(page, TEAS);
  await apply(page);
  const done = page.getByTestId('import-done');
  await expect(done).toContainText('is up to date with');
  const { items } = await demo.ask('catalog.changes', {});
  await demo.ask('catalog.undo', { changeId: items[0]?.id ?? '' });
  await expect(done).toContainText('The import was taken back');
  await expect(done).not.toContainText('is up to date with');
  await expect(page.getByTestId('import-undo')).toHaveCount(0);
  await page.getByTestId('import-close').click();
});

test('the dry run says field by field what would change, and its counts are its filters', async ({
  demo,
  page,
}) => {
  await toDryRun(page, TEAS);
  await apply(page);
  await page.getByTestId('import-another').click();
  await chooseFile(page, TEAS_LATER);
  await expect(page.getByTestId('mapping-remembered')).toBeVisible();
  await page.getByTestId('import-plan').click();
  await expect(count(page, 'changed')).toHaveText('2');
  await page.getByTestId('count-changed').click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first().locator('[data-field="price"]')).toContainText('₽120.50 → becomes ₽125.00');
  await expect(rows(page).nth(1).locator('[data-field="name"]')).toContainText('Полуденный');
  await page.getByTestId('count-refused').click();
  await expect(rows(page)).toHaveCount(0);
  await apply(page);
  expect(await found(demo, 'полуденный')).toContain('Чай «Полуденный»');
});

test('refused rows say why and where, and are saved as a file', async ({ demo: _, page }) => {
  await toDryRun(page, TEAS);
  await page.getByTestId('count-refused').click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Row 5');
  await expect(page.getByTestId('row-reason')).toHaveText('“дорого” is no price.');
  const saving = page.waitForEvent('download');
  await page.getByTestId('save-refused').click();
  const path = await (await saving).path();
  const saved = readFileSync(path, 'utf8');
  expect(saved).toContain('ЧАЙ-4');
  expect(saved).toContain('дорого');
  expect(saved).not.toContain('ЧАЙ-1');
});

test('columns are set by hand, and none is read twice', async ({ demo: _, page }) => {
  await toColumns(
    page,
    tableOf('odd.csv', [
      ['Alpha', 'Beta', 'Gamma'],
      ['X-1', 'Odd thing', '10'],
    ]),
  );
  await expect(page.getByTestId('mapping-problem')).toBeVisible();
  await expect(page.getByTestId('import-plan')).toBeDisabled();
  await page.getByTestId('column-1').selectOption('name');
  await expect(page.getByTestId('mapping-remark')).toContainText('price');
  await page.getByTestId('column-2').selectOption('price');
  await page.getByTestId('column-0').selectOption('price');
  await expect(page.getByTestId('mapping-problem')).toContainText('two columns: “Alpha”, “Gamma”');
  await expect(page.getByTestId('import-plan')).toBeDisabled();
  await page.getByTestId('column-0').selectOption('sku');
  await page.getByTestId('import-plan').click();
  await expect(count(page, 'added')).toHaveText('1');
});

test('another section, a closed window and a reload find the import where it was', async ({
  demo: _,
  page,
}) => {
  await toColumns(page, TEAS);
  await page.getByTestId('column-4').selectOption('');
  await page.keyboard.press('Escape');
  await page.getByTestId('nav-sell').click();
  await openCatalog(page);
  await openWizard(page);
  await expect(page.getByTestId('column-4')).toHaveValue('');
  await page.reload();
  await openCatalog(page);
  await openWizard(page);
  await expect(page.getByTestId('column-4')).toHaveValue('');

  await page.getByTestId('import-plan').click();
  await expect(count(page, 'added')).toHaveText('3');
  await page.reload();
  await openCatalog(page);
  await expect(page.getByTestId('import-open')).toContainText('waits for you');
  await openWizard(page);
  await expect(count(page, 'added')).toHaveText('3');
  await page.getByTestId('change-columns').click();
  await page.getByTestId('column-4').selectOption('category');
  await page.getByTestId('import-plan').click();
  await apply(page);
  await page.reload();
  await openCatalog(page);
  await openWizard(page);
  await page.getByTestId('import-done').waitFor();
});

test('an import is cancelled before and during the dry run, and nothing has changed', async ({
  demo,
  page,
}) => {
  const before = (await demo.ask('catalog.browse', {})).total;
  await toColumns(page, TEAS);
  await page.getByTestId('import-cancel').click();
  await expect(page.getByTestId('import-cancelled')).toContainText('Nothing was changed');

  await chooseFile(page, manyRows(100_000));
  await page.getByTestId('import-columns').waitFor();
  await page.getByTestId('import-plan').click();
  await page.getByTestId('work-cancel').click();
  await expect(page.getByTestId('import-cancelled')).toBeVisible();
  expect((await demo.ask('catalog.browse', {})).total).toBe(before);
});

test('an import is cancelled while it is applied, and can be taken up again at its columns', async ({
  demo,
  page,
}) => {
  const before = (await demo.ask('catalog.browse', {})).total;
  await toDryRun(page, manyRows(20_000));
  await page.getByTestId('import-apply').click();
  await page.locator('[data-testid="import-busy"][data-phase="applying"]').waitFor();
  await page.getByTestId('work-cancel').click();
  await expect(page.getByTestId('import-cancelled')).toContainText('Nothing was changed');
  expect((await demo.ask('catalog.browse', {})).total).toBe(before);
  await page.getByTestId('import-resume').click();
  await expect(page.getByTestId('column-1')).toHaveValue('name');
  await page.getByTestId('import-plan').click();
  await expect(count(page, 'added')).toHaveText('20,000');
});

test('a dry run that the catalogue has outrun is not applied, but run again', async ({ demo, page }) => {
  await toDryRun(page, TEAS);
  await demo.ask('catalog.saveCategory', { id: null, name: 'Meanwhile', parentId: null });
  await page.getByTestId('import-apply').click();
  await expect(page.getByTestId('import-stale')).toBeVisible();
  await page.getByTestId('import-again').click();
  await apply(page);
  expect(await found(demo, 'утренний')).toContain('Чай «Утренний»');
});

test('what is no table is refused in words, and dropped files are taken', async ({ demo: _, page }) => {
  await openCatalog(page);
  await openWizard(page);
  await chooseFile(page, { name: 'broken.xlsx', text: 'PK\u0003\u0004 and then nothing of a workbook' });
  await expect(page.getByTestId('import-wizard')).toContainText('cannot be read');
  const dropped = await page.evaluateHandle(({ name, text }) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name, { type: 'text/csv' }));
    return carried;
  }, TEAS);
  await page.getByTestId('import-drop').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByTestId('import-columns').waitFor();
  await expect(page.getByTestId('needed-name')).toHaveAttribute('data-chosen', 'true');
  await expect(page.getByTestId('needed-price')).toHaveAttribute('data-chosen', 'true');
});

test('the catalogue goes out as a file, and comes back without a difference', async ({ demo, page }) => {
  await openCatalog(page);
  await page.getByTestId('export-open').click();
  await page.getByTestId('export-semicolon').check();
  await page.getByTestId('export-start').click();
  const saving = page.waitForEvent('download');
  await page.getByTestId('export-save').click();
  const saved = await saving;
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text.split('\n')[0]).toContain(';');
  await page.getByTestId('export-open').click();
  await expect(page.getByTestId('export-start')).toBeVisible();
  await page.keyboard.press('Escape');

  await openWizard(page);
  await chooseFile(page, { name: saved.suggestedFilename(), text });
  await expect(page.getByTestId('source-facts')).toHaveAttribute('data-format', 'tillink');
  await page.getByTestId('import-plan').click();
  const { total } = await demo.ask('catalog.browse', { state: 'all' });
  expect(total).toBeGreaterThan(0);
  for (const outcome of ['added', 'changed', 'refused', 'missing']) {
    await expect(count(page, outcome), outcome).toHaveText('0');
  }
  await expect(page.getByTestId('import-apply')).toBeDisabled();
});

/** What lies below the window is audited in the catalogue's own pictures. */
const WINDOW = '[role="dialog"]';

for (const language of ['en', 'ru'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 800, height: 1280 },
    ]) {
      const name = `${language}-${scheme}-${viewport.width}`;
      test(`the import in ${name}`, async ({ till, page }) => {
        await till.ask('setup.startDemo', { language });
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize(viewport);
        await page.goto(till.program.address);
        await openCatalog(page);
        await openWizard(page);
        await look(page, `import-file-${name}`, WINDOW);
        await chooseFile(page, TEAS);
        await page.getByTestId('import-columns').waitFor();
        await look(page, `import-columns-${name}`, WINDOW);
        await page.getByTestId('import-plan').click();
        await rows(page).first().waitFor();
        await look(page, `import-dry-run-${name}`, WINDOW);
        await apply(page);
        await page.getByTestId('import-undo').waitFor();
        await look(page, `import-done-${name}`, WINDOW);
        await page.getByTestId('import-close').click();
        await page.getByTestId('export-open').click();
        await page.getByTestId('export-start').waitFor();
        await look(page, `export-${name}`, WINDOW);
      });
    }
  }
}
