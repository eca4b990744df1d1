import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { test as base } from 'playwright/test';
import { electronExecutable, PROJECT } from './electron-executable.ts';

export interface ElectronFixtures {
  readonly dataDir: string;
  readonly till: ElectronApplication;
  readonly page: Page;
}

/** The program with its own data folder, asked for its page as soon as there is a window. */
export const test = base.extend<ElectronFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern.
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tillink-e2e-'));
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
  till: async ({ dataDir }, use) => {
    const till = await _electron.launch({
      executablePath: installedElectron(),
      args: programArguments(dataDir),
      cwd: PROJECT,
      env: { ...environment(), FOURPAY_ORGANIZATION_ID: 'canary-organization' },
    });
    await use(till);
    await till.close();
  },
  page: async ({ till }, use) => {
    const page = await till.firstWindow();
    await page.waitForLoadState('load');
    await use(page);
  },
});

export function installedElectron(): string {
  const executable = electronExecutable();
  if (executable === null) throw new Error("Electron's binary is not installed");
  return executable;
}

export function programArguments(dataDir: string): string[] {
  return [PROJECT, '--lang=en-US', '--data', dataDir];
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Asks main over the page's own bridge. */
export async function ask(page: Page, op: string, input: object): Promise<unknown> {
  return await page.evaluate(
    (request) => Reflect.get(Object(window), 'tillink').request(request.op, request.input),
    {
      op,
      input,
    },
  );
}
