import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Ask, askOver } from '../harness/ask.ts';
import { openCounter } from '../harness/counter.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { webTransport } from '../harness/web-transport.ts';
import { until } from '../process/program.ts';

/** Marked secrets go through everything that a till does; afterwards they are looked for everywhere (SEC-7). */

const KEY = 'MARK+key/canary=8c1f2e77~first';
const NEXT_KEY = 'MARK+key/canary=93bd0a1c~second';
const WRONG_KEY = 'MARK+key/canary=5a5a77e2~wrong';
const ORGANIZATION = 'MARK-org-4d9e17';
const KEYS = [KEY, NEXT_KEY, WRONG_KEY];

/** How a secret may stand in bytes; base64 at each of the three places where it may begin in a longer text. */
function formsOf(secret: string): readonly Buffer[] {
  const shifted = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.from(`${'x'.repeat(shift)}${secret}`);
    return (['base64', 'base64url'] as const).map((form) => bytes.toString(form).slice(4, -4));
  });
  const texts = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...shifted];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

/** @returns which of the things hold one of the secrets */
function holders(things: Readonly<Record<string, Buffer | string>>, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  return Object.entries(things)
    .filter(([, thing]) => forms.some((form) => Buffer.from(thing).includes(form)))
    .map(([name]) => name);
}

function filesIn(folder: string): Record<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path)]));
}

interface Recorder {
  readonly sandbox: Sandbox;
  readonly requests: readonly { readonly key: string | undefined; readonly rest: string }[];
  /** How calls of a method are answered from now on; the words quote the key that they were sent with. */
  refuse(method: string, status: number | null): void;
}

/** A provider that notes what it is sent, and hands it on to the sandbox. Both marked keys are good. */
async function startRecorder(clock?: { now(): number }): Promise<Recorder> {
  const behind = await startSandbox(clock ? { clock } : {});
  const requests: { key: string | undefined; rest: string }[] = [];
  const refused = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { 'x-api-key': key, ...headers } = request.headers;
    const sent = typeof key === 'string' ? key : undefined;
    const isTheirs = request.url?.startsWith('/api/') === true;
    const rest = `${request.method} ${request.url} ${JSON.stringify(headers)} ${body}`;
    if (isTheirs) requests.push({ key: sent, rest });
    const status = refused.get(request.method ?? '') ?? (sent === WRONG_KEY ? 401 : undefined);
    if (isTheirs && status !== undefined) {
      const location = `http://localhost:${port}/api/elsewhere/${sent}`;
      response.writeHead(status, { 'x-request-id': `r-${sent}`, location });
      response.end(
        JSON.stringify({ error: `no_${sent}`, message: `No ${sent}`, details: { [`${sent}`]: [sent] } }),
      );
      return;
    }
    const answer = await fetch(`${behind.baseUrl}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json', 'x-api-key': behind.apiKey },
      ...(body === '' ? {} : { body }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await behind.close();
  };
  onTestFinished(close);
  return {
    sandbox: { baseUrl: `http://127.0.0.1:${port}`, apiKey: KEY, close },
    requests,
    refuse: (method, status) => (status === null ? refused.delete(method) : refused.set(method, status)),
  };
}

function expectKeyOnlyInItsHeader({ requests }: Recorder): void {
  expect(requests.length).toBeGreaterThan(10);
  expect(requests.filter(({ key }) => !KEYS.includes(key ?? ''))).toEqual([]);
  expect(holders(Object.fromEntries(requests.map(({ rest }) => [rest, rest])), KEYS)).toEqual([]);
}

const account = ({ sandbox }: Recorder) => ({
  language: 'en' as const,
  storeName: 'Shop',
  currency: 'RUB' as const,
  mode: 'test' as const,
  baseUrl: sandbox.baseUrl,
  apiKey: KEY,
  organizationId: ORGANIZATION,
});

interface Recorded {
  readonly ask: Ask;
  /** Everything that crossed the wire towards a client, by what asked for it. */
  readonly said: Record<string, string>;
}

function recorded(request: (op: string, input: unknown) => Promise<unknown>): Recorded {
  const said: Record<string, string> = {};
  const ask = askOver(async (op, input) => {
    const reply = await request(op, input);
    said[`${Object.keys(said).length} ${op}`] = JSON.stringify(reply);
    return reply;
  });
  return { ask, said };
}

/** Asks for whatever shows something. */
async function lookAround(ask: Ask): Promise<void> {
  for (const op of ['app.status', 'connection.get', 'payment.current', 'attention.list'] as const)
    await ask(op, {});
  const { items } = await ask('sale.list', {});
  for (const { id } of items) await ask('sale.get', { saleId: id });
}

async function start(ask: Ask): Promise<{ saleId: string; attemptId: string }> {
  const sale =
    (await ask('sale.current', {})) ??
    (await ask('sale.addAmount', { amount: { amountMinor: 30_000, currency: 'RUB' } }));
  return ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
}

const linkOf = async (ask: Ask, saleId: string): Promise<string> =>
  (await ask('sale.get', { saleId })).attempts.at(-1)?.providerPaymentId ?? '';

test('the search finds a secret in every form, inside longer texts too', () => {
  const hidden = formsOf(KEY).map((form) => Buffer.concat([Buffer.from('before '), form]));
  const basic = ['', 'a', 'ab'].map((user) => Buffer.from(Buffer.from(`${user}:${KEY}:`).toString('base64')));
  const things = Object.fromEntries([...hidden, ...basic].map((bytes, index) => [`${index}`, bytes]));
  expect(holders({ ...things, clean: 'MARK+key' }, [KEY])).toEqual(Object.keys(things));
});

test('SEC-7 a whole life of a till, refusals that quote the key included: the key is in its header and nowhere else', async () => {
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
  await counter.control.pay(await linkOf(ask, saleId));
  await counter.pass(5000);
  expect(await ask('payment.current', {})).toMatchObject({ state: 'paid', receiptNumber: '000001' });
  await ask('payment.acknowledge', { attemptId });
  await lookAround(ask);

  await counter.till().close();
  expect(holders(filesIn(counter.dataDir), KEYS)).toEqual([]);
  expect(holders({ ...said, events: JSON.stringify(counter.events) }, KEYS)).toEqual([]);
  expectKeyOnlyInItsHeader(recorder);
  const header = `"x-organization-id":"${ORGANIZATION}"`;
  const inHeader = recorder.requests.filter(({ rest }) => rest.includes(header));
  const named = recorder.requests.filter(({ rest }) => rest.includes(ORGANIZATION));
  expect(inHeader.length).toBeGreaterThan(10);
  expect(named).toEqual(inHeader);
});

/** The web host in a process of its own, with every byte that it writes kept. */
async function startTill(folder: string) {
  const root = join(import.meta.dirname, '..', '..');
  const file = join(root, 'src', 'main', 'hosts', 'web', 'main.ts');
  const env = { ...process.env, FOURPAY_API_KEY: KEY, FOURPAY_ORGANIZATION_ID: ORGANIZATION };
  const args = [file, '--no-open', '--port', '0', '--data', folder];
  const child = spawn(process.execPath, args, { cwd: root, env });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => output.push(bytes));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(() => end('SIGKILL'));
  const address = await until(
    async () => /is ready: (\S+)/.exec(Buffer.concat(output).toString())?.[1],
    (ready) => ready !== undefined,
  );
  const { origin, hash } = new URL(address ?? '');
  const transport = await webTransport({ origin, token: hash.replace('#token=', '') });
  const wire = recorded(transport.request);
  transport.subscribe((event) => {
    wire.said['events'] = `${wire.said['events'] ?? ''}${JSON.stringify(event)}`;
  });
  return { ...wire, child, output, end };
}

const current = (ask: Ask, state: string | undefined) =>
  until(
    () => ask('payment.current', {}),
    (payment) => payment?.state === state,
  );

test('SEC-7 a till in a process of its own, killed and started again: the key is in no file, output, reply or event', async ({
  annotate,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const recorder = await startRecorder();
  const control = controlOf(recorder.sandbox);
  const first = await startTill(folder);
  await first.ask('setup.connectAccount', account(recorder));
  const paid = await start(first.ask);
  await current(first.ask, 'open');
  await control.pay(await linkOf(first.ask, paid.saleId));
  await current(first.ask, 'paid');
  await first.ask('payment.acknowledge', { attemptId: paid.attemptId });
  await start(first.ask);
  await current(first.ask, 'open');
  await lookAround(first.ask);
  const [cmdline, environ] = ['cmdline', 'environ'].map((name) =>
    process.platform === 'linux' ? readFileSync(`/proc/${first.child.pid}/${name}`) : Buffer.alloc(0),
  );
  await first.end('SIGKILL');
  expect(holders(filesIn(folder), KEYS)).toEqual([]);

  const second = await startTill(folder);
  const open = await current(second.ask, 'open');
  recorder.refuse('DELETE', 422);
  await second.ask('payment.cancel', { attemptId: open?.attemptId ?? '' });
  await current(second.ask, undefined);
  recorder.refuse('POST', 401);
  await start(second.ask);
  await current(second.ask, 'rejected');
  await second.ask('connection.enterKey', { apiKey: NEXT_KEY, organizationId: ORGANIZATION });
  await second.ask('connection.enterKey', { apiKey: WRONG_KEY }).catch(() => undefined);
  await lookAround(second.ask);
  await second.end('SIGTERM');

  expect(holders(filesIn(folder), KEYS)).toEqual([]);
  const output = { first: Buffer.concat(first.output), second: Buffer.concat(second.output) };
  expect(holders(output, [...KEYS, ORGANIZATION])).toEqual([]);
  expect(holders({ ...first.said, ...second.said }, KEYS)).toEqual([]);
  expect(holders({ cmdline: cmdline ?? '' }, [...KEYS, ORGANIZATION])).toEqual([]);
  expectKeyOnlyInItsHeader(recorder);
  // Removing a variable does not wipe the block that the kernel was given: told, because nobody can promise it.
  const kept = holders({ environ: environ ?? '' }, [KEY]).length > 0;
  await annotate(`/proc/PID/environ ${kept ? 'keeps' : 'does not keep'} the key that the process was given`);
});
