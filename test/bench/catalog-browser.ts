import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/find-chromium.mjs';
import type { Product } from '../../src/domain/product.ts';
import type { BenchShop } from './catalog-shop.ts';

export interface PaintTimes {
  readonly keystrokeMs: readonly number[];
  readonly scanMs: readonly number[];
}

const KEYSTROKES = 120;
const SCANS = 40;

/** In a real Chromium over the web host: from a key to the rows, and from a scan to the line, as they are painted. */
export async function measurePainting(shop: BenchShop): Promise<PaintTimes> {
  const executablePath = findChromium(process.execPath);
  if (executablePath === null) throw new Error('No Chromium is to be had on this machine');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath,
    args: [...asRoot, '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(shop.program.address);
    await page.getByTestId('product-tile').first().waitFor();
    const keystrokeMs = await typeWords(page, shop.products);
    const scanMs = await scanGoods(page, shop);
    return { keystrokeMs, scanMs };
  } finally {
    await browser.close();
  }
}

/** Letter by letter, as a cashier types; each is waited for until the rows answer exactly that text. */
async function typeWords(page: Page, products: readonly Product[]): Promise<readonly number[]> {
  const samples: number[] = [];
  const step = Math.max(1, Math.floor(products.length / 40));
  for (let at = 0; samples.length < KEYSTROKES; at += step) {
    const word = wordOf(products[at % products.length]?.name ?? '');
    if (word === null) continue;
    await page.getByTestId('search').fill('');
    await page.locator('[data-testid="products"][data-answers=""]').waitFor();
    for (let length = 1; length <= word.length; length++) {
      samples.push(await typeAndTime(page, word.slice(0, length)));
    }
  }
  return samples.slice(0, KEYSTROKES);
}

function wordOf(name: string): string | null {
  return /[\p{L}]{3,6}/u.exec(name)?.[0].toLowerCase() ?? null;
}

/** Puts the text into the field as a key does, and waits frame by frame for the grid to answer it. */
function typeAndTime(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const field = document.querySelector<HTMLInputElement>('[data-testid="search"]');
        // A message posted within a frame is delivered after that frame has been painted.
        const painted = (told: () => void): void => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = told;
          port2.postMessage(null);
        };
        const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
        if (!field || !setValue) return reject(new Error('There is no search field'));
        const startedAt = performance.now();
        setValue.call(field, wanted);
        field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
        const look = (): void => {
          const answers = document.querySelector('[data-testid="products"]')?.getAttribute('data-answers');
          if (answers === wanted) painted(() => resolve(performance.now() - startedAt));
          else if (performance.now() - startedAt > 5000) reject(new Error(`No rows for ${wanted}`));
          else requestAnimationFrame(look);
        };
        look();
      }),
    text,
  );
}

async function scanGoods(page: Page, { products, ask }: BenchShop): Promise<readonly number[]> {
  const codes = products.flatMap(({ unit, active, variants }) =>
    unit === 'piece' && active ? variants.flatMap(({ barcodes }) => barcodes.slice(0, 1)) : [],
  );
  const samples: number[] = [];
  await page.getByTestId('search').fill('');
  const step = Math.max(1, Math.floor(codes.length / (2 * SCANS)));
  for (let at = 0; samples.length < SCANS; at += step) {
    const code = codes[at % codes.length];
    if (code === undefined) throw new Error('Nothing has a barcode');
    samples.push(await scanAndTime(page, code));
    // A sale of many lines is another measurement.
    if (samples.length % 10 === 0) {
      const sale = await ask('sale.current', {});
      if (sale) await ask('sale.void', { saleId: sale.id });
      await page.getByTestId('sale-line').first().waitFor({ state: 'detached' });
    }
  }
  return samples;
}

/** The keys of a scanner, from its last one to the line that it has made. */
function scanAndTime(page: Page, code: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve, reject) => {
        const painted = (told: () => void): void => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = told;
          port2.postMessage(null);
        };
        const lines = (): number => document.querySelectorAll('[data-testid="sale-line"]').length;
        const sum = (): string => document.querySelector('[data-testid="charge"]')?.textContent ?? '';
        const before = { lines: lines(), sum: sum() };
        const target = document.activeElement ?? document.body;
        const press = (key: string, keyCode: string): void => {
          for (const type of ['keydown', 'keyup']) {
            target.dispatchEvent(
              new KeyboardEvent(type, { key, code: keyCode, bubbles: true, cancelable: true }),
            );
          }
        };
        for (const digit of text) press(digit, `Digit${digit}`);
        const startedAt = performance.now();
        press('Enter', 'Enter');
        const look = (): void => {
          if (lines() !== before.lines || sum() !== before.sum) {
            painted(() => resolve(performance.now() - startedAt));
          } else if (performance.now() - startedAt > 5000) reject(new Error(`No line for ${text}`));
          else requestAnimationFrame(look);
        };
        look();
      }),
    code,
  );
}
