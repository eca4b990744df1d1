import { expect, onTestFinished, test } from 'vitest';
import { openCounter } from '../harness/counter.ts';
import { formsOf, holders } from './marked-secrets.ts';
import { expectCredentialsOnlyInPlace, KEY, LOGIN, NEXT_KEY, startRecorder, WRONG_KEY } from './recorder.ts';
import {
  account,
  codeOfSale,
  expectKept,
  lookAround,
  ORGANIZATION,
  recorded,
  start,
} from './watched-till.ts';

test('the search finds a secret in every form, inside longer texts too', () => {
  const hidden = formsOf(KEY).map((form) => Buffer.concat([Buffer.from('before '), form]));
  const basic = ['', 'a', 'ab'].map((user) => Buffer.from(Buffer.from(`${user}:${KEY}:`).toString('base64')));
  const things = Object.fromEntries([...hidden, ...basic].map((bytes, index) => [`${index}`, bytes]));
  expect(holders({ ...things, clean: 'MARK+key' }, [KEY])).toEqual(Object.keys(things));
  expect(holders({ clean: LOGIN.slice(-4) }, [LOGIN])).toEqual([]);
});

test('SEC-7 SEC-8 a whole life of a till by key, refusals that quote it included: it is in its header and nowhere else', async () => {
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  const recorder = await startRecorder({ now: () => theirs.now() });
  const counter = await openCounter({ sandbox: recorder.sandbox });
  onTestFinished(counter.close);
  theirs.now = counter.clock.now;
  const { ask, said } = recorded((op, input) => counter.till().dispatch({ op, input }));
  /** The call's outcome, with time for its turn. */
  const outcome = async (call: Promise<unknown>): Promise<string> => {
    const settled = call.then(() => 'taken', String);
    await counter.pass(10_000);
    return settled;
  };
  expect(await outcome(ask('setup.connectAccount', account(recorder)))).toBe('taken');
  for (const status of [302, 400, 401, 403, 422, 500]) {
    recorder.refuse('POST', status);
    const { attemptId } = await start(ask);
    await counter.pass(20_000);
    await lookAround(ask);
    await ask('payment.acknowledge', { attemptId });
  }
  recorder.refuse('POST', null);
  for (const status of [401, 403, 422, 500]) {
    const { attemptId } = await start(ask);
    await counter.pass(5000);
    recorder.refuse('DELETE', status);
    await ask('payment.cancel', { attemptId });
    recorder.refuse('GET', status);
    await counter.pass(90_000);
    await outcome(ask('connection.check', {}));
    await outcome(ask('opening.check', {}));
    await lookAround(ask);
    recorder.refuse('DELETE', null);
    recorder.refuse('GET', null);
    await counter.pass(90_000);
  }
  const bad = [{ apiKey: WRONG_KEY }, { apiKey: `${KEY} and more` }, { currency: 'USD' as const }];
  for (const changes of bad) {
    const connecting = ask('setup.connectAccount', { ...account(recorder), ...changes });
    expect(await outcome(connecting)).not.toBe('taken');
  }
  for (const apiKey of [WRONG_KEY, NEXT_KEY]) {
    const entering = outcome(ask('connection.enterKey', { apiKey, organizationId: ORGANIZATION }));
    expect((await entering) === 'taken').toBe(apiKey === NEXT_KEY);
  }
  await counter.restart();
  const { attemptId, saleId } = await start(ask);
  await counter.pass(5000);
  await ask('payment.copyLink', { attemptId });
  await counter.control.pay(await codeOfSale(ask, saleId));
  await counter.pass(5000);
  expect(await ask('payment.current', {})).toMatchObject({ state: 'paid', receiptNumber: '000001' });
  await ask('payment.acknowledge', { attemptId });
  const { refundable } = await ask('refund.options', { saleId });
  for (const status of [401, 422, 500]) {
    recorder.refuse('PUT', status);
    const wish = { saleId, way: 'provider' as const, expectedRefundable: refundable, reason: 'Returned' };
    await outcome(ask('refund.start', wish));
  }
  recorder.refuse('PUT', null);
  await lookAround(ask);
  await counter.crash();
  await outcome(ask('connection.disconnect', { keepLive: true }));
  await lookAround(ask);

  await counter.till().close();
  expect(Object.keys(said).some((name) => name.endsWith('payment.copyLink'))).toBe(true);
  await expectKept(recorder, {
    dataDir: counter.dataDir,
    said,
    rest: { events: JSON.stringify(counter.events) },
  });
  await expectCredentialsOnlyInPlace(recorder);
  const header = `"x-organization-id":"${ORGANIZATION}"`;
  const inHeader = recorder.requests.filter(({ rest }) => rest.includes(header));
  const named = recorder.requests.filter(({ rest, body }) => `${rest}${body}`.includes(ORGANIZATION));
  expect(inHeader.length).toBeGreaterThan(10);
  expect(named).toEqual(inHeader);
});
