import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Ask } from '../harness/ask.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { webTransport } from '../harness/web-transport.ts';
import { until } from '../process/program.ts';
import { filesIn, holders } from './marked-secrets.ts';
import {
  expectCredentialsOnlyInPlace,
  KEY,
  KEYS,
  LOGIN,
  NEXT_KEY,
  PASSWORD,
  startRecorder,
  WRONG_KEY,
  WRONG_PASSWORD,
} from './recorder.ts';
import {
  account,
  codeOfSale,
  expectKept,
  lookAround,
  ORGANIZATION,
  recorded,
  start,
} from './watched-till.ts';

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

test('SEC-7 SEC-8 a till in a process of its own, killed and started again: no secret in a file, output, reply or event', async ({
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
  await control.pay(await codeOfSale(first.ask, paid.saleId));
  await current(first.ask, 'paid');
  await first.ask('payment.acknowledge', { attemptId: paid.attemptId });
  await start(first.ask);
  await current(first.ask, 'open');
  await lookAround(first.ask);
  const [cmdline, environ] = ['cmdline', 'environ'].map((name) =>
    process.platform === 'linux' ? readFileSync(`/proc/${first.child.pid}/${name}`) : Buffer.alloc(0),
  );
  await first.end('SIGKILL');
  expect(holders(filesIn(folder), recorder.credentials())).toEqual([]);

  const second = await startTill(folder);
  const open = await current(second.ask, 'open');
  recorder.refuse('DELETE', 422);
  await second.ask('payment.cancel', { attemptId: open?.attemptId ?? '' });
  await current(second.ask, undefined);
  recorder.refuse('POST', 401);
  await start(second.ask);
  await current(second.ask, 'rejected');
  recorder.refuse('POST', null);
  recorder.refuse('DELETE', null);
  await second.ask('connection.enterKey', { apiKey: NEXT_KEY, organizationId: ORGANIZATION });
  await second.ask('connection.enterKey', { apiKey: WRONG_KEY }).catch(() => undefined);
  const login = { login: LOGIN, keepPassword: true };
  await second.ask('connection.signIn', { ...login, password: WRONG_PASSWORD }).catch(() => undefined);
  await second.ask('connection.signIn', { ...login, password: PASSWORD });
  expect(recorder.accessTokens.size).toBeGreaterThan(0);
  await lookAround(second.ask);
  await second.end('SIGTERM');

  const output = { first: Buffer.concat(first.output), second: Buffer.concat(second.output) };
  expect(holders({ ...output, cmdline: cmdline ?? '' }, [...KEYS, ORGANIZATION])).toEqual([]);
  await expectKept(recorder, {
    dataDir: folder,
    said: Object.fromEntries(
      [first, second].flatMap(({ said }, index) =>
        Object.entries(said).map(([name, text]) => [`till ${index} ${name}`, text]),
      ),
    ),
    rest: output,
  });
  await expectCredentialsOnlyInPlace(recorder);
  // Removing a variable does not wipe the block that the kernel was given: told, because nobody can promise it.
  const kept = holders({ environ: environ ?? '' }, [KEY]).length > 0;
  await annotate(`/proc/PID/environ ${kept ? 'keeps' : 'does not keep'} the key that the process was given`);
});
