import type { Page } from 'playwright/test';
import { type CardsControl, SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { ISSUER_ANSWERS } from './cards-issuer.ts';
import {
  account,
  addressOf,
  connected,
  ENDING_JWT,
  issuerOf,
  losing,
  TOKEN,
  TRANSFER,
  toSettings,
} from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

test.setTimeout(180_000);

/** Fills the form in and sends it; what becomes of it is the test's to see. */
async function connect(page: Page, baseUrl: string, token: string): Promise<void> {
  await page.getByTestId('desk-base-url').fill(baseUrl);
  await page.getByTestId(token.startsWith('eyJ') ? 'desk-kind-jwt' : 'desk-kind-api_token').check();
  await page.getByTestId('desk-token').fill(token);
  await page.getByTestId('desk-submit').click();
}

async function balanceOf(issuer: CardsControl, id: string): Promise<string | undefined> {
  return (await issuer.state()).accounts.find((one) => one.id === id)?.balance;
}

test('SEC-7 the owner connects the cards desk, sees what it says of a wrong token, and disconnects it', async ({
  demo,
  page,
}) => {
  const address = await addressOf(demo);
  await expect(page.getByTestId('nav-cards')).toHaveCount(0);
  await toSettings(page);
  await page.getByTestId('desk-connect').click();
  await connect(page, 'http://issuer.example', TOKEN);
  await expect(page.getByTestId('desk-form')).toContainText('An address that begins with https://');
  await connect(page, address, 'cc_test_revoked');
  await expect(page.getByTestId('desk-problem')).toContainText('does not accept this token', ISSUER_ANSWERS);
  await expect(page.getByTestId('nav-cards')).toHaveCount(0);
  await connect(page, address, TOKEN);
  await expect(page.getByTestId('desk-state')).toHaveText('Connected', ISSUER_ANSWERS);
  await expect(page.getByTestId('desk-card')).toContainText('ends with dbox');
  expect(await page.content()).not.toContain(TOKEN);

  await page.getByTestId('nav-cards').click();
  await expect(account(page, 'Advertising')).toContainText('500.123456789', ISSUER_ANSWERS);
  await account(page, 'Main').getByTestId('account-details').click();
  await expect(page.getByTestId('account-dialog')).toContainText('411111', ISSUER_ANSWERS);
  await page.keyboard.press('Escape');

  await toSettings(page);
  await page.getByTestId('desk-disconnect').click();
  await page.getByTestId('desk-disconnect-confirm').click();
  await expect(page.getByTestId('nav-cards')).toHaveCount(0);
  await expect(page.getByTestId('desk-connect')).toHaveText('Connect');
});

test('a transfer whose answer was lost is not known, is found, and has moved once', async ({
  demo,
  page,
}) => {
  const issuer = await issuerOf(demo);
  await connected(demo);
  const control = await demo.control();
  const before = await issuer.books();
  await page.getByTestId('nav-cards').click();
  await account(page, 'Main').getByTestId('account-transfer').click();
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('transfer-form')).toContainText('Enter an amount.');
  await page.getByTestId('transfer-amount').fill('12.345678901');
  await expect(page.getByTestId('transfer-preview')).toContainText('12.345678901');
  await expect(page.getByTestId('transfer-preview')).toContainText('512.46913569');
  await losing(control, '502_after_write', () => page.getByTestId('transfer-send').click());
  await expect(page.getByTestId('card-operation')).toHaveAttribute('data-state', 'unknown', ISSUER_ANSWERS);
  await expect(page.getByTestId('card-operation')).toContainText('It is not known whether it was done');
  await expect(page.getByTestId('transfer-send')).toHaveCount(0);

  await page.getByTestId('transfer-close').click();
  await account(page, 'Main').getByTestId('account-transfer').click();
  await page.getByTestId('transfer-amount').fill('1');
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('transfer-form')).toContainText(/Nothing was (sent|changed)/, ISSUER_ANSWERS);
  await page.keyboard.press('Escape');

  await page.getByTestId('cards-tab-activity').click();
  await expect(page.getByTestId('activity-open')).toContainText('Main → Advertising');
  await expect(page.getByTestId('card-activity')).toHaveCount(1);
  await control.clearFaults();
  await page.getByTestId('card-operation-look').click();
  await expect(page.getByTestId('activity-open')).toHaveCount(0, ISSUER_ANSWERS);
  await expect(page.getByTestId('card-activity')).toHaveAttribute('data-state', 'done');
  expect(await balanceOf(issuer, SANDBOX_ACCOUNTS.advertising)).toBe('512.46913569');
  expect((await issuer.books()).total).toEqual(before.total);
  await page.getByTestId('cards-tab-accounts').click();
  await expect(account(page, 'Advertising')).toContainText('512.46913569', ISSUER_ANSWERS);
});

test('a transfer that is refused can be changed, and while one is under way no second goes out', async ({
  demo,
  page,
}) => {
  const issuer = await issuerOf(demo);
  const control = await demo.control();
  await control.switches({ cardMoves: 'later', cardMoveDelaySeconds: 3600 });
  await control.fault({ kind: 'status_before', status: 422, method: 'POST', path: TRANSFER });
  await connected(demo);
  await page.getByTestId('nav-cards').click();
  await account(page, 'Main').getByTestId('account-transfer').click();
  await page.getByTestId('transfer-amount').fill('20');
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('card-operation')).toHaveAttribute('data-state', 'refused', ISSUER_ANSWERS);
  await page.getByTestId('transfer-anew').click();
  await page.getByTestId('transfer-amount').fill('25');
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('card-operation')).toHaveAttribute('data-state', 'accepted', ISSUER_ANSWERS);
  await page.getByTestId('transfer-close').click();

  await account(page, 'Main').getByTestId('account-transfer').click();
  await page.getByTestId('transfer-amount').fill('1');
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('card-act-busy')).toContainText('Nothing was sent', ISSUER_ANSWERS);
  const pending = (await issuer.transactions()).filter(
    ({ accountId, status }) => accountId === SANDBOX_ACCOUNTS.main && status === 'pending',
  );
  expect(pending.map(({ amount }) => amount)).toEqual(['-25.00']);
  await issuer.decide(pending[0]?.id ?? '', 'completed');
  await page.getByTestId('card-act-busy').getByTestId('card-operation-look').click();
  await expect(page.getByTestId('card-act-busy').getByTestId('card-operation-look')).toHaveCount(
    0,
    ISSUER_ANSWERS,
  );
  await page.keyboard.press('Escape');
  await page.getByTestId('cards-tab-activity').click();
  await expect(page.getByTestId('card-activity')).toHaveCount(2);
  await expect(page.getByTestId('activity-open')).toHaveCount(0);
  await expect(page.getByTestId('card-activity').first()).toHaveAttribute(
    'data-state',
    'done',
    ISSUER_ANSWERS,
  );
});

test('a form that is sent again, after the till itself did not answer, has moved its money once', async ({
  demo,
  page,
}) => {
  const issuer = await issuerOf(demo);
  await connected(demo);
  await page.getByTestId('nav-cards').click();
  await account(page, 'Main').getByTestId('account-transfer').click();
  await page.getByTestId('transfer-amount').fill('30');
  let lost = false;
  await page.route('**/request', async (route) => {
    if (lost || !route.request().postData()?.includes('cards.transfer')) return route.continue();
    lost = true;
    await route.fetch(); // main has done it; the page is not told
    return route.abort();
  });
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('card-act-error')).toContainText('it is never done twice', ISSUER_ANSWERS);
  await expect(page.getByTestId('transfer-amount')).toBeDisabled();
  await page.getByTestId('transfer-send').click();
  await expect(page.getByTestId('card-operation')).toHaveAttribute('data-state', 'done', ISSUER_ANSWERS);
  const moved = (await issuer.transactions()).filter(({ accountId }) => accountId === SANDBOX_ACCOUNTS.main);
  expect(moved.map(({ amount }) => amount)).toEqual(['-30.00']);
});

test('an operation whose end the owner knows is decided with a reason', async ({ demo, page }) => {
  await connected(demo);
  await losing(await demo.control(), 'reset', () =>
    demo.ask('cards.transfer', {
      operationId: 'lost-1',
      fromAccountId: SANDBOX_ACCOUNTS.main,
      toAccountId: SANDBOX_ACCOUNTS.advertising,
      amount: { decimal: '5', currency: 'USD' },
    }),
  );
  await page.getByTestId('nav-cards').click();
  await expect(page.getByTestId('cards-tab-activity')).toContainText('1 operation of unknown end');
  await page.getByTestId('cards-tab-activity').click();
  await page.getByTestId('card-operation-decide').click();
  await page.getByTestId('decide-confirm').click();
  await expect(page.getByTestId('decide-form')).toContainText('Say how you know it.');
  await page.getByTestId('decide-notDone').check();
  await page.getByTestId('decide-reason').fill('The support looked');
  await page.getByTestId('decide-confirm').click();
  await expect(page.getByTestId('card-activity')).toHaveAttribute('data-state', 'decided_not_done');
  await expect(page.getByTestId('activity-open')).toHaveCount(0);
});

test('what a deployment lacks is said with its reason, and a token that ends soon is warned of', async ({
  demo,
  page,
}) => {
  const issuer = await issuerOf(demo);
  await (await demo.control()).switches({ cardsLacks: 'transfer, webhooks' });
  const { token } = await issuer.addToken(ENDING_JWT);
  await connected(demo, token);
  await page.getByTestId('nav-cards').click();
  await expect(page.getByTestId('desk-warning')).toContainText('is valid until');
  await expect(account(page, 'Main')).toBeVisible(ISSUER_ANSWERS);
  await expect(page.getByTestId('account-transfer')).toHaveCount(0);
  await expect(page.getByTestId('not-offered-transfer')).toContainText('does not have it');
  await toSettings(page);
  await expect(page.getByTestId('desk-lacks')).toContainText('Webhooks');
  await expect(page.getByTestId('cards-webhook-form')).toHaveCount(0);
  await expect(page.getByTestId('cards-webhook').getByTestId('not-offered-webhooks')).toBeVisible();
});

test('SEC-7 the webhook is set at the issuer with a secret that nobody sees, and deleted', async ({
  demo,
  page,
}) => {
  const issuer = await issuerOf(demo);
  await connected(demo);
  await toSettings(page);
  await page.getByTestId('cards-webhook-save').click();
  await expect(page.getByTestId('cards-webhook-form')).toContainText('An address that begins with https://');
  await page.getByTestId('cards-webhook-url').fill('https://hooks.example/cards');
  await page.getByTestId('cards-webhook-event-account_topup').uncheck();
  await page.getByTestId('cards-webhook-save').click();
  await expect(page.getByTestId('cards-webhook-state')).toHaveText('Set at the issuer', ISSUER_ANSWERS);
  const [config] = (await issuer.state()).webhookConfigs;
  expect(config).toMatchObject({ url: 'https://hooks.example/cards', active: true, secretSet: true });
  expect(config?.eventTypes).not.toContain('account_topup');
  await expect(page.getByTestId('cards-webhook-secret')).toContainText('made by this till, ends with');

  await page.getByTestId('cards-webhook-remove').click();
  await page.getByTestId('cards-webhook-remove-confirm').click();
  await expect(page.getByTestId('cards-webhook-state')).toHaveText(
    'None is set at the issuer.',
    ISSUER_ANSWERS,
  );
  expect((await issuer.state()).webhookConfigs).toEqual([]);
});

const PEOPLE = [
  { name: 'Olga', role: 'owner', pin: '1397' },
  { name: 'Marat', role: 'manager', pin: '2468' },
  { name: 'Kira', role: 'cashier', pin: '8642' },
] as const;

async function signIn(page: Page, name: (typeof PEOPLE)[number]['name']): Promise<void> {
  const pin = PEOPLE.find((one) => one.name === name)?.pin ?? '';
  await page.getByTestId('person').filter({ hasText: name }).click();
  await expect(page.getByTestId('pin-field')).toBeFocused();
  await page.keyboard.type(pin, { delay: 70 });
  await page.keyboard.press('Enter');
  await page.getByTestId('person-key').filter({ hasText: name }).waitFor();
}

async function lock(page: Page): Promise<void> {
  await page.getByTestId('person-key').click();
  await page.getByTestId('lock-till').click();
  await page.getByTestId('lock-screen').waitFor();
}

test('SEC-10 a cashier never sees the cards desk, a manager reads it, the owner acts', async ({
  demo,
  page,
}) => {
  await connected(demo);
  for (const person of PEOPLE) await demo.ask('staff.add', person);
  await page.reload();
  await signIn(page, 'Kira');
  await page.getByTestId('nav-settings').waitFor();
  await expect(page.getByTestId('nav-cards')).toHaveCount(0);
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('cards-settings')).toHaveCount(0);

  await lock(page);
  await signIn(page, 'Marat');
  await page.getByTestId('nav-cards').click();
  await expect(account(page, 'Main')).toBeVisible(ISSUER_ANSWERS);
  await expect(page.getByTestId('account-transfer')).toHaveCount(0);
  await expect(page.getByTestId('cards-accounts')).toContainText('Only the owner may move money');
  await toSettings(page);
  await expect(page.getByTestId('desk-state')).toHaveText('Connected');
  await expect(page.getByTestId('desk-disconnect')).toHaveCount(0);
  await expect(page.getByTestId('cards-webhook-form')).toHaveCount(0);

  await lock(page);
  await signIn(page, 'Olga');
  await page.getByTestId('nav-cards').click();
  await expect(page.getByTestId('account-transfer').first()).toBeVisible(ISSUER_ANSWERS);
});
