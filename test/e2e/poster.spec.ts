import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright/test';
import { expect, type TillUnderTest, tapProducts, test } from './fixtures.ts';
import { type PrintedPage, readPrinted } from './pdf-codes.ts';

const MANAGER = { name: 'Mikhail', pin: '71936' };
const CASHIER = { name: 'Anna', pin: '904613' };

/** An owner, who is at work at the test's own client from now on, a manager and a cashier. */
async function hire({ ask }: TillUnderTest): Promise<void> {
  await ask('staff.add', { name: 'Olga', role: 'owner', pin: '2580' });
  await ask('staff.add', { ...MANAGER, role: 'manager' });
  await ask('staff.add', { ...CASHIER, role: 'cashier' });
}

const person = (page: Page, name: string) => page.getByTestId('person').filter({ hasText: name });

async function signIn(page: Page, { name, pin }: typeof MANAGER): Promise<void> {
  await person(page, name).click();
  await expect(page.getByTestId('pin-field')).toBeFocused();
  await page.keyboard.type(pin, { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('person-key').filter({ hasText: name }).waitFor();
}

async function changePlaces(page: Page, next: typeof MANAGER): Promise<void> {
  await page.getByTestId('person-key').click();
  await page.getByTestId('lock-till').click();
  await page.getByTestId('lock-screen').waitFor();
  await signIn(page, next);
}

/** Has the provider tell the till without a signature: a reason to look at once, and no more (PAY-6). */
async function listenToHints({ ask }: TillUnderTest): Promise<void> {
  const { demoAddress } = await ask('app.status', {});
  for (let port = 21_000 + (process.pid % 20_000); ; port += 1) {
    await ask('webhook.change', { enabled: true, port });
    await expect.poll(async () => (await ask('webhook.get', {})).state.kind).not.toBe('off');
    const { state, path } = await ask('webhook.get', {});
    if (state.kind !== 'listening') continue;
    const told = await fetch(`${demoAddress}/_sandbox/webhooks`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}${path}`, form: 'flat' }),
    });
    expect(told.ok).toBe(true);
    return;
  }
}

async function makeLink(page: Page, name: string): Promise<void> {
  await page.getByTestId('nav-links').click();
  await page.getByTestId('link-create').click();
  await page.getByTestId('link-name').fill(name);
  await page.getByTestId('link-save').click();
  await expect(page.getByTestId('link')).toContainText('The payer enters the amount');
}

interface Printed {
  readonly name: string;
  readonly file: Buffer;
  readonly pages: readonly PrintedPage[];
}

/** Orders in the dialog, and saves the PDF, as it comes through the host. */
async function print(page: Page, format: string): Promise<Printed> {
  await page.getByTestId('link-poster').click();
  await page.getByTestId('poster-format').selectOption(format);
  await page.getByTestId('poster-preview').waitFor();
  const saving = page.waitForEvent('download');
  await page.getByTestId('poster-save').click();
  const download = await saving;
  await expect(page.getByTestId('poster-dialog')).toHaveCount(0);
  const file = readFileSync(await download.path());
  return { name: download.suggestedFilename(), file, pages: await readPrinted(file) };
}

/** A customer with a phone, who has scanned a code. */
async function payAt(context: BrowserContext, address: string, amount: string): Promise<void> {
  const phone = await context.newPage();
  await phone.goto(address);
  await phone.getByTestId('amount').fill(amount);
  await phone.getByTestId('pay').click();
  await phone.locator('[data-testid="result"][data-status="charged"]').waitFor();
  await phone.close();
}

test('PAY-6 SEC-7 a poster is printed, a customer pays by its code, and a manager lets the money pay the sale', async ({
  context,
  demo,
  page,
}) => {
  // Two people, two documents and a payer's page: much, where the processors are busy with other things.
  test.slow();
  await hire(demo);
  await page.getByTestId('lock-screen').waitFor();
  await signIn(page, MANAGER);
  await makeLink(page, 'Tips and poster');
  const { links } = await (await demo.control()).books();
  const address = links[0]?.payerUrl ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pay\/link\/./);

  const poster = await print(page, 'a5');
  expect(poster.pages.map(({ codes }) => codes)).toEqual([[address]]);
  expect(poster.pages[0]?.text).toContain('Tips and poster');
  expect(poster.name).toMatch(/^tillink-a5-\d{4}-\d\d-\d\d\.pdf$/);
  // The code has the address, and nothing else of the file does.
  expect(poster.file.includes('/pay/')).toBe(false);
  expect(poster.pages[0]?.text).not.toContain('/pay/');
  const tents = await print(page, 'tents');
  expect(tents.pages.map(({ codes }) => codes)).toEqual([Array.from({ length: 8 }, () => address)]);

  await listenToHints(demo);
  await changePlaces(page, CASHIER);
  await page.getByTestId('nav-sell').click();
  await tapProducts(page, 2);
  const sale = await demo.ask('sale.current', {});
  const { amountMinor } = sale?.total ?? { amountMinor: 0 };
  await payAt(context, poster.pages[0]?.codes[0] ?? '', (amountMinor / 100).toFixed(2));

  // Nobody can tell which sale a poster has paid: it waits, and the sale is as it was.
  await expect(page.getByTestId('nav-links')).toContainText('1 payment waits for a sale');
  expect(await demo.ask('sale.current', {})).toMatchObject({ id: sale?.id, state: 'open' });
  await page.getByTestId('nav-links').click();
  await expect(page.getByTestId('link-poster')).toHaveCount(0);
  await page.getByTestId('link-attach').click();
  await page.getByTestId('link-target').check();
  await page.getByTestId('link-attach-confirm').click();
  await page.getByTestId('approval').waitFor();
  await expect(person(page, CASHIER.name)).toHaveCount(0);
  await person(page, MANAGER.name).click();
  for (const digit of MANAGER.pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByTestId('pin-enter').click();
  await expect(page.getByTestId('link-money')).toHaveCount(0);
  await page.getByTestId('link-history').click();
  await expect(page.getByTestId('link-payment')).toContainText('paid receipt 000001');
  const { sale: done, tenders } = await demo.ask('sale.get', { saleId: sale?.id ?? '' });
  expect(done).toMatchObject({ state: 'completed', receiptNumber: '000001' });
  expect(tenders).toMatchObject([{ kind: 'payment_link', amount: { amountMinor } }]);
  expect((await demo.ask('attention.list', {})).items).toEqual([]);
});

test('a poster of a link that was deleted takes no money, and is printed no more', async ({
  context,
  demo,
  page,
}) => {
  await makeLink(page, 'Window');
  const { pages } = await print(page, 'a6');
  await page.getByTestId('link-remove').click();
  await page.getByTestId('link-remove-confirm').click();
  await expect(page.getByTestId('link')).toHaveCount(0);
  const phone = await context.newPage();
  await phone.goto(pages[0]?.codes[0] ?? '');
  await expect(phone.getByTestId('pay')).toHaveCount(0);
  expect((await (await demo.control()).books()).links).toMatchObject([{ deleted: true }]);
});

test('what the provider refuses stands at its field, in whatever shape it complains, until it is mended', async ({
  demo,
  page,
}) => {
  const control = await demo.control();
  let gone = '';
  // The picture was brought there, and is not there any more when the link is asked for.
  await page.route('**/request', async (route) => {
    const body: unknown = route.request().postDataJSON();
    await route.continue(gone === '' ? {} : { postData: withPicture(body, gone) });
  });
  await page.getByTestId('nav-links').click();
  await page.getByTestId('link-create').click();
  await page.getByTestId('link-name').fill('With a picture');
  const refused = page.getByText('The provider does not accept this. Change it and save again.');
  for (const validationShape of ['fields', 'jsonapi', 'strings', 'code', 'details']) {
    await control.switches({ validationShape });
    gone = `not an address (${validationShape})`;
    await page.getByTestId('link-save').click();
    await expect(refused).toHaveCount(1);
    await expect(page.getByTestId('link-picture')).toContainText('does not accept this');
    await expect(page.getByTestId('notice')).toHaveCount(0);
    await page.getByTestId('link-name').fill(`With a picture (${validationShape})`);
    await expect(refused).toHaveCount(0);
  }
  gone = '';
  await page.getByTestId('link-save').click();
  await expect(page.getByTestId('link')).toContainText('With a picture (details)');
  expect((await control.books()).links).toHaveLength(1);
});

/** The request to make a link with another picture; any other request as it was. */
function withPicture(body: unknown, imageUrl: string): string {
  if (typeof body !== 'object' || body === null || !('op' in body) || body.op !== 'links.create')
    return JSON.stringify(body);
  const input = 'input' in body && typeof body.input === 'object' ? body.input : {};
  return JSON.stringify({ ...body, input: { ...input, imageUrl } });
}
