import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, test as base } from 'playwright/test';
import { readBarcodes } from 'zxing-wasm/reader';
import { loadQrDecoder } from '../../src/main/adapters/qr/qr-decoder.ts';
import type { Ask } from '../harness/ask.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { askProgram, type RunningProgram, startProgram } from '../process/program.ts';

/** A built till in a process and a data folder of its own, behind the web host. */
export interface TillUnderTest {
  readonly program: RunningProgram;
  readonly ask: Ask;
  readonly dataDir: string;
  /** The demo's simulator; only once the demo has been started. */
  control(): Promise<SandboxControl>;
}

export const test = base.extend<{ till: TillUnderTest; demo: TillUnderTest }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  till: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tillink-e2e-'));
    const till = await start(dataDir);
    await use(till);
    await till.program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  },
  demo: async ({ till, page }, use) => {
    await till.ask('setup.startDemo', { language: 'en' });
    await page.goto(till.program.address);
    await page.getByTestId('charge').waitFor();
    await use(till);
  },
});

export { expect } from 'playwright/test';

async function start(dataDir: string): Promise<TillUnderTest> {
  const program = await startProgram('out/main/web.js', ['--no-open', '--port', '0', '--data', dataDir]);
  const ask = await askProgram(program);
  return {
    program,
    ask,
    dataDir,
    control: async () => {
      const { demoAddress } = await ask('app.status', {});
      if (demoAddress === null) throw new Error('The demo has not been started');
      return controlOf({ baseUrl: demoAddress });
    },
  };
}

/**
 * Shows what is on the screen in light and in dark, one after the other: the page follows the system's scheme while it
 * is open, and getting to a screen takes longer than looking at it.
 */
export async function inBothSchemes(
  page: Page,
  look: (scheme: 'light' | 'dark') => Promise<void>,
): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
    await look(scheme);
  }
}

/**
 * Whether a look is audited for accessibility, its slow part: each language, scheme and view twice, in every pair.
 * @param name ends with language, scheme and view, such as `en-dark-wide`
 */
export function isAudited(name: string): boolean {
  const [, language, scheme, view] = /(en|ru)-(light|dark)-(\w+)$/.exec(name) ?? [];
  const isWide = view === 'wide' || view === '1280';
  return isWide === ((language === 'en') === (scheme === 'light'));
}

/**
 * What of a page breaks a rule of accessibility: every rule is tried, and told with the first element that breaks it.
 * What passes is not described, and the rules run in the page itself and not from a second one: both take most of the
 * time, and change nothing in a page without frames.
 * @param within a selector, where only a part is looked at
 */
export async function violationsOf(page: Page, within?: string): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error('Frames are not looked into');
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** What a phone reads off the screen: the picture of an element, decoded. */
export async function decodePicture(locator: Locator): Promise<string | undefined> {
  await loadQrDecoder();
  const picture = await locator.screenshot();
  const [code] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'], tryHarder: true });
  return code?.text;
}

/** Taps the first products of the grid. */
export async function tapProducts(page: Page, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const tile = page.getByTestId('product-tile').nth(index);
    await tile.click();
    // The tile says that it is on the sale; on an upright screen the lines themselves are in a sheet.
    await tile.and(page.locator('[data-in-sale="true"]')).waitFor();
  }
}

export async function waitForState(page: Page, state: string): Promise<void> {
  await page.locator(`[data-testid="payment-state"][data-state="${state}"]`).waitFor();
}
