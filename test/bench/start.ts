import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { ensureBuilt } from '../../scripts/build.mjs';
import { controlOf } from '../harness/sandbox-control.ts';
import { askProgram, startProgram } from '../process/program.ts';
import { measureCommits } from './commits.ts';
import { type Measure, measure } from './report.ts';

const STARTS = 15;
const CHARGES = 25;

/** A bare Node that does nothing: what any program pays on this machine before its first line. */
const BARE_STARTS = 15;

/**
 * How long the till takes to be there, to show a QR, and to finish a sale. Judged by ratios within this run;
 * the absolute limits are what a person calls at once.
 */
export async function measureStart(): Promise<readonly Measure[]> {
  ensureBuilt(process.execPath);
  console.error(`Measuring ${STARTS} starts, ${CHARGES} charges and the commits: about three minutes …`);
  const bare = Array.from({ length: BARE_STARTS }, bareStart);
  const starts = await coldStarts();
  const charges = await chargesToQr();
  return [
    measure('bare node start', 'ms', bare),
    measure('cold start to ready, web host', 'ms', starts, {
      limit: 3000,
      ratio: median(starts) / median(bare),
      target: 15,
    }),
    measure('Charge to QR on screen, less the API', 'ms', charges, { limit: 250 }),
    ...(await measureCommits()),
  ];
}

function bareStart(): number {
  const startedAt = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - startedAt;
}

/** From the start of the process to its ready line, on a demo that has been set up before. */
async function coldStarts(): Promise<readonly number[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-bench-'));
  const args = ['--no-open', '--demo', '--port', '0', '--data', dataDir];
  const samples: number[] = [];
  try {
    await (await startProgram('out/main/web.js', args)).stop();
    for (let run = 0; run < STARTS; run++) {
      const startedAt = performance.now();
      const program = await startProgram('out/main/web.js', args);
      samples.push(performance.now() - startedAt);
      await program.stop();
    }
    return samples;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** From the press of Charge to the QR in the page, in a real browser, less the time of POST /links. */
async function chargesToQr(): Promise<readonly number[]> {
  const executablePath = findChromium(process.execPath);
  if (executablePath === null) throw new Error('No Chromium is to be had on this machine');
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-bench-'));
  const program = await startProgram('out/main/web.js', [
    '--no-open',
    '--demo',
    '--port',
    '0',
    '--data',
    dataDir,
  ]);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath,
    args: [...asRoot, '--disable-background-networking'],
  });
  try {
    const ask = await askProgram(program);
    const { demoAddress } = await ask('app.status', {});
    const control = controlOf({ baseUrl: demoAddress ?? '' });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(program.address);
    const samples: number[] = [];
    for (let run = 0; run < CHARGES; run++) {
      if (run % 5 === 0) console.error(`  charge ${run + 1} of ${CHARGES}`);
      await page.getByTestId('product-tile').first().click();
      await page.getByTestId('sale-line').first().waitFor();
      const shown = await pressAndTime(page);
      const create = (await control.requests()).findLast(
        ({ method, path }) => method === 'POST' && path === '/api/v1/links',
      );
      samples.push(shown - (create?.durationMs ?? 0));
      const link = (await control.books()).links.find(({ deleted }) => !deleted);
      await control.pay(link?.id ?? '');
      await page.getByTestId('next-customer').click();
      // One call a second is what the provider allows: a queue here would be measured as slowness of the till.
      await new Promise((resolve) => setTimeout(resolve, 4000));
    }
    return samples;
  } finally {
    await browser.close();
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Presses Charge inside the page and waits, frame by frame, for the QR to stand there. */
function pressAndTime(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const charge = document.querySelector<HTMLElement>('[data-testid="charge"]');
        const startedAt = performance.now();
        const look = (): void => {
          const shown = document.querySelector('[data-testid="qr"]');
          if (shown && shown.getBoundingClientRect().width > 100) resolve(performance.now() - startedAt);
          else if (performance.now() - startedAt > 20_000) reject(new Error('No QR in 20 s'));
          else requestAnimationFrame(look);
        };
        charge?.click();
        look();
      }),
  );
}

function median(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}
