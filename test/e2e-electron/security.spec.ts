import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'playwright/test';
import { REPORTED_PREFERENCES, tillWebPreferences } from '../../src/main/hosts/electron/web-preferences.ts';
import { electronExecutable } from './electron-executable.ts';
import { installedElectron, programArguments, test } from './fixtures.ts';

test.skip(electronExecutable() === null, "Electron's binary is not installed");

test('SEC-1 the preferences that took effect are those of the list', async ({ till, page }) => {
  const list = tillWebPreferences(false);
  const reported = await till.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return Reflect.apply(Reflect.get(Object(contents), 'getLastWebPreferences'), contents, []);
  });
  for (const name of REPORTED_PREFERENCES) expect(reported).toHaveProperty(name, list[name]);
  expect(
    await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window)),
  ).toEqual([]);
});

test('SEC-4 the page has request and subscribe, and nothing else of Electron', async ({ page }) => {
  expect(await page.evaluate(() => Object.keys(Reflect.get(Object(window), 'tillink')).sort())).toEqual([
    'request',
    'subscribe',
  ]);
});

test('SEC-2 nothing but the page’s files is served, whatever Chromium makes of the address', async ({
  till,
  page,
}) => {
  await expect(page).toHaveURL('app://till/');
  const addresses = [
    'app://till/package.json',
    'app://till/../package.json',
    'app://till/%2e%2e/package.json',
    'app://till/..%2fpackage.json',
    'app://till/..%5cpackage.json',
    'app://till/..\\package.json',
    'app://till/%252e%252e%252fpackage.json',
    'app://till/index.html%00',
    'app://till//etc/passwd',
    'app://till/?x=1',
    'app://other/',
    `app://till/images/${'a'.repeat(64)}.png`,
  ];
  const answers = await till.evaluate(async ({ net }, asked) => {
    const statuses: number[] = [];
    for (const address of asked) statuses.push((await net.fetch(address)).status);
    statuses.push((await net.fetch('app://till/', { method: 'POST', body: 'x' })).status);
    return statuses;
  }, addresses);
  expect(answers).toEqual([...addresses, 'POST'].map(() => 404));
});

test('SEC-3 the page has the policy, and it blocks', async ({ till, page }) => {
  const policy = await till.evaluate(async ({ net }) =>
    (await net.fetch('app://till/')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(policy).toContain("connect-src 'none'");
  const blocked = await page.evaluate(async () => {
    const directives = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective));
    await fetch('https://example.org/').catch(() => {});
    await fetch('app://till/index.html').catch(() => {});
    const image = new Image();
    image.src = 'https://example.org/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(image, frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [...directives].sort();
  });
  expect(blocked).toEqual(['connect-src', 'frame-src', 'img-src']);
});

test('SEC-5 new windows and navigation are denied', async ({ till, page }) => {
  const opened = await page.evaluate(() => window.open('https://example.org/') !== null);
  expect(opened).toBe(false);
  await page.evaluate(() => window.location.assign('https://example.org/'));
  await page.waitForTimeout(500);
  await expect(page).toHaveURL('app://till/');
  expect(await till.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('SEC-5 permissions are denied', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const name = (permission: PermissionName) => navigator.permissions.query({ name: permission });
    const asked = await Promise.all([name('geolocation'), name('notifications'), name('camera')]);
    return asked.map((answer) => answer.state);
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

test('SEC-6 a second instance on the same data folder quits by itself', async ({ till, page, dataDir }) => {
  await expect(page).toHaveURL('app://till/');
  const second = spawn(installedElectron(), programArguments(dataDir), { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(await till.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('SEC-7 provisioning variables are out of the process environment', async ({ till, page }) => {
  await expect(page).toHaveURL('app://till/');
  expect(await till.evaluate(() => 'FOURPAY_ORGANIZATION_ID' in process.env)).toBe(false);
});
