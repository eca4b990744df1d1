import type { Page } from 'playwright/test';
import { type CardsControl, cardsControlOf } from '../harness/cards-control.ts';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { ISSUER_ANSWERS } from './cards-issuer.ts';
import { expect, type TillUnderTest } from './fixtures.ts';

export const TOKEN = 'cc_test_sandbox';
export const TRANSFER = '/api/v2/accounts/transfer';
/** Warned of from the start. */
export const ENDING_JWT = { kind: 'jwt', merchantId: 1, lifetimeSeconds: 3600 };
const HISTORY = '/api/v2/transactions/accounts';

export async function addressOf({ ask }: TillUnderTest): Promise<string> {
  const { demoAddress } = await ask('app.status', {});
  if (demoAddress === null) throw new Error('The demo has not been started');
  return demoAddress;
}

export async function issuerOf(till: TillUnderTest): Promise<CardsControl> {
  return cardsControlOf({ baseUrl: await addressOf(till) });
}

export async function toSettings(page: Page): Promise<void> {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('cards-settings').scrollIntoViewIfNeeded();
}

export async function connected(till: TillUnderTest, token = TOKEN): Promise<void> {
  const kind = token.startsWith('eyJ') ? 'jwt' : 'api_token';
  await till.ask('cards.connect', { baseUrl: await addressOf(till), kind, token });
}

/**
 * Sends a transfer whose answer is lost. What would show it afterwards is not to be had either, until faults are cleared;
 * before it is sent it must be: main looks first at what stands there.
 */
export async function losing(
  control: SandboxControl,
  kind: 'reset' | '502_after_write',
  send: () => Promise<unknown>,
): Promise<void> {
  await control.fault({ kind: 'delay', method: 'POST', path: TRANSFER, delayMs: 2000 });
  await control.fault({ kind, method: 'POST', path: TRANSFER });
  const sent = send();
  await expect
    .poll(
      async () => (await control.requests()).filter(({ path }) => path.startsWith(TRANSFER)).length,
      ISSUER_ANSWERS,
    )
    .toBe(1);
  await control.fault({ kind: 'status_before', status: 502, path: HISTORY, count: 50 });
  await sent;
}

export const account = (page: Page, name: string) =>
  page.getByTestId('issuer-account').filter({ hasText: name });
