import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { shopAccess } from './checkout-gateway/merchants.ts';
import { defaultSwitches } from './switches.ts';
import { type Made, gatewayPlayerOf } from './testing/gateway-player.ts';
import { type Player, listAt, playerOf, startPlayer, textAt } from './testing/player.ts';

const cliPath = fileURLToPath(new URL('./cli.ts', import.meta.url));

function spawnCli(...options: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [cliPath, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function run(...options: readonly string[]): Promise<{ code: number; errors: string; output: string }> {
  const child = spawnCli(...options);
  let errors = '';
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode ?? -1, errors, output };
}

async function ready(child: ChildProcess): Promise<Player> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const baseUrl = /^Sandbox is ready: (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (baseUrl !== undefined)
      return playerOf({
        baseUrl,
        apiKey: 'pk_test_sandbox',
        partners: [],
        gateway: shopAccess,
        // What is alive at the issuer is not printed but for the API token.
        cards: { apiToken: 'cc_test_sandbox', jwt: '', baseUrl },
        close: async () => {},
      });
  }
  throw new Error('the sandbox ended before it was ready');
}

function statePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.json');
}

test('a sandbox that is killed comes back with its books and its port', async () => {
  const path = statePath();
  const child = spawnCli('--state', path);
  const player = await ready(child);
  const acknowledged: string[] = [];
  const exit = once(child, 'exit');
  const hammer = async (): Promise<void> => {
    for (;;) {
      acknowledged.push(await player.makeLink());
      if (acknowledged.length === 25) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled([hammer(), hammer(), hammer()]);
  await exit;
  const again = await ready(spawnCli('--state', path));
  expect(again.sandbox.baseUrl).toBe(player.sandbox.baseUrl);
  const links = listAt(await again.control('GET', '/state'), 'links').map((link) => textAt(link, 'id'));
  expect(acknowledged.length).toBeGreaterThanOrEqual(25);
  expect(links).toEqual(expect.arrayContaining(acknowledged));
});

test('a sandbox that is killed comes back with its checkouts, and their addresses still open', async () => {
  const path = statePath();
  const child = spawnCli('--state', path);
  const player = gatewayPlayerOf(await ready(child));
  const acknowledged: Made[] = [];
  const exit = once(child, 'exit');
  const hammer = async (): Promise<void> => {
    for (;;) {
      const made = await player.makeCheckout();
      await player.play(made.id, 'underpay', 5);
      acknowledged.push(made);
      if (acknowledged.length === 15) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled([hammer(), hammer(), hammer()]);
  await exit;
  const again = gatewayPlayerOf(await ready(spawnCli('--state', path)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(15);
  for (const { id, path: page } of acknowledged) {
    expect(await again.payment(id)).toMatchObject({ status: 'UNDERPAID' });
    expect((await again.page('GET', page)).status).toBe(303);
  }
});

// Windows has no signals: there the process just ends.
test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'ends cleanly on %s',
  async (signal) => {
    const child = spawnCli();
    const player = await ready(child);
    await player.control('POST', '/faults', { kind: 'hang' });
    const hanging = expect(player.api('GET', '/links')).rejects.toThrow();
    await expect
      .poll(() => player.control('GET', '/requests'))
      .toMatchObject({ requests: [{ status: null }] });
    child.kill(signal);
    await hanging;
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  },
);

test('says which option it does not know', async () => {
  const { code, errors } = await run('--prot', '5');
  expect(code).toBe(2);
  expect(errors).toContain("Unknown option '--prot'");
  expect(errors).toContain('Usage: npm run sandbox');
});

test.each([
  ['--port', 'many'],
  ['--port', '70000'],
  ['--api-key', ''],
  ['--switch', 'linkOnTransactions'],
  ['--switch', 'linkOnTransactions=maybe'],
  ['--switch', 'colour=red'],
])('refuses %s %j', async (option, value) => {
  const { code, errors } = await run(option, value);
  expect(code).toBe(2);
  expect(errors).toContain(option);
});

test('says that the port is in use', async () => {
  const { sandbox } = await startPlayer();
  const { port } = new URL(sandbox.baseUrl);
  const { code, errors } = await run('--port', port);
  expect(code).toBe(1);
  expect(errors).toBe(
    `Port ${port} is in use. Choose another with --port, or leave it out to get a free one.\n`,
  );
});

test('shows help', async () => {
  const { code, output } = await run('--help');
  expect(code).toBe(0);
  expect(output).toContain('--state FILE');
  expect(output).toContain('    refundRows=link  (link | parent | bare)\n');
  expect(output).toContain('    organizationRequired=null  (text or null)\n');
  for (const name of Object.keys(defaultSwitches)) expect(output).toContain(`\n    ${name}=`);
});

test('takes switches', async () => {
  const switches = [
    'linkOnTransactions=false',
    'signOutStatus=200',
    'organizationRequired=5=6',
    'sessionLifetimeSeconds=30',
    'gatewayClockSkewSeconds=-5',
    'gatewayCheckoutOrigin=other',
    'cardsLacks=close,freeze',
    'cardListShape=bare',
  ];
  const player = await ready(spawnCli(...switches.flatMap((text) => ['--switch', text])));
  expect(await player.control('GET', '/state')).toMatchObject({
    switches: {
      linkOnTransactions: false,
      signOutStatus: 200,
      organizationRequired: '5=6',
      sessionLifetimeSeconds: 30,
      hostedOffered: true,
      gatewayClockSkewSeconds: -5,
      gatewayCheckoutOrigin: 'other',
      gatewayPaidStatus: 'CONFIRMED',
      cardsLacks: ['freeze', 'close'],
      cardListShape: 'bare',
    },
  });
});
