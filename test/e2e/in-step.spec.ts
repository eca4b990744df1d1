import type { Page } from 'playwright/test';
import sharp from 'sharp';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { ProductView } from '../../src/contract/views.ts';
import { expect, inBothSchemes, type TillUnderTest, test } from './fixtures.ts';
import { look } from './look.ts';

type Draft = OperationInput<'catalog.save'>;

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

function save(
  till: TillUnderTest,
  name: string,
  amountMinor: number,
  description = '',
): Promise<ProductView> {
  return till.ask('catalog.save', {
    id: null,
    revision: null,
    name,
    description,
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: rub(amountMinor) }],
  });
}

/** The product as it is now, with some of it changed. */
async function change(till: TillUnderTest, productId: string, changes: Partial<Draft>): Promise<void> {
  const { updatedAt: _at, ...product } = await till.ask('catalog.product', { productId });
  await till.ask('catalog.save', { ...product, ...changes });
}

/** One product a second is what a provider takes: the sample would take minutes. */
async function emptyCatalog(till: TillUnderTest): Promise<void> {
  await till.ask('catalog.bulk', { selection: { kind: 'all', filter: {} }, change: { kind: 'delete' } });
  await expect.poll(async () => (await till.ask('catalog.browse', {})).total).toBe(0);
}

interface Theirs {
  readonly id: string;
  readonly header: string;
  readonly price: number;
}

/** Somebody else at the same account, over the provider's own interface. */
async function elsewhere(till: TillUnderTest, method: string, path = '', body?: object): Promise<unknown> {
  const { demoAddress } = await till.ask('app.status', {});
  const response = await fetch(`${demoAddress}/api/v1/products${path}`, {
    method,
    headers: { 'x-api-key': 'pk_test_sandbox', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return ((await response.json()) as { data: unknown }).data;
}

/** Their list, newest first: the sandbox's own shape, proven by its tests. */
const theirs = async (till: TillUnderTest) => (await elsewhere(till, 'GET')) as readonly Theirs[];

async function open(page: Page): Promise<void> {
  await page.getByTestId('nav-catalog').click();
  await page.getByTestId('in-step-open').click();
  await page.getByTestId('in-step-screen').waitFor();
}

async function compare(page: Page): Promise<void> {
  await page.getByTestId('in-step-compare').click();
  await page.getByTestId('in-step-comparison').waitFor({ timeout: 20_000 });
}

async function send(page: Page): Promise<void> {
  await page.getByTestId('in-step-choose').click();
  await page.getByTestId('in-step-send-confirm').click();
}

/** Keeps a push going until it is paused, on a quick machine too: it waits for each answer. */
async function slowly(till: TillUnderTest): Promise<void> {
  await (await till.control()).fault({ kind: 'delay', path: '*', count: 'always', delayMs: 5000 });
}

const ended = (page: Page) => page.getByTestId('in-step-ended');
const kind = (page: Page, name: string) => page.getByTestId(`in-step-kind-${name}`).locator('b');
const rows = (page: Page) => page.getByTestId('in-step-row');
const phase = (page: Page, name: string) =>
  page.locator(`[data-testid="in-step-push"][data-phase="${name}"]`);

/** As a person gives a product its picture. */
async function choosePicture(page: Page, name: string): Promise<void> {
  const picture = { width: 400, height: 300, channels: 3, background: '#b3261e' } as const;
  await page.getByTestId('nav-catalog').click();
  await page.getByTestId('catalog-row').filter({ hasText: name }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('picture-choose').click();
  const buffer = await sharp({ create: picture }).jpeg().toBuffer();
  await (await choosing).setFiles({ name: 'guitar.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByTestId('picture-remove').waitFor();
  await page.getByTestId('product-save').click();
  await page.getByTestId('product-form').waitFor({ state: 'detached' });
}

test('a product with its picture is compared, sent, changed on both sides, and seen by a payer', async ({
  demo,
  page,
}) => {
  await emptyCatalog(demo);
  const guitar = await save(demo, 'Guitar', 10_000, 'Six strings');
  await choosePicture(page, 'Guitar');
  await open(page);
  // Another register may do it: nothing can be sent from here before somebody says that this one does.
  await expect(page.getByTestId('in-step-compare')).toBeDisabled();
  await page.getByTestId('in-step-master').check();
  await compare(page);
  await expect(rows(page)).toContainText('Six strings');
  await expect(rows(page)).toContainText('₽100.00');
  await expect(rows(page).locator('img')).not.toHaveJSProperty('naturalWidth', 0);
  expect(await theirs(demo)).toEqual([]);
  await page.getByTestId('in-step-choose').click();
  await expect(page.getByTestId('in-step-send')).toContainText('Create 1 product');
  await page.getByTestId('in-step-send-confirm').click();
  await expect(ended(page)).toContainText('Sent: 1 of 1.', { timeout: 20_000 });
  const [made] = await theirs(demo);
  if (!made) throw new Error('Nothing was made');

  await change(demo, guitar.id, { name: 'Guitar, red' });
  await elsewhere(demo, 'PATCH', `/${made.id}`, { price: 1 });
  await compare(page);
  await expect(kind(page, 'change')).toHaveText('1');
  const field = (name: string) => page.locator(`[data-testid="in-step-field"][data-field="${name}"]`);
  await expect(field('header')).toContainText('Guitar, red');
  await expect(field('price')).toContainText('₽100.00');
  await expect(field('price')).toContainText('₽0.01');
  await expect(field('price').getByTestId('in-step-elsewhere')).toBeVisible();
  await expect(field('header').getByTestId('in-step-elsewhere')).toHaveCount(0);
  await expect(page.getByTestId('in-step-changed-elsewhere')).toContainText('1 product was changed');
  await send(page);
  await expect(ended(page)).toContainText('Sent: 1 of 1.', { timeout: 20_000 });
  await compare(page);
  await expect(page.getByTestId('in-step-nothing')).toContainText('All in step');
  await expect(page.getByTestId('in-step-choose')).toBeDisabled();

  await demo.ask('links.create', {
    name: 'Guitars',
    amount: rub(10_000),
    methods: (await demo.ask('payment.options', {})).methods,
    productIds: [made.id],
  });
  const { links } = await (await demo.control()).books();
  await page.goto(links.at(0)?.payerUrl ?? '');
  const good = page.getByTestId('good');
  await expect(good).toContainText('Guitar, red');
  await expect(good).toContainText('100.00');
  await expect(good.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
});

test('a push is paused, waits without a network, goes on by itself; deleting is chosen by hand', async ({
  demo,
  page,
}) => {
  await emptyCatalog(demo);
  const names = ['Tea', 'Milk', 'Bread', 'Salt', 'Sugar', 'Flour'];
  for (const name of names) await save(demo, name, 5000);
  await elsewhere(demo, 'POST', '', { header: 'Of the web shop', price: 100 });
  await demo.ask('inStep.setMaster', { master: true });
  await open(page);
  await compare(page);
  await expect(kind(page, 'create')).toHaveText('6');
  await expect(kind(page, 'foreign')).toHaveText('1');
  await slowly(demo);
  await send(page);
  await page.getByTestId('in-step-pause').click();
  await phase(page, 'paused').waitFor();
  await page.getByTestId('in-step-back').click();
  await expect(page.getByTestId('in-step-open')).toHaveText('At the provider: paused');
  await page.getByTestId('in-step-open').click();
  const control = await demo.control();
  await control.clearFaults();
  await control.fault({ kind: 'reset', path: '*', count: 'always' });
  await page.getByTestId('in-step-resume').click();
  await phase(page, 'waiting').waitFor({ timeout: 20_000 });
  await expect(page.getByTestId('in-step-problem')).toContainText('The provider does not answer');
  await control.clearFaults();
  await expect(ended(page)).toContainText('Sent: 6 of 6.', { timeout: 60_000 });
  expect((await theirs(demo)).map(({ header }) => header).sort()).toEqual(
    [...names, 'Of the web shop'].sort(),
  );

  await emptyCatalog(demo);
  await save(demo, 'Coffee', 7000);
  await compare(page);
  await page.getByTestId('in-step-kind-delete').click();
  await expect(rows(page)).toHaveCount(6);
  await page.getByTestId('in-step-choose').click();
  await expect(page.getByTestId('in-step-act-delete')).not.toBeChecked();
  await expect(page.getByTestId('in-step-send-confirm')).toHaveText('Send 1 product');
  await page.getByTestId('in-step-act-delete').check();
  await expect(page.getByTestId('in-step-send-confirm')).toHaveText('Send 7 products');
  await page.getByTestId('in-step-send-confirm').click();
  await expect(ended(page)).toContainText('Sent: 7 of 7.', { timeout: 60_000 });
  expect((await theirs(demo)).map(({ header }) => header).sort()).toEqual(['Coffee', 'Of the web shop']);
});

/** One whose answer is lost where no list is told: whether it is there only a person can say. */
async function loseOne(till: TillUnderTest, page: Page): Promise<void> {
  const control = await till.control();
  await control.switches({ productsOffered: 'create_only' });
  await control.fault({ kind: 'reset_after_write', method: 'POST', path: '/api/v1/products', count: 1 });
  await compare(page);
  await send(page);
  const lost = page.locator('[data-testid="in-step-left-item"][data-outcome="unknown"]');
  await lost.waitFor({ timeout: 60_000 });
}

test('what may have been made is decided by a person, by the id that they have seen', async ({
  demo,
  page,
}) => {
  await emptyCatalog(demo);
  await save(demo, 'Bread', 5000);
  await demo.ask('inStep.setMaster', { master: true });
  await open(page);
  await loseOne(demo, page);
  await expect(ended(page)).toContainText('Sent, but for 1 product');
  const item = page.getByTestId('in-step-left-item');
  await expect(item).toContainText('Its answer was lost, and this provider does not tell its list.');
  await item.getByTestId('in-step-decide').click();
  await page.getByTestId('in-step-there').check();
  await page.getByTestId('in-step-decide-confirm').click();
  await expect(page.getByTestId('in-step-decide-form')).toContainText('Enter the id.');
  await (await demo.control()).switches({ productsOffered: 'all' });
  const [made] = await theirs(demo);
  await page.getByTestId('in-step-id').fill(made?.id ?? '');
  await page.getByTestId('in-step-decide-confirm').click();
  await expect(item).toHaveCount(0);
  await compare(page);
  await expect(page.getByTestId('in-step-nothing')).toContainText('All in step');
  await expect(page.getByTestId('in-step-facts')).toHaveText('1 product is in step.');
});

test('a comparison that main does not know any more is calmly made again', async ({ demo, page }) => {
  await emptyCatalog(demo);
  await save(demo, 'Bread', 5000);
  await demo.ask('inStep.setMaster', { master: true });
  await open(page);
  await compare(page);
  await demo.ask('inStep.cancel', {});
  await expect(page.getByTestId('in-step-lost')).toContainText('no longer there');
  await compare(page);
  await expect(kind(page, 'create')).toHaveText('1');
});

test('SEC-4: a cashier does not see it', async ({ demo, page }) => {
  const owner = await demo.ask('staff.add', { name: 'Olga', role: 'owner', pin: '2580' });
  await demo.ask('staff.signIn', { staffId: owner.items[0]?.id ?? '', pin: '2580' });
  await demo.ask('staff.add', { name: 'Anna', role: 'cashier', pin: '904613' });
  await page.reload();
  await page.getByTestId('person').filter({ hasText: 'Anna' }).click();
  await page.keyboard.type('904613', { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('nav-catalog').click();
  await page.getByTestId('catalog-row').first().waitFor();
  await expect(page.getByTestId('in-step-open')).toHaveCount(0);
});

const VIEWS = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'upright', width: 800, height: 1280 },
  { name: 'phone', width: 400, height: 850 },
] as const;

async function lookAtAll(page: Page, screen: string, language: string, within?: string): Promise<void> {
  for (const { name, ...size } of VIEWS) {
    await page.setViewportSize(size);
    await inBothSchemes(page, (scheme) =>
      look(page, `in-step-${screen}-${language}-${scheme}-${name}`, within),
    );
  }
  await page.setViewportSize(VIEWS[0]);
}

for (const language of ['en', 'ru'] as const) {
  test(`the products at the provider in ${language}`, async ({ demo, page }) => {
    test.setTimeout(240_000);
    await demo.ask('settings.change', { language });
    await emptyCatalog(demo);
    const bread = await save(demo, 'Хлеб «Бородинский» подовый на закваске', 5000, 'Ржаной, 700 г');
    await save(demo, 'Milk', 9000);
    await open(page);
    await lookAtAll(page, 'off', language);
    await page.getByTestId('in-step-master').check();
    await compare(page);
    await send(page);
    await ended(page).waitFor({ timeout: 20_000 });
    for (const [index, { id }] of (await theirs(demo)).entries()) {
      await elsewhere(demo, 'PATCH', `/${id}`, { price: 100 + index });
    }
    await change(demo, bread.id, { description: 'Ржаной, 800 г, с кориандром' });
    await save(demo, 'Tea', 12_300, 'Black, with bergamot');
    await elsewhere(demo, 'POST', '', { header: 'Of the web shop', price: 100 });
    await compare(page);
    await rows(page).first().waitFor();
    await lookAtAll(page, 'create', language);
    await page.getByTestId('in-step-kind-change').click();
    await expect(rows(page)).toHaveCount(2);
    await lookAtAll(page, 'change', language);
    await page.getByTestId('in-step-choose').click();
    await page.getByTestId('in-step-send').waitFor();
    await lookAtAll(page, 'send', language);
    await slowly(demo);
    await page.getByTestId('in-step-send-confirm').click();
    await page.getByTestId('in-step-pause').click();
    await phase(page, 'paused').waitFor();
    await (await demo.control()).clearFaults();
    await lookAtAll(page, 'paused', language);
    await page.getByTestId('in-step-cancel').click();
    await ended(page).waitFor();
    await loseOne(demo, page);
    // The status bar tells of the answer that was lost, and is looked at elsewhere.
    await lookAtAll(page, 'left', language, '[data-testid="in-step-screen"]');
  });
}
