import { expect, onTestFinished, test } from 'vitest';
import { openKeychain } from '../builders/open-keychain.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  expectCredentialsOnlyInPlace,
  KEY,
  LOGIN,
  PASSWORD,
  type Recorder,
  startRecorder,
  WRONG_PASSWORD,
} from './recorder.ts';
import {
  account,
  codeOfSale,
  expectKept,
  lookAround,
  type Recorded,
  recorded,
  start,
} from './watched-till.ts';

const SIGN_IN = { login: LOGIN, password: PASSWORD, keepPassword: true };
const MINUTE = 60_000;

interface Till extends Recorded {
  readonly counter: Counter;
  readonly recorder: Recorder;
  /** The call's outcome, with time for its turn. */
  outcome(call: Promise<unknown>): Promise<string>;
}

async function openTill(): Promise<Till> {
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  const recorder = await startRecorder({ now: () => theirs.now() });
  const counter = await openCounter({
    sandbox: recorder.sandbox,
    secrets: openKeychain().store,
    account: { signIn: SIGN_IN },
  });
  onTestFinished(counter.close);
  theirs.now = counter.clock.now;
  const outcome = async (call: Promise<unknown>): Promise<string> => {
    const settled = call.then(() => 'taken', String);
    await counter.pass(10_000);
    return settled;
  };
  return {
    counter,
    recorder,
    outcome,
    ...recorded((op, input) => counter.till().dispatch({ op, input })),
  };
}

/** Charges in front, and shows the code. @returns its id at the provider too */
async function charge({ ask, counter }: Till) {
  const { saleId, attemptId } = await start(ask);
  await counter.pass(5000);
  await ask('payment.copyLink', { attemptId });
  return { saleId, attemptId, code: await codeOfSale(ask, saleId) };
}

const pay = ({ counter }: Till, way: 'link' | 'hosted', code: string, details = {}) =>
  way === 'hosted' ? counter.control.payHosted(code, details) : counter.control.pay(code, details);

/** Sells, gives back in part and whole, hands over, cancels, replaces, and is paid too late. */
async function sellEveryWay(till: Till, way: 'link' | 'hosted'): Promise<void> {
  const { ask, counter, outcome } = till;
  await ask('connection.change', { collectBy: way });
  const sold = await charge(till);
  await pay(till, way, sold.code);
  expect(await outcome(ask('payment.ask', { attemptId: sold.attemptId }))).toBe('taken');
  await ask('payment.acknowledge', { attemptId: sold.attemptId });
  for (const amountMinor of [1000, 29_000]) {
    const { refundable } = await ask('refund.options', { saleId: sold.saleId });
    const wish = { saleId: sold.saleId, way: 'provider' as const, reason: 'Returned' };
    const amount = { amountMinor, currency: 'RUB' as const };
    const giving = ask('refund.start', { ...wish, amount, expectedRefundable: refundable });
    expect(await outcome(giving)).toBe('taken');
  }
  const claimed = await charge(till);
  await ask('payment.handOver', { attemptId: claimed.attemptId, reason: 'A regular' });
  await ask('payment.acknowledge', { attemptId: claimed.attemptId });
  await pay(till, way, claimed.code);
  await counter.pass(10_000);

  const first = await charge(till);
  await ask('payment.replace', { attemptId: first.attemptId });
  await counter.pass(20_000);
  const { attempts } = await ask('sale.get', { saleId: first.saleId });
  expect(attempts).toMatchObject([{ state: 'replaced' }, { state: 'open' }]);
  await ask('payment.cancel', { attemptId: attempts.at(-1)?.id ?? '' });
  await counter.pass(20_000);
  await pay(till, way, await codeOfSale(ask, first.saleId), { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  const { items } = await ask('attention.list', {});
  const [late] = items.filter(({ kind }) => kind === 'late_payment');
  const giving = ask('attention.refund', { attentionId: late?.id ?? '', way: 'provider', reason: 'Late' });
  expect(await outcome(giving)).toBe('taken');
  await ask('sale.void', { saleId: first.saleId });
  await lookAround(ask);
}

/** The provider says no to everything, quoting what it was sent. */
async function beQuoted(till: Till): Promise<void> {
  const { ask, counter, outcome, recorder } = till;
  for (const status of [400, 403, 422, 500]) {
    recorder.refuse('POST', status);
    const { attemptId } = await start(ask);
    await counter.pass(30_000);
    await lookAround(ask);
    await outcome(ask('payment.cancel', { attemptId }));
    await outcome(ask('payment.acknowledge', { attemptId }));
    for (const method of ['GET', 'DELETE', 'PUT']) recorder.refuse(method, status);
    await outcome(ask('connection.check', {}));
    await outcome(ask('opening.check', {}));
    await outcome(ask('connection.signIn', SIGN_IN));
    await lookAround(ask);
    for (const method of ['POST', 'GET', 'DELETE', 'PUT']) recorder.refuse(method, null);
    await counter.pass(2 * MINUTE);
  }
}

/** Sessions end before their time, and renewing them is refused. */
async function loseSessions(till: Till): Promise<void> {
  const { ask, counter, outcome, recorder } = till;
  const refreshed = recorder.refreshTokens.size;
  await counter.pass(30 * MINUTE);
  expect(recorder.refreshTokens.size).toBeGreaterThan(refreshed);
  await counter.control.sessions('revoke');
  await counter.pass(MINUTE);
  for (const call of ['PUT /api/v1/session', 'POST /api/v1/session']) recorder.refuse(call, 401);
  await counter.control.sessions('revoke');
  await outcome(ask('connection.check', {}));
  await counter.pass(15 * MINUTE);
  expect(await ask('connection.get', {})).toMatchObject({ state: 'sign_in_needed' });
  await lookAround(ask);
  for (const call of ['PUT /api/v1/session', 'POST /api/v1/session']) recorder.refuse(call, null);
  const wrong = ask('connection.signIn', { ...SIGN_IN, password: WRONG_PASSWORD });
  expect(await outcome(wrong)).not.toBe('taken');
  expect(await outcome(ask('connection.signIn', SIGN_IN))).toBe('taken');
}

test('SEC-7 SEC-8 a whole life of a till by login: password, tokens and payer URLs stay where they belong', async () => {
  const till = await openTill();
  const { ask, counter, outcome, recorder, said } = till;
  expect(recorder.accessTokens.size).toBe(1);
  await sellEveryWay(till, 'link');
  await sellEveryWay(till, 'hosted');
  await counter.crash();
  await loseSessions(till);
  await beQuoted(till);
  const proving = await ask('proof.start', {});
  await counter.pass(10_000);
  await lookAround(ask);
  await ask('proof.cancel', { proofId: proving.id });
  await counter.pass(30_000);
  const open = await charge(till);
  await counter.crash();
  await lookAround(ask);
  await ask('payment.cancel', { attemptId: open.attemptId });
  await counter.pass(30_000);
  const { apiKey: _apiKey, organizationId, ...shop } = account(recorder);
  expect(await outcome(ask('connection.enterKey', { apiKey: KEY, organizationId }))).toBe('taken');
  expect(await outcome(ask('setup.connectAccount', { ...shop, signIn: SIGN_IN }))).toBe('taken');
  await lookAround(ask);
  expect(await outcome(ask('connection.disconnect', { keepLive: true }))).toBe('taken');
  await lookAround(ask);

  await counter.till().close();
  expect(recorder.accessTokens.size).toBeGreaterThan(3);
  await expectKept(recorder, {
    dataDir: counter.dataDir,
    said,
    rest: { events: JSON.stringify(counter.events) },
  });
  await expectCredentialsOnlyInPlace(recorder);
  const begun = recorder.requests.filter(
    ({ method, path }) => `${method} ${path}` === 'POST /api/v1/session',
  );
  expect(begun.every(({ body }) => body.includes(LOGIN))).toBe(true);
});
