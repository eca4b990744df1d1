import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createInStep } from '../../src/main/in-step/in-step-service.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { readBooks } from '../harness/selling.ts';
import { openStepShop, type StepShop } from './step-shop.ts';

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

const NEIGHBOUR = 'pk_test_neighbour';
async function connect(apiKey: string, organizationId: string | null): Promise<void> {
  const entered = shop.counter.ask('connection.enterKey', { apiKey, organizationId });
  // The key is tried in its turn: a push has used up the calls of this moment.
  await shop.counter.pass(3000);
  await entered;
}

test('another account has products of its own, and the first finds its own again', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await shop.start();
  await shop.finish();
  await connect(NEIGHBOUR, 'another-organization');
  expect((await shop.compare()).counts).toMatchObject({ create: 1, inStep: 0 });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect((await shop.theirs()).length).toBe(1);
  expect((await shop.theirs(NEIGHBOUR)).length).toBe(1);
  await connect(shop.counter.sandbox.apiKey, null);
  expect((await shop.compare()).counts).toMatchObject({ create: 0, foreign: 0, inStep: 1 });
});

test('a push of one account does not go on at another', async () => {
  shop = await openStepShop();
  for (let index = 0; index < 20; index++) await shop.add(`Item ${index}`, 100 + index);
  await shop.start();
  await shop.counter.pass(2000);
  await connect(NEIGHBOUR, 'another-organization');
  expect(await shop.finish()).toMatchObject({ phase: 'stopped', problem: 'other_account' });
  expect(await shop.theirs(NEIGHBOUR)).toEqual([]);
  await connect(shop.counter.sandbox.apiKey, null);
  await shop.counter.ask('inStep.resume', {});
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect((await shop.theirs()).length).toBe(20);
});

test('without a list, an account that was away and is back is the one that it was', async () => {
  shop = await openStepShop({ switches: { productsOffered: 'create_only' } });
  await shop.add('Bread', 5000);
  await shop.start();
  await shop.finish();
  await connect(NEIGHBOUR, 'another-organization');
  await connect(shop.counter.sandbox.apiKey, null);
  expect((await shop.compare()).counts).toMatchObject({ create: 0, inStep: 1 });
});

test("the key of another partner under the same account: nothing of theirs is taken for the first one's", async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await shop.start();
  await shop.finish();
  await connect(NEIGHBOUR, null);
  await fetch(`${shop.counter.sandbox.baseUrl}/api/v1/products`, {
    method: 'POST',
    headers: { 'x-api-key': NEIGHBOUR, 'content-type': 'application/json' },
    body: JSON.stringify({ header: 'Theirs', price: 100 }),
  });
  await shop.counter.ask('inStep.compare', {});
  await shop.counter.pass(5000);
  expect(await shop.status()).toMatchObject({ phase: 'idle', problem: 'other_partner', comparison: null });
});

test('the ids of a link are those of its account that are in step, and what it ignored is counted', async () => {
  shop = await openStepShop();
  const bread = await shop.add('Bread', 5000);
  const milk = await shop.add('Milk', 9000);
  await shop.start();
  await shop.finish();
  const tea = await shop.add('Tea', 300);
  const ids = new Map((await shop.theirs()).map(({ header, id }) => [header, id]));
  const account = await readBooks(
    shop.counter,
    (read) => read.get<{ account: string }>('SELECT DISTINCT account FROM partner_product')?.account ?? '',
  );
  await shop.counter.till().close();
  const database = await openDatabase(join(shop.counter.dataDir, 'test', 'till.db'));
  onTestFinished(() => database.close());
  const inStepAt = (connected: string) => inStepOver(database, connected);
  const here = inStepAt(account);
  const variants = [tea, milk, bread].map(({ id }) => id);
  const known = [ids.get('Bread'), ids.get('Milk')];
  expect([...here.partnerIdsOf(database.read, [...variants, bread.id])].sort()).toEqual([...known].sort());
  expect(here.partnerIdsOf(database.read, [])).toEqual([]);
  expect(inStepAt('["elsewhere",null,"1"]').partnerIdsOf(database.read, variants)).toEqual([]);
  const sent = known.map((id) => id ?? '');
  here.noteIgnored(sent, [ids.get('Milk') ?? '']);
  expect(here.status().ignored).toBe(1);
  here.noteIgnored(sent, []);
  expect(here.status().ignored).toBe(0);
});

/** The feature over a till's real file, after the till: connected to an account, and to no provider. */
function inStepOver(database: Awaited<ReturnType<typeof openDatabase>>, account: string) {
  const nothing = (): never => {
    throw new Error('Not for this');
  };
  return createInStep({
    database,
    connections: {
      accountOrNull: () => account,
      providerOrNull: () => null,
      note: () => {},
      acceptPartner: () => true,
    },
    settings: { recall: () => null, rememberIn: nothing },
    catalog: { browse: nothing, product: nothing, search: nothing, sellable: nothing },
    journal: { append: nothing, verify: nothing },
    events: { emit: () => {} },
    ids: { newId: nothing, randomBytes: nothing },
    clock: createManualClock(),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => '2026-11-21T09:00:00.000Z',
    currency: 'RUB',
    provider: 'fourpay-online',
    readImage: nothing,
  });
}
