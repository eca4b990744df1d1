import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HttpClient } from '../../src/main/adapters/http/http-client.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Till, TillOptions } from '../../src/main/till.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** SEC-7: a provider that quotes the key in whatever it says. */

const KEY = 'MARK-4f1d0c77a2-quoted';

/** Turns what the provider says, and keeps what the till says. */
const wire = vi.hoisted(() => ({ status: 0, method: '', replies: [] as Envelope[] }));

vi.mock('../../src/main/till.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../src/main/till.ts')>();
  const createTill = async ({ ports, ...rest }: TillOptions): Promise<Till> => {
    const quoting = (client: HttpClient): HttpClient => ({
      ...client,
      send: async (request) => {
        const outcome = await client.send(request);
        if (request.method !== wire.method || outcome.kind !== 'answer') return outcome;
        const key = request.headers['x-api-key'];
        const headers = { ...outcome.headers, 'x-request-id': `req ${key}` };
        const body = JSON.stringify({
          error: `key_${key}`,
          message: `Unknown key ${key}`,
          errors: { [`field ${key}`]: [`The key "${key}" may not do this`] },
        });
        return { ...outcome, status: wire.status, headers, body };
      },
    });
    const till = await real.createTill({
      ...rest,
      ports: { ...ports, wrapHttp: (client) => ports?.wrapHttp?.(quoting(client)) ?? quoting(client) },
    });
    const dispatch: Till['dispatch'] = async (request) => {
      const reply = await till.dispatch(request);
      wire.replies.push(reply);
      return reply;
    };
    return { ...till, dispatch };
  };
  return { ...real, createTill };
});

let sandbox: Sandbox;
let counter: Counter;

beforeEach(async () => {
  wire.method = '';
  wire.replies.length = 0;
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  sandbox = await startSandbox({ apiKey: KEY, clock: { now: () => theirs.now() } });
  counter = await openCounter({ sandbox });
  theirs.now = counter.clock.now;
});

afterEach(async () => {
  await counter.close();
  await sandbox.close();
});

async function expectNowhere(): Promise<void> {
  const saleId = (await counter.ask('sale.list', {})).items[0]?.id ?? '';
  await counter.ask('sale.get', { saleId });
  await counter.ask('payment.current', {});
  await counter.ask('connection.get', {});
  await counter.ask('app.status', {});
  await counter.ask('attention.list', {});
  await counter.till().close();
  const said = JSON.stringify([wire.replies, counter.events]);
  expect(said.includes(KEY)).toBe(false);
  const files = readdirSync(counter.dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    expect([file.name, bytes.includes(KEY)]).toEqual([file.name, false]);
  }
}

test.each([400, 401, 403, 422, 500])('SEC-7 a create answered by %i with the key in it', async (status) => {
  Object.assign(wire, { status, method: 'POST' });
  await counter.charge();
  await counter.pass(30_000);
  // What was said is still said: only the key is cut out of it.
  const payment = await counter.ask('payment.current', {});
  expect(payment?.problem?.message).toContain('[hidden]');
  await expectNowhere();
});

test.each([401, 403, 422, 500])('SEC-7 a delete answered by %i with the key in it', async (status) => {
  const { attemptId } = await counter.charge();
  Object.assign(wire, { status, method: 'DELETE' });
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(30_000);
  Object.assign(wire, { status, method: 'GET' });
  await counter.pass(90_000);
  await expectNowhere();
});

test('SEC-7 a key that is refused in its own words', async () => {
  await counter.sale();
  Object.assign(wire, { status: 401, method: 'GET' });
  const refused = counter.ask('connection.enterKey', { apiKey: 'MARK-another-quoted' }).catch(String);
  await counter.pass(5000);
  expect(await refused).toContain('PROVIDER_KEY_REFUSED');
  await counter.ask('connection.check', {});
  expect(JSON.stringify(wire.replies).includes('MARK-another-quoted')).toBe(false);
  await expectNowhere();
});

test('SEC-7 a decline that quotes the key', async () => {
  const { saleId } = await counter.charge();
  const { attempts } = await counter.ask('sale.get', { saleId });
  const link = attempts[0]?.providerPaymentId ?? '';
  await counter.control.pay(link, { outcome: 'declined', error_description: `No funds for ${KEY}` });
  await counter.pass(5000);
  const payment = await counter.ask('payment.current', {});
  expect(payment?.declined?.reason).toBe('No funds for [hidden]');
  await expectNowhere();
});
