import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';

/** Each tries one thing that the policy forbids, from a script of the page's own, and tells what came of it. */
const ATTEMPTS = {
  'inline script': `const s = document.createElement('script'); try { s.textContent = 'globalThis.pwned = 1'; } catch {}
    s.append('globalThis.pwned = 1'); document.head.append(s); return globalThis.pwned === undefined ? 'blocked' : 'ran';`,
  eval: `try { (0, eval)('1'); return 'ran'; } catch { return 'blocked'; }`,
  'Function constructor': `try { new Function('return 1')(); return 'ran'; } catch { return 'blocked'; }`,
  'innerHTML with markup': `try { document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'; return 'ran'; }
    catch { return 'blocked'; }`,
  'foreign fetch': `try { await fetch('http://127.0.0.1:9/'); return 'ran'; } catch { return violated('connect-src'); }`,
  WebSocket: `try { new WebSocket('ws://127.0.0.1:9/'); } catch {} return violated('connect-src');`,
  'remote image': `const i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; return violated('img-src');`,
  'inline style element': `const s = document.createElement('style'); s.textContent = 'body{color:red}';
    document.head.append(s); return violated('style-src');`,
  worker: `try { new Worker('data:text/javascript,1'); } catch { return 'blocked'; } return violated('worker-src|script-src|default-src');`,
} as const;

/**
 * Playwright's own evaluate goes round the policy, so each attempt is served to the page as one of its own
 * script files, as a hole in the program would run. The page itself is as it is served, headers and all.
 */
async function openWith(page: Page, origin: string, script: string): Promise<void> {
  await page.route(`${origin}/attempt.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await page.route(`${origin}/`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('</body>', '<script src="/attempt.js"></script></body>');
    await route.fulfill({ response, body });
  });
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
}

for (const [name, code] of Object.entries(ATTEMPTS)) {
  test(`SEC-3 ${name} is blocked in a real browser`, async ({ till, page }) => {
    await openWith(
      page,
      new URL(till.program.address).origin,
      `const violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const violated = async (pattern) => {
        for (let turn = 0; turn < 100; turn++) {
          if (violations.some((directive) => new RegExp(pattern).test(directive))) return 'blocked';
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return 'not blocked: ' + violations.join();
      };
      const attempt = async () => { ${code} };
      addEventListener('load', async () => {
        document.title = 'outcome: ' + (await attempt().catch(String));
      });`,
    );
    await expect(page).toHaveTitle('outcome: blocked');
  });
}

test('SEC-3 a form post leaves the page for nowhere: nothing arrives at the foreign server', async ({
  till,
  page,
}) => {
  let arrived = 0;
  const foreign = createServer((_request, response) => {
    arrived += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const address = foreign.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'));
  await openWith(
    page,
    new URL(till.program.address).origin,
    `addEventListener('load', () => {
      const form = document.createElement('form');
      Object.assign(form, { action: 'http://127.0.0.1:${port}/', method: 'post' });
      document.body.append(form);
      form.submit();
    });`,
  );
  await refused;
  expect(arrived).toBe(0);
  foreign.close();
});

test('SEC-11 the token leaves the address at once and is in no storage but the session', async ({
  demo,
  page,
}) => {
  const token = new URL(demo.program.address).hash.replace('#token=', '');
  expect(page.url()).not.toContain(token);
  expect(page.url()).not.toContain('#');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
  expect(await page.context().cookies()).toEqual([]);
  await page.reload();
  await page.getByTestId('charge').waitFor();
});

test('SEC-11 without the token the page says what to do, and shows nothing of the till', async ({
  till,
  page,
}) => {
  await till.ask('setup.startDemo', { language: 'en' });
  await page.goto(new URL(till.program.address).origin);
  await expect(page.getByText(/address/i).first()).toBeVisible();
  await expect(page.getByTestId('charge')).toHaveCount(0);
});
