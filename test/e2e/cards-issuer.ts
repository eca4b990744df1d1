import type { Page } from 'playwright/test';
import {
  type CardsControl,
  cardsControlOf,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import { expect, type TillUnderTest } from './fixtures.ts';

/** The issuer takes one request in a second, and an act looks before it leaps. */
export const ISSUER_ANSWERS = { timeout: 45_000 };

export const ANNA = {
  holderId: 'anna-petrova',
  firstName: 'Anna',
  lastName: 'Petrova',
  email: 'anna@example.com',
  phone: '+442079460000',
};

export async function connected(till: TillUnderTest): Promise<CardsControl> {
  const { demoAddress } = await till.ask('app.status', {});
  if (demoAddress === null) throw new Error('The demo has not been started');
  await till.ask('cards.connect', { baseUrl: demoAddress, kind: 'api_token', token: 'cc_test_sandbox' });
  return cardsControlOf({ baseUrl: demoAddress });
}

export async function addHolder({ ask }: TillUnderTest): Promise<void> {
  const added = await ask('cards.createHolder', {
    operationId: 'holder-1',
    accountId: SANDBOX_ACCOUNTS.advertising,
    ...ANNA,
  });
  expect(added.state).toBe('done');
}

/** A card of the second account, where nothing costs anything. @returns its id at the issuer */
export async function issued(till: TillUnderTest, name: string): Promise<string> {
  await (await till.control()).switches({ cardIssueDelaySeconds: 0 });
  const { id } = await till.ask('cards.issue', {
    operationId: `issue-${name}`,
    accountId: SANDBOX_ACCOUNTS.advertising,
    name,
    holderId: ANNA.holderId,
    type: 'virtual',
    choice: { kind: 'bin', binId: SANDBOX_BINS.visa },
  });
  await expect
    .poll(async () => (await till.ask('cards.operation', { operationId: id })).state, ISSUER_ANSWERS)
    .toBe('done');
  const { cardId } = await till.ask('cards.operation', { operationId: id });
  if (cardId === null) throw new Error('The issuer has not named the card');
  return cardId;
}

export async function toTab(page: Page, tab: 'cards' | 'holders' | 'transactions'): Promise<void> {
  await page.getByTestId('nav-cards').click();
  await page.getByTestId(`cards-tab-${tab}`).click();
  await page.getByTestId('cards-account').selectOption(SANDBOX_ACCOUNTS.advertising);
}
